//! Functions and permissions: what is rendered, for those of the app and for imported ones.

use crate::cdk::{golden, of_types, pool, pool_in, template};
use cognito_cdk::cognito::CfnUserPool;
use cognito_cdk::cognito::user_pool::{
    CustomEmailSender, CustomEmailSenderLambdaVersion, CustomSmsSender,
    CustomSmsSenderLambdaVersion, LambdaConfig, PreTokenGenerationConfig,
    PreTokenGenerationConfigLambdaVersion,
};
use cognito_cdk::iam::{
    AccountPrincipal, ArnPrincipal, Grant, IGrantable, PolicyStatement, Role, RoleProps,
    ServicePrincipal,
};
use cognito_cdk::lambda::{
    CfnFunction, Code, Function, FunctionAttributes, FunctionProps, IFunction, ImportedFunction,
    Permission, Runtime, function,
};
use cognito_cdk::synth::{
    Annotations, App, AppProps, CfnOutput, CfnParameter, Construct, Environment, Parameter, Scope,
    Stack, StackProps, Synthesizer,
};
use cognito_cdk::{Duration, IntoValue, intrinsics};
use serde_json::{Value as Data, json};

const ARN: &str = "arn:aws:lambda:us-east-1:123456789012:function:f";

fn props() -> FunctionProps {
    FunctionProps::new(Runtime::Nodejs20X, "index.handler", Code::from_inline("x"))
}

fn cognito() -> Permission {
    Permission::new(ServicePrincipal::new("cognito-idp.amazonaws.com"))
}

#[test]
fn triggers_of_a_user_pool_are_those_of_cdk() {
    let stack = Stack::new(&App::new(), "Stack");
    let code = Code::from_inline("exports.handler=async e=>e");
    let props = FunctionProps::new(Runtime::Nodejs20X, "index.handler", code);
    let trigger = Function::new(&stack, "Fn", props);
    let arn = || trigger.function_arn();
    let email = CustomEmailSender::builder()
        .lambda_arn(arn())
        .lambda_version(CustomEmailSenderLambdaVersion::V1_0);
    let sms = CustomSmsSender::builder()
        .lambda_arn(arn())
        .lambda_version(CustomSmsSenderLambdaVersion::V1_0);
    let token = PreTokenGenerationConfig::builder()
        .lambda_arn(arn())
        .lambda_version(PreTokenGenerationConfigLambdaVersion::V2_0);
    let key = "arn:aws:kms:us-east-1:123456789012:key/12345678-1234-1234-1234-123456789012";
    let triggers = LambdaConfig::builder()
        .custom_email_sender(email.build())
        .custom_sms_sender(sms.build())
        .kms_key_id(key)
        .post_confirmation(arn())
        .pre_sign_up(arn())
        .pre_token_generation_config(token.build());
    let construct = Construct::new(&stack, "Pool");
    let pool = pool_in(&construct, Some(triggers.build()));
    for operation in [
        "PreSignUp",
        "CustomEmailSender",
        "PostConfirmation",
        "PreTokenGenerationConfig",
        "CustomSmsSender",
    ] {
        let permission = cognito().source_arn(pool.attr_arn());
        trigger.add_permission(&construct, &format!("{operation}Cognito"), permission);
    }
    assert_eq!(template(&stack), golden("minimal/user-pool-triggers.json"));
}

#[test]
fn a_function_with_everything_is_that_of_cdk() {
    let stack = Stack::new(&App::new(), "S");
    let props = props()
        .timeout(Duration::seconds(30))
        .memory_size(256)
        .description("d")
        .function_name("name")
        .environment("B", "2")
        .environment("A", "1");
    let function = Function::new(&stack, "F", props);
    function.add_environment("C", stack.region());
    let statement = PolicyStatement::allow().actions(["s3:A"]).resources(["*"]);
    function.add_to_principal_policy(statement);
    let template = template(&stack);
    assert_eq!(
        template["Resources"]["FC4345940"],
        json!({
            "Type": "AWS::Lambda::Function",
            "Properties": {
                "Code": { "ZipFile": "x" },
                "Description": "d",
                "Environment": { "Variables": { "A": "1", "B": "2", "C": { "Ref": "AWS::Region" } } },
                "FunctionName": "name",
                "Handler": "index.handler",
                "MemorySize": 256,
                "Role": { "Fn::GetAtt": ["FServiceRole3AC82EE1", "Arn"] },
                "Runtime": "nodejs20.x",
                "Timeout": 30,
            },
            "DependsOn": ["FServiceRoleDefaultPolicy17A19BFA", "FServiceRole3AC82EE1"],
        })
    );
    let policy = &template["Resources"]["FServiceRoleDefaultPolicy17A19BFA"]["Properties"];
    assert_eq!(policy["Roles"], json!([{ "Ref": "FServiceRole3AC82EE1" }]));
}

