//! User pools.

use super::{Program, case, minimal};
use cognito_cdk::cognito::{
    AccountRecovery, Contacts, CustomAttribute, CustomThreatProtectionMode, DeviceTracking,
    FeaturePlan, IUserPool, LambdaVersion, Mfa, MfaSecondFactor, PasskeyUserVerification,
    PasswordPolicy, SignInAliases, SignInPolicy, SmsRole, StandardAttribute,
    StandardThreatProtectionMode, UserInvitation, UserPool, UserPoolClient, UserPoolClientOptions,
    UserPoolEmail, UserPoolOperation, UserPoolProps, UserPoolTriggers, UserVerification,
};
use cognito_cdk::iam::{Role, RoleProps, ServicePrincipal};
use cognito_cdk::lambda::{Code, Function, FunctionAttributes, FunctionProps, Runtime};
use cognito_cdk::{
    App, CfnOutput, Duration, Environment, RemovalPolicy, Stack, StackProps, Tags, int, text,
};

pub(super) const PROGRAMS: &[Program] = &[
    program("cases/userpool-attributes", attributes),
    program("cases/userpool-defaults", defaults),
    program("cases/userpool-email", email),
    program("cases/userpool-grant", grant),
    program("cases/userpool-imported", imported),
    program("cases/userpool-password-mfa", password_mfa),
    program("cases/userpool-passwordless", passwordless),
    program("cases/userpool-plans-threat", plans_threat),
    program("cases/userpool-recovery-device-misc", recovery_device_misc),
    program("cases/userpool-signin-aliases", sign_in_aliases),
    program("cases/userpool-signup-code", sign_up_code),
    program("cases/userpool-sms-role", sms_role),
    program("cases/userpool-triggers", triggers),
    program("minimal/user-pool", minimal_pool),
    program("minimal/user-pool-full", minimal_full),
    program("minimal/user-pool-grant", minimal_grant),
    program("minimal/user-pool-imported", minimal_imported),
    program("minimal/user-pool-mfa-sms-role", minimal_mfa_sms_role),
    program("minimal/user-pool-triggers", minimal_triggers),
];

const fn program(name: &'static str, run: fn(&App)) -> Program {
    Program { name, run }
}

fn attributes(app: &App) {
    let props = UserPoolProps::new()
        .standard_attribute(StandardAttribute::Fullname.required().immutable())
        .standard_attribute(StandardAttribute::Address.required())
        .standard_attribute(StandardAttribute::Email.required())
        .custom_attribute(
            CustomAttribute::string(text!("myappid"))
                .min_len(5)
                .max_len(15)
                .immutable(),
        )
        .custom_attribute(
            CustomAttribute::number(text!("callingcode"))
                .min(1)
                .max(3)
                .mutable(),
        )
        .custom_attribute(CustomAttribute::boolean(text!("isEmployee")).mutable())
        .custom_attribute(CustomAttribute::date_time(text!("joinedOn")));
    UserPool::new(&case(app), "P", props);
}

fn defaults(app: &App) {
    UserPool::new(&case(app), "Pool", UserPoolProps::new());
}

fn email(app: &App) {
    let env = Environment::new("123456789012", "eu-west-1");
    let stack = Stack::with_props(app, "S", StackProps::new().env(env));
    let pool = |id: &str, email: UserPoolEmail| {
        UserPool::new(&stack, id, UserPoolProps::new().email(email));
    };
    pool(
        "Cognito",
        UserPoolEmail::with_cognito()
            .reply_to("reply@example.com")
            .into(),
    );
    pool(
        "Ses",
        UserPoolEmail::with_ses("no-reply@example.com")
            .from_name("Example Ltd")
            .reply_to("help@example.com")
            .configuration_set_name("default")
            .into(),
    );
    pool(
        "SesDomain",
        UserPoolEmail::with_ses("no-reply@example.com")
            .ses_region("us-east-1")
            .ses_verified_domain("example.com")
            .into(),
    );
}

fn lambda_role(stack: &Stack) -> Role {
    let props = RoleProps::new(ServicePrincipal::new("lambda.amazonaws.com"));
    Role::new(stack, "Role", props)
}

fn grant(app: &App) {
    let stack = case(app);
    let pool = UserPool::new(&stack, "P", UserPoolProps::new());
    let role = lambda_role(&stack);
    pool.grant(
        &role,
        ["cognito-idp:AdminCreateUser", "cognito-idp:ListUsers"],
    );
    pool.grant(&role, ["cognito-idp:AdminDeleteUser"]);
}

