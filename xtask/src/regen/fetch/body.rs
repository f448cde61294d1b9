//! Owns how a response body becomes bytes: the caps, the time-outs and gzip.

use std::io::{self, ErrorKind, Read};
use std::time::Instant;

use flate2::read::MultiGzDecoder;
use indicatif::DecimalBytes;
use reqwest::blocking::Response;
use reqwest::header::CONTENT_ENCODING;

use super::FetchOptions;
use super::failure::{Failure, idle, root_cause};
use super::progress::Progress;

/// Reads the whole body and undoes its content encoding.
///
/// That the body is whole is checked by the HTTP client against Content-Length or the chunks, and
/// for gzip by its checksum too.
pub(super) fn receive(
    response: Response,
    options: &FetchOptions,
    started: Instant,
    progress: &mut Progress<'_>,
) -> Result<Vec<u8>, Failure> {
    let gzip = is_gzip(&response)?;
    let announced = response.content_length();
    if let Some(announced) = announced.filter(|&announced| announced > options.max_bytes) {
        return Err(too_large(
            &format!("the server announces {},", DecimalBytes(announced)),
            options,
        ));
    }
    progress.body_starts(announced);
    let mut wire = Wire {
        response,
        options,
        started,
        progress,
        announced,
        received: 0,
        failure: None,
    };
    let mut bytes = Vec::new();
    let cap = options.max_bytes.saturating_add(1);
    let outcome = if gzip {
        MultiGzDecoder::new(&mut wire)
            .take(cap)
            .read_to_end(&mut bytes)
    } else {
        wire.read_to_end(&mut bytes)
    };
    let Wire {
        received, failure, ..
    } = wire;
    progress.body_ends();
    if let Some(failure) = failure {
        return Err(failure);
    }
    outcome.map_err(|error| match error.kind() {
        ErrorKind::UnexpectedEof => Failure::passing(format!(
            "the gzip body ends too early, after {}",
            DecimalBytes(received)
        )),
        _ => Failure::lasting(format!("the gzip body is damaged: {error}")),
    })?;
    if bytes.len() as u64 > options.max_bytes {
        return Err(too_large("the gzip body unpacks to", options));
    }
    progress.downloaded(received);
    Ok(bytes)
}

fn is_gzip(response: &Response) -> Result<bool, Failure> {
    let names: Vec<_> = response
        .headers()
        .get_all(CONTENT_ENCODING)
        .iter()
        .map(|name| String::from_utf8_lossy(name.as_bytes()).to_ascii_lowercase())
        .collect();
    match names.join(", ").as_str() {
        "" | "identity" => Ok(false),
        "gzip" | "x-gzip" => Ok(true),
        other => Err(Failure::lasting(format!(
            "the body has the content encoding {other:?}, but only gzip was asked for"
        ))),
    }
}

fn too_large(what: &str, options: &FetchOptions) -> Failure {
    Failure::lasting(format!(
        "{what} more than the cap of {}",
        DecimalBytes(options.max_bytes)
    ))
}

/// The bytes as the server sends them, counted and bounded.
///
/// A failure is kept here in full, because a decoder on top may replace an error by its own.
struct Wire<'a, 'p> {
    response: Response,
    options: &'a FetchOptions,
    started: Instant,
    progress: &'a mut Progress<'p>,
    announced: Option<u64>,
    received: u64,
    failure: Option<Failure>,
}

impl Read for Wire<'_, '_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self.next(buffer) {
            Ok(count) => Ok(count),
            Err(failure) => {
                self.failure = Some(failure);
                Err(io::Error::other("the download failed"))
            }
        }
    }
}

impl Wire<'_, '_> {
    fn next(&mut self, buffer: &mut [u8]) -> Result<usize, Failure> {
        let count = self
            .response
            .read(buffer)
            .map_err(|error| self.broken(&error))?;
        self.received = self.received.saturating_add(count as u64);
        self.progress.body_at(self.received);
        if self.received > self.options.max_bytes {
            return Err(too_large("the server sends", self.options));
        }
        if count > 0 && self.started.elapsed() >= self.options.total_timeout {
            return Err(Failure::lasting(format!(
                "{} did not arrive within {:?}",
                self.size(),
                self.options.total_timeout
            )));
        }
        Ok(count)
    }

    fn broken(&self, error: &io::Error) -> Failure {
        let received = DecimalBytes(self.received);
        let timed_out = error
            .get_ref()
            .and_then(|inner| inner.downcast_ref::<reqwest::Error>())
            .is_some_and(reqwest::Error::is_timeout);
        Failure::passing(if timed_out {
            format!(
                "{}, after {received} of {}",
                idle(self.options),
                self.size()
            )
        } else {
            format!(
                "the connection broke after {received} of {}: {}",
                self.size(),
                root_cause(error)
            )
        })
    }

    fn size(&self) -> String {
        self.announced.map_or_else(
            || "an unannounced size".to_owned(),
            |size| DecimalBytes(size).to_string(),
        )
    }
}
