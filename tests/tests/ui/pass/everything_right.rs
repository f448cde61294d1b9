//! What does compile: literals of each kind, checked constants, references, expressions for every type, values
//! that are newer than the crate, and an explicit cast where the compiler cannot know the kind.

use cognito_cdk::cognito::identity_pool::CognitoIdentityProvider;
use cognito_cdk::cognito::user_pool::{MfaConfiguration, PasswordPolicy, Policies};
use cognito_cdk::cognito::{CfnIdentityPool, CfnUserPool, CfnUserPoolClient};
use cognito_cdk::cognito::{user_pool, user_pool_client};
use cognito_cdk::intrinsics::{find_in_map, if_, import_value, no_value, region};
use cognito_cdk::{Condition, Int, Mapping, Parameter, Template, Text, int, text};

const CLIENT_NAME: Text<user_pool_client::bounds::ClientName> = Text::literal("Web");
const MINIMUM_LENGTH: Int<user_pool::bounds::PasswordPolicyMinimumLength> = Int::literal(12);

fn main() {
    let mut template = Template::new();
    let pool_id = template.add_parameter("PoolId", Parameter::string());
    let symbols = template.add_parameter("Symbols", Parameter::string());
    let days = template.add_parameter("Days", Parameter::number());
    let urls = template.add_parameter("Urls", Parameter::comma_delimited_list());
    let limits = template.add_mapping("Limits", Mapping::new().entry("pool", "history", 5));
    let europe = template.add_condition("Europe", Condition::equals(region(), "eu-central-1"));

    let name = String::from("customers");
    let pool = template.add(
        "Pool",
        CfnUserPool::builder()
            .user_pool_name(&name)
            .user_pool_tags([("team", "identity")])
            .mfa_configuration(if_(&europe, MfaConfiguration::On, no_value()))
            .enabled_mfas([user_pool::EnabledMfa::other("CARRIER_PIGEON")])
            .policies(
                Policies::builder()
                    .password_policy(
                        PasswordPolicy::builder()
                            .minimum_length(MINIMUM_LENGTH)
                            .password_history_size(find_in_map(&limits, "pool", "history"))
                            .require_symbols(symbols.value_as_string().cast())
                            .temporary_password_validity_days(days.value_as_number())
                            .build(),
                    )
                    .build(),
            )
            .build(),
    );
    let client = template.add(
        "Client",
        CfnUserPoolClient::builder()
            .user_pool_id(&pool)
            .client_name(CLIENT_NAME)
            .generate_secret(if_::<bool>(&europe, true, false))
            .access_token_validity(int!(60))
            .callback_urls(urls.value_as_list().cast())
            .logout_urls([text!("https://app.example.com/goodbye")])
            .build(),
    );
    // Either an id that the program knows, or one that only the deployment does.
    let _ = CfnUserPoolClient::builder().user_pool_id(text!("us-east-1_Ab12Cd34E"));
    let _ = CfnUserPoolClient::builder().user_pool_id("us-east-1_Ab12Cd34E");
    let _ = CfnUserPoolClient::builder().user_pool_id(import_value("pool").cast());
    template.add(
        "Other",
        CfnUserPoolClient::builder()
            .user_pool_id(pool_id.value_as_string().cast())
            .build(),
    );
    template.add(
        "Identities",
        CfnIdentityPool::builder()
            .allow_unauthenticated_identities(false)
            .cognito_identity_providers([CognitoIdentityProvider::builder()
                .client_id(&client)
                .provider_name(pool.attr_provider_name())
                .build()])
            .build(),
    );
    // The invented second factor is a warning, as AWS may have added it.
    let findings: Vec<_> = template.check().iter().map(ToString::to_string).collect();
    assert_eq!(findings.len(), 1, "{findings:?}");
    assert!(findings[0].contains("CARRIER_PIGEON"), "{findings:?}");
}
