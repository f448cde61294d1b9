//! What Cognito refuses in a user pool.

use super::Rule;
use super::view::{Report, View};

pub(super) fn check(pool: &View<'_>, report: &mut Report) {
    factors(pool, report);
}

fn factors(pool: &View<'_>, report: &mut Report) {
    let factors = pool.list("EnabledMfas").unwrap_or_default();
    if pool.text("MfaConfiguration") == Some("OFF") && !factors.is_empty() {
        report.add(
            Rule::FactorsWithoutMfa,
            pool,
            "EnabledMfas",
            "factors are enabled although MFA is off",
            "remove the factors, or use `Mfa::optional` or `Mfa::required`",
        );
    }
}
