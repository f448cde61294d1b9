//! Names to sign in with, first and second factors, and what plans they need.

use super::{PLUS_AT_LEAST_ESSENTIALS, Pool, Rule};

const FACTORS: &str = "Policies.SignInPolicy.AllowedFirstAuthFactors";
const MFAS: &str = "EnabledMfas";
const ACCOUNT: &str = "EmailConfiguration.EmailSendingAccount";

pub(super) fn check(pool: &mut Pool<'_>) {
    names(pool);
    second_factors(pool);
    first_factors(pool);
    plans(pool);
    sms(pool);
}

fn names(pool: &mut Pool<'_>) {
    let filled = |path| pool.view.list(path).is_some_and(|list| !list.is_empty());
    if filled("AliasAttributes") && filled("UsernameAttributes") {
        pool.report(
            Rule::AliasesOfTwoKinds,
            "AliasAttributes",
            "`AliasAttributes` and `UsernameAttributes` are both set, and a pool has one of them",
            "decide whether users have a username: `SignInAliases::username().and_email()` or `SignInAliases::email()`",
        );
    }
    let case_sensitive = pool.view.get("UsernameConfiguration.CaseSensitive");
    if pool.has("UsernameConfiguration")
        && case_sensitive.is_none()
        && !pool.is_open("UsernameConfiguration")
    {
        pool.report(
            Rule::CaseSensitivityMissing,
            "UsernameConfiguration",
            "`UsernameConfiguration` does not say whether names are case-sensitive",
            "set `CaseSensitive`: `.sign_in_case_sensitive(false)`",
        );
    }
    let by_email = ["AliasAttributes", "UsernameAttributes"]
        .into_iter()
        .find(|path| pool.lists(path, "email"));
    if let Some(path) = by_email
        && case_sensitive == Some(&true.into())
    {
        pool.report(
            Rule::CaseSensitiveEmail,
            path,
            "users sign in by email, and `Me@example.com` and `me@example.com` are two users",
            "say `.sign_in_case_sensitive(false)`; it can never be changed later",
        );
    }
}

fn second_factors(pool: &mut Pool<'_>) {
    let factors = pool.view.list(MFAS);
    let mfa = pool.text("MfaConfiguration");
    match (mfa, factors) {
        (Some("OFF"), Some([_, ..])) => pool.report(
            Rule::FactorsWithoutMfa,
            MFAS,
            "factors are enabled although MFA is off",
            "remove the factors, or use `Mfa::optional` or `Mfa::required`",
        ),
        (Some("ON"), Some([])) => pool.report(
            Rule::MfaWithoutFactors,
            MFAS,
            "MFA is required, and no factor is enabled",
            "enable one: `Mfa::required(MfaSecondFactor::otp())`",
        ),
        _ => {}
    }
    if pool.lists(MFAS, "EMAIL_OTP") {
        let sent_by_function = pool.may_have("LambdaConfig.CustomEmailSender");
        if pool.text(ACCOUNT) != Some("DEVELOPER") && !pool.is_open(ACCOUNT) && !sent_by_function {
            pool.report(
                Rule::EmailMfaWithoutSes,
                MFAS,
                "a second factor by email needs Amazon SES, and Cognito itself sends the emails",
                "send with SES: `.email(UserPoolEmail::with_ses(\"no-reply@example.com\"))`",
            );
        }
        recovery(pool, "EMAIL_OTP", "verified_email", "email");
    }
    if pool.lists(MFAS, "SMS_MFA") {
        if !pool.has("SmsConfiguration") && !pool.may_have("LambdaConfig.CustomSMSSender") {
            pool.report(
                Rule::SmsMfaWithoutSms,
                MFAS,
                "a second factor by SMS needs `SmsConfiguration`, and there is none",
                "leave out `SmsRole::none()`, so that the role is made, or give one: `SmsRole::role(&role)`",
            );
        }
        recovery(pool, "SMS_MFA", "verified_phone_number", "SMS");
    }
}

/// Cognito recovers nothing by the way that is the second factor of a user.
fn recovery(pool: &mut Pool<'_>, factor: &str, mechanism: &str, way: &str) {
    let path = "AccountRecoverySetting.RecoveryMechanisms";
    let mechanisms = pool.view.list(path).unwrap_or_default();
    let [only] = mechanisms else {
        return;
    };
    let name = only.as_object().and_then(|option| option.get("Name"));
    if name.and_then(|name| name.as_str()) == Some(mechanism) {
        pool.report(
            Rule::RecoveryBySecondFactor,
            path,
            format!(
                "accounts are recovered by {way} only, and users whose second factor is `{factor}` cannot recover theirs"
            ),
            "add the other way, such as `AccountRecovery::EmailAndPhoneWithoutMfa`, or enable `MfaSecondFactor::otp()` instead",
        );
    }
}

