//! User pools with what is around them: triggers and grants in a circle, imported pools, and what only the
//! options show.
#![allow(clippy::expect_used, reason = "a test fails by a panic")]
#![allow(
    clippy::needless_raw_string_hashes,
    reason = "as expect-test writes them"
)]

mod findings;

use cognito_cdk::cognito::{
    CfnUserPool, EncryptionKey, FeaturePlan, IUserPool, IssuerType, LambdaVersion, Mfa,
    MfaSecondFactor, PasskeyFactorConfiguration, SignInAliases, SignInPolicy, SmsRole,
    StandardAttribute, UserPool, UserPoolOperation, UserPoolProps, UserPoolTriggers, user_pool,
};
use cognito_cdk::lambda::{Code, Function, FunctionProps, Runtime};
use cognito_cdk::{
    App, CfnParameter, Defaults, Environment, IResource, Json, Scope, Stack, StackProps,
    intrinsics, text,
};
use expect_test::expect;
use serde_json::Value;

fn app() -> (App, Stack) {
    let app = App::new();
    let env = Environment::new("123456789012", "eu-west-1");
    let stack = Stack::with_props(&app, "Auth", StackProps::new().env(env));
    (app, stack)
}

fn function(stack: &Stack, id: &str) -> Function {
    let code = Code::from_inline("exports.handler = async (event) => event");
    let props = FunctionProps::new(Runtime::Nodejs22X, "index.handler", code);
    Function::new(stack, id, props)
}

/// The properties of the only resource of a type.
fn properties(app: &App, cfn_type: &str) -> Value {
    let assembly = app.build().expect("an assembly");
    let stack = assembly.stack("Auth").expect("the stack");
    let template: Value = serde_json::from_str(stack.template()).expect("JSON");
    let resources = template.get("Resources").and_then(Value::as_object);
    let mut found = resources
        .expect("resources")
        .values()
        .filter(|resource| resource["Type"] == cfn_type);
    let first = found.next().expect("a resource of the type");
    assert!(found.next().is_none(), "one resource of the type");
    first["Properties"].clone()
}

#[test]
fn a_trigger_can_be_granted_its_own_pool() {
    for grant_first in [true, false] {
        let (app, stack) = app();
        let function = function(&stack, "Function");
        let pool = UserPool::new(&stack, "Users", UserPoolProps::new());
        if grant_first {
            pool.grant_manage_users(&function);
        }
        pool.add_trigger(UserPoolOperation::PostConfirmation, &function);
        if !grant_first {
            pool.grant_manage_users(&function);
        }
        app.build().expect("no circle");
    }
}

#[test]
fn grants_have_their_actions() {
    let (app, stack) = app();
    let function = function(&stack, "Function");
    let pool = UserPool::new(&stack, "Users", UserPoolProps::new());
    assert!(pool.grant_sign_in_users(&function).success());
    assert!(pool.grant_read_users(&function).success());
    assert!(pool.grant_admin_users(&function).success());
    let policy = properties(&app, "AWS::IAM::Policy");
    let statements = policy["PolicyDocument"]["Statement"].as_array();
    let statements = statements.expect("statements");
    let actions = statements
        .iter()
        .map(|statement| statement["Action"].as_array().map_or(1, Vec::len));
    assert_eq!(actions.collect::<Vec<_>>(), [2, 9, 30]);
    assert!(
        statements
            .iter()
            .all(|statement| statement["Resource"]["Fn::GetAtt"][1] == "Arn")
    );
}

