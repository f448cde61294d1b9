//! Resources that are read as typed ones: nothing of a template is lost, and errors say what is wrong.
#![allow(
    clippy::panic,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "these are tests"
)]
#![allow(clippy::needless_raw_string_hashes, reason = "`expect!` writes them")]

mod include;
mod messages;
mod random;
mod round_trip;

use cognito_cdk_l1::{
    FromJson, RawResource, ResourceType, certificatemanager, cloudformation, cognito,
    elasticloadbalancingv2, iam, kms, lambda, logs, read_resource, route53, secretsmanager, ssm,
    wafv2,
};

/// Does something with a resource type.
trait Visitor {
    fn visit<R: ResourceType + FromJson>(&mut self);
}

/// Visits the resource type of that name, if the crate has it.
fn visit(cfn_type: &str, visitor: &mut impl Visitor) -> bool {
    macro_rules! types {
        ($($service:ident: $($name:ident)*;)*) => {
            match cfn_type {
                $($($service::$name::TYPE => visitor.visit::<$service::$name>(),)*)*
                _ => return false,
            }
        };
    }
    types! {
        certificatemanager: CfnCertificate;
        cloudformation: CfnStack;
        cognito: CfnIdentityPool CfnIdentityPoolPrincipalTag CfnIdentityPoolRoleAttachment
            CfnLogDeliveryConfiguration CfnManagedLoginBranding CfnTerms CfnUserPool CfnUserPoolClient
            CfnUserPoolDomain CfnUserPoolGroup CfnUserPoolIdentityProvider
            CfnUserPoolRegionalConfigurationAttachment CfnUserPoolReplica CfnUserPoolResourceServer
            CfnUserPoolRiskConfigurationAttachment CfnUserPoolUiCustomizationAttachment
            CfnUserPoolUser CfnUserPoolUserToGroupAttachment;
        elasticloadbalancingv2: CfnListener CfnListenerRule CfnLoadBalancer CfnTargetGroup;
        iam: CfnManagedPolicy CfnOidcProvider CfnPolicy CfnRole CfnSamlProvider;
        kms: CfnAlias CfnKey;
        lambda: CfnFunction CfnPermission;
        logs: CfnLogGroup;
        route53: CfnRecordSet;
        secretsmanager: CfnSecret;
        ssm: CfnParameter;
        wafv2: CfnWebAclAssociation;
    }
    true
}

/// The types that [`visit`] knows, as `spec/resources.toml` lists them.
fn types() -> Vec<String> {
    let selection = cognito_cdk_tests::toml("spec/resources.toml");
    let model = cognito_cdk_tests::json("spec/model.json");
    assert!(!selection.is_empty());
    let resources = model["resources"].as_object().expect("resources");
    resources.keys().cloned().collect()
}

#[test]
fn every_generated_type_is_here() {
    struct Count(usize);
    impl Visitor for Count {
        fn visit<R: ResourceType + FromJson>(&mut self) {
            self.0 += 1;
        }
    }
    let mut count = Count(0);
    for cfn_type in types() {
        assert!(visit(&cfn_type, &mut count), "{cfn_type}");
    }
    assert_eq!(count.0, 38);
}

/// A resource read as a typed one: its properties as text, and how many values did not fit; or the error.
struct Read<'a> {
    raw: &'a RawResource,
    result: Result<(String, usize), String>,
}

impl<'a> Read<'a> {
    const fn new(raw: &'a RawResource) -> Self {
        Self {
            raw,
            result: Err(String::new()),
        }
    }
}

impl Visitor for Read<'_> {
    fn visit<R: ResourceType + FromJson>(&mut self) {
        self.result = match read_resource::<R>("It", self.raw) {
            Ok((typed, misfits)) => {
                let written = RawResource::new(R::TYPE, typed.properties());
                let again = read_resource::<R>("It", &written);
                let (again, same) = again.expect("what was written can be read");
                assert_eq!(
                    (again.properties(), same.len()),
                    (typed.properties(), misfits.len())
                );
                Ok((
                    cognito_cdk_l1::Json::Object(written.properties).to_string(),
                    misfits.len(),
                ))
            }
            Err(error) => Err(error.to_string()),
        };
    }
}
