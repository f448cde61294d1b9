//! Email addresses and the names of senders, as mail servers take them.

/// The address with its domain in ASCII: `kontakt@müller.example` has `xn--mller-kva.example`.
pub(super) fn ascii_domain(address: &str) -> String {
    let (local, domain) = address.rsplit_once('@').unwrap_or(("", address));
    let labels: Vec<String> = domain
        .split(['.', '。', '．', '｡'])
        .map(ascii_label)
        .collect();
    let domain = labels.join(".");
    if local.is_empty() && !address.contains('@') {
        return domain;
    }
    format!("{local}@{domain}")
}

fn ascii_label(label: &str) -> String {
    if label.is_ascii() {
        return label.to_owned();
    }
    let lower = label.to_lowercase();
    punycode(&lower).map_or_else(|| label.to_owned(), |encoded| format!("xn--{encoded}"))
}

/// [RFC 3492](https://www.rfc-editor.org/rfc/rfc3492#section-6.3) with the parameters for domains. Nothing
/// if the label is far longer than any domain takes.
fn punycode(label: &str) -> Option<String> {
    const BASE: u32 = 36;
    const FIRST_BIAS: u32 = 72;
    const FIRST_CODE: u32 = 128;

    let codes: Vec<u32> = label.chars().map(u32::from).collect();
    let mut output: String = label.chars().filter(char::is_ascii).collect();
    let basic = u32::try_from(output.len()).ok()?;
    let mut handled = basic;
    if basic > 0 {
        output.push('-');
    }
    let (mut code, mut delta, mut bias) = (FIRST_CODE, 0_u32, FIRST_BIAS);
    while let Some(next) = codes.iter().copied().filter(|other| *other >= code).min() {
        delta = delta.checked_add((next - code).checked_mul(handled.checked_add(1)?)?)?;
        code = next;
        for &other in &codes {
            if other < code {
                delta = delta.checked_add(1)?;
            }
            if other != code {
                continue;
            }
            let mut rest = delta;
            let mut position = BASE;
            loop {
                let threshold = position.saturating_sub(bias).clamp(1, 26);
                if rest < threshold {
                    break;
                }
                let over = rest - threshold;
                output.push(digit(threshold + over % (BASE - threshold))?);
                rest = over / (BASE - threshold);
                position += BASE;
            }
            output.push(digit(rest)?);
            bias = adapt(delta, handled + 1, handled == basic);
            delta = 0;
            handled += 1;
        }
        delta = delta.checked_add(1)?;
        code += 1;
    }
    Some(output)
}

fn adapt(delta: u32, points: u32, first: bool) -> u32 {
    let mut delta = delta / if first { 700 } else { 2 };
    delta += delta / points;
    let mut steps = 0;
    while delta > 455 {
        delta /= 35;
        steps += 36;
    }
    steps + 36 * delta / (delta + 38)
}

/// The digits are `a` to `z`, then `0` to `9`.
fn digit(value: u32) -> Option<char> {
    match value {
        0..=25 => char::from_digit(value + 10, 36),
        _ => char::from_digit(value.checked_sub(26)?, 10),
    }
}

/// The name of a sender as it stands before the address. AWS CDK leaves a comma unquoted, with which the
/// header has two addresses; `strict` quotes everything that has a meaning there.
pub(super) fn sender_name(name: &str, strict: bool) -> String {
    if !name.chars().all(|c| matches!(c, ' '..='~')) {
        return format!("=?UTF-8?B?{}?=", base64(name.as_bytes()));
    }
    let bare = |c: char| {
        c.is_ascii_alphanumeric()
            || " !#$%&'*+-/=?^_`{|}~".contains(c)
            || (!strict && ",.".contains(c))
    };
    if name.chars().all(bare) || is_quoted(name) {
        return name.to_owned();
    }
    let escaped = name.replace('\\', "\\\\").replace('"', "\\\"");
    format!("\"{escaped}\"")
}

fn is_quoted(name: &str) -> bool {
    let inside = name
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'));
    let Some(inside) = inside else {
        return false;
    };
    let mut escaped = false;
    for c in inside.chars() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return false,
            _ => {}
        }
    }
    !escaped
}

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let mut group = [0; 3];
        for (to, from) in group.iter_mut().zip(chunk) {
            *to = *from;
        }
        let bits = u32::from_be_bytes([0, group[0], group[1], group[2]]);
        for (at, shift) in [18, 12, 6, 0].into_iter().enumerate() {
            let value = usize::try_from((bits >> shift) & 63).unwrap_or_default();
            let digit = DIGITS.get(value).copied().map_or('=', char::from);
            text.push(if at <= chunk.len() { digit } else { '=' });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{ascii_domain, base64, sender_name};

    #[test]
    fn domains_become_ascii() {
        assert_eq!(ascii_domain("me@example.com"), "me@example.com");
        assert_eq!(
            ascii_domain("kontakt@Müller.example"),
            "kontakt@xn--mller-kva.example"
        );
        assert_eq!(ascii_domain("a@例え.テスト"), "a@xn--r8jz45g.xn--zckzah");
        assert_eq!(ascii_domain("bücher.example"), "xn--bcher-kva.example");
        assert_eq!(
            ascii_domain("a@ليهمابتكلموشعربي؟.com"),
            "a@xn--egbpdaj6bu4bxfgehfvwxn.com"
        );
    }

    #[test]
    fn names_of_senders() {
        assert_eq!(sender_name("Example Ltd", true), "Example Ltd");
        assert_eq!(sender_name("Example, Inc.", false), "Example, Inc.");
        assert_eq!(sender_name("Example, Inc.", true), "\"Example, Inc.\"");
        assert_eq!(sender_name("\"Example, Inc.\"", true), "\"Example, Inc.\"");
        assert_eq!(sender_name("a@b \"c\"", false), "\"a@b \\\"c\\\"\"");
        assert_eq!(sender_name("Müller", true), "=?UTF-8?B?TcO8bGxlcg==?=");
    }

    #[test]
    fn base64_of_every_length() {
        let texts = ["", "f", "fo", "foo", "foob", "fooba", "foobar"];
        let encoded = [
            "", "Zg==", "Zm8=", "Zm9v", "Zm9vYg==", "Zm9vYmE=", "Zm9vYmFy",
        ];
        for (text, expected) in texts.iter().zip(encoded) {
            assert_eq!(base64(text.as_bytes()), expected);
        }
    }
}
