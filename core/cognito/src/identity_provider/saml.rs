//! SAML 2.0 providers.

use super::attributes::AttributeMapping;
use super::construct::{Details, Provider, common_setters, name_setters, provider_construct};
use cognito_cdk_l1::cognito::user_pool_identity_provider::{ProviderType, bounds};
use cognito_cdk_l1::{IntoValue, List, Text, Value};
use cognito_cdk_synth::{Construct, Stack, names::NameRules};

/// The metadata document of a SAML provider.
#[derive(Clone, Debug)]
pub struct UserPoolIdentityProviderSamlMetadata(Metadata);

#[derive(Clone, Debug)]
enum Metadata {
    Url(Value<String>),
    File(Value<String>),
}

impl UserPoolIdentityProviderSamlMetadata {
    /// Where the provider publishes its metadata, from where Cognito renews it: an `https` URL.
    #[must_use]
    pub fn url(url: impl IntoValue<String>) -> Self {
        Self(Metadata::Url(url.into_value()))
    }

    /// The metadata itself: the XML of the file.
    #[must_use]
    pub fn file(file_content: impl IntoValue<String>) -> Self {
        Self(Metadata::File(file_content.into_value()))
    }
}

/// How Cognito signs its requests to a SAML provider.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SigningAlgorithm {
    /// By RSA with SHA-256.
    RsaSha256,
}

/// What a [`UserPoolIdentityProviderSaml`] can be told.
#[derive(Clone, Debug)]
#[must_use]
pub struct UserPoolIdentityProviderSamlOptions {
    metadata: Metadata,
    name: Option<Value<Text<bounds::ProviderName>>>,
    identifiers: Option<Value<List<Text<bounds::IdpIdentifiers>>>>,
    idp_signout: bool,
    encrypted_responses: Option<bool>,
    request_signing_algorithm: Option<SigningAlgorithm>,
    idp_initiated: Option<bool>,
    mapping: AttributeMapping,
}

common_setters!(UserPoolIdentityProviderSamlOptions);
name_setters!(UserPoolIdentityProviderSamlOptions);

impl UserPoolIdentityProviderSamlOptions {
    /// The provider that the metadata describes.
    pub fn new(metadata: UserPoolIdentityProviderSamlMetadata) -> Self {
        Self {
            metadata: metadata.0,
            name: None,
            identifiers: None,
            idp_signout: false,
            encrypted_responses: None,
            request_signing_algorithm: None,
            idp_initiated: None,
            mapping: AttributeMapping::new(),
        }
    }

    /// Whether who signs out is signed out of the provider too; not so without it.
    pub const fn idp_signout(mut self, signout: bool) -> Self {
        self.idp_signout = signout;
        self
    }

    /// Whether the provider must encrypt its answers.
    pub const fn encrypted_responses(mut self, encrypted: bool) -> Self {
        self.encrypted_responses = Some(encrypted);
        self
    }

    /// Lets Cognito sign its requests.
    pub const fn request_signing_algorithm(mut self, algorithm: SigningAlgorithm) -> Self {
        self.request_signing_algorithm = Some(algorithm);
        self
    }

    /// Whether a sign-in may begin at the provider, which anyone who can post to the login page can forge:
    /// [what to consider](https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-SAML-session-initiation.html).
    pub const fn idp_initiated(mut self, initiated: bool) -> Self {
        self.idp_initiated = Some(initiated);
        self
    }

    fn provider(self) -> Provider {
        let details = Details::default().with_flag("IDPSignout", Some(self.idp_signout));
        let details = match self.metadata {
            Metadata::Url(url) => details.with("MetadataURL", url),
            Metadata::File(content) => details.with("MetadataFile", content),
        };
        let algorithm = self
            .request_signing_algorithm
            .map(|algorithm| match algorithm {
                SigningAlgorithm::RsaSha256 => "rsa-sha256".into(),
            });
        let details = details
            .with_flag("EncryptedResponses", self.encrypted_responses)
            .with_some("RequestSigningAlgorithm", algorithm)
            .with_flag("IDPInit", self.idp_initiated);
        Provider {
            kind: ProviderType::Saml,
            name: self.name,
            make_name,
            details,
            mapping: self.mapping,
            identifiers: self.identifiers,
        }
    }
}

/// A name as AWS CDK makes it: that of the stack and the path in it, 3 to 32 characters.
fn make_name(construct: &Construct) -> String {
    let rules = NameRules {
        max_length: 32,
        ..NameRules::default()
    };
    let name = Stack::of(construct).map(|stack| stack.unique_resource_name(construct, &rules));
    let name = name.unwrap_or_default();
    if name.len() < 3 {
        return format!("{name}saml");
    }
    name
}

provider_construct! {
    /// A provider that speaks SAML 2.0.
    ///
    /// It makes an [`AWS::Cognito::UserPoolIdentityProvider`](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cognito-userpoolidentityprovider.html);
    /// see [SAML providers](https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-saml-idp.html).
    ///
    /// ```
    /// use cognito_cdk::cognito::{
    ///     AttributeMapping, UserPool, UserPoolIdentityProviderSaml, UserPoolIdentityProviderSamlMetadata,
    ///     UserPoolIdentityProviderSamlOptions, UserPoolProps,
    /// };
    /// use cognito_cdk::{App, Stack};
    ///
    /// let app = App::new();
    /// let stack = Stack::new(&app, "SignIn");
    /// let pool = UserPool::new(&stack, "Users", UserPoolProps::new());
    /// let metadata = UserPoolIdentityProviderSamlMetadata::url("https://idp.example.com/metadata.xml");
    /// UserPoolIdentityProviderSaml::new(&stack, "Partner", &pool,
    ///     UserPoolIdentityProviderSamlOptions::new(metadata)
    ///         .identifiers(["partner.example.com"])
    ///         .attribute_mapping(AttributeMapping::new()
    ///             .email("http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress")));
    /// # app.build()?;
    /// # Ok::<(), cognito_cdk::SynthError>(())
    /// ```
    UserPoolIdentityProviderSaml, UserPoolIdentityProviderSamlOptions
}