#[test]
fn one_function_for_each_trigger() {
    let build = |stack: &Stack| {
        let function = function(stack, "Function");
        let triggers = UserPoolTriggers::new().pre_sign_up(&function);
        let pool = UserPool::new(
            stack,
            "Users",
            UserPoolProps::new().lambda_triggers(triggers),
        );
        pool.add_trigger(UserPoolOperation::PreSignUp, &function);
    };
    findings::check(
        build,
        &expect![[r#"
            error[COG152] Auth/Users: the pool has a function for `PreSignUp` already
              at user_pool.rs
              help: keep one of them; one function can call what the others did
        "#]],
    );
}

#[test]
fn one_key_for_both_senders() {
    let build = |stack: &Stack| {
        let function = function(stack, "Function");
        let pool = UserPool::new(stack, "Users", UserPoolProps::new());
        let key = |name: &str| format!("arn:aws:kms:eu-west-1:123456789012:key/{name}");
        pool.add_trigger(UserPoolOperation::custom_email_sender(key("a")), &function);
        pool.add_trigger(UserPoolOperation::custom_sms_sender(key("b")), &function);
    };
    findings::check(
        build,
        &expect![[r#"
            error[COG153] Auth/Users: `CustomSmsSender` has another KMS key than the pool has already
              at user_pool.rs
              help: give both senders the same key: a pool has one
        "#]],
    );
}

#[test]
fn triggers_that_are_an_expression() {
    let build = |stack: &Stack| {
        let function = function(stack, "Function");
        let pool = UserPool::new(stack, "Users", UserPoolProps::new());
        let expression = cognito_cdk::Value::from_expr(intrinsics::no_value());
        pool.cfn_mut(|cfn| cfn.lambda_config = Some(expression));
        pool.add_trigger(UserPoolOperation::PreSignUp, &function);
    };
    findings::check(
        build,
        &expect![[r#"
            error[COG154] Auth/Users: `PreSignUp` cannot be added, as `LambdaConfig` is an expression
              at user_pool.rs
              help: add the trigger where the expression is made
        "#]],
    );
}

#[test]
fn versioned_triggers() {
    let (app, stack) = app();
    let function = function(&stack, "Function");
    let key = "arn:aws:kms:eu-west-1:123456789012:key/12345678-1234-1234-1234-123456789012";
    let triggers = UserPoolTriggers::new()
        .inbound_federation(&function)
        .pre_token_generation_config(LambdaVersion::V3_0, &function)
        .custom_sms_sender(key, &function);
    UserPool::new(
        &stack,
        "Users",
        UserPoolProps::new().lambda_triggers(triggers),
    );
    let assembly = app.build().expect("an assembly");
    let template = assembly.stack("Auth").expect("the stack").template();
    let template: Value = serde_json::from_str(template).expect("JSON");
    let pool = template["Resources"]
        .as_object()
        .expect("resources")
        .values()
        .find(|resource| resource["Type"] == "AWS::Cognito::UserPool");
    let config = &pool.expect("the pool")["Properties"]["LambdaConfig"];
    expect![[r#"
        {
          "CustomSMSSender": {
            "LambdaArn": {
              "Fn::GetAtt": [
                "Function76856677",
                "Arn"
              ]
            },
            "LambdaVersion": "V1_0"
          },
          "InboundFederation": {
            "LambdaArn": {
              "Fn::GetAtt": [
                "Function76856677",
                "Arn"
              ]
            },
            "LambdaVersion": "V1_0"
          },
          "KMSKeyID": "arn:aws:kms:eu-west-1:123456789012:key/12345678-1234-1234-1234-123456789012",
          "PreTokenGenerationConfig": {
            "LambdaArn": {
              "Fn::GetAtt": [
                "Function76856677",
                "Arn"
              ]
            },
            "LambdaVersion": "V3_0"
          }
        }
    "#]]
    .assert_eq(&format!("{config:#}\n"));
}

#[test]
fn imported_by_arn() {
    let (_, stack) = app();
    let arn = "arn:aws-cn:cognito-idp:cn-north-1:210987654321:userpool/cn-north-1_AbCdEf123";
    let pool = UserPool::from_user_pool_arn(&stack, "Users", arn);
    assert_eq!(pool.env(), Environment::new("210987654321", "cn-north-1"));
    let name = Json::from(pool.user_pool_provider_name()).to_string();
    expect![[r#"{"Fn::Join":["",["cognito-idp.cn-north-1.",{"Ref":"AWS::URLSuffix"},"/cn-north-1_AbCdEf123"]]}"#]]
        .assert_eq(&name);
}

#[test]
fn imported_by_an_arn_that_is_computed() {
    let (_, stack) = app();
    let arn = intrinsics::import_value("PoolArn").cast();
    let pool = UserPool::from_user_pool_arn(&stack, "Users", arn);
    let id = Json::from(pool.user_pool_id()).to_string();
    let name = Json::from(pool.user_pool_provider_name()).to_string();
    expect![[r#"
        {"Fn::Select":[1,{"Fn::Split":["/",{"Fn::Select":[5,{"Fn::Split":[":",{"Fn::ImportValue":"PoolArn"}]}]}]}]}
        {"Fn::Join":["",["cognito-idp.",{"Fn::Select":[3,{"Fn::Split":[":",{"Fn::ImportValue":"PoolArn"}]}]},".",{"Ref":"AWS::URLSuffix"},"/",{"Fn::Select":[1,{"Fn::Split":["/",{"Fn::Select":[5,{"Fn::Split":[":",{"Fn::ImportValue":"PoolArn"}]}]}]}]}]]}
    "#]].assert_eq(&format!("{id}\n{name}\n"));
}

#[test]
fn imported_by_id_is_in_its_own_region() {
    let (app, stack) = app();
    let pool = UserPool::from_user_pool_id(&stack, "Users", "us-east-1_AbCdEf123");
    assert_eq!(pool.env(), Environment::new("123456789012", "us-east-1"));
    let arn = Json::from(pool.user_pool_arn()).to_string();
    expect![[r#"{"Fn::Join":["",["arn:",{"Ref":"AWS::Partition"},":cognito-idp:us-east-1:123456789012:userpool/us-east-1_AbCdEf123"]]}"#]].assert_eq(&arn);

    Defaults::aws_cdk().apply_to(&stack);
    let pool = UserPool::from_user_pool_id(&stack, "AsInCdk", "us-east-1_AbCdEf123");
    assert_eq!(pool.env(), Environment::new("123456789012", "eu-west-1"));
    drop(app);
}

#[test]
fn imported_by_what_is_none() {
    let build = |stack: &Stack| {
        UserPool::from_user_pool_id(stack, "Id", "AbCdEf123");
        UserPool::from_user_pool_arn(stack, "Bucket", "arn:aws:s3:::bucket");
        UserPool::from_user_pool_arn(stack, "Nothing", "userpool/AbCdEf123");
        stack.add("Pool", CfnUserPool::builder().build());
    };
    findings::check(
        build,
        &expect![[r#"
            error[COG182] Auth/Id: `AbCdEf123` is not the id of a user pool
              at user_pool.rs
              help: write the region and the rest, as in `eu-west-1_AbCdEf123`
            error[COG182] Auth/Bucket: `arn:aws:s3:::bucket` is not the ARN of a user pool
              at user_pool.rs
              help: write `arn:aws:cognito-idp:REGION:ACCOUNT:userpool/ID`
            error[COG182] Auth/Nothing: `userpool/AbCdEf123` is no ARN: it does not begin with `arn:`
              at user_pool.rs
              help: write `arn:aws:cognito-idp:REGION:ACCOUNT:userpool/ID`
            warning[COG170] Auth/Pool (Pool) Properties.DeletionProtection: nothing protects the pool: with its resource, all users are deleted
              at user_pool.rs
              help: set `DeletionPolicy` to `Retain`, or `DeletionProtection` to `ACTIVE`
        "#]],
    );
}

#[test]
fn a_plain_resource_is_a_pool_too() {
    let (app, stack) = app();
    let cfn = stack.add("Users", CfnUserPool::builder().build());
    let function = function(&stack, "Function");
    let pool = UserPool::from_cfn(&cfn);
    assert!(pool.grant_read_users(&function).success());
    assert_eq!(pool.env(), Environment::new("123456789012", "eu-west-1"));
    app.build().expect("an assembly");
}

#[test]
fn what_aws_cdk_has_no_option_for() {
    let (app, stack) = app();
    let sms = user_pool::EumsSmsConfiguration::builder()
        .caller_arn("arn:aws:iam::123456789012:role/sms")
        .origination_identity("+15555550100")
        .build();
    let props = UserPoolProps::new()
        .sign_in_aliases(SignInAliases::phone())
        .end_user_messaging_sms(sms)
        .mfa(Mfa::required(MfaSecondFactor::otp().and_sms()))
        .sign_in_policy(SignInPolicy::password().and_passkey())
        .passkey_factor_configuration(PasskeyFactorConfiguration::MultiFactorWithUserVerification)
        .email_authentication_subject(text!("Sign in to Acme"))
        .email_authentication_message(text!("Your code is {####}."))
        .unused_account_validity_days(3)
        .issuer(IssuerType::Updated)
        .encryption_key(EncryptionKey::customer_managed(
            "arn:aws:kms:eu-west-1:123456789012:key/mrk-1234",
        ))
        .feature_plan(FeaturePlan::Plus)
        .tags([("team", "identity")]);
    UserPool::new(&stack, "Users", props);
    let pool = properties(&app, "AWS::Cognito::UserPool");
    expect![[r#"
        {
          "AccountRecoverySetting": {
            "RecoveryMechanisms": [
              {
                "Name": "verified_phone_number",
                "Priority": 1
              }
            ]
          },
          "AdminCreateUserConfig": {
            "AllowAdminCreateUserOnly": true,
            "UnusedAccountValidityDays": 3
          },
          "AutoVerifiedAttributes": [
            "phone_number"
          ],
          "DeletionProtection": "ACTIVE",
          "EmailAuthenticationMessage": "Your code is {####}.",
          "EmailAuthenticationSubject": "Sign in to Acme",
          "EmailVerificationMessage": "The verification code to your new account is {####}",
          "EmailVerificationSubject": "Verify your new account",
          "EnabledMfas": [
            "SMS_MFA",
            "SOFTWARE_TOKEN_MFA"
          ],
          "IssuerConfiguration": {
            "Type": "UPDATED"
          },
          "KeyConfiguration": {
            "KeyType": "CUSTOMER_MANAGED_KEY",
            "KmsKeyArn": "arn:aws:kms:eu-west-1:123456789012:key/mrk-1234"
          },
          "MfaConfiguration": "ON",
          "Policies": {
            "PasswordPolicy": {
              "MinimumLength": 12,
              "RequireLowercase": true,
              "RequireNumbers": true,
              "RequireSymbols": true,
              "RequireUppercase": true
            },
            "SignInPolicy": {
              "AllowedFirstAuthFactors": [
                "PASSWORD",
                "WEB_AUTHN"
              ]
            }
          },
          "SmsConfiguration": {
            "EumsSms": {
              "CallerArn": "arn:aws:iam::123456789012:role/sms",
              "OriginationIdentity": "+15555550100"
            }
          },
          "SmsVerificationMessage": "The verification code to your new account is {####}",
          "UserPoolTags": {
            "team": "identity"
          },
          "UserPoolTier": "PLUS",
          "UsernameAttributes": [
            "phone_number"
          ],
          "UsernameConfiguration": {
            "CaseSensitive": false
          },
          "VerificationMessageTemplate": {
            "DefaultEmailOption": "CONFIRM_WITH_CODE",
            "EmailMessage": "The verification code to your new account is {####}",
            "EmailSubject": "Verify your new account",
            "SmsMessage": "The verification code to your new account is {####}"
          },
          "WebAuthnFactorConfiguration": "MULTI_FACTOR_WITH_USER_VERIFICATION"
        }
    "#]]
    .assert_eq(&format!("{pool:#}\n"));
}

#[test]
fn a_frozen_schema_is_left_out() {
    let (app, stack) = app();
    let props = UserPoolProps::new()
        .standard_attribute(StandardAttribute::Email.required())
        .frozen_schema();
    UserPool::new(&stack, "Users", props);
    assert!(
        properties(&app, "AWS::Cognito::UserPool")
            .get("Schema")
            .is_none()
    );
}

#[test]
fn all_standard_attributes_are_complete() {
    let (app, stack) = app();
    let all = StandardAttribute::ALL.iter();
    let props = all.fold(UserPoolProps::new(), |props, attribute| {
        props.standard_attribute(*attribute)
    });
    UserPool::new(&stack, "Users", props);
    let pool = properties(&app, "AWS::Cognito::UserPool");
    let schema = pool["Schema"].as_array().expect("a list");
    let lines = schema.iter().map(|entry| format!("{entry}\n"));
    expect![[r#"
        {"AttributeDataType":"String","Mutable":true,"Name":"address","Required":false,"StringAttributeConstraints":{"MaxLength":"2048","MinLength":"0"}}
        {"AttributeDataType":"String","Mutable":true,"Name":"birthdate","Required":false,"StringAttributeConstraints":{"MaxLength":"10","MinLength":"10"}}
        {"AttributeDataType":"String","Mutable":true,"Name":"email","Required":false,"StringAttributeConstraints":{"MaxLength":"2048","MinLength":"0"}}
        {"AttributeDataType":"String","Mutable":true,"Name":"family_name","Required":false,"StringAttributeConstraints":{"MaxLength":"2048","MinLength":"0"}}
        {"AttributeDataType":"String","Mutable":true,"Name":"gender","Required":false,"StringAttributeConstraints":{"MaxLength":"2048","MinLength":"0"}}
        {"AttributeDataType":"String","Mutable":true,"Name":"given_name","Required":false,"StringAttributeConstraints":{"MaxLength":"2048","MinLength":"0"}}
        {"AttributeDataType":"String","Mutable":true,"Name":"locale","Required":false,"StringAttributeConstraints":{"MaxLength":"2048","MinLength":"0"}}
        {"AttributeDataType":"String","Mutable":true,"Name":"middle_name","Required":false,"StringAttributeConstraints":{"MaxLength":"2048","MinLength":"0"}}
        {"AttributeDataType":"String","Mutable":true,"Name":"name","Required":false,"StringAttributeConstraints":{"MaxLength":"2048","MinLength":"0"}}
        {"AttributeDataType":"String","Mutable":true,"Name":"nickname","Required":false,"StringAttributeConstraints":{"MaxLength":"2048","MinLength":"0"}}
        {"AttributeDataType":"String","Mutable":true,"Name":"phone_number","Required":false,"StringAttributeConstraints":{"MaxLength":"2048","MinLength":"0"}}
        {"AttributeDataType":"String","Mutable":true,"Name":"picture","Required":false,"StringAttributeConstraints":{"MaxLength":"2048","MinLength":"0"}}
        {"AttributeDataType":"String","Mutable":true,"Name":"preferred_username","Required":false,"StringAttributeConstraints":{"MaxLength":"2048","MinLength":"0"}}
        {"AttributeDataType":"String","Mutable":true,"Name":"profile","Required":false,"StringAttributeConstraints":{"MaxLength":"2048","MinLength":"0"}}
        {"AttributeDataType":"String","Mutable":true,"Name":"zoneinfo","Required":false,"StringAttributeConstraints":{"MaxLength":"2048","MinLength":"0"}}
        {"AttributeDataType":"Number","Mutable":true,"Name":"updated_at","NumberAttributeConstraints":{"MinValue":"0"},"Required":false}
        {"AttributeDataType":"String","Mutable":true,"Name":"website","Required":false,"StringAttributeConstraints":{"MaxLength":"2048","MinLength":"0"}}
    "#]].assert_eq(&lines.collect::<String>());
}

#[test]
fn parameters_fit_every_option() {
    let (app, stack) = app();
    let days = CfnParameter::new(&stack, "Days", cognito_cdk::Parameter::number());
    let policy = cognito_cdk::cognito::PasswordPolicy::new()
        .temp_password_validity_days(days.value_as_number())
        .min_length(days.value_as_number());
    let region = CfnParameter::new(&stack, "Region", cognito_cdk::Parameter::string());
    let props = UserPoolProps::new()
        .password_policy(policy)
        .sms_role(SmsRole::own())
        .sns_region(region.value_as_string());
    UserPool::new(&stack, "Users", props);
    let pool = properties(&app, "AWS::Cognito::UserPool");
    expect![[r#"{"Ref":"Region"}"#]].assert_eq(&pool["SmsConfiguration"]["SnsRegion"].to_string());
}
