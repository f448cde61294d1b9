//! `Duration`: a length of time in whole seconds.

use std::fmt;

/// A length of time, in whole seconds.
///
/// CloudFormation wants minutes here, days there; a construct converts, and reports a duration that is no
/// whole number of what the property counts in.
///
/// ```
/// use cognito_cdk::Duration;
///
/// assert_eq!(Duration::hours(36).to_minutes(), Some(2160));
/// assert_eq!(Duration::hours(36).to_days(), None);
/// assert_eq!(Duration::hours(36).to_string(), "1 day 12 hours");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Duration {
    seconds: u64,
}

const MINUTE: u64 = 60;
const HOUR: u64 = 60 * MINUTE;
const DAY: u64 = 24 * HOUR;

impl Duration {
    /// That many seconds.
    #[must_use]
    pub const fn seconds(seconds: u64) -> Self {
        Self { seconds }
    }

    /// That many minutes.
    #[must_use]
    pub const fn minutes(minutes: u64) -> Self {
        Self::seconds(minutes.saturating_mul(MINUTE))
    }

    /// That many hours.
    #[must_use]
    pub const fn hours(hours: u64) -> Self {
        Self::seconds(hours.saturating_mul(HOUR))
    }

    /// That many days of 24 hours.
    #[must_use]
    pub const fn days(days: u64) -> Self {
        Self::seconds(days.saturating_mul(DAY))
    }

    /// How many seconds it has.
    #[must_use]
    pub const fn to_seconds(self) -> u64 {
        self.seconds
    }

    /// How many minutes it has, if it is a whole number of them.
    #[must_use]
    pub const fn to_minutes(self) -> Option<u64> {
        self.whole(MINUTE)
    }

    /// How many hours it has, if it is a whole number of them.
    #[must_use]
    pub const fn to_hours(self) -> Option<u64> {
        self.whole(HOUR)
    }

    /// How many days it has, if it is a whole number of them.
    #[must_use]
    pub const fn to_days(self) -> Option<u64> {
        self.whole(DAY)
    }

    const fn whole(self, unit: u64) -> Option<u64> {
        if self.seconds.is_multiple_of(unit) {
            Some(self.seconds / unit)
        } else {
            None
        }
    }
}

impl From<std::time::Duration> for Duration {
    /// A fraction of a second counts as a whole one.
    fn from(duration: std::time::Duration) -> Self {
        let begun = u64::from(duration.subsec_nanos() > 0);
        Self::seconds(duration.as_secs().saturating_add(begun))
    }
}

impl fmt::Display for Duration {
    /// In words: `1 day 12 hours`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut rest = self.seconds;
        let mut separator = "";
        for (unit, name) in [
            (DAY, "day"),
            (HOUR, "hour"),
            (MINUTE, "minute"),
            (1, "second"),
        ] {
            let count = rest / unit;
            rest %= unit;
            if count > 0 {
                let plural = if count == 1 { "" } else { "s" };
                write!(f, "{separator}{count} {name}{plural}")?;
                separator = " ";
            }
        }
        if self.seconds == 0 {
            f.write_str("0 seconds")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::Duration;

    #[test]
    fn words() {
        let words = |duration: Duration| duration.to_string();
        assert_eq!(words(Duration::seconds(0)), "0 seconds");
        assert_eq!(words(Duration::seconds(61)), "1 minute 1 second");
        assert_eq!(words(Duration::days(3650)), "3650 days");
    }

    #[test]
    fn from_std_rounds_up() {
        let short = std::time::Duration::from_millis(1500);
        assert_eq!(Duration::from(short), Duration::seconds(2));
    }

    #[test]
    fn no_overflow() {
        assert_eq!(Duration::days(u64::MAX).to_seconds(), u64::MAX);
    }
}
