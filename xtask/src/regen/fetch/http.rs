//! Owns the conversation with a server: requests, redirects, conditions, retries.

use std::fmt::Write;
use std::thread;
use std::time::Instant;

use anyhow::{Result, anyhow};
use reqwest::blocking::{Client, Response};
use reqwest::header::{
    ACCEPT_ENCODING, ETAG, HeaderMap, HeaderName, IF_MODIFIED_SINCE, IF_NONE_MATCH, LAST_MODIFIED,
    LOCATION, RETRY_AFTER,
};
use reqwest::redirect::Policy;
use reqwest::{StatusCode, Url};

use super::cache::{Cached, Slot, Validators};
use super::failure::{Failure, no_answer, refusal, root_cause};
use super::location::{check_redirect, is_loopback};
use super::progress::Progress;
use super::{FetchOptions, Fetched, Outcome, Source, body};

const USER_AGENT: &str = concat!("cognito-cdk-xtask/", env!("CARGO_PKG_VERSION"));

/// Downloads `url`, or confirms that the cached body is current.
pub(super) fn download(
    source: &Source,
    url: &Url,
    options: &FetchOptions,
    progress: &mut Progress<'_>,
) -> Result<Fetched> {
    let slot = Slot::new(&options.cache_dir, url);
    let mut exchange = Exchange {
        options,
        started: Instant::now(),
        cached: load(&slot, options, progress),
        hops: Vec::new(),
    };
    let fetched = |bytes, outcome| Fetched {
        bytes,
        location: url.to_string(),
        outcome,
    };
    progress.begin(url);
    let mut backoff = options.first_backoff;
    let mut attempts = 1;
    loop {
        let failure = match exchange.attempt(url, progress) {
            Ok(Answer::NotModified(bytes)) => {
                progress.not_modified(url);
                return Ok(fetched(bytes, Outcome::NotModified));
            }
            Ok(Answer::Body(bytes, validators)) => {
                if let Err(error) = slot.store(validators, &bytes) {
                    progress.warn(&format!("the download is not cached: {error:#}"));
                }
                return Ok(fetched(bytes, Outcome::Downloaded));
            }
            Err(failure) => failure,
        };
        let wait = match failure.retry_after {
            Some(asked) if attempts <= options.retries => {
                asked.max(backoff).min(options.longest_backoff)
            }
            _ => return Err(report(source, url, &exchange.hops, &failure.why, attempts)),
        };
        if exchange.started.elapsed().saturating_add(wait) >= options.total_timeout {
            let why = format!(
                "{}, and the limit of {:?} leaves no time for another attempt",
                failure.why, options.total_timeout
            );
            return Err(report(source, url, &exchange.hops, &why, attempts));
        }
        progress.retrying(&failure.why, wait);
        thread::sleep(wait);
        backoff = backoff.saturating_mul(2);
        attempts += 1;
    }
}

/// The error for a person: what failed, why, by which way, and what to do instead.
fn report(source: &Source, url: &Url, hops: &[Url], why: &str, attempts: u32) -> anyhow::Error {
    let mut text = format!("cannot download {} from {url}\n  why:  {why}", source.name);
    if attempts > 1 {
        // Writing into a string cannot fail, here and below.
        let _ = write!(text, " ({attempts} attempts)");
    }
    for (index, hop) in hops.iter().enumerate().filter(|_| hops.len() > 1) {
        let mark = if index == 0 { "via: " } else { "  -> " };
        let _ = write!(text, "\n  {mark} {hop}");
    }
    let _ = write!(
        text,
        "\n  help: `cargo xtask regen --offline` works from what is pinned in spec/, and `{} FILE` \
         takes a copy that you have",
        source.option
    );
    anyhow!(text)
}

/// The cached body, unless there is none or it is damaged: then the file is downloaded anew.
fn load(slot: &Slot, options: &FetchOptions, progress: &mut Progress<'_>) -> Option<Cached> {
    match slot.load(options.max_bytes) {
        Ok(cached) => cached,
        Err(error) => {
            progress.warn(&format!("a damaged cache entry is dropped: {error:#}"));
            if let Err(error) = slot.discard() {
                progress.warn(&format!("the cache entry cannot be removed: {error:#}"));
            }
            None
        }
    }
}

enum Answer {
    NotModified(Vec<u8>),
    Body(Vec<u8>, Validators),
}

/// One download with all its attempts.
struct Exchange<'a> {
    options: &'a FetchOptions,
    started: Instant,
    cached: Option<Cached>,
    /// The addresses that the current attempt has asked, in order.
    hops: Vec<Url>,
}

