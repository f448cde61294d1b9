//! `ManagedLoginBranding`: what the login page of a client looks like.

mod login;

use crate::construct::owned;
use crate::rules;
use crate::user_pool::{IUserPool, PoolBase};
use cognito_cdk_l1::cognito::CfnManagedLoginBranding;
use cognito_cdk_l1::cognito::managed_login_branding::AssetType;
use cognito_cdk_l1::ids::UserPoolClientId;
use cognito_cdk_l1::{IntoValue, Json, List, Value};
use cognito_cdk_synth::{Construct, Element, Scope};

/// What a [`ManagedLoginBranding`] can be told: either Cognito's own look, or settings and images.
#[derive(Clone, Debug)]
#[must_use]
pub struct ManagedLoginBrandingOptions(Look);

#[derive(Clone, Debug)]
enum Look {
    Provided,
    Own {
        settings: Option<Value<Json>>,
        assets: Option<Value<List<AssetType>>>,
    },
}

impl ManagedLoginBrandingOptions {
    /// Cognito's own look.
    pub const fn cognito_provided_values() -> Self {
        Self(Look::Provided)
    }

    /// The settings that the branding editor of the console makes, as JSON. What they leave out stays
    /// Cognito's.
    pub fn settings(settings: impl IntoValue<Json>) -> Self {
        Self(Look::Own {
            settings: Some(settings.into_value()),
            assets: None,
        })
    }

    /// Up to 40 images, each for a place such as the background or the logo, in a light, a dark or any
    /// mode. Settings and images together are at most 2 MB.
    pub fn assets(assets: impl IntoValue<List<AssetType>>) -> Self {
        Self(Look::Own {
            settings: None,
            assets: Some(assets.into_value()),
        })
    }

    /// Settings and images.
    pub fn settings_and_assets(
        settings: impl IntoValue<Json>,
        assets: impl IntoValue<List<AssetType>>,
    ) -> Self {
        Self(Look::Own {
            settings: Some(settings.into_value()),
            assets: Some(assets.into_value()),
        })
    }
}

/// What the managed-login page of a client looks like.
///
/// It makes an [`AWS::Cognito::ManagedLoginBranding`](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cognito-managedloginbranding.html).
/// Without one the page says that login pages are unavailable, so each client whose users come to it gets
/// one by itself, as the child `Branding`, when a domain of the pool has managed login
/// ([`Defaults::managed_login_branding`](crate::Defaults::managed_login_branding)). One that the program
/// makes takes its place.
///
/// ```
/// use cognito_cdk::cognito::{
///     IUserPool, ManagedLoginBranding, ManagedLoginBrandingOptions, UserPool, UserPoolClientOptions,
///     UserPoolProps,
/// };
/// use cognito_cdk::{App, Stack};
///
/// let app = App::new();
/// let stack = Stack::new(&app, "SignIn");
/// let pool = UserPool::new(&stack, "Users", UserPoolProps::new());
/// let client = pool.add_client("Web", UserPoolClientOptions::new());
/// let look = ManagedLoginBrandingOptions::cognito_provided_values();
/// ManagedLoginBranding::new(&stack, "Look", &pool, &client, look);
/// # app.build()?;
/// # Ok::<(), cognito_cdk::SynthError>(())
/// ```
#[derive(Clone, Debug)]
pub struct ManagedLoginBranding {
    construct: Construct,
    cfn: Element<CfnManagedLoginBranding>,
}

owned!(
    ManagedLoginBranding,
    CfnManagedLoginBranding,
    "AWS::Cognito::ManagedLoginBranding"
);

impl ManagedLoginBranding {
    /// The branding of the login page of `client`, which belongs to `pool`. A client has one.
    #[track_caller]
    pub fn new(
        scope: &impl Scope,
        id: impl AsRef<str>,
        pool: &impl IUserPool,
        client: impl IntoValue<UserPoolClientId>,
        options: ManagedLoginBrandingOptions,
    ) -> Self {
        let client = client.into_value();
        pool.base().take_over_branding(&client);
        Self::create(scope, id, pool.base(), client, options)
    }

    #[track_caller]
    fn create(
        scope: &impl Scope,
        id: impl AsRef<str>,
        pool: &PoolBase,
        client: Value<UserPoolClientId>,
        options: ManagedLoginBrandingOptions,
    ) -> Self {
        let construct = Construct::new(scope, id);
        rules::install(&construct);
        let mut branding = CfnManagedLoginBranding::builder()
            .user_pool_id(pool.0.id.clone())
            .client_id(client)
            .build();
        match options.0 {
            Look::Provided => branding.use_cognito_provided_values = Some(true.into_value()),
            Look::Own { settings, assets } => {
                branding.settings = settings;
                branding.assets = assets;
            }
        }
        let cfn = construct.add("Resource", branding);
        Self { construct, cfn }
    }

    /// The id that Cognito gives to the branding.
    #[must_use]
    pub fn managed_login_branding_id(&self) -> Value<String> {
        self.cfn.attr_managed_login_branding_id()
    }
}
