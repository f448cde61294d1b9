//! Owns where an upstream file may come from: an address or a path, and which addresses are safe.

use std::fmt;
use std::net::IpAddr;
use std::path::PathBuf;
use std::str::FromStr;

use anyhow::{Context, Result, bail, ensure};
use reqwest::Url;

/// Where an upstream file comes from, as `--spec` and `--schemas` take it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Location {
    /// An address that `check_address` accepted.
    Url(Url),
    /// A file on disk, relative to the current directory.
    File(PathBuf),
}

impl FromStr for Location {
    type Err = anyhow::Error;

    fn from_str(text: &str) -> Result<Self> {
        if text.is_empty() {
            bail!("the location is empty: give an https:// address or the path of a file");
        }
        let Some((scheme, _)) = text.split_once("://") else {
            return Ok(Self::File(PathBuf::from(text)));
        };
        match scheme.to_ascii_lowercase().as_str() {
            "https" | "http" => {}
            "file" => bail!("`{text}`: write the path alone, without file://"),
            _ => bail!(
                "`{text}`: {scheme}:// is not supported, give an https:// address or the path of \
                 a file"
            ),
        }
        let mut url = Url::parse(text).with_context(|| {
            // What may carry a password is not repeated.
            let shown = if text.contains('@') { scheme } else { text };
            format!("`{shown}` is not a valid address")
        })?;
        check_address(&url)?;
        // A fragment never reaches the server, and must not make a second cache entry.
        url.set_fragment(None);
        Ok(Self::Url(url))
    }
}

impl fmt::Display for Location {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Url(url) => url.fmt(formatter),
            Self::File(path) => path.display().fmt(formatter),
        }
    }
}

/// Accepts a hop that is itself a good address and does not give up encryption on the way.
pub(super) fn check_redirect(from: &Url, to: &Url) -> Result<()> {
    check_address(to)?;
    ensure!(
        from.scheme() == to.scheme() || to.scheme() == "https",
        "`{to}` is not encrypted, and `{from}` is"
    );
    Ok(())
}

/// Accepts https, and http on a loopback host only, since what arrives becomes source code.
fn check_address(url: &Url) -> Result<()> {
    // Addresses are printed, cached and written into spec.lock, where a password must never be.
    if !url.username().is_empty() || url.password().is_some() {
        bail!(
            "an address may not carry a user name or password (host `{}`): download the file \
             yourself and give its path",
            url.host_str().unwrap_or_default()
        );
    }
    match url.scheme() {
        "https" => Ok(()),
        "http" if is_loopback(url) => Ok(()),
        "http" => bail!(
            "`{url}` is not encrypted: only a loopback host (localhost, 127.0.0.1, [::1]) may use \
             http, any other needs https"
        ),
        scheme => bail!("`{url}`: {scheme} is not supported, only https is"),
    }
}

/// Whether the host is this machine: localhost, 127.0.0.0/8 or `::1`.
pub(super) fn is_loopback(url: &Url) -> bool {
    let Some(host) = url.host_str() else {
        return false;
    };
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost" || bare.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
}
