//! Owns what a person sees during a download: a bar on a terminal, plain lines elsewhere.

use std::fmt;
use std::io::Write;
use std::time::{Duration, Instant};

use indicatif::{DecimalBytes, ProgressBar, ProgressDrawTarget, ProgressStyle};
use reqwest::Url;

/// How much to say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// Warnings only.
    Quiet,
    /// One line for each thing that happens.
    Lines,
    /// The lines, and a bar on stderr while bytes arrive.
    Bar,
}

/// Tells a person what the download does.
pub(super) struct Progress<'a> {
    out: &'a mut dyn Write,
    style: Style,
    bar: Option<ProgressBar>,
    started: Instant,
}

impl<'a> Progress<'a> {
    pub(super) fn new(out: &'a mut dyn Write, style: Style) -> Self {
        Self {
            out,
            style,
            bar: None,
            started: Instant::now(),
        }
    }

    /// Says which address is asked; the time of the download counts from here.
    pub(super) fn begin(&mut self, url: &Url) {
        self.started = Instant::now();
        self.line(&format_args!("downloading {url}"));
    }

    /// Shows the bar for a body of `total` bytes, where the server has announced that.
    pub(super) fn body_starts(&mut self, total: Option<u64>) {
        if self.style != Style::Bar {
            return;
        }
        let bar = ProgressBar::with_draw_target(total, ProgressDrawTarget::stderr());
        let template = if total.is_some() {
            "{bar:30} {decimal_bytes}/{decimal_total_bytes} {decimal_bytes_per_sec}"
        } else {
            "{spinner} {decimal_bytes} {decimal_bytes_per_sec}"
        };
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        self.bar = Some(bar);
    }

    /// Moves the bar to `received` bytes.
    pub(super) fn body_at(&self, received: u64) {
        if let Some(bar) = &self.bar {
            bar.set_position(received);
        }
    }

    /// Takes the bar away, whether the body arrived or not.
    pub(super) fn body_ends(&mut self) {
        if let Some(bar) = self.bar.take() {
            bar.finish_and_clear();
        }
    }

    /// Says how many bytes came over the wire, and how long it took.
    pub(super) fn downloaded(&mut self, received: u64) {
        let seconds = self.started.elapsed().as_secs_f64();
        self.line(&format_args!(
            "downloaded {} in {seconds:.1} s",
            DecimalBytes(received)
        ));
    }

    /// Says that the cached body is still current.
    pub(super) fn not_modified(&mut self, url: &Url) {
        self.line(&format_args!("not modified: {url}"));
    }

    /// Says why the next attempt starts, and when.
    pub(super) fn retrying(&mut self, why: &str, wait: Duration) {
        self.line(&format_args!(
            "{why}; trying again in {:.1} s",
            wait.as_secs_f64()
        ));
    }

    /// Says what went wrong without stopping the download, in quiet runs too.
    pub(super) fn warn(&mut self, warning: &str) {
        self.write(&format_args!("warning: {warning}"));
    }

    fn line(&mut self, text: &dyn fmt::Display) {
        if self.style != Style::Quiet {
            self.write(text);
        }
    }

    fn write(&mut self, text: &dyn fmt::Display) {
        // A closed stderr is no reason to lose a download.
        let _ = writeln!(self.out, "{text}");
    }
}
