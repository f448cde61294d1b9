//! The social identity providers: Amazon, Apple, Facebook and Google.

use super::attributes::AttributeMapping;
use super::construct::{Details, Provider, common_setters, provider_construct, scopes_setter};
use crate::secret::SecretValue;
use cognito_cdk_l1::cognito::user_pool_identity_provider::ProviderType;
use cognito_cdk_l1::{IntoValue, Value};

/// A social provider: its name is that of its type.
fn social(kind: ProviderType, details: Details, mapping: AttributeMapping) -> Provider {
    Provider {
        name: Some(kind.as_str().into_value()),
        make_name: |_| String::new(),
        kind,
        details,
        mapping,
        identifiers: None,
    }
}

/// What a [`UserPoolIdentityProviderAmazon`] can be told.
#[derive(Clone, Debug)]
#[must_use]
pub struct UserPoolIdentityProviderAmazonOptions {
    client_id: Value<String>,
    client_secret: SecretValue,
    scopes: Option<Vec<Value<String>>>,
    mapping: AttributeMapping,
}

common_setters!(UserPoolIdentityProviderAmazonOptions);
scopes_setter!(UserPoolIdentityProviderAmazonOptions, "profile");

impl UserPoolIdentityProviderAmazonOptions {
    /// The client id and the client secret that Login with Amazon gave to the application.
    pub fn new(client_id: impl IntoValue<String>, client_secret: SecretValue) -> Self {
        Self {
            client_id: client_id.into_value(),
            client_secret,
            scopes: None,
            mapping: AttributeMapping::new(),
        }
    }

    fn provider(self) -> Provider {
        let details = Details::of_client(self.client_id, &self.client_secret).with_scopes(
            self.scopes,
            Self::DEFAULT_SCOPE,
            " ",
        );
        social(ProviderType::LoginWithAmazon, details, self.mapping)
    }
}

provider_construct! {
    /// Login with Amazon.
    ///
    /// It makes an [`AWS::Cognito::UserPoolIdentityProvider`](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cognito-userpoolidentityprovider.html);
    /// see [social providers](https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-social-idp.html).
    ///
    /// ```
    /// use cognito_cdk::cognito::{
    ///     AttributeMapping, ProviderAttribute, UserPool, UserPoolIdentityProviderAmazon,
    ///     UserPoolIdentityProviderAmazonOptions, UserPoolProps,
    /// };
    /// use cognito_cdk::{App, SecretValue, Stack};
    ///
    /// let app = App::new();
    /// let stack = Stack::new(&app, "SignIn");
    /// let pool = UserPool::new(&stack, "Users", UserPoolProps::new());
    /// let secret = SecretValue::secrets_manager("login-with-amazon").json_field("client_secret");
    /// UserPoolIdentityProviderAmazon::new(&stack, "Amazon", &pool,
    ///     UserPoolIdentityProviderAmazonOptions::new("amzn1.application-oa2-client.1234", secret)
    ///         .attribute_mapping(AttributeMapping::new().email(ProviderAttribute::AMAZON_EMAIL)));
    /// # app.build()?;
    /// # Ok::<(), cognito_cdk::SynthError>(())
    /// ```
    UserPoolIdentityProviderAmazon, UserPoolIdentityProviderAmazonOptions
}

/// What Apple gives to an application: the values that its [`UserPoolIdentityProviderApple`] needs.
#[derive(Clone, Debug)]
#[allow(
    clippy::exhaustive_structs,
    reason = "all of its fields are required, so that none can be forgotten"
)]
pub struct AppleClient {
    /// The services id, such as `com.example.web`.
    pub client_id: Value<String>,
    /// The id of the team.
    pub team_id: Value<String>,
    /// The id of the key.
    pub key_id: Value<String>,
    /// The private key of that id: the content of the `.p8` file.
    pub private_key: SecretValue,
}

/// What a [`UserPoolIdentityProviderApple`] can be told.
#[derive(Clone, Debug)]
#[must_use]
pub struct UserPoolIdentityProviderAppleOptions {
    client: AppleClient,
    scopes: Option<Vec<Value<String>>>,
    mapping: AttributeMapping,
}

common_setters!(UserPoolIdentityProviderAppleOptions);
scopes_setter!(UserPoolIdentityProviderAppleOptions, "name");

impl UserPoolIdentityProviderAppleOptions {
    /// What Apple gave to the application.
    pub const fn new(client: AppleClient) -> Self {
        Self {
            client,
            scopes: None,
            mapping: AttributeMapping::new(),
        }
    }

    fn provider(self) -> Provider {
        let details = Details::default()
            .with("client_id", self.client.client_id)
            .with("team_id", self.client.team_id)
            .with("key_id", self.client.key_id)
            .with("private_key", self.client.private_key.unsafe_unwrap())
            .with_scopes(self.scopes, Self::DEFAULT_SCOPE, " ");
        social(ProviderType::SignInWithApple, details, self.mapping)
    }
}

provider_construct! {
    /// Sign in with Apple.
    ///
    /// It makes an [`AWS::Cognito::UserPoolIdentityProvider`](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cognito-userpoolidentityprovider.html);
    /// see [social providers](https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-social-idp.html).
    ///
    /// ```
    /// use cognito_cdk::cognito::{
    ///     AppleClient, UserPool, UserPoolIdentityProviderApple, UserPoolIdentityProviderAppleOptions,
    ///     UserPoolProps,
    /// };
    /// use cognito_cdk::{App, SecretValue, Stack};
    ///
    /// let app = App::new();
    /// let stack = Stack::new(&app, "SignIn");
    /// let pool = UserPool::new(&stack, "Users", UserPoolProps::new());
    /// UserPoolIdentityProviderApple::new(&stack, "Apple", &pool,
    ///     UserPoolIdentityProviderAppleOptions::new(AppleClient {
    ///         client_id: "com.example.web".into(),
    ///         team_id: "ABCDE12345".into(),
    ///         key_id: "FGHIJ67890".into(),
    ///         private_key: SecretValue::secrets_manager("apple-key"),
    ///     })
    ///     .scopes(["name", "email"]));
    /// # app.build()?;
    /// # Ok::<(), cognito_cdk::SynthError>(())
    /// ```
    UserPoolIdentityProviderApple, UserPoolIdentityProviderAppleOptions
}

