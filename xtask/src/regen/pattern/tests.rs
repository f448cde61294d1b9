//! Tables against expectations written by hand, and against another engine.

use std::sync::LazyLock;

use cognito_cdk_template::pattern::{Pattern, PatternTables};
use proptest::collection::vec;
use proptest::prelude::{Just, Strategy, any, proptest};
use proptest::{prop_assert_eq, prop_oneof};
use regex::Regex;

use super::{Table, compile};
use cases::{COGNITO, Case, LOOK_AROUNDS, OTHER_SERVICES, SYNTAX, UNSUPPORTED};

mod cases;

fn pattern(table: &Table) -> Pattern {
    let leaked = |bytes: &Vec<u8>| -> &'static [u8] { bytes.clone().leak() };
    let tables = PatternTables {
        ascii: Box::leak(Box::new(table.ascii)),
        wide: leaked(&table.wide),
        width: table.width,
        rows: leaked(&table.rows),
        high: leaked(&table.high),
        start: table.start,
        accept: table.accept,
    };
    Pattern::new("", tables)
}

fn check(cases: &[Case]) {
    for (text, matching, others) in cases {
        let pattern = match compile(text) {
            Ok(table) => pattern(&table),
            Err(error) => panic!("{text}: {error}"),
        };
        for value in *matching {
            assert!(pattern.matches(value), "{text} does not match {value:?}");
        }
        for value in *others {
            assert!(!pattern.matches(value), "{text} matches {value:?}");
        }
    }
}

#[test]
fn patterns_of_cognito() {
    check(COGNITO);
}

#[test]
fn patterns_of_other_services() {
    check(OTHER_SERVICES);
}

#[test]
fn syntax() {
    check(SYNTAX);
}

#[test]
fn look_arounds_at_both_ends() {
    check(LOOK_AROUNDS);
}

#[test]
fn what_has_no_table() {
    for (text, reason) in UNSUPPORTED {
        let error = compile(text).expect_err(text);
        assert_eq!(error.reason(), *reason, "{text}");
        assert_eq!(error.to_string(), *reason, "{text}");
    }
}

#[test]
fn patterns_that_every_text_matches() {
    for text in [
        "",
        "^(?s)",
        "^",
        "$",
        ".*",
        "^(?s).*$",
        "a|",
        r"[\s\S]*$",
        "(?!a{1}b)^|^",
        "[^]*",
    ] {
        let table = compile(text).expect(text);
        assert!(table.accepts_all(), "{text}");
        assert!(
            pattern(&table).matches("") && pattern(&table).matches("é"),
            "{text}"
        );
    }
    for text in ["^.*$", "a", "^(?!a)", r"[^\s\S]", "a^", "^$"] {
        assert!(!compile(text).expect(text).accepts_all(), "{text}");
    }
}

#[test]
fn a_pattern_that_no_text_matches() {
    let nothing = pattern(&compile("a^").expect("it is a valid expression"));
    assert!(!nothing.matches("") && !nothing.matches("a"));
}

#[test]
fn the_table_depends_on_the_accepted_texts_only() {
    for [one, other] in [
        [r"^[\w_]+$", "^[a-zA-Z0-9_][_0-9a-zA-Z]*$"],
        ["^(ab|ac|b)$", "^(b|a[cb])$"],
        ["^(a|b)*$", "^(a*b*)*$"],
        ["aa*", "a"],
        ["^(?!b)[a-c]$", "^[ac]$"],
        ["^a{2,3}$", "^aaa?$"],
        ["^[^a]$", r"^([\0-`]|[b-\u{10FFFF}])$"],
    ] {
        assert_eq!(compile(one), compile(other), "{one} {other}");
    }
}