#[test]
fn a_function_without_environment_gets_one() {
    let stack = Stack::new(&App::new(), "S");
    let function = Function::new(&stack, "F", props());
    function.add_environment("STAGE", "test");
    let environment = &template(&stack)["Resources"]["FC4345940"]["Properties"]["Environment"];
    assert_eq!(*environment, json!({ "Variables": { "STAGE": "test" } }));
}

#[test]
fn a_function_waits_for_the_policies_of_the_role_that_it_is_given() {
    let stack = Stack::new(&App::new(), "S");
    let role = RoleProps::new(ServicePrincipal::new("lambda.amazonaws.com"));
    let role = Role::new(&stack, "R", role);
    let statement = || PolicyStatement::allow().actions(["s3:A"]).resources(["*"]);
    Function::new(&stack, "G", props().role(&role)).add_to_principal_policy(statement());
    let imported = Role::from_role_arn(&stack, "Imp", "arn:aws:iam::123456789012:role/sms");
    let props = props().role(&imported).initial_policy(statement());
    Function::new(&stack, "H", props);
    let template = template(&stack);
    let function = |id: &str| template["Resources"][id].clone();
    assert_eq!(
        function("GCEB75847")["DependsOn"],
        json!(["RDefaultPolicy0707467B", "RC21A1702"])
    );
    assert_eq!(
        function("HF3DA327F")["DependsOn"],
        json!(["ImpPolicy7A6E815A"])
    );
    assert_eq!(
        function("HF3DA327F")["Properties"]["Role"],
        json!("arn:aws:iam::123456789012:role/sms")
    );
}

#[test]
fn code_can_be_in_a_bucket_or_in_files() {
    let app = App::with_props(AppProps::new().synthesizer(Synthesizer::bootstrapped()));
    let stack = Stack::new(&app, "S");
    let of = |code: Code| FunctionProps::new(Runtime::Python3_12, "index.handler", code);
    Function::new(&stack, "A", of(Code::from_bucket("bucket", "key")));
    Function::new(
        &stack,
        "B",
        of(Code::from_bucket_version("bucket", "key", "v")),
    );
    let directory = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/iam_and_lambda");
    Function::new(&stack, "C", of(Code::from_asset(directory)));
    let found = of_types(&template(&stack), &["AWS::Lambda::Function"]);
    let code: Vec<&Data> = found
        .iter()
        .map(|(_, one)| &one["Properties"]["Code"])
        .collect();
    let [bucket, version, asset] = code.as_slice() else {
        unreachable!("there are three functions");
    };
    assert_eq!(**bucket, json!({ "S3Bucket": "bucket", "S3Key": "key" }));
    assert_eq!(
        **version,
        json!({ "S3Bucket": "bucket", "S3Key": "key", "S3ObjectVersion": "v" })
    );
    let key = asset["S3Key"].as_str().map(std::path::Path::new);
    let kind = key.and_then(std::path::Path::extension);
    assert!(kind.is_some_and(|kind| kind == "zip"));
    assert!(asset["S3Bucket"].is_object());
}

