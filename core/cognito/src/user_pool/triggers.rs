//! The functions that a pool calls.

use super::pool::UserPool;
use crate::iam::ServicePrincipal;
use crate::ids::{FunctionArn, KmsKeyArn};
use crate::lambda::{IFunction, Permission};
use crate::rules::Rule;
use cognito_cdk_l1::cognito::user_pool::{
    CustomEmailSender, CustomEmailSenderLambdaVersion, CustomSmsSender,
    CustomSmsSenderLambdaVersion, InboundFederation, InboundFederationLambdaVersion, LambdaConfig,
    PreTokenGenerationConfig, PreTokenGenerationConfigLambdaVersion as LambdaVersion,
};
use cognito_cdk_l1::{IntoValue, Value};
use std::panic::Location;
use std::rc::Rc;

/// When a pool calls a function, for [`UserPool::add_trigger`].
///
/// What a trigger needs is part of it: the version of its event, or the key of the codes that it sends.
/// See [Lambda triggers](https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-working-with-lambda-triggers.html).
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum UserPoolOperation {
    /// The next challenge of a custom sign-in is made.
    CreateAuthChallenge,
    /// A message is written.
    CustomMessage,
    /// The course of a custom sign-in is decided.
    DefineAuthChallenge,
    /// A user has signed in.
    PostAuthentication,
    /// A user is confirmed, or has recovered the password.
    PostConfirmation,
    /// A user is about to sign in.
    PreAuthentication,
    /// A user is about to sign up.
    PreSignUp,
    /// The ID token is made; the event has the first version.
    PreTokenGeneration,
    /// Tokens are made; from version 2 on, the access token too, which needs the feature plan Essentials or
    /// Plus.
    PreTokenGenerationConfig(LambdaVersion),
    /// A user whom the pool does not know signs in, or recovers the password.
    UserMigration,
    /// The answer to the challenge of a custom sign-in is checked.
    VerifyAuthChallengeResponse,
    /// An email is sent, by the function; codes in it are encrypted with the key.
    CustomEmailSender(Value<KmsKeyArn>),
    /// An SMS message is sent, by the function; codes in it are encrypted with the key.
    CustomSmsSender(Value<KmsKeyArn>),
    /// A user of another identity provider signs in.
    InboundFederation,
}

impl UserPoolOperation {
    /// An email is sent, by the function. Codes in it are encrypted with the key, with which the function
    /// may decrypt.
    pub fn custom_email_sender(key: impl IntoValue<KmsKeyArn>) -> Self {
        Self::CustomEmailSender(key.into_value())
    }

    /// An SMS message is sent, by the function. Codes in it are encrypted with the key, with which the
    /// function may decrypt.
    pub fn custom_sms_sender(key: impl IntoValue<KmsKeyArn>) -> Self {
        Self::CustomSmsSender(key.into_value())
    }