#[test]
fn a_table_in_full() {
    let table = compile("^a+é?$").expect("it is a valid expression");
    let mut ascii = [b'@'; 128];
    ascii[usize::from(b'a')] = b'A';
    assert_eq!(table.ascii, ascii);
    assert_eq!((table.width, table.start, table.accept), (3, 0, 1));
    // `é` is U+00E9.
    assert_eq!(table.wide, b"@@B@@@@CiB@@Cj@");
    assert_eq!(
        (table.rows.as_slice(), table.high.as_slice()),
        (b"DADDABDDD".as_slice(), b"".as_slice())
    );
    assert_eq!(
        compile("^a{300}$")
            .expect("it is a valid expression")
            .high
            .len(),
        602
    );
}

#[test]
fn no_class_for_what_no_text_contains() {
    let table = compile(r"^[\0-\uD7FF][\uE000-\u{10FFFF}]$").expect("it is a valid expression");
    assert_eq!(
        table.width, 2,
        "there are surrogates between the two ranges, and nothing else"
    );
}

#[test]
fn a_search_ends_where_it_finds_something() {
    let table = compile("a{1,3000}").expect("one `a` is enough");
    assert_eq!(table.rows.len(), usize::from(table.width));
}

#[test]
fn hostile_patterns_are_too_large() {
    let nested =
        |open: &str, close: &str, count| format!("{}a{}", open.repeat(count), close.repeat(count));
    for text in [
        "^.{0,131072}$".to_owned(),
        "a{4294967295}".to_owned(),
        "a{99999999999}".to_owned(),
        "(?:){4000000000}{2}".replace("{2}", ""),
        nested("(", "){0,1000}", 4),
        nested("(", "){1000}", 90),
        nested("(?:|", "){1000}", 90),
        nested("(", ")*", 101),
        "(a|b)*a(a|b){20}$".to_owned(),
        format!("^{}$", "[ab]?".repeat(500) + &"[ab]".repeat(500))
            + "|"
            + &"(a*b?)".repeat(200)
            + "{90}",
        ('\u{4E00}'..'\u{5100}').collect(),
        ('\u{4E00}'..'\u{4F00}').collect(),
        "x".repeat(100_000),
        "^(?!a)".repeat(70) + "a",
    ] {
        let error = compile(&text).expect_err(&text);
        assert!(
            error.reason().starts_with("too large: "),
            "{text:.60}: {error}"
        );
    }
}

/// An expression in the syntax of the `regex` crate.
fn reference(text: &str) -> Regex {
    Regex::new(text).expect(text)
}

#[test]
fn every_character_is_in_the_right_class() {
    for class in [
        r"\p{L}\p{M}\p{S}\p{N}\p{P}\s*",
        r"^_\p{Z}",
        r"\P{C}",
        r"\x00-\x7F\u{1F600}-\u{1F64F}",
    ] {
        let text = format!("^[{class}]$");
        let ours = pattern(&compile(&text).expect(&text));
        let theirs = reference(&text.replace(r"\s", SPACE));
        let mut value = String::new();
        for c in '\0'..=char::MAX {
            value.clear();
            value.push(c);
            assert_eq!(
                ours.matches(&value),
                theirs.is_match(&value),
                "{text} {c:?}"
            );
        }
    }
}

/// The white space of ECMA-262, inside a class of the `regex` crate.
const SPACE: &str =
    r"\t-\r \u{A0}\u{1680}\u{2000}-\u{200A}\u{2028}\u{2029}\u{202F}\u{205F}\u{3000}\u{FEFF}";

/// The expressions of Cognito for both engines.
static PAIRS: LazyLock<Vec<(Pattern, Regex)>> = LazyLock::new(|| {
    let pair = |text: &str| {
        let theirs = text.replace(r"\w", "0-9A-Za-z_").replace(r"\s", SPACE);
        (pattern(&compile(text).expect(text)), reference(&theirs))
    };
    COGNITO.iter().map(|(text, ..)| pair(text)).collect()
});

