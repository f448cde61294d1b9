//! The two orders in which AWS CDK sorts that are not the order of bytes.

use std::cmp::Ordering;

/// The primary order of the ASCII characters in the root collation of Unicode; letters are alike in
/// upper and lower case.
const PRIMARY: &[u8] = b" _-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$0123456789abcdefghijklmnopqrstuvwxyz";

const WEIGHTS: [u8; 128] = weights();

#[allow(
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    reason = "evaluated by the compiler over a fixed text of ASCII characters"
)]
const fn weights() -> [u8; 128] {
    let mut weights = [0; 128];
    let mut position = 0;
    while position < PRIMARY.len() {
        let character = PRIMARY[position];
        weights[character as usize] = position as u8 + 1;
        weights[character.to_ascii_uppercase() as usize] = position as u8 + 1;
        position += 1;
    }
    weights
}

fn weight(character: char) -> u32 {
    let ascii = usize::try_from(u32::from(character)).ok();
    match ascii.and_then(|index| WEIGHTS.get(index)) {
        Some(weight) => u32::from(*weight),
        None => u32::from(character),
    }
}

/// Compares as `String.localeCompare` does: the kind of character first, its case last.
pub(crate) fn collate(left: &str, right: &str) -> Ordering {
    let primary = left.chars().map(weight).cmp(right.chars().map(weight));
    // Lower case comes first, and has the greater code.
    primary.then_with(|| right.cmp(left))
}

/// The value of an id that a JavaScript object takes for an array index. Such ids come first, by value.
pub(crate) fn array_index(id: &str) -> Option<u32> {
    if (id.len() > 1 && id.starts_with('0')) || !id.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    id.parse().ok().filter(|index| *index < u32::MAX)
}

/// Puts members in the order that a JavaScript object gives them: indexes by value, then the others as
/// they came.
pub(crate) fn sort_like_members<T>(items: &mut [T], key: impl Fn(&T) -> &str) {
    if items.iter().any(|item| array_index(key(item)).is_some()) {
        items.sort_by_key(|item| array_index(key(item)).map_or((1, 0), |index| (0, index)));
    }
}

#[cfg(test)]
mod tests {
    use super::{array_index, collate, sort_like_members};

    #[test]
    fn paths_are_in_the_order_of_aws_cdk() {
        let vectors = include_str!("../../tests/vectors.json");
        let vectors: serde_json::Value = serde_json::from_str(vectors).unwrap();
        let texts = |key: &str| -> Vec<String> {
            let texts = vectors["pathSort"][key].as_array().unwrap().iter();
            texts
                .map(|text| text.as_str().unwrap().to_owned())
                .collect()
        };
        let mut paths = texts("input");
        paths.sort_by(|left, right| collate(left, right));
        assert_eq!(paths, texts("sorted"));
    }

    #[test]
    fn the_order_of_characters_is_that_of_the_vectors() {
        let vectors = include_str!("../../tests/vectors.json");
        let vectors: serde_json::Value = serde_json::from_str(vectors).unwrap();
        let order = vectors["asciiPrimaryOrder"].as_str().unwrap();
        let mut characters: Vec<String> = order.chars().map(String::from).collect();
        characters.sort_by(|left, right| collate(left, right));
        assert_eq!(characters.concat(), order);
    }

    #[test]
    fn indexes_come_first() {
        assert_eq!(array_index("0"), Some(0));
        for none in ["", "01", "1a", "-1", "4294967295", "99999999999"] {
            assert_eq!(array_index(none), None, "{none}");
        }
        let mut ids = ["b", "10", "2", "a", "02"];
        sort_like_members(&mut ids, |id| id);
        assert_eq!(ids, ["2", "10", "b", "a", "02"]);
    }
}
