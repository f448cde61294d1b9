//! Domains, and what leads to them: DNS records and load balancers.

use super::{Program, case, minimal};
use cognito_cdk::cognito::{
    AuthFlow, AuthorizationCodeGrant, BaseUrlOptions, IUserPool, ManagedLoginVersion, OAuthScope,
    SignInUrlOptions, UserPool, UserPoolClient, UserPoolClientOptions, UserPoolDomain,
    UserPoolDomainOptions, UserPoolProps,
};
use cognito_cdk::elasticloadbalancingv2::{AuthenticateCognitoAction, CfnListener, listener};
use cognito_cdk::route53::{CfnRecordSet, UserPoolDomainTarget};
use cognito_cdk::synth::{CfnResource, Json, Object, RawResource};
use cognito_cdk::{App, CfnOutput, Construct, Defaults, Duration, Scope, Stack, intrinsics};
use serde_json::json;

pub(super) const PROGRAMS: &[Program] = &[
    Program {
        name: "cases/domain-prefix-custom",
        run: prefix_and_custom,
    },
    Program {
        name: "minimal/user-pool-domain",
        run: minimal_prefix,
    },
    Program {
        name: "minimal/user-pool-domain-custom",
        run: minimal_custom,
    },
    Program {
        name: "minimal/route53-user-pool-domain.recommended-flags",
        run: alias_record,
    },
    Program {
        name: "minimal/elb-authenticate-cognito",
        run: load_balancer,
    },
];

const CERTIFICATE: &str = "arn:aws:acm:us-east-1:123456789012:certificate/abc";

fn pool(stack: &Stack) -> UserPool {
    UserPool::new(stack, "Pool", UserPoolProps::new())
}

/// The grants and scopes that AWS CDK fills in; here they are said.
fn grants(callback: &'static str) -> AuthorizationCodeGrant {
    AuthorizationCodeGrant::new([callback])
        .and_implicit_grant_exposing_tokens_in_urls()
        .scopes([
            OAuthScope::Profile,
            OAuthScope::Phone,
            OAuthScope::Email,
            OAuthScope::OpenId,
            OAuthScope::CognitoAdmin,
        ])
}

fn prefix_and_custom(app: &App) {
    let stack = case(app);
    let pool1 = pool(&stack);
    let prefix = pool1.add_domain(
        "Prefix",
        UserPoolDomainOptions::cognito_domain("cdk-test-domain"),
    );
    let pool2 = UserPool::new(&stack, "Pool2", UserPoolProps::new());
    let certificate =
        "arn:aws:acm:us-east-1:123456789012:certificate/12345678-1234-1234-1234-123456789012";
    let custom = UserPoolDomain::new(
        &stack,
        "Custom",
        &pool2,
        UserPoolDomainOptions::custom_domain("auth.example.com", certificate)
            .managed_login_version(ManagedLoginVersion::NewerManagedLogin),
    );
    let callback = "https://example.com/home";
    let client = pool1.add_client("Web", UserPoolClientOptions::new().o_auth(grants(callback)));
    let usual = BaseUrlOptions::new();
    let sign_in = SignInUrlOptions::new(callback);
    let authorize = sign_in.clone().sign_in_path("/oauth2/authorize");
    CfnOutput::new(&stack, "Base", prefix.base_url(usual));
    CfnOutput::new(&stack, "Fips", prefix.base_url(usual.fips(true)));
    CfnOutput::new(&stack, "CustomBase", custom.base_url(usual));
    CfnOutput::new(&stack, "SignIn", prefix.sign_in_url(&client, sign_in));
    CfnOutput::new(&stack, "Path", prefix.sign_in_url(&client, authorize));
    CfnOutput::new(&stack, "CloudFront", custom.cloud_front_endpoint());
}

fn minimal_prefix(app: &App) {
    let stack = minimal(app);
    let pool = pool(&stack);
    let client = pool.add_client(
        "Client",
        UserPoolClientOptions::new().o_auth(grants("https://example.com")),
    );
    let domain = pool.add_domain("Domain", UserPoolDomainOptions::cognito_domain("my-app"));
    let sign_in = SignInUrlOptions::new("https://app.example.com/cb");
    CfnOutput::new(&stack, "BaseUrl", domain.base_url(BaseUrlOptions::new()));
    let fips = BaseUrlOptions::new().fips(true);
    CfnOutput::new(&stack, "FipsUrl", domain.base_url(fips));
    CfnOutput::new(&stack, "SignIn", domain.sign_in_url(&client, sign_in));
    CfnOutput::new(&stack, "CloudFront", domain.cloud_front_endpoint());
}

