//! A program that uses the members of constructs in `data/seeds.toml`, each by its path, so that a member which is
//! not there does not compile.

use cognito_cdk::cognito::*;
use cognito_cdk::iam::{IRole, Role, RoleProps, ServicePrincipal};
use cognito_cdk::lambda::{Code, Function, FunctionProps, Runtime};
use cognito_cdk::synth::TreeInspector;
use cognito_cdk::{
    App, CfnElement, CfnOutput, CfnResource, CloudAssembly, Duration, Element, IResource,
    RemovalPolicy, Scope, Stack, SynthError,
};
use cognito_cdk_synth::RemovalPolicyOptions;

pub(crate) fn assembly() -> Result<CloudAssembly, SynthError> {
    let app = App::new();
    let stack = Stack::new(&app, "Constructs");
    let pool = user_pool(&stack);
    around_it(&stack, &pool);
    clients(&stack, &pool);
    resource(&stack, pool.cfn());
    app.build()
}

fn user_pool(stack: &Stack) -> UserPool {
    let role = Role::new(
        stack,
        "Sms",
        RoleProps::new(ServicePrincipal::new("cognito-idp.amazonaws.com")),
    );
    let code = Code::from_inline("def handler(event, context): return event");
    let function = FunctionProps::new(Runtime::Python3_13, "index.handler", code);
    let function = Function::new(stack, "Function", function);

    let verification = CodeVerification::email_subject(UserVerification::code(), "Welcome");
    let verification = CodeVerification::email_body(verification, "{####}");
    let verification = CodeVerification::sms_message(verification, "{####}");
    let invitation = UserInvitation::email_subject(UserInvitation::new(), "Welcome");
    let invitation = UserInvitation::email_body(invitation, "{username} {####}");
    let invitation = UserInvitation::sms_message(invitation, "{username} {####}");
    let aliases = UsernameAliases::and_email(SignInAliases::username());
    let aliases = UsernameAliases::and_preferred_username(UsernameAliases::and_phone(aliases));
    let app_id = CustomAttribute::string("app_id");
    let app_id = StringAttribute::max_len(StringAttribute::min_len(app_id, 5), 15);
    let code = NumberAttribute::max(NumberAttribute::min(CustomAttribute::number("code"), 1), 3);
    let policy = PasswordPolicy::min_length(PasswordPolicy::new(), 12);
    let policy = PasswordPolicy::require_lowercase(policy, true);
    let policy = PasswordPolicy::require_uppercase(policy, true);
    let policy = PasswordPolicy::require_digits(policy, true);
    let policy = PasswordPolicy::require_symbols(policy, true);
    let policy = PasswordPolicy::temp_password_validity(policy, Duration::days(3));
    let triggers = UserPoolTriggers::create_auth_challenge(UserPoolTriggers::new(), &function);
    let sms = ExistingSmsRole::external_id(SmsRole::existing(role.role_arn()), "external");

    let props = UserPoolProps::user_pool_name(UserPoolProps::new(), "acme");
    let props = UserPoolProps::self_sign_up_enabled(props, true);
    let props = UserPoolProps::user_verification(props, verification);
    let props = UserPoolProps::user_invitation(props, invitation);
    let props = UserPoolProps::sign_in_aliases(props, aliases);
    let props = UserPoolProps::auto_verify(props, Contacts::EmailAndPhone);
    let props = UserPoolProps::standard_attribute(props, StandardAttribute::Fullname.required());
    let props = UserPoolProps::standard_attribute(props, StandardAttribute::Address.required());
    let props = UserPoolProps::custom_attribute(props, app_id);
    let props = UserPoolProps::custom_attribute(props, code);
    let props = UserPoolProps::custom_attribute(props, CustomAttribute::boolean("employee"));
    let props = UserPoolProps::custom_attribute(props, CustomAttribute::date_time("joined"));
    let props = UserPoolProps::sms_role(props, sms);
    let props = UserPoolProps::mfa(
        props,
        Mfa::required(MfaSecondFactor::and_sms(MfaSecondFactor::otp())),
    );
    let props = UserPoolProps::password_policy(props, policy);
    let props = UserPoolProps::email(props, UserPoolEmail::with_ses("no-reply@example.com"));
    let props = UserPoolProps::lambda_triggers(props, triggers);
    let pool = UserPool::new(stack, "Users", props);
    UserPool::add_trigger(&pool, UserPoolOperation::UserMigration, &function);
    IUserPool::grant(&pool, &role, ["cognito-idp:AdminGetUser"]);
    pool
}