/// An expression, and the same one in the syntax of the `regex` crate.
fn expression() -> impl Strategy<Value = (String, String)> {
    let atoms = [
        "a",
        "b",
        "é",
        "😀",
        ".",
        "[ab]",
        "[^a]",
        "[é-😀]",
        "^",
        "$",
        "-",
        "[a-]",
        r"\.",
        r"\p{L}",
        r"[^\p{L}b]",
    ];
    let different = [
        (r"\w", "[0-9A-Za-z_]"),
        (r"\W", "[^0-9A-Za-z_]"),
        (r"[^\d-]", "[^0-9-]"),
        (r"\s", r"[\t-\r ]"),
        (r"\b", r"(?-u:\b)"),
        (r"\u00e9", "é"),
        ("[^]", "(?s:.)"),
        (r"[\w-b]", r"[0-9A-Za-z_\-b]"),
    ];
    let atom = prop_oneof![
        4 => proptest::sample::select(atoms.as_slice().to_vec()).prop_map(|atom| (atom.to_owned(), atom.to_owned())),
        1 => proptest::sample::select(different.to_vec()).prop_map(|(ours, theirs)| (ours.to_owned(), theirs.to_owned())),
    ];
    atom.prop_recursive(4, 24, 4, |inner| {
        let repeat = prop_oneof![
            Just("*"),
            Just("+?"),
            Just("?"),
            Just("{2}"),
            Just("{1,3}"),
            Just("{2,}")
        ];
        prop_oneof![
            3 => vec(inner.clone(), 1..4).prop_map(|parts| parts.into_iter().unzip()),
            1 => vec(inner.clone(), 2..4).prop_map(|parts| {
                let (ours, theirs): (Vec<_>, Vec<_>) = parts.into_iter().unzip();
                (format!("({})", ours.join("|")), format!("({})", theirs.join("|")))
            }),
            2 => (inner, repeat).prop_map(|((ours, theirs), repeat)| {
                (format!("({ours}){repeat}"), format!("(?:{theirs}){repeat}"))
            }),
        ]
    })
}

proptest! {
    #[test]
    fn agrees_with_another_engine((ours, theirs) in expression(), values in vec("[ab_é😀. \n-]{0,9}", 20)) {
        let theirs = reference(&theirs);
        if let Ok(table) = compile(&ours) {
            let pattern = pattern(&table);
            for value in values {
                prop_assert_eq!(pattern.matches(&value), theirs.is_match(&value), "{} {:?}", ours, value);
            }
        }
    }

    #[test]
    fn look_arounds_agree_with_two_searches(
        (ours, theirs) in expression(),
        (condition, other) in expression(),
        values in vec("[ab_é😀. \n-]{0,9}", 20),
    ) {
        let (theirs, first) = (reference(&format!("^(?:{theirs})$")), reference(&format!("^(?:{other})")));
        let last = reference(&format!("(?:{other})$"));
        let tables = [format!("^(?!{condition})({ours})$"), format!("^(?:{ours})(?<={condition})$")].map(|text| compile(&text));
        if let [Ok(ahead), Ok(behind)] = tables.map(|table| table.map(|table| pattern(&table))) {
            for value in values {
                prop_assert_eq!(ahead.matches(&value), theirs.is_match(&value) && !first.is_match(&value));
                prop_assert_eq!(behind.matches(&value), theirs.is_match(&value) && last.is_match(&value));
            }
        }
    }

    #[test]
    fn patterns_of_cognito_agree_with_another_engine(
        values in vec(prop_oneof![r"(arn:|\{####\}|\{##|##\}|[a-z0-9:/_.@é😀 -]){0,9}", any::<String>()], 5),
    ) {
        for (ours, theirs) in PAIRS.iter() {
            for value in &values {
                prop_assert_eq!(ours.matches(value), theirs.is_match(value), "{} {:?}", theirs, value);
            }
        }
    }

    #[test]
    fn no_text_makes_it_panic(texts in vec(prop_oneof![r"[\\^$.|?*+(){}\[\]<>!:=,&~iswupxbZ019a-]{0,30}", any::<String>()], 5)) {
        for text in texts {
            if let Ok(table) = compile(&text) {
                prop_assert_eq!(table.rows.len() % usize::from(table.width), 0);
            }
        }
    }
}