fn minimal_custom(app: &App) {
    pool(&minimal(app)).add_domain(
        "Domain",
        UserPoolDomainOptions::custom_domain("auth.example.com", CERTIFICATE)
            .managed_login_version(ManagedLoginVersion::NewerManagedLogin),
    );
}

fn alias_record(app: &App) {
    let stack = minimal(app);
    let domain = pool(&stack).add_domain(
        "Domain",
        UserPoolDomainOptions::custom_domain("auth.example.com", CERTIFICATE),
    );
    let record = CfnRecordSet::builder()
        .hosted_zone_id("Z1")
        .name("auth.example.com.")
        .type_("A")
        .alias_target(UserPoolDomainTarget::new(&domain).alias_target(&stack));
    Construct::new(&stack, "Alias").add("Resource", record.build());
}

/// The program of the documentation: the load balancer and its security group are plain resources.
fn load_balancer(app: &App) {
    let stack = minimal(app);
    let load_balancer = Construct::new(&stack, "LB");
    let raw = CfnResource::new(
        &load_balancer,
        "Resource",
        RawResource::new("AWS::ElasticLoadBalancingV2::LoadBalancer", Object::new()),
    );
    let address = raw.get_att("DNSName");
    let pool = UserPool::new(&stack, "UserPool", UserPoolProps::new());
    let callback = intrinsics::concat([
        "https://".into(),
        address.clone(),
        "/oauth2/idpresponse".into(),
    ]);
    let options = UserPoolClientOptions::new()
        .generate_secret()
        .auth_flows(AuthFlow::user_password())
        .o_auth(AuthorizationCodeGrant::new([callback]).scopes([OAuthScope::Email]));
    // Without units the number of the documentation counts days; the secure defaults write units.
    let client = if Defaults::of(&stack).explicit_client_settings {
        let options = options.refresh_token_validity(Duration::days(1));
        UserPoolClient::new(&stack, "Client", &pool, options)
    } else {
        let client = UserPoolClient::new(&stack, "Client", &pool, options);
        client
            .cfn()
            .add_property_override("RefreshTokenValidity", 1);
        client
    };
    client
        .cfn()
        .add_property_override("SupportedIdentityProviders", Json::list(["COGNITO"]));
    let domain = UserPoolDomain::new(
        &stack,
        "Domain",
        &pool,
        UserPoolDomainOptions::cognito_domain("test-cdk-prefix"),
    );

    let security_group = security_group(&load_balancer);
    raw.with_properties(|properties| {
        properties.insert(
            "LoadBalancerAttributes",
            Json::from(json!([{"Key": "deletion_protection.enabled", "Value": "false"}])),
        );
        properties.insert("Scheme", "internet-facing");
        properties.insert(
            "SecurityGroups",
            Json::list([security_group.get_att("GroupId")]),
        );
        properties.insert("Subnets", Json::list(["subnet-1", "subnet-2"]));
        properties.insert("Type", "application");
    });
    let page = listener::FixedResponseConfig::builder()
        .content_type("text/plain")
        .message_body("Authenticated")
        .status_code("200")
        .build();
    let page = listener::Action::builder()
        .type_(listener::ActionType::FixedResponse)
        .fixed_response_config(page)
        .build();
    let certificate = listener::Certificate::builder().certificate_arn(CERTIFICATE);
    let listener = CfnListener::builder()
        .certificates([certificate.build()])
        .default_actions(AuthenticateCognitoAction::new(&pool, &client, &domain).and_then([page]))
        .load_balancer_arn(raw.ref_().cast())
        .port(443)
        .protocol(listener::Protocol::Https);
    Construct::new(&load_balancer, "Listener").add("Resource", listener.build());
    CfnOutput::new(&stack, "DNS", address);
}

fn security_group(load_balancer: &Construct) -> CfnResource {
    let rule = |description: &str| {
        json!([{
            "CidrIp": "0.0.0.0/0",
            "Description": description,
            "FromPort": 443,
            "IpProtocol": "tcp",
            "ToPort": 443,
        }])
    };
    let mut properties = Object::new();
    properties.insert(
        "GroupDescription",
        "Automatically created Security Group for ELB StackLBDDCDEC31",
    );
    properties.insert("SecurityGroupEgress", rule("Allow to IdP endpoint"));
    properties.insert(
        "SecurityGroupIngress",
        rule("Allow from anyone on port 443"),
    );
    properties.insert("VpcId", "vpc-1");
    CfnResource::new(
        &Construct::new(load_balancer, "SecurityGroup"),
        "Resource",
        RawResource::new("AWS::EC2::SecurityGroup", properties),
    )
}