#[test]
fn permissions_are_those_of_cdk() {
    let stack = Stack::new(&App::new(), "S");
    let function = Function::new(&stack, "I", props());
    let pool = pool(&stack, "P", None);
    let cognito = cognito()
        .source_arn(pool.attr_arn())
        .source_account(stack.account())
        .event_source_token("t");
    function.add_permission(&function, "Perm", cognito);
    let account = Permission::new(AccountPrincipal::new("123456789012"));
    function.add_permission(&function, "Perm2", account);
    let arn = Permission::new(ArnPrincipal::new("arn:aws:iam::123456789012:role/x"));
    function.add_permission(&function, "Perm3", arn.action("lambda:GetFunction"));
    let template = template(&stack);
    let permission = |id: &str| template["Resources"][id]["Properties"].clone();
    let name = json!({ "Fn::GetAtt": ["IBB9E02C4", "Arn"] });
    assert_eq!(
        permission("IPerm99443838"),
        json!({
            "Action": "lambda:InvokeFunction",
            "EventSourceToken": "t",
            "FunctionName": name,
            "Principal": "cognito-idp.amazonaws.com",
            "SourceAccount": { "Ref": "AWS::AccountId" },
            "SourceArn": { "Fn::GetAtt": ["P4E0919BE", "Arn"] },
        })
    );
    assert_eq!(
        permission("IPerm2F8D2A650")["Principal"],
        json!("123456789012")
    );
    assert_eq!(
        permission("IPerm32EB6F026"),
        json!({
            "Action": "lambda:GetFunction",
            "FunctionName": name,
            "Principal": "arn:aws:iam::123456789012:role/x",
        })
    );
}

#[test]
fn a_resource_of_ones_own_is_a_function_too() {
    let stack = Stack::new(&App::new(), "S");
    let role = RoleProps::new(ServicePrincipal::new("lambda.amazonaws.com"));
    let role = Role::new(&stack, "Role", role);
    let code = function::Code::builder().zip_file("x").build();
    let l1 = CfnFunction::builder()
        .code(code)
        .role(role.cfn().attr_arn())
        .build();
    let function = Function::of(&stack.add("Fn", l1), &role);
    function.add_permission(&stack, "Perm", cognito().source_arn("arn:aws:x:::y"));
    assert!(Grant::add_to_principal(&function, ["s3:A"], ["*"]).success());
    let template = template(&stack);
    assert_eq!(
        template["Resources"]["Perm"]["Properties"]["FunctionName"],
        json!({ "Fn::GetAtt": ["Fn", "Arn"] })
    );
    assert_eq!(template["Resources"]["Fn"].get("DependsOn"), None);
    assert_eq!(of_types(&template, &["AWS::IAM::Policy"]).len(), 1);
}

/// Whether an imported function gets a permission, and what is warned of.
fn imported(
    env: Option<Environment>,
    import: impl Fn(&Stack) -> ImportedFunction,
) -> (bool, usize) {
    let app = App::new();
    let props = StackProps::new().env(env.unwrap_or_default());
    let stack = Stack::with_props(&app, "E", props);
    let pool = stack.add("P", CfnUserPool::builder().build());
    let function = import(&stack);
    let permission = function.add_permission(&pool, "Perm", cognito().source_arn(pool.attr_arn()));
    assert_eq!(permission.is_some(), function.same_environment());
    let assembly = app.build().expect("a warning is no error");
    let template = assembly.stack("E").expect("the stack").template();
    assert_eq!(
        template.contains("AWS::Lambda::Permission"),
        permission.is_some()
    );
    let warned = assembly
        .warnings()
        .iter()
        .filter(|found| found.rule == "COG453");
    (permission.is_some(), warned.count())
}

#[test]
fn an_imported_function_gets_a_permission_where_it_is_known_to_be_here() {
    let here = || Some(Environment::new("123456789012", "us-east-1"));
    let arn = |arn: &'static str| move |stack: &Stack| Function::from_function_arn(stack, "F", arn);
    let name = |stack: &Stack| Function::from_function_name(stack, "F", "f");
    let said = |same: bool| {
        move |stack: &Stack| {
            let attributes = FunctionAttributes::new(ARN).same_environment(same);
            Function::from_function_attributes(stack, "F", attributes)
        }
    };
    let parameter = |stack: &Stack| {
        let arn = CfnParameter::new(stack, "Arn", Parameter::string());
        Function::from_function_arn(stack, "F", arn.value_as_string().cast())
    };
    let (yes, no) = ((true, 0), (false, 1));
    assert_eq!(imported(None, arn(ARN)), no);
    assert_eq!(imported(None, name), yes);
    assert_eq!(imported(None, said(true)), yes);
    assert_eq!(imported(None, said(false)), no);
    assert_eq!(imported(here(), arn(ARN)), yes);
    assert_eq!(imported(here(), name), yes);
    assert_eq!(imported(here(), said(false)), no);
    assert_eq!(imported(here(), parameter), no);
    let other_account = "arn:aws:lambda:us-east-1:999999999999:function:f";
    assert_eq!(imported(here(), arn(other_account)), no);
    let other_region = "arn:aws:lambda:us-west-2:123456789012:function:f";
    assert_eq!(imported(here(), arn(other_region)), no);
}