    const fn name(&self) -> &'static str {
        match self {
            Self::CreateAuthChallenge => "CreateAuthChallenge",
            Self::CustomMessage => "CustomMessage",
            Self::DefineAuthChallenge => "DefineAuthChallenge",
            Self::PostAuthentication => "PostAuthentication",
            Self::PostConfirmation => "PostConfirmation",
            Self::PreAuthentication => "PreAuthentication",
            Self::PreSignUp => "PreSignUp",
            Self::PreTokenGeneration => "PreTokenGeneration",
            Self::PreTokenGenerationConfig(_) => "PreTokenGenerationConfig",
            Self::UserMigration => "UserMigration",
            Self::VerifyAuthChallengeResponse => "VerifyAuthChallengeResponse",
            Self::CustomEmailSender(_) => "CustomEmailSender",
            Self::CustomSmsSender(_) => "CustomSmsSender",
            Self::InboundFederation => "InboundFederation",
        }
    }

    const fn key(&self) -> Option<&Value<KmsKeyArn>> {
        match self {
            Self::CustomEmailSender(key) | Self::CustomSmsSender(key) => Some(key),
            _ => None,
        }
    }

    /// Sets the function. It is false if there is one already.
    fn set(self, config: &mut LambdaConfig, function: Value<FunctionArn>) -> bool {
        let plain = match self {
            Self::CreateAuthChallenge => &mut config.create_auth_challenge,
            Self::CustomMessage => &mut config.custom_message,
            Self::DefineAuthChallenge => &mut config.define_auth_challenge,
            Self::PostAuthentication => &mut config.post_authentication,
            Self::PostConfirmation => &mut config.post_confirmation,
            Self::PreAuthentication => &mut config.pre_authentication,
            Self::PreSignUp => &mut config.pre_sign_up,
            Self::PreTokenGeneration => &mut config.pre_token_generation,
            Self::UserMigration => &mut config.user_migration,
            Self::VerifyAuthChallengeResponse => &mut config.verify_auth_challenge_response,
            Self::PreTokenGenerationConfig(version) => {
                let trigger = PreTokenGenerationConfig::builder().lambda_arn(function);
                let trigger = trigger.lambda_version(version).build();
                return put(
                    &mut config.pre_token_generation_config,
                    trigger.into_value(),
                );
            }
            Self::CustomEmailSender(_) => {
                let trigger = CustomEmailSender::builder().lambda_arn(function);
                let trigger = trigger.lambda_version(CustomEmailSenderLambdaVersion::V1_0);
                return put(
                    &mut config.custom_email_sender,
                    trigger.build().into_value(),
                );
            }
            Self::CustomSmsSender(_) => {
                let trigger = CustomSmsSender::builder().lambda_arn(function);
                let trigger = trigger.lambda_version(CustomSmsSenderLambdaVersion::V1_0);
                return put(&mut config.custom_sms_sender, trigger.build().into_value());
            }
            Self::InboundFederation => {
                let trigger = InboundFederation::builder().lambda_arn(function);
                let trigger = trigger.lambda_version(InboundFederationLambdaVersion::V1_0);
                return put(&mut config.inbound_federation, trigger.build().into_value());
            }
        };
        put(plain, function)
    }
}

fn put<T>(slot: &mut Option<T>, value: T) -> bool {
    let free = slot.is_none();
    slot.get_or_insert(value);
    free
}

/// The functions that a pool calls.
///
/// ```
/// use cognito_cdk::cognito::{LambdaVersion, UserPool, UserPoolProps, UserPoolTriggers};
/// use cognito_cdk::lambda::Function;
/// use cognito_cdk::{App, Environment, Stack, StackProps};
///
/// let app = App::new();
/// let env = Environment::new("123456789012", "eu-west-1");
/// let stack = Stack::with_props(&app, "Auth", StackProps::new().env(env));
/// let function = |name: &str| {
///     let arn = format!("arn:aws:lambda:eu-west-1:123456789012:function:{name}");
///     Function::from_function_arn(&stack, name, arn)
/// };
/// let triggers = UserPoolTriggers::new()
///     .pre_sign_up(&function("check-domain"))
///     .pre_token_generation_config(LambdaVersion::V2_0, &function("add-claims"));
/// UserPool::new(&stack, "Users", UserPoolProps::new().lambda_triggers(triggers));
/// # app.build()?;
/// # Ok::<(), cognito_cdk::SynthError>(())
/// ```
#[derive(Clone, Debug, Default)]
#[must_use]
pub struct UserPoolTriggers(Vec<Trigger>);

#[derive(Clone, Debug)]
struct Trigger {
    operation: UserPoolOperation,
    function: Rc<dyn IFunction>,
    position: &'static Location<'static>,
}