fn imported(app: &App) {
    let env = Environment::new("123456789012", "us-east-1");
    let stack = Stack::with_props(app, "S", StackProps::new().env(env));
    let by_id = UserPool::from_user_pool_id(&stack, "ById", "us-east-1_oiuR12Abd");
    let arn = "arn:aws:cognito-idp:eu-west-1:123456789012:userpool/us-east-1_mtRyYQ14D";
    let by_arn = UserPool::from_user_pool_arn(&stack, "ByArn", arn);
    by_id.add_client("Web", UserPoolClientOptions::new());
    by_arn.add_client("App", UserPoolClientOptions::new().disable_o_auth());
    let options = UserPoolClientOptions::new().user_pool_client_name("other");
    UserPoolClient::new(&stack, "Other", &by_arn, options);
    CfnOutput::new(&stack, "Arn", by_id.user_pool_arn());
    CfnOutput::new(&stack, "Id", by_arn.user_pool_id());
    CfnOutput::new(&stack, "Provider", by_id.user_pool_provider_name());
}

fn password_mfa(app: &App) {
    let stack = case(app);
    let pool = |id: &str, props: UserPoolProps| {
        UserPool::new(&stack, id, props);
    };
    pool(
        "P",
        UserPoolProps::new()
            .password_policy(
                PasswordPolicy::new()
                    .min_length(int!(12))
                    .require_lowercase(true)
                    .require_uppercase(true)
                    .require_digits(true)
                    .require_symbols(true)
                    .temp_password_validity(Duration::days(3))
                    .password_history_size(int!(5)),
            )
            .feature_plan(FeaturePlan::Essentials),
    );
    pool(
        "MfaRequired",
        UserPoolProps::new()
            .mfa(Mfa::required(MfaSecondFactor::sms().and_otp()))
            .mfa_message(text!("Your code is {####}")),
    );
    let otp = Mfa::optional(MfaSecondFactor::otp());
    pool("MfaOptionalOtp", UserPoolProps::new().mfa(otp));
    let sms = Mfa::optional(MfaSecondFactor::sms());
    pool("MfaDefaultFactors", UserPoolProps::new().mfa(sms));
    pool("MfaOff", UserPoolProps::new().mfa(Mfa::off()));
}

fn passwordless(app: &App) {
    let factors = SignInPolicy::password()
        .and_email_otp()
        .and_sms_otp()
        .and_passkey();
    let props = UserPoolProps::new()
        .sign_in_policy(factors)
        .passkey_relying_party_id(text!("auth.example.com"))
        .passkey_user_verification(PasskeyUserVerification::Required);
    UserPool::new(&case(app), "P", props);
}

fn plans_threat(app: &App) {
    let stack = case(app);
    let lite = UserPoolProps::new().feature_plan(FeaturePlan::Lite);
    UserPool::new(&stack, "Lite", lite);
    let plus = UserPoolProps::new()
        .feature_plan(FeaturePlan::Plus)
        .standard_threat_protection_mode(StandardThreatProtectionMode::FullFunction)
        .custom_threat_protection_mode(CustomThreatProtectionMode::AuditOnly);
    UserPool::new(&stack, "Plus", plus);
    let legacy = UserPoolProps::new()
        .standard_threat_protection_mode(StandardThreatProtectionMode::FullFunction);
    UserPool::new(&stack, "Legacy", legacy);
}

fn recovery_device_misc(app: &App) {
    let stack = case(app);
    let pool = |id: &str, props: UserPoolProps| {
        UserPool::new(&stack, id, props);
    };
    for (id, recovery) in [
        (
            "Remailandphonewithoutmfa",
            AccountRecovery::EmailAndPhoneWithoutMfa,
        ),
        (
            "Rphonewithoutmfaandemail",
            AccountRecovery::PhoneWithoutMfaAndEmail,
        ),
        ("Remailonly", AccountRecovery::EmailOnly),
        ("Rphoneonlywithoutmfa", AccountRecovery::PhoneOnlyWithoutMfa),
        ("Rphoneandemail", AccountRecovery::PhoneAndEmail),
        ("Rnone", AccountRecovery::None),
    ] {
        pool(id, UserPoolProps::new().account_recovery(recovery));
    }
    pool(
        "Device",
        UserPoolProps::new().device_tracking(DeviceTracking {
            challenge_required_on_new_device: true,
            device_only_remembered_on_user_prompt: false,
        }),
    );
    pool(
        "Protected",
        UserPoolProps::new()
            .deletion_protection(true)
            .removal_policy(RemovalPolicy::Destroy),
    );
    pool(
        "Unprotected",
        UserPoolProps::new()
            .deletion_protection(false)
            .removal_policy(RemovalPolicy::RetainOnUpdateOrDelete),
    );
}

