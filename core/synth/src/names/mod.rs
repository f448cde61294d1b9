//! Names that are made of construct ids: logical ids, unique resource names, export names, addresses.
//!
//! The rules are AWS CDK's to the letter, so that a stack that was deployed with it keeps the logical id
//! of every resource.

pub(crate) mod order;

use md5::{Digest, Md5};

/// Ids that say nothing: they never count.
const HIDDEN: &str = "Default";
/// Ids that count in the hash only.
const HIDDEN_FROM_HUMAN: &str = "Resource";
/// How many characters of a logical id are for people.
const MAX_HUMAN: usize = 240;
/// How many characters a logical id has at most.
const MAX_ID: usize = 255;
/// How many hexadecimal digits of a hash go into a name.
const HASH: usize = 8;
/// How many characters of an export name CloudFormation takes.
const MAX_EXPORT: usize = 255;

/// The id that CloudFormation knows the construct at the end of `components` by, or nothing if the
/// components are all hidden.
///
/// A single component stands for itself; several are joined, and a hash tells them apart.
///
/// ```
/// use cognito_cdk_synth::names::unique_id;
///
/// assert_eq!(unique_id(&["Pool"]).as_deref(), Some("Pool"));
/// assert_eq!(unique_id(&["Pool", "Resource"]).as_deref(), Some("PoolD3F588B8"));
/// assert_eq!(unique_id(&["Default"]), None);
/// ```
#[must_use]
pub fn unique_id(components: &[&str]) -> Option<String> {
    let mut id = String::new();
    set_unique_id(&mut id, components).then_some(id)
}

/// Makes `id` the id of a construct. If its components are all hidden it has none, and `id` is empty.
pub(crate) fn set_unique_id(id: &mut String, components: &[&str]) -> bool {
    id.clear();
    let parts = visible(components);
    let mut rest = parts.clone();
    let Some(first) = rest.next() else {
        return false;
    };
    if rest.next().is_none() {
        push_alphanumeric(id, first, "");
        if id.len() <= MAX_ID {
            return true;
        }
        id.clear();
    }
    for part in without_repetition(parts.clone()) {
        push_alphanumeric(id, part, "");
    }
    id.truncate(MAX_HUMAN);
    push_path_hash(id, parts);
    true
}

/// What a unique resource name may look like.
///
/// ```
/// use cognito_cdk_synth::names::{NameRules, unique_resource_name};
///
/// let rules = NameRules { max_length: 64, separator: "-", ..NameRules::default() };
/// let name = unique_resource_name(&["Stack", "Idp"], &rules);
/// assert_eq!(name.as_deref(), Some("Stack-Idp-EFD0BE6E"));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct NameRules<'a> {
    /// The greatest number of characters.
    pub max_length: usize,
    /// What stands between the components.
    pub separator: &'a str,
    /// The characters beside letters and digits that the name may have.
    pub allowed_special_characters: &'a str,
    /// What the name begins with.
    pub prefix: &'a str,
}

impl Default for NameRules<'_> {
    fn default() -> Self {
        Self {
            max_length: 256,
            separator: "",
            allowed_special_characters: "",
            prefix: "",
        }
    }
}

/// A name for something that the construct at the end of `components` creates, or nothing if the
/// components are all hidden. A name that is too long loses its middle.
#[must_use]
pub fn unique_resource_name(components: &[&str], rules: &NameRules<'_>) -> Option<String> {
    let parts = visible(components);
    let mut human = String::from(rules.prefix);
    let mut rest = parts.clone();
    let first = rest.next()?;
    if rest.next().is_none() {
        push_alphanumeric(&mut human, first, rules.allowed_special_characters);
        if human.len() <= rules.max_length {
            return Some(human);
        }
        human.truncate(rules.prefix.len());
    }
    let mut is_first = true;
    for part in without_repetition(parts.clone()) {
        let length = human.len();
        if !is_first {
            human.push_str(rules.separator);
        }
        let start = human.len();
        push_alphanumeric(&mut human, part, rules.allowed_special_characters);
        if human.len() == start {
            human.truncate(length);
        } else {
            is_first = false;
        }
    }
    human.push_str(rules.separator);
    let room = rules.max_length.saturating_sub(HASH);
    let characters = human.chars().count();
    let mut name: String = if characters > room {
        let half = room / 2;
        let tail = human.chars().skip(characters.saturating_sub(half));
        human.chars().take(half).chain(tail).collect()
    } else {
        human
    };
    push_path_hash(&mut name, parts);
    Some(name)
}

/// The name of the export `id` of a stack: cut at the front of the id where it would be too long.
pub(crate) fn export_name(stack_name: &str, id: &str) -> String {
    let room = MAX_EXPORT.saturating_sub(stack_name.len() + 1);
    let cut = id.len().saturating_sub(room);
    format!("{stack_name}:{}", id.get(cut..).unwrap_or(id))
}

/// The address of a construct: `c8` and a hash over the ids from the root on.
pub(crate) fn address<'a>(ids: impl IntoIterator<Item = &'a str>) -> String {
    let mut hash = sha1::Sha1::new();
    for id in ids.into_iter().filter(|id| *id != HIDDEN) {
        hash.update(id.as_bytes());
        hash.update(b"\n");
    }
    format!("c8{}", hex(&hash.finalize()))
}

/// The SHA-256 of some bytes in hexadecimal digits.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    hex(&sha2::Sha256::digest(bytes))
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    let mut digits = String::with_capacity(2 * bytes.len());
    push_digits(&mut digits, bytes, b"0123456789abcdef");
    digits
}

fn push_digits(out: &mut String, bytes: &[u8], digits: &[u8; 16]) {
    for byte in bytes {
        for nibble in [byte >> 4, byte & 0xF] {
            if let Some(digit) = digits.get(usize::from(nibble)) {
                out.push(char::from(*digit));
            }
        }
    }
}

fn visible<'a>(components: &[&'a str]) -> impl Iterator<Item = &'a str> + Clone {
    let components = components.iter().copied();
    components.filter(|part| *part != HIDDEN)
}

/// The components without those that the one kept before ends with, and without `Resource`.
fn without_repetition<'a>(parts: impl Iterator<Item = &'a str>) -> impl Iterator<Item = &'a str> {
    let mut kept: Option<&str> = None;
    let parts = parts.filter(move |part| {
        let repeated = kept.is_some_and(|kept| kept.ends_with(part));
        if !repeated {
            kept = Some(part);
        }
        !repeated
    });
    parts.filter(|part| *part != HIDDEN_FROM_HUMAN)
}

fn push_alphanumeric(out: &mut String, text: &str, also: &str) {
    if text.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return out.push_str(text);
    }
    out.extend(
        text.chars()
            .filter(|c| c.is_ascii_alphanumeric() || also.contains(*c)),
    );
}

fn push_path_hash<'a>(out: &mut String, parts: impl Iterator<Item = &'a str>) {
    let mut hash = Md5::new();
    for (index, part) in parts.enumerate() {
        if index > 0 {
            hash.update(b"/");
        }
        hash.update(part.as_bytes());
    }
    let digest = hash.finalize();
    let first = digest.get(..HASH / 2).unwrap_or_default();
    push_digits(out, first, b"0123456789ABCDEF");
}
