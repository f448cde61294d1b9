//! Texts as JSON: in quotes, and escaped as `JSON.stringify` does it.

use std::fmt::Write;

/// How many bytes are looked at in one step.
const STEP: usize = 8;
/// A word with this byte in each place.
const ONES: u64 = 0x0101_0101_0101_0101;
/// The top bit of each byte.
const TOPS: u64 = ONES << 7;

/// Adds `text` to `out`, in quotes.
#[doc(hidden)]
pub fn push_quoted(out: &mut String, text: &str) {
    out.push('"');
    if needs_escape(text.as_bytes()) {
        push_escaped(out, text);
    } else {
        out.push_str(text);
    }
    out.push('"');
}

/// Whether any byte is a control character, a quote or a backslash. Nearly no text of a template has one,
/// so that it pays to find that out eight bytes at a time.
fn needs_escape(text: &[u8]) -> bool {
    let (steps, rest) = text.as_chunks::<STEP>();
    if steps.iter().any(|step| word_needs_escape(*step)) {
        return true;
    }
    match text.last_chunk::<STEP>() {
        // The last eight bytes have the rest, and some that were looked at before.
        Some(last) => !rest.is_empty() && word_needs_escape(*last),
        None => rest.iter().any(|byte| byte_needs_escape(*byte)),
    }
}

const fn byte_needs_escape(byte: u8) -> bool {
    byte < 0x20 || byte == b'"' || byte == b'\\'
}

/// The same of eight bytes. Taking 1 from a byte that is zero flips its top bit, and so does taking 32 from
/// one that is below 32; a byte whose top bit was set before does not count.
const fn word_needs_escape(bytes: [u8; STEP]) -> bool {
    let word = u64::from_le_bytes(bytes);
    let quote = word ^ (ONES * b'"' as u64);
    let backslash = word ^ (ONES * b'\\' as u64);
    let control = word.wrapping_sub(ONES * 0x20) & !word;
    let zero = (quote.wrapping_sub(ONES) & !quote) | (backslash.wrapping_sub(ONES) & !backslash);
    (control | zero) & TOPS != 0
}

fn push_escaped(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.bytes().position(byte_needs_escape) {
        let (plain, after) = rest.split_at(at);
        out.push_str(plain);
        let mut characters = after.chars();
        match characters.next() {
            Some('"') => out.push_str("\\\""),
            Some('\\') => out.push_str("\\\\"),
            Some('\n') => out.push_str("\\n"),
            Some('\r') => out.push_str("\\r"),
            Some('\t') => out.push_str("\\t"),
            Some('\u{8}') => out.push_str("\\b"),
            Some('\u{c}') => out.push_str("\\f"),
            Some(control) => {
                // Writing into a `String` cannot fail.
                let _ = write!(out, "\\u{:04x}", u32::from(control));
            }
            None => {}
        }
        rest = characters.as_str();
    }
    out.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quoted(text: &str) -> String {
        let mut out = String::new();
        push_quoted(&mut out, text);
        out
    }

    #[test]
    fn texts_are_escaped_as_json() {
        let text = "quote \" back \\ line \n tab \t bell \u{7} unit \u{1f} snow ☃ \u{2028}";
        assert_eq!(quoted(text), serde_json::to_string(text).unwrap());
        assert_eq!(serde_json::from_str::<String>(&quoted(text)).unwrap(), text);
    }

    #[test]
    fn every_character_in_every_place() {
        for code in (0..0x100).chain([0x2028, 0xFFFF, 0x1_F600, 0x10_FFFF]) {
            let character = char::from_u32(code).unwrap();
            for length in 0..20 {
                for at in 0..=length {
                    let mut text = "a".repeat(length);
                    text.insert(at, character);
                    assert_eq!(quoted(&text), serde_json::to_string(&text).unwrap());
                }
            }
        }
    }
}