fn sign_in_aliases(app: &App) {
    let stack = case(app);
    let pool = |id: &str, aliases: SignInAliases, props: UserPoolProps| {
        UserPool::new(&stack, id, props.sign_in_aliases(aliases));
    };
    let username = SignInAliases::username();
    pool("EmailOnly", SignInAliases::email(), UserPoolProps::new());
    pool(
        "EmailAndPhone",
        SignInAliases::email_or_phone(),
        UserPoolProps::new(),
    );
    pool(
        "UsernameAndEmail",
        username.and_email().into(),
        UserPoolProps::new().auto_verify(Contacts::EmailAndPhone),
    );
    pool(
        "Preferred",
        username.and_preferred_username().into(),
        UserPoolProps::new(),
    );
    pool(
        "CaseSensitive",
        username.into(),
        UserPoolProps::new().sign_in_case_sensitive(true),
    );
}

fn sign_up_code(app: &App) {
    let invitation = UserInvitation::new()
        .email_subject(text!("invitation email subject from the integ test"))
        .email_body(text!(
            "invitation email body from the integ test for {username}. Temp password is {####}."
        ))
        .sms_message(text!(
            "invitation sms message from the integ test for {username}. Temp password is {####}."
        ));
    let verification = UserVerification::code()
        .email_body(text!(
            "verification email body from the integ test. Code is {####}."
        ))
        .email_subject(text!("verification email subject from the integ test"))
        .sms_message(text!(
            "verification sms message from the integ test. Code is {####}."
        ));
    let props = UserPoolProps::new()
        .user_pool_name(text!("MyUserPool"))
        .user_invitation(invitation)
        .self_sign_up_enabled(true)
        .user_verification(verification);
    UserPool::new(&case(app), "myuserpool", props);
}

fn sms_role(app: &App) {
    let stack = case(app);
    let own = UserPoolProps::new()
        .sms_role(SmsRole::own())
        .sns_region(text!("eu-west-1"));
    UserPool::new(&stack, "Auto", own);
    let by_phone = UserPoolProps::new().auto_verify(Contacts::Phone);
    UserPool::new(&stack, "ByPhone", by_phone);
    let given = SmsRole::existing("arn:aws:iam::123456789012:role/sms")
        .external_id(text!("c87467be-4f34-11ea-b77f-2e728ce88125"));
    UserPool::new(&stack, "Given", UserPoolProps::new().sms_role(given));
    let none = UserPoolProps::new()
        .sign_in_aliases(SignInAliases::phone())
        .auto_verify(Contacts::Phone)
        .sms_role(SmsRole::none());
    UserPool::new(&stack, "None", none);
}

fn triggers(app: &App) {
    let stack = case(app);
    let function = |id: &str| {
        let arn = format!("arn:aws:lambda:us-east-1:123456789012:function:{id}");
        let attributes = FunctionAttributes::new(arn).same_environment(true);
        Function::from_function_attributes(&stack, id, attributes)
    };
    let triggers = UserPoolTriggers::new()
        .pre_sign_up(&function("pre-sign-up"))
        .post_confirmation(&function("post-confirmation"));
    let pool = UserPool::new(&stack, "P", UserPoolProps::new().lambda_triggers(triggers));
    pool.add_trigger(UserPoolOperation::UserMigration, &function("migrate"));
    pool.add_trigger(
        UserPoolOperation::PreTokenGenerationConfig(LambdaVersion::V2_0),
        &function("token"),
    );
}

fn minimal_pool(app: &App) {
    UserPool::new(&minimal(app), "Pool", UserPoolProps::new());
}

