//! Emails, SMS messages and passkeys: what must stand in a text.

use super::{Pool, Rule};

pub(super) fn check(pool: &mut Pool<'_>) {
    invitation(pool);
    link(pool);
    senders(pool);
    relying_party(pool);
}

fn invitation(pool: &mut Pool<'_>) {
    for path in [
        "AdminCreateUserConfig.InviteMessageTemplate.EmailMessage",
        "AdminCreateUserConfig.InviteMessageTemplate.SMSMessage",
    ] {
        let Some(message) = pool.text(path) else {
            continue;
        };
        for (place, what) in [
            ("{username}", "the name to sign in with"),
            ("{####}", "the temporary password"),
        ] {
            if !message.contains(place) {
                pool.report(
                    Rule::InvitationPlaceholder,
                    path,
                    format!("the invitation `{message}` has no `{place}`, so that users never learn {what}"),
                    format!("write `{place}` where it goes"),
                );
            }
        }
    }
}

fn link(pool: &mut Pool<'_>) {
    let path = "VerificationMessageTemplate.EmailMessageByLink";
    if let Some(message) = pool.text(path)
        && let Some((_, rest)) = message.split_once("{##")
        && let Some((words, _)) = rest.split_once("##}")
        && words.trim().is_empty()
    {
        pool.report(
            Rule::LinkWithoutWords,
            path,
            format!("the link of `{message}` has no words to click"),
            "write them into it: `{##Verify Email##}`",
        );
    }
}

fn senders(pool: &mut Pool<'_>) {
    for path in [
        "EmailConfiguration.From",
        "EmailConfiguration.ReplyToEmailAddress",
    ] {
        let Some(text) = pool.text(path) else {
            continue;
        };
        let address = text
            .rsplit_once('<')
            .map_or(text, |(_, rest)| rest.trim_end_matches('>'));
        let local = address.rsplit_once('@').map_or("", |(local, _)| local);
        if local.is_empty() || !local.is_ascii() {
            pool.report(
                Rule::SenderAddress,
                path,
                format!("`{text}` has no address that Amazon SES takes: before the `@` there must be ASCII characters, and no others"),
                "write an address such as `no-reply@example.com`",
            );
        }
    }
    let account = pool.text("EmailConfiguration.EmailSendingAccount");
    if account == Some("DEVELOPER") && !pool.has("EmailConfiguration.SourceArn") {
        pool.report(
            Rule::SesWithoutIdentity,
            "EmailConfiguration",
            "Amazon SES sends the emails, and `SourceArn` does not say of which identity",
            "set the ARN of a verified identity, as `UserPoolEmail::with_ses` does",
        );
    }
}

fn relying_party(pool: &mut Pool<'_>) {
    let path = "WebAuthnRelyingPartyID";
    if let Some(id) = pool.text(path)
        && !id
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '-' | '.'))
    {
        pool.report(
            Rule::RelyingParty,
            path,
            format!("`{id}` is not the name of a domain, and passkeys are for a domain"),
            "write the domain alone, without `https://` and path: `auth.example.com`",
        );
    }
}
