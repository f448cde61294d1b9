//! `UserPoolClient`: an app client of one's own.

use super::grants::OAuthFlows;
use super::imported::IUserPoolClient;
use super::options::UserPoolClientOptions;
use super::render;
use super::secret::{HasSecret, NoSecret};
use crate::construct::owned;
use crate::defaults::Defaults;
use crate::rules;
use crate::secret::SecretValue;
use crate::user_pool::{IUserPool, LoginClient};
use cognito_cdk_l1::cognito::CfnUserPoolClient;
use cognito_cdk_l1::cognito::user_pool_client::{AllowedOauthFlow, bounds};
use cognito_cdk_l1::ids::UserPoolClientId;
use cognito_cdk_l1::{Text, Value};
use cognito_cdk_synth::{Construct, Element, Scope};
use std::marker::PhantomData;

/// An app client of a user pool: an application that its users sign in to, or a program that gets tokens
/// for itself.
///
/// It makes an [`AWS::Cognito::UserPoolClient`](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cognito-userpoolclient.html).
/// The type parameter says whether the client has a secret; only one that has can show it.
///
/// ```
/// use cognito_cdk::cognito::*;
/// use cognito_cdk::{App, CfnOutput, Stack};
///
/// let app = App::new();
/// let stack = Stack::new(&app, "Web");
/// let pool = UserPool::new(&stack, "Users", UserPoolProps::new());
/// let client = pool.add_client("Spa", UserPoolClientOptions::new()
///     .o_auth(AuthorizationCodeGrant::new(["https://app.example.com/callback"])
///         .scopes([OAuthScope::OpenId, OAuthScope::Email])));
/// CfnOutput::new(&stack, "ClientId", client.user_pool_client_id());
/// # app.build()?;
/// # Ok::<(), cognito_cdk::SynthError>(())
/// ```
#[derive(Debug)]
pub struct UserPoolClient<S = NoSecret> {
    construct: Construct,
    cfn: Element<CfnUserPoolClient>,
    kind: PhantomData<fn() -> S>,
}

owned!(UserPoolClient<S> where [S], CfnUserPoolClient, "AWS::Cognito::UserPoolClient");

impl<S> Clone for UserPoolClient<S> {
    fn clone(&self) -> Self {
        Self {
            construct: self.construct.clone(),
            cfn: self.cfn.clone(),
            kind: PhantomData,
        }
    }
}

impl<S> UserPoolClient<S> {
    /// An app client of `user_pool` in `scope`. [`IUserPool::add_client`] makes one as a child of the pool.
    #[track_caller]
    pub fn new<O>(
        scope: &impl Scope,
        id: impl AsRef<str>,
        user_pool: &impl IUserPool,
        options: UserPoolClientOptions<S, O>,
    ) -> Self {
        let construct = Construct::new(scope, id);
        rules::install(&construct);
        let defaults = Defaults::of(&construct);
        let no_branding = options.settings.no_branding;
        let l1 = render::client(&construct, &defaults, user_pool.base(), options.settings);
        let client = Self {
            cfn: construct.add("Resource", l1),
            construct,
            kind: PhantomData,
        };
        let flows = client.o_auth_flows();
        if flows.authorization_code_grant || flows.implicit_code_grant {
            let login_client = LoginClient {
                node: client.construct.node().clone(),
                id: client.user_pool_client_id(),
                no_branding,
                has_default_branding: false,
            };
            user_pool.base().add_login_client(login_client);
        }
        client
    }

    /// The name of the client, if the program gave it one.
    #[must_use]
    pub fn user_pool_client_name(&self) -> Option<Value<Text<bounds::ClientName>>> {
        self.cfn.with(|l1| l1.client_name.clone())?
    }

    /// The grants that the client allows.
    #[must_use]
    pub fn o_auth_flows(&self) -> OAuthFlows {
        let flows = self.cfn.with(|l1| l1.allowed_oauth_flows.clone());
        let flows = flows.flatten();
        let flows = flows.as_ref().and_then(Value::as_literal);
        let allows = |flow: &AllowedOauthFlow| {
            let mut flows = flows.into_iter().flatten();
            flows.any(|allowed| allowed.as_literal() == Some(flow))
        };
        OAuthFlows {
            authorization_code_grant: allows(&AllowedOauthFlow::Code),
            implicit_code_grant: allows(&AllowedOauthFlow::Implicit),
            client_credentials: allows(&AllowedOauthFlow::ClientCredentials),
        }
    }

    /// Where users can be sent after they have signed in.
    #[must_use]
    pub fn callback_urls(&self) -> Vec<Value<Text<bounds::CallbackUrls>>> {
        let urls = self.cfn.with(|l1| l1.callback_urls.clone()).flatten();
        urls.as_ref()
            .and_then(Value::as_literal)
            .cloned()
            .unwrap_or_default()
    }

    /// The secret of the client: `Fn::GetAtt` of `ClientSecret`. AWS CDK deploys a Lambda function to read
    /// it; CloudFormation can do without.
    ///
    /// Whoever can read what it is written to can act as the client: an output, an environment variable or
    /// metadata are the wrong places, and reported.
    #[must_use]
    #[doc(alias = "user_pool_client_secret")]
    pub fn client_secret(&self) -> SecretValue
    where
        S: HasSecret,
    {
        SecretValue::resource_attribute(self.cfn.attr_client_secret())
    }
}

impl<S> IUserPoolClient for UserPoolClient<S> {
    fn user_pool_client_id(&self) -> Value<UserPoolClientId> {
        self.cfn.ref_()
    }
}