fn minimal_full(app: &App) {
    let aliases = SignInAliases::username()
        .and_email()
        .and_phone()
        .and_preferred_username();
    let verification = UserVerification::link()
        .email_subject(text!("Verify"))
        .email_body(text!("Click {##here##}"))
        .sms_message(text!("Code {####}"));
    let invitation = UserInvitation::new()
        .email_subject(text!("Welcome"))
        .email_body(text!("{username} {####}"))
        .sms_message(text!("{username} {####}"));
    let password = PasswordPolicy::new()
        .min_length(int!(12))
        .require_lowercase(true)
        .require_uppercase(true)
        .require_digits(true)
        .require_symbols(false)
        .temp_password_validity(Duration::days(3))
        .password_history_size(int!(5));
    let email = UserPoolEmail::with_ses("noreply@example.com")
        .from_name("Example, Inc.")
        .reply_to("help@example.com")
        .ses_region("us-east-1")
        .configuration_set_name("set")
        .ses_verified_domain("example.com");
    let props = UserPoolProps::new()
        .user_pool_name(text!("my-pool"))
        .self_sign_up_enabled(true)
        .user_verification(verification)
        .user_invitation(invitation)
        .sign_in_aliases(aliases)
        .auto_verify(Contacts::Email)
        .keep_original(Contacts::EmailAndPhone)
        .standard_attribute(StandardAttribute::Email.required().immutable())
        .standard_attribute(StandardAttribute::Fullname)
        .custom_attribute(
            CustomAttribute::string(text!("tier"))
                .min_len(1)
                .max_len(10),
        )
        .custom_attribute(
            CustomAttribute::number(text!("age"))
                .min(18)
                .max(120)
                .mutable(),
        )
        .custom_attribute(CustomAttribute::boolean(text!("ok")).mutable())
        .custom_attribute(CustomAttribute::date_time(text!("at")))
        .mfa(Mfa::optional(MfaSecondFactor::otp()))
        .mfa_message(text!("Your code is {####}"))
        .password_policy(password)
        .sign_in_policy(
            SignInPolicy::password()
                .and_email_otp()
                .and_sms_otp()
                .and_passkey(),
        )
        .passkey_relying_party_id(text!("auth.example.com"))
        .passkey_user_verification(PasskeyUserVerification::Required)
        .email(email)
        .sign_in_case_sensitive(false)
        .account_recovery(AccountRecovery::EmailOnly)
        .removal_policy(RemovalPolicy::Destroy)
        .deletion_protection(true)
        .device_tracking(DeviceTracking {
            challenge_required_on_new_device: true,
            device_only_remembered_on_user_prompt: true,
        })
        .feature_plan(FeaturePlan::Plus)
        .standard_threat_protection_mode(StandardThreatProtectionMode::FullFunction)
        .custom_threat_protection_mode(CustomThreatProtectionMode::AuditOnly);
    let pool = UserPool::new(&minimal(app), "Pool", props);
    Tags::of(&pool).add("team", "identity");
}

fn minimal_mfa_sms_role(app: &App) {
    let mfa = Mfa::required(MfaSecondFactor::sms().and_otp());
    UserPool::new(&minimal(app), "Pool", UserPoolProps::new().mfa(mfa));
}

fn minimal_grant(app: &App) {
    let stack = minimal(app);
    let role = lambda_role(&stack);
    let pool = UserPool::new(&stack, "Pool", UserPoolProps::new());
    pool.grant(
        &role,
        ["cognito-idp:AdminCreateUser", "cognito-idp:AdminGetUser"],
    );
}

fn minimal_imported(app: &App) {
    let stack = minimal(app);
    let pool = UserPool::from_user_pool_id(&stack, "Imported", "us-east-1_oiuR12Abd");
    pool.add_client("Client", UserPoolClientOptions::new());
    CfnOutput::new(&stack, "Arn", pool.user_pool_arn());
    CfnOutput::new(&stack, "Provider", pool.user_pool_provider_name());
}

fn minimal_triggers(app: &App) {
    const KEY: &str = "arn:aws:kms:us-east-1:123456789012:key/12345678-1234-1234-1234-123456789012";
    let stack = minimal(app);
    let code = Code::from_inline("exports.handler=async e=>e");
    let props = FunctionProps::new(Runtime::Nodejs20X, "index.handler", code);
    let function = Function::new(&stack, "Fn", props);
    let triggers = UserPoolTriggers::new()
        .pre_sign_up(&function)
        .custom_email_sender(KEY, &function);
    let pool = UserPool::new(
        &stack,
        "Pool",
        UserPoolProps::new().lambda_triggers(triggers),
    );
    pool.add_trigger(UserPoolOperation::PostConfirmation, &function);
    pool.add_trigger(
        UserPoolOperation::PreTokenGenerationConfig(LambdaVersion::V2_0),
        &function,
    );
    pool.add_trigger(UserPoolOperation::custom_sms_sender(KEY), &function);
}