fn first_factors(pool: &mut Pool<'_>) {
    let Some(list) = pool.view.list(FACTORS) else {
        return;
    };
    let literal = list.iter().all(|factor| factor.as_str().is_some());
    if literal && !pool.lists(FACTORS, "PASSWORD") {
        pool.report(
            Rule::PasswordNotAllowed,
            FACTORS,
            "the first factors are without `PASSWORD`, which every pool has",
            "add `PASSWORD`: `SignInPolicy::password().and_passkey()`",
        );
    }
    if pool.text("MfaConfiguration") != Some("ON") {
        return;
    }
    for factor in ["EMAIL_OTP", "SMS_OTP"] {
        if pool.lists(FACTORS, factor) {
            pool.report(
                Rule::OtpWithRequiredMfa,
                FACTORS,
                format!("`{factor}` is a first factor, and MFA is required: a one-time password cannot be followed by a second factor"),
                "use `Mfa::optional`, or take the factor out",
            );
        }
    }
    let path = "WebAuthnFactorConfiguration";
    if pool.lists(FACTORS, "WEB_AUTHN")
        && pool.text(path) != Some("MULTI_FACTOR_WITH_USER_VERIFICATION")
        && !pool.is_open(path)
    {
        pool.report(
            Rule::PasskeyWithRequiredMfa,
            FACTORS,
            "`WEB_AUTHN` is a first factor, and MFA is required: a passkey counts as one factor",
            "let it count as two, `.passkey_factor_configuration(PasskeyFactorConfiguration::MultiFactorWithUserVerification)`, or use `Mfa::optional`",
        );
    }
}

fn plans(pool: &mut Pool<'_>) {
    let plan = pool.text("UserPoolTier");
    if let Some(plan @ ("LITE" | "ESSENTIALS")) = plan {
        for path in [
            "UserPoolAddOns.AdvancedSecurityMode",
            "UserPoolAddOns.AdvancedSecurityAdditionalFlows.CustomAuthMode",
        ] {
            if let Some(mode @ ("ENFORCED" | "AUDIT")) = pool.text(path) {
                pool.report(
                    Rule::NeedsPlus,
                    path,
                    format!("threat protection is `{mode}` with the plan `{plan}`, which only some old pools may have"),
                    "set `FeaturePlan::Plus`; acknowledge the warning for a pool that has it already",
                );
            }
        }
    }
    if plan != Some("LITE") {
        return;
    }
    for factor in pool.view.texts(FACTORS) {
        if factor != "PASSWORD" {
            pool.report(
                Rule::FirstFactorNeedsEssentials,
                FACTORS,
                format!("the first factor `{factor}` does not come with the plan `LITE`"),
                PLUS_AT_LEAST_ESSENTIALS,
            );
        }
    }
    let history = "Policies.PasswordPolicy.PasswordHistorySize";
    let version = "LambdaConfig.PreTokenGenerationConfig.LambdaVersion";
    let number = pool.view.get(history).map(ToString::to_string);
    let beyond = [
        (
            number.is_some_and(|size| size != "0"),
            history,
            "a history of passwords",
        ),
        (
            pool.lists(MFAS, "EMAIL_OTP"),
            MFAS,
            "a second factor by email",
        ),
        (
            matches!(pool.text(version), Some("V2_0" | "V3_0")),
            version,
            "a token trigger that changes access tokens",
        ),
    ];
    for (_, path, what) in beyond.into_iter().filter(|(used, _, _)| *used) {
        pool.report(
            Rule::NeedsEssentials,
            path,
            format!("{what} does not come with the plan `LITE`, but to some old pools"),
            "set `FeaturePlan::Essentials` or `FeaturePlan::Plus`; acknowledge the warning for a pool that has it already",
        );
    }
}

fn sms(pool: &mut Pool<'_>) {
    let region = "SmsConfiguration.SnsRegion";
    if let Some(name) = pool.text(region)
        && !is_region(name)
    {
        pool.report(
            Rule::NoRegion,
            region,
            format!("`{name}` is not the name of a region"),
            "write one such as `eu-west-1`",
        );
    }
    if pool.has("SmsConfiguration") {
        return;
    }
    for (path, text, what) in [
        (FACTORS, "SMS_OTP", "one-time passwords as a first factor"),
        (
            "AutoVerifiedAttributes",
            "phone_number",
            "the codes that verify phone numbers",
        ),
    ] {
        if pool.lists(path, text) {
            pool.report(
                Rule::SmsNotConfigured,
                path,
                format!("{what} are sent by SMS, and there is no `SmsConfiguration`"),
                "leave out `SmsRole::none()`, so that the role is made, or give one: `SmsRole::own()`",
            );
        }
    }
}

/// Whether the text has the shape of a region: `eu-west-1`, `us-gov-east-1`.
fn is_region(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let [first, middle @ .., last] = parts.as_slice() else {
        return false;
    };
    let word = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase());
    word(first)
        && !middle.is_empty()
        && middle.iter().all(|part| word(part))
        && !last.is_empty()
        && last.chars().all(|c| c.is_ascii_digit())
}
