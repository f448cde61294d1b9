//! Parity of names and shapes: all that AWS has published about Amazon Cognito is in the generated crate, and
//! nothing else is.
//!
//! The pinned files are read here once more, without any code of the generator. Where the overlay changes a
//! shape, its entry is applied; nothing else may differ.
#![allow(
    clippy::panic,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "these are tests"
)]
#![allow(clippy::needless_raw_string_hashes, reason = "`expect!` writes them")]

mod overlay;
mod published;
mod shape;
mod tables;

use cognito_cdk_l1::cognito::user_pool::CustomSmsSenderLambdaVersion;
use cognito_cdk_l1::cognito::{
    self, CfnIdentityPool, CfnUserPool, CfnUserPoolClient, CfnUserPoolRiskConfigurationAttachment,
};
use cognito_cdk_l1::{Json, Resource as Written, ResourceType as _, resource_schema};
use cognito_cdk_tests::source::{self, Module, Struct};
use expect_test::expect;
use shape::{Resource, Type};
use std::collections::{BTreeMap, BTreeSet};

/// Calls the macro with each resource struct and the file that it is in.
macro_rules! each_type {
    ($($rust:ident in $module:ident,)*) => {
        /// The types that a program can name: the type's name, and the file that it is in.
        fn nameable() -> BTreeMap<&'static str, &'static str> {
            BTreeMap::from([$((cognito::$rust::TYPE, stringify!($module))),*])
        }
    };
}

each_type! {
    CfnIdentityPool in identity_pool,
    CfnIdentityPoolPrincipalTag in identity_pool_principal_tag,
    CfnIdentityPoolRoleAttachment in identity_pool_role_attachment,
    CfnLogDeliveryConfiguration in log_delivery_configuration,
    CfnManagedLoginBranding in managed_login_branding,
    CfnTerms in terms,
    CfnUserPool in user_pool,
    CfnUserPoolClient in user_pool_client,
    CfnUserPoolDomain in user_pool_domain,
    CfnUserPoolGroup in user_pool_group,
    CfnUserPoolIdentityProvider in user_pool_identity_provider,
    CfnUserPoolRegionalConfigurationAttachment in user_pool_regional_configuration_attachment,
    CfnUserPoolReplica in user_pool_replica,
    CfnUserPoolResourceServer in user_pool_resource_server,
    CfnUserPoolRiskConfigurationAttachment in user_pool_risk_configuration_attachment,
    CfnUserPoolUiCustomizationAttachment in user_pool_ui_customization_attachment,
    CfnUserPoolUser in user_pool_user,
    CfnUserPoolUserToGroupAttachment in user_pool_user_to_group_attachment,
}

/// What AWS has published, with the overlay's entries applied.
fn expected() -> BTreeMap<String, Resource> {
    let mut expected = published::resources();
    overlay::apply(&mut expected);
    expected
}

#[test]
fn every_published_type_is_there() {
    let expected = expected();
    assert_eq!(expected.len(), 18);
    let published: Vec<&str> = expected.keys().map(String::as_str).collect();
    let nameable: Vec<&str> = nameable().into_keys().collect();
    assert_eq!(nameable, published);
    let count = |of: fn(&Resource) -> usize| expected.values().map(of).sum::<usize>();
    // A new version of AWS's files changes these numbers; a mistake of this test would too.
    expect!["properties 136, property types 61, their properties 194, attributes 14"].assert_eq(
        &format!(
            "properties {}, property types {}, their properties {}, attributes {}",
            count(|resource| resource.properties.len()),
            count(|resource| resource.types.len()),
            count(|resource| resource.types.values().map(BTreeMap::len).sum()),
            count(|resource| resource.attributes.len()),
        ),
    );
}

#[test]
fn the_tables_have_the_published_shapes() {
    for (name, expected) in expected() {
        let schema = resource_schema(&name).unwrap_or_else(|| panic!("{name} is missing"));
        assert_eq!(schema.cfn_type, name);
        let generated = tables::resource(schema);
        // One after the other, so that a difference is not a page of text.
        assert_eq!(generated.attributes, expected.attributes, "{name}");
        assert_same(&generated.properties, &expected.properties, &name);
        let types = |resource: &Resource| resource.types.keys().cloned().collect::<Vec<_>>();
        assert_eq!(types(&generated), types(&expected), "{name}");
        for (nested, expected) in &expected.types {
            assert_same(
                &generated.types[nested],
                expected,
                &format!("{name}.{nested}"),
            );
        }
    }
}

fn assert_same(generated: &Type, expected: &Type, owner: &str) {
    let names = |of: &Type| of.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(generated), names(expected), "{owner}");
    for (name, expected) in expected {
        assert_eq!(&generated[name], expected, "{name} of {owner}");
    }
}

