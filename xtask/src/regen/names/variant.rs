//! Variants for enum values, which may be any text.

use std::fmt::Write as _;

use anyhow::{Result, anyhow, ensure};

use super::{MAX_LENGTH, camel, quoted, split};

/// The words for symbols, for enum values that consist of nothing else.
const SYMBOLS: &[(char, &str)] = &[
    (' ', "space"),
    ('!', "not"),
    ('#', "hash"),
    ('$', "dollar"),
    ('%', "percent"),
    ('&', "and"),
    ('*', "any"),
    ('+', "plus"),
    (',', "comma"),
    ('-', "minus"),
    ('.', "dot"),
    ('/', "slash"),
    (':', "colon"),
    (';', "semicolon"),
    ('<', "less"),
    ('=', "equal"),
    ('>', "greater"),
    ('?', "question"),
    ('@', "at"),
    ('\\', "backslash"),
    ('^', "caret"),
    ('_', "underscore"),
    ('|', "pipe"),
    ('~', "tilde"),
];

/// The variant of an enum value taken by itself: `EMAIL_OTP` is `EmailOtp`. [`super::variants`] tells
/// those of one enum apart.
///
/// A value without letters and digits is spelled out: `*` is `Any`, `>=` is `GreaterEqual`, the
/// empty one is `Empty`.
///
/// # Errors
///
/// The value, or what it is spelled out as, is too long.
pub fn variant(value: &str) -> Result<String> {
    let too_long = || {
        anyhow!(
            "enum value {} is too long to become a Rust identifier: if AWS really publishes this, take \
             the enum off the property in spec/overlay/",
            quoted(value)
        )
    };
    ensure!(value.len() <= MAX_LENGTH, too_long());
    let name = camel(&value_words(value));
    ensure!(name.len() <= MAX_LENGTH, too_long());
    Ok(match name {
        name if name == "Self" || name == "Other" => name + "Value",
        name if name.starts_with(|c: char| c.is_ascii_digit()) => format!("V{name}"),
        name => name,
    })
}

/// The words of an enum value, never none.
fn value_words(value: &str) -> Vec<String> {
    if value.is_empty() {
        return vec!["empty".to_owned()];
    }
    let mut words = split::words(&spell_foreign(value));
    if words.is_empty() {
        words.extend(value.chars().map(spell_symbol));
    } else if let Some(sign) = sign(value) {
        words.insert(0, spell_symbol(sign));
    }
    words
}

/// The sign of a number, which tells `-1` from `1`.
fn sign(value: &str) -> Option<char> {
    let mut chars = value.chars();
    let sign = chars.next().filter(|c| "+-".contains(*c))?;
    chars.next().filter(char::is_ascii_digit).map(|_| sign)
}

/// A value with every character beyond ASCII replaced by its code, as a word of its own.
fn spell_foreign(value: &str) -> String {
    let mut spelled = String::new();
    for c in value.chars() {
        if c.is_ascii() {
            spelled.push(c);
        } else {
            // Writing to a string cannot fail.
            let _ = write!(spelled, " u{:x} ", u32::from(c));
        }
    }
    spelled
}

/// The word for a symbol: from the table, or its code.
fn spell_symbol(symbol: char) -> String {
    SYMBOLS
        .iter()
        .find(|(known, _)| *known == symbol)
        .map_or_else(
            || format!("u{:x}", u32::from(symbol)),
            |(_, word)| (*word).to_owned(),
        )
}