impl Exchange<'_> {
    fn attempt(&mut self, url: &Url, progress: &mut Progress<'_>) -> Result<Answer, Failure> {
        self.hops = vec![url.clone()];
        let mut here = url.clone();
        loop {
            let response = self.request(&here)?;
            let status = response.status();
            match status {
                StatusCode::OK => return self.receive(&here, response, progress),
                StatusCode::NOT_MODIFIED => {
                    let asked = self.cached.take_if(|cached| cached.is_from(&here));
                    return match asked {
                        Some(cached) => Ok(Answer::NotModified(cached.bytes)),
                        None => Err(Failure::lasting(format!(
                            "the server answered {status}, although no cached copy was offered"
                        ))),
                    };
                }
                StatusCode::MOVED_PERMANENTLY
                | StatusCode::FOUND
                | StatusCode::SEE_OTHER
                | StatusCode::TEMPORARY_REDIRECT
                | StatusCode::PERMANENT_REDIRECT => here = self.redirect(&here, &response)?,
                _ => {
                    let retry_after = text_header(response.headers(), &RETRY_AFTER);
                    return Err(refusal(status, retry_after.as_deref()));
                }
            }
        }
    }

    fn request(&self, url: &Url) -> Result<Response, Failure> {
        let client = client(url, self.options).map_err(|error| {
            Failure::lasting(format!(
                "TLS cannot be set up: {} (SSL_CERT_FILE can name a file with the CA certificates)",
                root_cause(&error)
            ))
        })?;
        let mut request = client.get(url.clone()).header(ACCEPT_ENCODING, "gzip");
        if let Some(cached) = self.cached.as_ref().filter(|cached| cached.is_from(url)) {
            if let Some(etag) = &cached.validators.etag {
                request = request.header(IF_NONE_MATCH, etag);
            }
            if let Some(date) = &cached.validators.last_modified {
                request = request.header(IF_MODIFIED_SINCE, date);
            }
        }
        request
            .send()
            .map_err(|error| no_answer(&error, self.options))
    }

    fn receive(
        &self,
        here: &Url,
        response: Response,
        progress: &mut Progress<'_>,
    ) -> Result<Answer, Failure> {
        let validators = Validators {
            served_by: here.to_string(),
            etag: text_header(response.headers(), &ETAG),
            last_modified: text_header(response.headers(), &LAST_MODIFIED),
        };
        let bytes = body::receive(response, self.options, self.started, progress)?;
        Ok(Answer::Body(bytes, validators))
    }

    /// The next address, if it is one that may be followed.
    fn redirect(&mut self, here: &Url, response: &Response) -> Result<Url, Failure> {
        let status = response.status();
        let next = text_header(response.headers(), &LOCATION)
            .and_then(|location| here.join(&location).ok())
            .ok_or_else(|| {
                Failure::lasting(format!(
                    "the server answered {status} without a usable Location"
                ))
            })?;
        check_redirect(here, &next)
            .map_err(|error| Failure::lasting(format!("a redirect is refused: {error}")))?;
        let known = self.hops.contains(&next);
        self.hops.push(next.clone());
        if known {
            return Err(Failure::lasting("the redirects go round in a circle"));
        }
        if self.hops.len() - 1 > self.options.max_redirects {
            return Err(Failure::lasting(format!(
                "there are more than {} redirects",
                self.options.max_redirects
            )));
        }
        Ok(next)
    }
}

impl Cached {
    /// Whether the validators mean something to the server behind `url`.
    fn is_from(&self, url: &Url) -> bool {
        self.validators.served_by == url.as_str()
    }
}

/// A client for one request to `url`.
///
/// A loopback host is never asked through a proxy, and http needs no CA certificates, so that a
/// machine without any can still run the tests.
fn client(url: &Url, options: &FetchOptions) -> reqwest::Result<Client> {
    // An error means that a provider is installed already, which does as well.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let mut builder = Client::builder()
        .user_agent(USER_AGENT)
        .redirect(Policy::none())
        .connect_timeout(options.connect_timeout)
        // In the blocking client this bounds each wait for the server, not their sum.
        .timeout(options.idle_timeout);
    if is_loopback(url) {
        builder = builder.no_proxy();
    }
    if url.scheme() == "http" {
        builder = builder.tls_certs_only([]);
    }
    builder.build()
}

fn text_header(headers: &HeaderMap, name: &HeaderName) -> Option<String> {
    Some(headers.get(name)?.to_str().ok()?.to_owned())
}