/// What a [`UserPoolIdentityProviderFacebook`] can be told.
#[derive(Clone, Debug)]
#[must_use]
pub struct UserPoolIdentityProviderFacebookOptions {
    client_id: Value<String>,
    client_secret: SecretValue,
    scopes: Option<Vec<Value<String>>>,
    api_version: Option<Value<String>>,
    mapping: AttributeMapping,
}

common_setters!(UserPoolIdentityProviderFacebookOptions);
scopes_setter!(UserPoolIdentityProviderFacebookOptions, "public_profile");

impl UserPoolIdentityProviderFacebookOptions {
    /// The id and the secret that Facebook gave to the application.
    pub fn new(client_id: impl IntoValue<String>, client_secret: SecretValue) -> Self {
        Self {
            client_id: client_id.into_value(),
            client_secret,
            scopes: None,
            api_version: None,
            mapping: AttributeMapping::new(),
        }
    }

    /// The version of Facebook's API, such as `v19.0`. Without it Cognito decides.
    pub fn api_version(mut self, version: impl IntoValue<String>) -> Self {
        self.api_version = Some(version.into_value());
        self
    }

    fn provider(self) -> Provider {
        let details = Details::of_client(self.client_id, &self.client_secret)
            .with_scopes(self.scopes, Self::DEFAULT_SCOPE, ",")
            .with_some("api_version", self.api_version);
        social(ProviderType::Facebook, details, self.mapping)
    }
}

provider_construct! {
    /// Facebook.
    ///
    /// It makes an [`AWS::Cognito::UserPoolIdentityProvider`](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cognito-userpoolidentityprovider.html);
    /// see [social providers](https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-social-idp.html).
    ///
    /// ```
    /// use cognito_cdk::cognito::{
    ///     UserPool, UserPoolIdentityProviderFacebook, UserPoolIdentityProviderFacebookOptions,
    ///     UserPoolProps,
    /// };
    /// use cognito_cdk::{App, SecretValue, Stack};
    ///
    /// let app = App::new();
    /// let stack = Stack::new(&app, "SignIn");
    /// let pool = UserPool::new(&stack, "Users", UserPoolProps::new());
    /// let secret = SecretValue::secrets_manager("facebook").json_field("app_secret");
    /// UserPoolIdentityProviderFacebook::new(&stack, "Facebook", &pool,
    ///     UserPoolIdentityProviderFacebookOptions::new("1234567890", secret)
    ///         .scopes(["public_profile", "email"]));
    /// # app.build()?;
    /// # Ok::<(), cognito_cdk::SynthError>(())
    /// ```
    UserPoolIdentityProviderFacebook, UserPoolIdentityProviderFacebookOptions
}

/// What a [`UserPoolIdentityProviderGoogle`] can be told.
#[derive(Clone, Debug)]
#[must_use]
pub struct UserPoolIdentityProviderGoogleOptions {
    client_id: Value<String>,
    client_secret: SecretValue,
    scopes: Option<Vec<Value<String>>>,
    mapping: AttributeMapping,
}

common_setters!(UserPoolIdentityProviderGoogleOptions);
scopes_setter!(UserPoolIdentityProviderGoogleOptions, "profile");

impl UserPoolIdentityProviderGoogleOptions {
    /// The client id and the client secret that Google gave to the application.
    pub fn new(client_id: impl IntoValue<String>, client_secret: SecretValue) -> Self {
        Self {
            client_id: client_id.into_value(),
            client_secret,
            scopes: None,
            mapping: AttributeMapping::new(),
        }
    }

    fn provider(self) -> Provider {
        let details = Details::of_client(self.client_id, &self.client_secret).with_scopes(
            self.scopes,
            Self::DEFAULT_SCOPE,
            " ",
        );
        social(ProviderType::Google, details, self.mapping)
    }
}

provider_construct! {
    /// Google.
    ///
    /// It makes an [`AWS::Cognito::UserPoolIdentityProvider`](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cognito-userpoolidentityprovider.html);
    /// see [social providers](https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-social-idp.html).
    ///
    /// ```
    /// use cognito_cdk::cognito::{
    ///     AttributeMapping, ProviderAttribute, UserPool, UserPoolIdentityProviderGoogle,
    ///     UserPoolIdentityProviderGoogleOptions, UserPoolProps,
    /// };
    /// use cognito_cdk::{App, SecretValue, Stack};
    ///
    /// let app = App::new();
    /// let stack = Stack::new(&app, "SignIn");
    /// let pool = UserPool::new(&stack, "Users", UserPoolProps::new());
    /// let secret = SecretValue::secrets_manager("google-oauth").json_field("client_secret");
    /// UserPoolIdentityProviderGoogle::new(&stack, "Google", &pool,
    ///     UserPoolIdentityProviderGoogleOptions::new("1234.apps.googleusercontent.com", secret)
    ///         .scopes(["profile", "email", "openid"])
    ///         .attribute_mapping(AttributeMapping::new().email(ProviderAttribute::GOOGLE_EMAIL)));
    /// # app.build()?;
    /// # Ok::<(), cognito_cdk::SynthError>(())
    /// ```
    UserPoolIdentityProviderGoogle, UserPoolIdentityProviderGoogleOptions
}
