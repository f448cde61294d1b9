//! A user pool and its client as a template, made by the crate `stratosphere`.

use stratosphere::services::aws::cognito;
use stratosphere::template::Template;

fn main() -> Result<(), serde_json::Error> {
    let template = Template::build(|template| {
        let pool = &template.resource(
            "Pool",
            cognito::UserPool! {
                user_pool_name: "acme-customers",
                username_attributes: vec!["email".into()],
                mfa_configuration: "OPTIONAL",
                enabled_mfas: vec!["SOFTWARE_TOKEN_MFA".into()],
                deletion_protection: "ACTIVE",
                policies: cognito::userpool::Policies! {
                    password_policy: cognito::userpool::PasswordPolicy! {
                        minimum_length: 12,
                        require_symbols: true
                    }
                }
            },
        );
        let client = &template.resource(
            "Web",
            cognito::UserPoolClient! {
                user_pool_id: pool,
                allowed_o_auth_flows: vec!["code".into()],
                allowed_o_auth_flows_user_pool_client: true,
                allowed_o_auth_scopes: vec!["openid".into()],
                callback_ur_ls: vec!["https://app.example.com/callback".into()],
                supported_identity_providers: vec!["COGNITO".into()],
                prevent_user_existence_errors: "ENABLED"
            },
        );
        template.output(
            "ClientId",
            stratosphere::Output! {
                description: "The id of the client",
                value: client,
            },
        );
    });
    println!("{}", serde_json::to_string_pretty(&template)?);
    Ok(())
}
