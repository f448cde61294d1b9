//! `CallbackUrl`: which URLs Cognito sends users back to.

use cognito_cdk_l1::cognito::user_pool_client::bounds;
use cognito_cdk_l1::{IntoValue, Text, Value};

/// A callback or logout URL that the compiler has checked: made by [`callback_url!`](crate::callback_url!).
///
/// See [the settings of an app client](https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-app-idp-settings.html).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct CallbackUrl(&'static str);

impl CallbackUrl {
    /// A literal that the compiler checks. Call it in a `const` item or through
    /// [`callback_url!`](crate::callback_url!).
    ///
    /// # Panics
    /// If Cognito refuses the URL. In a constant that is a compile error. A URL that is known only when the
    /// program runs needs no `CallbackUrl`: it is given as a text, and checked with the template.
    #[must_use]
    #[track_caller]
    #[allow(clippy::panic, reason = "in a constant the panic is the compile error")]
    pub const fn literal(url: &'static str) -> Self {
        if let Some(problem) = problem(url) {
            panic!("{}", problem);
        }
        Self(url)
    }

    /// The URL.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        self.0
    }
}

macro_rules! into_value {
    ($($bounds:ident),*) => {$(
        impl IntoValue<Text<bounds::$bounds>> for CallbackUrl {
            fn into_value(self) -> Value<Text<bounds::$bounds>> {
                self.0.into_value()
            }
        }
    )*};
}

into_value!(CallbackUrls, DefaultRedirectUri, LogoutUrls);

impl IntoValue<String> for CallbackUrl {
    fn into_value(self) -> Value<String> {
        self.0.into_value()
    }
}

/// A callback or logout URL that the compiler checks: `https`, or `http` to this machine, or a scheme of an
/// app, and no fragment.
///
/// ```
/// use cognito_cdk::callback_url;
/// use cognito_cdk::cognito::AuthorizationCodeGrant;
///
/// AuthorizationCodeGrant::new([
///     callback_url!("https://app.example.com/callback"),
///     callback_url!("http://localhost:5173/callback"),
///     callback_url!("com.example.app://callback"),
/// ]);
/// ```
#[macro_export]
macro_rules! callback_url {
    ($url:expr) => {
        const { $crate::cognito::CallbackUrl::literal($url) }
    };
}

/// What Cognito has against a callback URL.
pub(crate) const fn problem(url: &str) -> Option<&'static str> {
    let Some((scheme, after)) = split_scheme(url.as_bytes()) else {
        return Some(
            "a callback URL is absolute: it begins with `https://`, or with the scheme of an app",
        );
    };
    if contains(after, b'#') {
        return Some("a callback URL has no fragment: take `#` and what follows it away");
    }
    if uses_plain_http(url) {
        return Some(
            "a callback URL is `https`; `http` is for `localhost`, `127.0.0.1` and `[::1]` only",
        );
    }
    let is_web = scheme.eq_ignore_ascii_case(b"https") || scheme.eq_ignore_ascii_case(b"http");
    if is_web && host(after).is_empty() {
        return Some("a callback URL has a host after `https://`");
    }
    None
}

/// Whether a URL goes over `http` to another machine, which Cognito refuses.
pub(crate) const fn uses_plain_http(url: &str) -> bool {
    let Some((scheme, after)) = split_scheme(url.as_bytes()) else {
        return false;
    };
    if !scheme.eq_ignore_ascii_case(b"http") {
        return false;
    }
    let host = host(after);
    !(host.eq_ignore_ascii_case(b"localhost")
        || host.eq_ignore_ascii_case(b"127.0.0.1")
        || host.eq_ignore_ascii_case(b"[::1]"))
}

/// The scheme of an absolute URL, and what follows its colon.
const fn split_scheme(url: &[u8]) -> Option<(&[u8], &[u8])> {
    let mut rest = url;
    let mut length = 0;
    while let Some((byte, tail)) = rest.split_first() {
        match byte {
            b':' if length > 0 => return Some((url.split_at(length).0, tail)),
            b'a'..=b'z' | b'A'..=b'Z' => {}
            b'0'..=b'9' | b'+' | b'-' | b'.' if length > 0 => {}
            _ => return None,
        }
        length += 1;
        rest = tail;
    }
    None
}

/// The host of a URL, from what follows the colon of its scheme; without the user, who may look like a host.
const fn host(after: &[u8]) -> &[u8] {
    let Some((b'/', tail)) = after.split_first() else {
        return &[];
    };
    let Some((b'/', authority)) = tail.split_first() else {
        return &[];
    };
    let authority = without_user(authority);
    let mut rest = authority;
    let mut length = 0;
    let mut in_brackets = false;
    while let Some((byte, tail)) = rest.split_first() {
        match byte {
            b'[' => in_brackets = true,
            b']' => in_brackets = false,
            b':' if !in_brackets => break,
            b'/' | b'?' | b'#' => break,
            _ => {}
        }
        length += 1;
        rest = tail;
    }
    authority.split_at(length).0
}

/// What follows the last `@` of the authority that `text` begins with.
const fn without_user(text: &[u8]) -> &[u8] {
    let mut rest = text;
    let mut host = text;
    while let Some((byte, tail)) = rest.split_first() {
        match byte {
            b'/' | b'?' | b'#' => break,
            b'@' => host = tail,
            _ => {}
        }
        rest = tail;
    }
    host
}

const fn contains(text: &[u8], wanted: u8) -> bool {
    let mut rest = text;
    while let Some((byte, tail)) = rest.split_first() {
        if *byte == wanted {
            return true;
        }
        rest = tail;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::problem;

    #[test]
    fn what_cognito_takes() {
        for url in [
            "https://app.example.com/callback?x=1",
            "HTTPS://app.example.com",
            "http://localhost",
            "http://localhost:3000/callback",
            "http://127.0.0.1:8080",
            "http://[::1]:8080/callback",
            "http://me:x@localhost/@",
            "myapp://example",
            "com.example.app:/callback",
        ] {
            assert_eq!(problem(url), None, "{url}");
        }
    }

    #[test]
    fn what_cognito_refuses() {
        for (url, word) in [
            ("", "absolute"),
            ("/callback", "absolute"),
            ("://example.com", "absolute"),
            ("app.example.com/callback", "absolute"),
            ("http://app.example.com", "`https`"),
            ("http://localhost.example.com", "`https`"),
            ("http://localhost@example.com", "`https`"),
            ("http://localhost:80@example.com", "`https`"),
            ("http://[::1", "`https`"),
            ("https://app.example.com/#/callback", "fragment"),
            ("myapp://example#x", "fragment"),
            ("https:///callback", "host"),
            ("https:app.example.com", "host"),
            ("https://me@", "host"),
        ] {
            let problem = problem(url).unwrap_or_default();
            assert!(problem.contains(word), "{url}: {problem}");
        }
    }
}