macro_rules! triggers {
    ($($(#[$doc:meta])* $name:ident($($argument:ident: $type:ty)?) = $operation:expr;)*) => {
        impl UserPoolTriggers {
            $(
                $(#[$doc])*
                #[track_caller]
                pub fn $name(self, $($argument: $type,)? function: &(impl IFunction + ?Sized)) -> Self {
                    self.and($operation, function)
                }
            )*
        }
    };
}

triggers! {
    /// A function that makes the next challenge of a custom sign-in.
    create_auth_challenge() = UserPoolOperation::CreateAuthChallenge;
    /// A function that writes messages.
    custom_message() = UserPoolOperation::CustomMessage;
    /// A function that decides the course of a custom sign-in.
    define_auth_challenge() = UserPoolOperation::DefineAuthChallenge;
    /// A function that is called when a user has signed in.
    post_authentication() = UserPoolOperation::PostAuthentication;
    /// A function that is called when a user is confirmed, or has recovered the password.
    post_confirmation() = UserPoolOperation::PostConfirmation;
    /// A function that is called before a user signs in.
    pre_authentication() = UserPoolOperation::PreAuthentication;
    /// A function that is called before a user signs up.
    pre_sign_up() = UserPoolOperation::PreSignUp;
    /// A function that changes the ID token; its event has the first version.
    pre_token_generation() = UserPoolOperation::PreTokenGeneration;
    /// A function that changes tokens; its event has the version that is given.
    pre_token_generation_config(version: LambdaVersion) =
        UserPoolOperation::PreTokenGenerationConfig(version);
    /// A function that knows the users of another directory.
    user_migration() = UserPoolOperation::UserMigration;
    /// A function that checks the answer to the challenge of a custom sign-in.
    verify_auth_challenge_response() = UserPoolOperation::VerifyAuthChallengeResponse;
    /// A function that sends emails; codes in them are encrypted with the key.
    custom_email_sender(key: impl IntoValue<KmsKeyArn>) =
        UserPoolOperation::custom_email_sender(key);
    /// A function that sends SMS messages; codes in them are encrypted with the key.
    custom_sms_sender(key: impl IntoValue<KmsKeyArn>) = UserPoolOperation::custom_sms_sender(key);
    /// A function that is called when a user of another identity provider signs in.
    inbound_federation() = UserPoolOperation::InboundFederation;
}

impl UserPoolTriggers {
    /// No function.
    pub fn new() -> Self {
        Self::default()
    }

    #[track_caller]
    fn and(mut self, operation: UserPoolOperation, function: &(impl IFunction + ?Sized)) -> Self {
        self.0.push(Trigger {
            operation,
            function: function.handle(),
            position: Location::caller(),
        });
        self
    }

    #[track_caller]
    pub(super) fn add_to(self, pool: &UserPool) {
        for trigger in self.0 {
            add(
                pool,
                trigger.operation,
                &*trigger.function,
                trigger.position,
            );
        }
    }
}

/// Lets the pool call the function, and the function be called by the pool.
#[track_caller]
pub(super) fn add(
    pool: &UserPool,
    operation: UserPoolOperation,
    function: &(impl IFunction + ?Sized),
    position: &'static Location<'static>,
) {
    let name = operation.name();
    let arn = function.function_arn();
    let mut outcome = Err((
        Rule::OpenTriggers,
        format!("`{name}` cannot be added, as `LambdaConfig` is an expression"),
        "add the trigger where the expression is made",
    ));
    pool.cfn().with_mut(|cfn| {
        let config = cfn
            .lambda_config
            .get_or_insert_with(|| LambdaConfig::default().into_value());
        if let Some(config) = config.as_literal_mut() {
            outcome = set(config, operation, arn);
        }
    });
    match outcome {
        Ok(()) => {
            let cognito = ServicePrincipal::new("cognito-idp.amazonaws.com");
            let permission = Permission::new(cognito).source_arn(pool.cfn().attr_arn());
            function.add_permission(pool, &format!("{name}Cognito"), permission);
        }
        Err((rule, message, remedy)) => rule.report(pool, message, remedy, position),
    }
}

fn set(
    config: &mut LambdaConfig,
    operation: UserPoolOperation,
    function: Value<FunctionArn>,
) -> Result<(), (Rule, String, &'static str)> {
    let name = operation.name();
    if let Some(key) = operation.key() {
        let other = config.kms_key_id.get_or_insert_with(|| key.clone());
        if other != key {
            return Err((
                Rule::SenderKeys,
                format!("`{name}` has another KMS key than the pool has already"),
                "give both senders the same key: a pool has one",
            ));
        }
    }
    if operation.set(config, function) {
        Ok(())
    } else {
        Err((
            Rule::TriggerTwice,
            format!("the pool has a function for `{name}` already"),
            "keep one of them; one function can call what the others did",
        ))
    }
}