fn around_it(stack: &Stack, pool: &UserPool) {
    let email = CognitoEmail::reply_to(UserPoolEmail::with_cognito(), "help@example.com");
    let link = UserVerification::link();
    let props = UserPoolProps::new().email(email).user_verification(link);
    UserPool::new(stack, "Links", props);

    let prefix = UserPoolDomainOptions::cognito_domain("acme");
    IUserPool::add_domain(pool, "Prefix", prefix);
    let certificate =
        "arn:aws:acm:us-east-1:123456789012:certificate/12345678-1234-1234-1234-123456789012";
    let custom = UserPoolDomainOptions::custom_domain("login.example.com", certificate);
    IUserPool::add_domain(pool, "Custom", custom);
    let scope = ResourceServerScope {
        scope_name: "read".into(),
        scope_description: "See orders".into(),
    };
    let server = UserPoolResourceServerOptions::new("orders");
    let server = UserPoolResourceServerOptions::scopes(server, [scope]);
    let server = UserPoolResourceServerOptions::user_pool_resource_server_name(server, "Orders");
    IUserPool::add_resource_server(pool, "Orders", server);
    let provider = UserPoolIdentityProvider::from_provider_name(stack, "Partner", "Partner");
    IUserPool::register_identity_provider(pool, &provider);
    assert_eq!(IUserPool::identity_providers(pool).len(), 1);
    UserPool::apply_removal_policy(pool, RemovalPolicy::Retain);
    CfnOutput::new(stack, "Arn", IUserPool::user_pool_arn(pool));
    CfnOutput::new(stack, "Id", IUserPool::user_pool_id(pool));
    assert_eq!(IResource::env(pool), stack.env());
    assert_eq!(
        IResource::stack(pool).map(|stack| stack.stack_name()),
        Some(stack.stack_name())
    );
    assert_eq!(Scope::node(pool).path(), "Constructs/Users");

    let by_id = UserPool::from_user_pool_id(stack, "ById", "us-east-1_AbCdEf123");
    by_id.add_client("Web", UserPoolClientOptions::new());
    let arn = "arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_AbCdEf123";
    UserPool::from_user_pool_arn(stack, "ByArn", arn)
        .add_client("Web", UserPoolClientOptions::new());
}

fn clients(stack: &Stack, pool: &UserPool) {
    let attributes = ClientAttributes::new()
        .with_standard_attributes([StandardAttribute::Fullname, StandardAttribute::Address]);
    let options = UserPoolClientOptions::user_pool_client_name(UserPoolClientOptions::new(), "web");
    let flows = AuthFlow::and_custom(AuthFlow::and_user_password(AuthFlow::user_srp()));
    let options = UserPoolClientOptions::auth_flows(options, flows);
    let options = UserPoolClientOptions::auth_session_validity(options, Duration::minutes(5));
    let options = UserPoolClientOptions::access_token_validity(options, Duration::minutes(15));
    let options = UserPoolClientOptions::id_token_validity(options, Duration::minutes(15));
    let options = UserPoolClientOptions::refresh_token_validity(options, Duration::days(7));
    let options = UserPoolClientOptions::enable_token_revocation(options, true);
    let options = UserPoolClientOptions::prevent_user_existence_errors(options, true);
    let options = UserPoolClientOptions::read_attributes(options, attributes.clone());
    let options = UserPoolClientOptions::write_attributes(options, attributes);
    let providers = [UserPoolClientIdentityProvider::Cognito];
    let options = UserPoolClientOptions::supported_identity_providers(options, providers);
    let options = UserPoolClientOptions::generate_secret(options);
    let grant = AuthorizationCodeGrant::new(["https://app.example.com/welcome"]);
    let grant = AuthorizationCodeGrant::scopes(grant, [OAuthScope::OpenId]);
    let client = IUserPool::add_client(pool, "Web", UserPoolClientOptions::o_auth(options, grant));
    CfnOutput::new(
        stack,
        "ClientId",
        IUserPoolClient::user_pool_client_id(&client),
    );
    assert!(UserPoolClient::user_pool_client_name(&client).is_some());
    assert!(UserPoolClient::o_auth_flows(&client).authorization_code_grant);
    assert_eq!(ToString::to_string(&client), "Constructs/Users/Web");

    let options = UserPoolClientOptions::disable_o_auth(UserPoolClientOptions::new());
    UserPoolClient::new(stack, "Api", pool, options);
    UserPoolClient::from_user_pool_client_id(stack, "Imported", "1example23456789");
}

/// What every resource of the first layer has.
fn resource(stack: &Stack, pool: &Element<CfnUserPool>) {
    Element::add_override(pool, "Metadata.owner", "identity");
    Element::add_deletion_override(pool, "Metadata.owner");
    Element::add_property_override(pool, "MfaConfiguration", "OPTIONAL");
    Element::add_property_deletion_override(pool, "UserPoolName");
    Element::add_metadata(pool, "cost", "42");
    assert!(Element::get_metadata(pool, "cost").is_some());
    Element::apply_removal_policy(pool, RemovalPolicy::Retain);
    Element::apply_removal_policy_with(
        pool,
        Some(RemovalPolicy::Retain),
        RemovalPolicyOptions::default(),
    );
    assert!(Element::cfn_options(pool).deletion_policy.is_some());
    assert_eq!(Element::cfn_resource_type(pool), "AWS::Cognito::UserPool");
    CfnOutput::new(stack, "Attribute", Element::get_att(pool, "ProviderName"));

    let [one, two] = ["One", "Two"]
        .map(|id| stack.add(id, CfnUserPoolGroup::builder().user_pool_id(pool).build()));
    Element::add_dependency(&one, pool);
    Element::replace_dependency(&one, pool, &two);
    assert_eq!(Element::obtain_dependencies(&one), [two.as_resource()]);
    Element::remove_dependency(&one, &two);
    let mut inspector = TreeInspector::new();
    Element::inspect(&one, &mut inspector);
    assert!(!inspector.attributes().is_empty());
    Element::tags(pool).add("team", "identity");
    assert!(CfnResource::is_cfn_resource(&one));

    CfnElement::override_logical_id(&two, "Second");
    assert_eq!(CfnElement::logical_id(&two), "Second");
    assert!(CfnResource::is_cfn_element(pool));
    assert!(
        CfnElement::creation_stack(pool)
            .first()
            .is_some_and(|place| place.contains("constructs.rs"))
    );
    assert!(CfnElement::stack(pool).is_some());
}
