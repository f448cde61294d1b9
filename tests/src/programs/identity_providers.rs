//! Identity providers.

use super::{Program, case, minimal};
use cognito_cdk::cognito::{
    AppleClient, AttributeMapping, IUserPool, OidcAttributeRequestMethod, OidcClient,
    OidcEndpoints, ProviderAttribute, SigningAlgorithm, UserPool, UserPoolClientOptions,
    UserPoolIdentityProviderAmazon, UserPoolIdentityProviderAmazonOptions,
    UserPoolIdentityProviderApple, UserPoolIdentityProviderAppleOptions,
    UserPoolIdentityProviderFacebook, UserPoolIdentityProviderFacebookOptions,
    UserPoolIdentityProviderGoogle, UserPoolIdentityProviderGoogleOptions,
    UserPoolIdentityProviderOidc, UserPoolIdentityProviderOidcOptions,
    UserPoolIdentityProviderSaml, UserPoolIdentityProviderSamlMetadata,
    UserPoolIdentityProviderSamlOptions, UserPoolProps,
};
use cognito_cdk::{App, Scope, SecretValue, Stack};

pub(super) const PROGRAMS: &[Program] = &[
    Program {
        name: "cases/idp-oidc-saml",
        run: oidc_and_saml,
    },
    Program {
        name: "cases/idp-social",
        run: social,
    },
    Program {
        name: "minimal/idp-amazon",
        run: amazon,
    },
    Program {
        name: "minimal/idp-apple",
        run: apple,
    },
    Program {
        name: "minimal/idp-facebook",
        run: facebook,
    },
    Program {
        name: "minimal/idp-google",
        run: google,
    },
    Program {
        name: "minimal/idp-oidc",
        run: oidc,
    },
    Program {
        name: "minimal/idp-saml",
        run: saml,
    },
];

fn pool(stack: &Stack) -> UserPool {
    UserPool::new(stack, "Pool", UserPoolProps::new())
}

fn plain(secret: &str) -> SecretValue {
    SecretValue::unsafe_plain_text(secret)
}

/// A pool, a provider, and then a client.
fn with_client(app: &App, provider: impl FnOnce(&Stack, &UserPool)) {
    let stack = minimal(app);
    let pool = pool(&stack);
    provider(&stack, &pool);
    pool.add_client("Client", UserPoolClientOptions::new());
}

fn oidc_and_saml(app: &App) {
    let stack = case(app);
    let pool = pool(&stack);
    let client = OidcClient {
        client_id: "client-id".into(),
        client_secret: plain("client-secret"),
        issuer_url: "https://www.issuer-url.com".into(),
    };
    let endpoints = OidcEndpoints {
        authorization: "https://www.issuer-url.com/authorize".into(),
        token: "https://www.issuer-url.com/token".into(),
        user_info: "https://www.issuer-url.com/userinfo".into(),
        jwks_uri: "https://www.issuer-url.com/jwks".into(),
    };
    let options = UserPoolIdentityProviderOidcOptions::new(client)
        .name("cdk")
        .endpoints(endpoints)
        .scopes(["openid", "phone"])
        .identifiers(["id1"])
        .attribute_request_method(OidcAttributeRequestMethod::Post)
        .attribute_mapping(AttributeMapping::new().phone_number("phone_number"));
    UserPoolIdentityProviderOidc::new(&stack, "Oidc", &pool, options);
    let metadata = UserPoolIdentityProviderSamlMetadata::url(
        "https://fujifish.github.io/samling/public/metadata.xml",
    );
    let options = UserPoolIdentityProviderSamlOptions::new(metadata)
        .name("okta")
        .identifiers(["example.com"])
        .idp_signout(true)
        .encrypted_responses(true)
        .request_signing_algorithm(SigningAlgorithm::RsaSha256)
        .idp_initiated(true);
    UserPoolIdentityProviderSaml::new(&stack, "Saml", &pool, options);
    let metadata = UserPoolIdentityProviderSamlMetadata::file("<xml>metadata</xml>");
    let options = UserPoolIdentityProviderSamlOptions::new(metadata);
    UserPoolIdentityProviderSaml::new(&stack, "SamlFile", &pool, options);
}

