//! The addresses of a domain: its base, and the login page of a client.

use super::UserPoolDomain;
use crate::client::IUserPoolClient;
use crate::client_settings::{self, count, literals};
use crate::defaults::Defaults;
use crate::rules::Rule;
use cognito_cdk_l1::{IntoValue, Value};
use cognito_cdk_synth::{Scope, Stack, intrinsics};
use std::fmt::Write;
use std::panic::Location;

/// What [`UserPoolDomain::base_url`] can be told.
#[derive(Clone, Copy, Debug, Default)]
#[must_use]
pub struct BaseUrlOptions {
    fips: bool,
}

impl BaseUrlOptions {
    /// The usual address.
    pub const fn new() -> Self {
        Self { fips: false }
    }

    /// Whether it is the address whose cryptography is validated by FIPS 140-3. A custom domain has none.
    ///
    /// See [FIPS](https://aws.amazon.com/compliance/fips/).
    pub const fn fips(mut self, fips: bool) -> Self {
        self.fips = fips;
        self
    }
}

/// What [`UserPoolDomain::sign_in_url`] can be told.
#[derive(Clone, Debug)]
#[must_use]
pub struct SignInUrlOptions {
    redirect_uri: Value<String>,
    sign_in_path: String,
    base: BaseUrlOptions,
}

impl SignInUrlOptions {
    /// Where the user comes back to: one of the callback URLs of the client.
    pub fn new(redirect_uri: impl IntoValue<String>) -> Self {
        Self {
            redirect_uri: redirect_uri.into_value(),
            sign_in_path: "/login".to_owned(),
            base: BaseUrlOptions::new(),
        }
    }

    /// The path of the page; `/login` without it. `/oauth2/authorize` goes on to an identity provider
    /// where the request or the client leaves only one.
    pub fn sign_in_path(mut self, path: impl Into<String>) -> Self {
        self.sign_in_path = path.into();
        self
    }

    /// Whether it is the address whose cryptography is validated by FIPS 140-3.
    pub const fn fips(mut self, fips: bool) -> Self {
        self.base = self.base.fips(fips);
        self
    }
}

impl UserPoolDomain {
    /// The address that the login pages and the OAuth endpoints are below, such as
    /// `https://acme.auth.eu-west-1.amazoncognito.com`.
    ///
    /// In a region whose name begins with `us-gov-` it is the FIPS one, the only one there, if the stack
    /// says its region.
    #[must_use]
    #[track_caller]
    pub fn base_url(&self, options: BaseUrlOptions) -> Value<String> {
        let name: Value<String> = self.cfn.ref_().into();
        if self.is_custom {
            if options.fips {
                Rule::FipsOfCustomDomain.report(
                    self,
                    "a custom domain has no FIPS address: the option has no effect",
                    "leave `fips` out, or give the pool a `cognito_domain` for FIPS",
                    Location::caller(),
                );
            }
            return intrinsics::concat(["https://".into(), name]);
        }
        let region = Stack::of(self).map_or_else(intrinsics::region, |stack| stack.region());
        let only_fips = region
            .as_literal()
            .is_some_and(|region| region.starts_with("us-gov-"));
        let fips = options.fips || only_fips && Defaults::of(self).login_urls;
        let host = if fips { ".auth-fips." } else { ".auth." };
        intrinsics::concat([
            "https://".into(),
            name,
            host.into(),
            region,
            ".amazoncognito.com".into(),
        ])
    }

    /// The login page of a client: a link that an application can offer.
    ///
    /// The client needs a grant that brings users to the page: the authorization-code grant, or the
    /// implicit one. The redirect must be one of its callback URLs. Both are checked for the clients that
    /// the program makes; of others the authorization-code grant is assumed.
    #[must_use]
    #[track_caller]
    pub fn sign_in_url(
        &self,
        client: &impl IUserPoolClient,
        options: SignInUrlOptions,
    ) -> Value<String> {
        let response = self.response_type(client, &options.redirect_uri, Location::caller());
        let redirect = match options.redirect_uri {
            Value::Literal(uri) if Defaults::of(self).login_urls => Value::Literal(encoded(&uri)),
            uri => uri,
        };
        intrinsics::concat([
            self.base_url(options.base),
            options.sign_in_path.into(),
            "?client_id=".into(),
            client.user_pool_client_id().into(),
            format!("&response_type={response}&redirect_uri=").into(),
            redirect,
        ])
    }

    /// What the login page gives to the application.
    fn response_type(
        &self,
        client: &impl Scope,
        redirect: &Value<String>,
        position: &'static Location<'static>,
    ) -> &'static str {
        const CODE: &str = "code";
        let Some(properties) = client_settings::of(client) else {
            return CODE;
        };
        let path = client.node().path();
        let flows = literals(properties.get("AllowedOAuthFlows"));
        let all_known = flows.len() == count(properties.get("AllowedOAuthFlows"));
        let response = if flows.contains(&CODE) || !all_known {
            CODE
        } else if flows.contains(&"implicit") {
            "token"
        } else {
            Rule::SignInWithoutRedirectGrant.report(
                self,
                format!("the client `{path}` has no grant that brings users to a login page"),
                "give the client an `AuthorizationCodeGrant`",
                position,
            );
            return CODE;
        };
        let callbacks = properties.get("CallbackURLs");
        let urls = literals(callbacks);
        if let Some(uri) = redirect.as_literal()
            && !urls.contains(&uri.as_str())
            && urls.len() == count(callbacks)
        {
            let known: Vec<String> = urls.iter().map(|url| format!("`{url}`")).collect();
            Rule::RedirectIsNoCallback.report(
                self,
                format!(
                    "the redirect `{uri}` is no callback URL of the client `{path}`: its login page will refuse it"
                ),
                format!(
                    "add it to the callback URLs, or write one of them: {}",
                    known.join(", ")
                ),
                position,
            );
        }
        response
    }
}

/// A value as it stands in the query of a URL: all but the unreserved characters of
/// [RFC 3986](https://www.rfc-editor.org/rfc/rfc3986#section-2.3) as percent signs and hexadecimal digits.
fn encoded(value: &str) -> String {
    let mut encoded = String::with_capacity(value.len());
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            // Writing into a text cannot fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::encoded;

    #[test]
    fn what_is_reserved_is_encoded() {
        let encoded = encoded("https://a.example/b?c=d&e=ü~_-");
        assert_eq!(
            encoded,
            "https%3A%2F%2Fa.example%2Fb%3Fc%3Dd%26e%3D%C3%BC~_-"
        );
    }
}