#[test]
fn the_warning_can_be_acknowledged() {
    let app = App::new();
    let stack = Stack::new(&app, "S");
    let function = Function::from_function_arn(&stack, "F", ARN);
    let pool = stack.add("P", CfnUserPool::builder().build());
    assert!(function.add_permission(&pool, "Perm", cognito()).is_none());
    Annotations::of(&function).acknowledge("COG453", "the other team has added it");
    let assembly = app.build().expect("an assembly");
    let warned = assembly.warnings().iter();
    assert_eq!(warned.filter(|found| found.rule == "COG453").count(), 0);
    let meant = assembly.acknowledged().iter();
    assert_eq!(meant.filter(|(found, _)| found.rule == "COG453").count(), 1);
}

#[test]
fn a_name_becomes_an_arn_in_the_account_and_region_of_the_stack() {
    let app = App::new();
    let env = Environment::new("123456789012", "us-east-1");
    let stack = Stack::with_props(&app, "E", StackProps::new().env(env));
    let function = Function::from_function_name(&stack, "F", "f");
    stack.add("P", CfnUserPool::builder().build());
    CfnOutput::new(&stack, "Arn", function.function_arn());
    let arn = ":lambda:us-east-1:123456789012:function:f";
    assert_eq!(
        template(&stack)["Outputs"]["Arn"]["Value"],
        json!({ "Fn::Join": ["", ["arn:", { "Ref": "AWS::Partition" }, arn]] })
    );
}

#[test]
fn what_is_granted_to_an_imported_function_is_for_its_role() {
    let app = App::new();
    let stack = Stack::new(&app, "S");
    let role = Role::from_role_arn(&stack, "Role", "arn:aws:iam::123456789012:role/x");
    let known = FunctionAttributes::new(ARN).role(&role);
    let known = Function::from_function_attributes(&stack, "Known", known);
    assert!(Grant::add_to_principal(&known, ["s3:A"], ["*"]).success());
    let unknown = Function::from_function_arn(&stack, "Unknown", ARN);
    assert!(!Grant::add_to_principal(&unknown, ["s3:A", "s3:B"], ["*"]).success());
    assert!(unknown.role().is_none() && unknown.grant_principal().is_none());
    assert_eq!(unknown.function_arn(), ARN.into_value());

    let assembly = app.build().expect("a warning is no error");
    let warnings: Vec<String> = assembly
        .warnings()
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(warnings.len(), 1);
    let expected = r#"warning[COG454] S/Unknown: nothing lets the function do ["s3:A","s3:B"]: its role is not known"#;
    assert!(
        warnings.iter().all(|text| text.starts_with(expected)),
        "{warnings:?}"
    );
    let policies = of_types(&template(&stack), &["AWS::IAM::Policy"]);
    let ids: Vec<&str> = policies.iter().map(|(id, _)| id.as_str()).collect();
    assert_eq!(ids, ["RolePolicy72E7D967"]);
}

#[test]
fn a_role_may_invoke_a_function() {
    let stack = Stack::new(&App::new(), "S");
    let function = Function::new(&stack, "I", props());
    let role = RoleProps::new(ServicePrincipal::new("lambda.amazonaws.com"));
    let role = Role::new(&stack, "R", role);
    let versions = intrinsics::concat([function.function_arn().into_value(), ":*".into()]);
    let arns = [function.function_arn().into_value(), versions];
    Grant::add_to_principal(&role, ["lambda:InvokeFunction"], arns);
    let template = template(&stack);
    let policy = &template["Resources"]["RDefaultPolicy0707467B"]["Properties"];
    let arn = json!({ "Fn::GetAtt": ["IBB9E02C4", "Arn"] });
    assert_eq!(
        policy["PolicyDocument"]["Statement"][0]["Resource"],
        json!([arn, { "Fn::Join": ["", [arn, ":*"]] }])
    );
}