fn social(app: &App) {
    let stack = case(app);
    let pool = pool(&stack);
    let mapping = AttributeMapping::new()
        .given_name(ProviderAttribute::AMAZON_NAME)
        .email(ProviderAttribute::AMAZON_EMAIL)
        .website(ProviderAttribute::other("url"))
        .custom("userId", ProviderAttribute::AMAZON_USER_ID);
    let secret = plain("amzn-client-secret");
    let options = UserPoolIdentityProviderAmazonOptions::new("amzn-client-id", secret)
        .attribute_mapping(mapping);
    UserPoolIdentityProviderAmazon::new(&stack, "Amazon", &pool, options);

    let secret = plain("fb-client-secret");
    let options = UserPoolIdentityProviderFacebookOptions::new("fb-client-id", secret)
        .scopes(["public_profile", "email"])
        .api_version("v19.0")
        .attribute_mapping(AttributeMapping::new().email(ProviderAttribute::FACEBOOK_EMAIL));
    UserPoolIdentityProviderFacebook::new(&stack, "Facebook", &pool, options);

    let mapping = AttributeMapping::new().email_verified(ProviderAttribute::GOOGLE_EMAIL_VERIFIED);
    let secret = SecretValue::secrets_manager("google-oauth").json_field("secret");
    let options = UserPoolIdentityProviderGoogleOptions::new("google-client-id", secret)
        .attribute_mapping(mapping);
    UserPoolIdentityProviderGoogle::new(&stack, "Google", &pool, options);

    let mapping = AttributeMapping::new()
        .family_name(ProviderAttribute::APPLE_LAST_NAME)
        .email_verified(ProviderAttribute::APPLE_EMAIL_VERIFIED);
    let options = UserPoolIdentityProviderAppleOptions::new(AppleClient {
        client_id: "com.amzn.cdk".into(),
        team_id: "CDKTEAMCDK".into(),
        key_id: "XXXXXXXXXX".into(),
        private_key: plain("PRIV_KEY_CDK"),
    })
    .attribute_mapping(mapping);
    UserPoolIdentityProviderApple::new(&stack, "Apple", &pool, options);

    let client = pool.add_client("Client", UserPoolClientOptions::new());
    for provider in pool.identity_providers() {
        client.node().add_dependency(&provider);
    }
}

fn amazon(app: &App) {
    with_client(app, |stack, pool| {
        let secret = plain("client-secret");
        let options = UserPoolIdentityProviderAmazonOptions::new("client-id", secret);
        UserPoolIdentityProviderAmazon::new(stack, "Amazon", pool, options);
    });
}

fn apple(app: &App) {
    with_client(app, |stack, pool| {
        let options = UserPoolIdentityProviderAppleOptions::new(AppleClient {
            client_id: "services-id".into(),
            team_id: "team-id".into(),
            key_id: "key-id".into(),
            private_key: SecretValue::secrets_manager("apple-key"),
        });
        UserPoolIdentityProviderApple::new(stack, "Apple", pool, options);
    });
}

fn facebook(app: &App) {
    with_client(app, |stack, pool| {
        let secret = plain("client-secret");
        let options = UserPoolIdentityProviderFacebookOptions::new("client-id", secret);
        UserPoolIdentityProviderFacebook::new(stack, "Facebook", pool, options);
    });
}

fn google(app: &App) {
    with_client(app, |stack, pool| {
        let mapping = AttributeMapping::new()
            .email(ProviderAttribute::GOOGLE_EMAIL)
            .email_verified(ProviderAttribute::GOOGLE_EMAIL_VERIFIED)
            .fullname(ProviderAttribute::GOOGLE_NAME)
            .custom("custom:pic", ProviderAttribute::other("picture"));
        let secret = SecretValue::secrets_manager("google").json_field("secret");
        let options = UserPoolIdentityProviderGoogleOptions::new("client-id", secret)
            .attribute_mapping(mapping);
        UserPoolIdentityProviderGoogle::new(stack, "Google", pool, options);
    });
}

fn oidc(app: &App) {
    with_client(app, |stack, pool| {
        let options = UserPoolIdentityProviderOidcOptions::new(OidcClient {
            client_id: "client-id".into(),
            client_secret: plain("client-secret"),
            issuer_url: "https://issuer.example.com".into(),
        });
        UserPoolIdentityProviderOidc::new(stack, "Oidc", pool, options);
    });
}

fn saml(app: &App) {
    with_client(app, |stack, pool| {
        let metadata =
            UserPoolIdentityProviderSamlMetadata::url("https://idp.example.com/metadata.xml");
        let options = UserPoolIdentityProviderSamlOptions::new(metadata);
        UserPoolIdentityProviderSaml::new(stack, "Saml", pool, options);
    });
}
