//! Owns the numbers: samples of a measurement, their median and spread, and how a person reads them.

use super::process::Usage;
use serde::Serialize;

/// What several runs of one thing took.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct Samples {
    /// Seconds from start to end.
    #[serde(rename = "wall_seconds", skip_serializing_if = "Vec::is_empty")]
    pub(super) wall: Vec<f64>,
    /// Seconds of processor time.
    #[serde(rename = "cpu_seconds", skip_serializing_if = "Vec::is_empty")]
    pub(super) cpu: Vec<f64>,
    /// The greatest number of bytes in memory.
    #[serde(rename = "peak_bytes", skip_serializing_if = "Vec::is_empty")]
    pub(super) peak: Vec<f64>,
}

impl Samples {
    pub(super) fn push(&mut self, usage: &Usage) {
        self.wall.push(usage.wall);
        self.cpu.push(usage.cpu);
        self.peak.push(usage.peak);
    }

    /// Samples of time alone.
    pub(super) fn of_wall(wall: Vec<f64>) -> Self {
        Self {
            wall,
            ..Self::default()
        }
    }
}

/// The middle of the samples; of none, not a number.
pub(super) fn median(samples: &[f64]) -> f64 {
    let mut sorted = samples.to_vec();
    sorted.sort_by(f64::total_cmp);
    let middle = sorted.len() / 2;
    match (
        sorted.get(middle),
        middle.checked_sub(1).and_then(|below| sorted.get(below)),
    ) {
        (Some(above), Some(below)) if sorted.len().is_multiple_of(2) => {
            f64::midpoint(*below, *above)
        }
        (Some(only), _) => *only,
        (None, _) => f64::NAN,
    }
}

/// `1.80 s (1.75–1.92)`: the median, and the least and the greatest if there are several.
pub(super) fn times(samples: &[f64]) -> String {
    spread(samples, |middle| match middle {
        ..1e-3 => (1e6, "µs"),
        ..1.0 => (1e3, "ms"),
        _ => (1.0, "s"),
    })
}

/// `37 MiB (36–38)`.
pub(super) fn memory(samples: &[f64]) -> String {
    spread(samples, |_| (1.0 / f64::from(1 << 20), "MiB"))
}

/// `857 ×`.
pub(super) fn ratio(ratio: f64) -> String {
    format!("{} ×", digits(ratio))
}

fn spread(samples: &[f64], unit: impl Fn(f64) -> (f64, &'static str)) -> String {
    if samples.is_empty() {
        return String::new();
    }
    let middle = median(samples);
    let (factor, unit) = unit(middle);
    let shown = |value: f64| digits(value * factor);
    let least = samples.iter().copied().fold(f64::INFINITY, f64::min);
    let greatest = samples.iter().copied().fold(0.0, f64::max);
    let middle = shown(middle);
    if samples.len() == 1 {
        return format!("{middle} {unit}");
    }
    format!("{middle} {unit} ({}–{})", shown(least), shown(greatest))
}

/// Three significant digits, or all in front of the point.
fn digits(value: f64) -> String {
    match value.abs() {
        ..9.995 => format!("{value:.2}"),
        ..99.95 => format!("{value:.1}"),
        _ => format!("{value:.0}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_in_the_middle() {
        assert_eq!(median(&[3.0, 1.0, 2.0]).to_bits(), 2.0_f64.to_bits());
        assert_eq!(median(&[4.0, 1.0, 3.0, 2.0]).to_bits(), 2.5_f64.to_bits());
        assert_eq!(median(&[7.0]).to_bits(), 7.0_f64.to_bits());
        assert!(median(&[]).is_nan());
    }

    #[test]
    fn numbers_are_short_and_have_units() {
        assert_eq!(times(&[1.8, 1.751, 1.92]), "1.80 s (1.75–1.92)");
        assert_eq!(times(&[0.0123]), "12.3 ms");
        assert_eq!(times(&[0.000_25, 0.000_5, 0.000_3]), "300 µs (250–500)");
        assert_eq!(times(&[]), "");
        assert_eq!(memory(&[389_021_696.0]), "371 MiB");
        assert_eq!(ratio(857.3), "857 ×");
        assert_eq!(ratio(9.999), "10.0 ×");
        assert_eq!(ratio(0.2), "0.20 ×");
    }
}
