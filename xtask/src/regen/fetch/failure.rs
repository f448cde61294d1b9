//! Owns why an attempt failed, in words, and whether the next one may fare better.

use std::error::Error;
use std::io;
use std::iter;
use std::time::Duration;

use reqwest::StatusCode;

use super::FetchOptions;

/// Why an attempt failed, and whether the next one may fare better.
#[derive(Debug)]
pub(super) struct Failure {
    pub(super) why: String,
    /// The wait that the server asks for before the next attempt; `None` when that is pointless.
    pub(super) retry_after: Option<Duration>,
}

impl Failure {
    /// A failure that the next attempt would only repeat.
    pub(super) fn lasting(why: impl Into<String>) -> Self {
        Self {
            why: why.into(),
            retry_after: None,
        }
    }

    /// A failure that may be gone after a while.
    pub(super) fn passing(why: impl Into<String>) -> Self {
        Self {
            why: why.into(),
            retry_after: Some(Duration::ZERO),
        }
    }
}

/// The failure for a status that is neither a body nor a redirect.
pub(super) fn refusal(status: StatusCode, retry_after: Option<&str>) -> Failure {
    let why = format!("the server answered {status}");
    let busy = matches!(
        status,
        StatusCode::REQUEST_TIMEOUT | StatusCode::TOO_MANY_REQUESTS
    );
    if !busy && !status.is_server_error() {
        return Failure::lasting(why);
    }
    // Retry-After may also be a date, which only makes sense with synchronized clocks: the usual
    // back-off serves then.
    let asked = retry_after
        .and_then(|text| text.trim().parse().ok())
        .map_or(Duration::ZERO, Duration::from_secs);
    Failure {
        why,
        retry_after: Some(asked),
    }
}

/// The failure for a request that no response came to.
pub(super) fn no_answer(error: &reqwest::Error, options: &FetchOptions) -> Failure {
    let cause = root_cause(error);
    if is_bad_certificate(error) {
        return Failure::lasting(format!(
            "the server's certificate is not accepted: {cause} (SSL_CERT_FILE can name a file with \
             the CA certificates)"
        ));
    }
    Failure::passing(if error.is_connect() && error.is_timeout() {
        format!(
            "no connection to the server within {:?}",
            options.connect_timeout
        )
    } else if error.is_connect() {
        format!("no connection to the server: {cause}")
    } else if error.is_timeout() {
        idle(options)
    } else {
        format!("no HTTP answer came: {cause}")
    })
}

/// What to say of a server that sends nothing.
pub(super) fn idle(options: &FetchOptions) -> String {
    format!("the server sent nothing for {:?}", options.idle_timeout)
}

/// The innermost message, which is the one that says what happened.
pub(super) fn root_cause(error: &(dyn Error + 'static)) -> String {
    causes(error).last().unwrap_or(error).to_string()
}

fn is_bad_certificate(error: &(dyn Error + 'static)) -> bool {
    causes(error).any(|cause| {
        matches!(
            cause.downcast_ref(),
            Some(rustls::Error::InvalidCertificate(_))
        )
    })
}

/// The error, its source, and so on. An I/O error does not count what it wraps among its sources,
/// so that is looked up apart.
fn causes<'a>(error: &'a (dyn Error + 'static)) -> impl Iterator<Item = &'a (dyn Error + 'static)> {
    iter::successors(Some(error), |&cause| {
        match cause
            .downcast_ref::<io::Error>()
            .and_then(io::Error::get_ref)
        {
            Some(wrapped) => Some(wrapped),
            None => cause.source(),
        }
    })
}