#[test]
fn the_overlay_is_accounted_for() {
    let counts = overlay::apply(&mut published::resources());
    expect![[r#"{"immutable": 13, "needed": 25, "type": 3}"#]].assert_eq(&format!("{counts:?}"));
}

#[test]
fn the_rust_items_are_those_of_the_tables() {
    for (name, file) in nameable() {
        let module = source::module(&format!("generated/src/cognito/{file}.rs"));
        let generated = tables::resource(resource_schema(name).expect("a table"));
        let mut seen = BTreeSet::new();
        let rust = name.rsplit("::").next().map(|name| format!("Cfn{name}"));
        let resource = find(&module, &rust.expect("a name"), &mut seen);
        assert_written(resource, generated.properties.keys(), name);
        let attributes: BTreeSet<String> = resource.attributes.values().cloned().collect();
        assert_eq!(attributes, generated.attributes, "{name}");
        for (method, attribute) in &resource.attributes {
            assert_eq!(
                squashed(method),
                squashed(&format!("Attr{attribute}")),
                "{name}"
            );
        }
        for (nested, properties) in &generated.types {
            let item = find(&module, nested, &mut seen);
            assert_written(item, properties.keys(), &format!("{name}.{nested}"));
        }
        let all: BTreeSet<&str> = module.keys().map(String::as_str).collect();
        assert_eq!(all, seen, "{file} has a struct that AWS does not know");
    }
}

/// The struct whose name is `name` but for the case of its letters.
fn find<'a>(module: &'a Module, name: &str, seen: &mut BTreeSet<&'a str>) -> &'a Struct {
    let (rust, item) = module
        .iter()
        .find(|(rust, _)| squashed(rust) == squashed(name))
        .unwrap_or_else(|| panic!("no struct for {name}"));
    seen.insert(rust);
    item
}

/// Each property is a field, has a setter of the same name, and is written under its CloudFormation name.
fn assert_written<'a>(item: &Struct, names: impl Iterator<Item = &'a String>, owner: &str) {
    let written: BTreeSet<&String> = item.written.values().collect();
    assert_eq!(written, names.collect::<BTreeSet<_>>(), "{owner}");
    let fields: BTreeSet<String> = item.written.keys().cloned().collect();
    assert_eq!(item.fields, fields, "{owner}");
    assert_eq!(item.setters, fields, "{owner}");
    for (field, name) in &item.written {
        assert_eq!(squashed(field), squashed(name), "{name} of {owner}");
        assert!(
            field
                .bytes()
                .all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_')),
            "{field}"
        );
    }
}

/// A name without what the two worlds write differently: case and underscores.
fn squashed(name: &str) -> String {
    name.trim_start_matches("r#")
        .replace('_', "")
        .to_lowercase()
}

/// The names that a generator gets wrong most easily, called as a program calls them.
#[test]
fn the_names_with_acronyms() {
    let key = "arn:aws:kms:us-east-1:123456789012:key/4d43904c-8edf-4bb4-9fca-fb1a80e41cbe";
    let function = "arn:aws:lambda:us-east-1:123456789012:function:sms";
    let pool = CfnUserPool::builder()
        .lambda_config(
            cognito::user_pool::LambdaConfig::builder()
                .kms_key_id(key)
                .custom_sms_sender(
                    cognito::user_pool::CustomSmsSender::builder()
                        .lambda_arn(function)
                        .lambda_version(CustomSmsSenderLambdaVersion::V1_0)
                        .build(),
                )
                .build(),
        )
        .web_authn_relying_party_id("auth.example.com")
        .build();
    let client = CfnUserPoolClient::builder()
        .user_pool_id("us-east-1_Ab12Cd34E")
        .callback_urls(["https://app.example.com/in"])
        .logout_urls(["https://app.example.com/out"])
        .allowed_oauth_flows([cognito::user_pool_client::AllowedOauthFlow::Code])
        .build();
    let identities = CfnIdentityPool::builder()
        .allow_unauthenticated_identities(false)
        .open_id_connect_provider_arns(["arn:aws:iam::123456789012:oidc-provider/example.com"])
        .saml_provider_arns(["arn:aws:iam::123456789012:saml-provider/example"])
        .build();
    let risk = CfnUserPoolRiskConfigurationAttachment::builder()
        .user_pool_id("us-east-1_Ab12Cd34E")
        .client_id("ALL")
        .risk_exception_configuration(
            cognito::user_pool_risk_configuration_attachment::RiskExceptionConfigurationType::builder()
                .blocked_ip_range_list(["192.0.2.0/24"])
                .build(),
        )
        .build();
    let resources: [&dyn Written; 4] = [&pool, &client, &identities, &risk];
    let written = resources.map(|resource| Json::from(resource.properties()).to_string());
    expect![[r#"
        {"LambdaConfig":{"CustomSMSSender":{"LambdaArn":"arn:aws:lambda:us-east-1:123456789012:function:sms","LambdaVersion":"V1_0"},"KMSKeyID":"arn:aws:kms:us-east-1:123456789012:key/4d43904c-8edf-4bb4-9fca-fb1a80e41cbe"},"WebAuthnRelyingPartyID":"auth.example.com"}
        {"AllowedOAuthFlows":["code"],"CallbackURLs":["https://app.example.com/in"],"LogoutURLs":["https://app.example.com/out"],"UserPoolId":"us-east-1_Ab12Cd34E"}
        {"AllowUnauthenticatedIdentities":false,"OpenIdConnectProviderARNs":["arn:aws:iam::123456789012:oidc-provider/example.com"],"SamlProviderARNs":["arn:aws:iam::123456789012:saml-provider/example"]}
        {"ClientId":"ALL","RiskExceptionConfiguration":{"BlockedIPRangeList":["192.0.2.0/24"]},"UserPoolId":"us-east-1_Ab12Cd34E"}"#]].assert_eq(&written.join("\n"));
}
