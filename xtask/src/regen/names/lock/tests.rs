//! Reading, writing and merging locks.

#![allow(
    clippy::needless_raw_string_hashes,
    reason = "expect-test writes its snapshots with them"
)]

use std::collections::BTreeMap;

use expect_test::expect;

use super::Frozen;

const POOL: &str = "AWS::Cognito::UserPool";
const NAME: &str = "AWS::Cognito::UserPool/UserPoolName";
const TAGS: &str = "AWS::Cognito::UserPool/UserPoolTags";

fn names(names: &[(&str, &str)]) -> BTreeMap<String, String> {
    names
        .iter()
        .map(|(name, path)| ((*name).to_owned(), (*path).to_owned()))
        .collect()
}

fn published() -> BTreeMap<String, String> {
    names(&[
        (TAGS, "cognito::CfnUserPool::user_pool_tags"),
        (NAME, "cognito::CfnUserPool::user_pool_name"),
        (POOL, "cognito::CfnUserPool"),
    ])
}

fn frozen() -> Frozen {
    Frozen::default().merge(&published(), false).unwrap()
}

fn error(text: &str) -> String {
    format!("{:#}", Frozen::parse("spec/names.lock", text).unwrap_err())
}

#[test]
fn a_first_lock_takes_all_names() {
    expect![[r#"
        # Published names: what AWS calls it = where it is in Rust.
        # `cargo xtask regen` adds new names. A name that would change or vanish is an error, unless the
        # flag --accept-renames says that this is meant: programs that use the old path stop compiling.
        AWS::Cognito::UserPool = cognito::CfnUserPool
        AWS::Cognito::UserPool/UserPoolName = cognito::CfnUserPool::user_pool_name
        AWS::Cognito::UserPool/UserPoolTags = cognito::CfnUserPool::user_pool_tags
    "#]].assert_eq(&frozen().render());
}

#[test]
fn what_is_rendered_is_read_back() {
    assert_eq!(
        Frozen::parse("spec/names.lock", &frozen().render()).unwrap(),
        frozen()
    );
}

#[test]
fn names_with_any_characters_survive_on_one_line_of_ascii() {
    let hostile = names(&[
        ("# no comment", "x::A"),
        (" = ", "x::B"),
        ("a = b = c", "x::C"),
        ("line\nbreak\r\n\u{2028}", "x::D"),
        ("back\\slash \\u{41}", "x::E"),
        ("\u{feff}é\u{202e} ", "x::F"),
        (" ", "x::G"),
        ("tab\t", "x::H"),
    ]);
    let lock = Frozen::default().merge(&hostile, false).unwrap();
    let text = lock.render();
    assert!(text.is_ascii());
    expect![[r#"
        # Published names: what AWS calls it = where it is in Rust.
        # `cargo xtask regen` adds new names. A name that would change or vanish is an error, unless the
        # flag --accept-renames says that this is meant: programs that use the old path stop compiling.
        \u{20} = x::G
        \u{20}=\u{20} = x::B
        \u{23} no comment = x::A
        a = b = c = x::C
        back\\slash \\u{41} = x::E
        line\u{a}break\u{d}\u{a}\u{2028} = x::D
        tab\u{9} = x::H
        \u{feff}\u{e9}\u{202e}\u{20} = x::F
    "#]].assert_eq(&text);
    assert_eq!(Frozen::parse("spec/names.lock", &text).unwrap(), lock);
}

#[test]
fn order_blank_lines_comments_and_line_ends_do_not_matter() {
    let text = "\r\n# by hand\r\nAWS::Cognito::UserPool/UserPoolTags   =   cognito::CfnUserPool::user_pool_tags\r\n\
                AWS::Cognito::UserPool/UserPoolName = cognito::CfnUserPool::user_pool_name\n\n\
                AWS::Cognito::UserPool = cognito::CfnUserPool";
    assert_eq!(Frozen::parse("spec/names.lock", text).unwrap(), frozen());
    assert_eq!(
        Frozen::parse("spec/names.lock", "").unwrap(),
        Frozen::default()
    );
}

#[test]
fn new_names_are_added() {
    let mut current = published();
    current.insert(
        "AWS::Cognito::UserPool/Arn".to_owned(),
        "cognito::CfnUserPoolRef::attr_arn".to_owned(),
    );
    let merged = frozen().merge(&current, false).unwrap();
    assert_eq!(merged, Frozen::default().merge(&current, false).unwrap());
    assert_ne!(merged, frozen());
}

#[test]
fn all_names_that_would_change_or_vanish_are_listed() {
    let current = names(&[
        (POOL, "cognito::CfnPool"),
        (NAME, "cognito::CfnPool::user_pool_name"),
        ("AWS::Cognito::UserPool/New", "cognito::CfnPool::new"),
    ]);
    let error = frozen().merge(&current, false).unwrap_err();
    expect![[r#"
        published names would change:
          AWS::Cognito::UserPool: cognito::CfnUserPool -> cognito::CfnPool
          AWS::Cognito::UserPool/UserPoolName: cognito::CfnUserPool::user_pool_name -> cognito::CfnPool::user_pool_name
        published names would vanish, for they are not generated any more:
          AWS::Cognito::UserPool/UserPoolTags: cognito::CfnUserPool::user_pool_tags
        programs that use them would stop compiling. If that is meant, make it a new major version and run `cargo xtask regen` with --accept-renames; if not, look at what changed in spec/, or in the tables of xtask/src/regen/names/"#]].assert_eq(&error.to_string());

    let accepted = frozen().merge(&current, true).unwrap();
    assert_eq!(accepted, Frozen::default().merge(&current, false).unwrap());
    assert!(!accepted.render().contains("UserPoolTags"));
}

#[test]
fn only_what_happens_is_reported() {
    let mut current = published();
    current.remove(TAGS);
    let error = frozen().merge(&current, false).unwrap_err();
    expect![[r#"
        published names would vanish, for they are not generated any more:
          AWS::Cognito::UserPool/UserPoolTags: cognito::CfnUserPool::user_pool_tags
        programs that use them would stop compiling. If that is meant, make it a new major version and run `cargo xtask regen` with --accept-renames; if not, look at what changed in spec/, or in the tables of xtask/src/regen/names/"#]].assert_eq(&error.to_string());
}

#[test]
fn a_path_that_is_none_never_reaches_the_file() {
    for path in ["", "x::", "::x", "x::1", "x y", "x\nb = c", "x::é", "x-y"] {
        let current = names(&[(POOL, path)]);
        for accept in [false, true] {
            let error = Frozen::default().merge(&current, accept).unwrap_err();
            assert!(error.to_string().contains("cannot be frozen"), "{error}");
        }
    }
    let error = Frozen::default()
        .merge(&names(&[(POOL, "x\ny")]), true)
        .unwrap_err();
    expect![[r#"the name `AWS::Cognito::UserPool` and the Rust path `x\ny` cannot be frozen, for one of them is none: this is a fault of the generator"#]].assert_eq(&error.to_string());
}

#[test]
fn errors_have_the_number_of_the_line() {
    let errors: Vec<_> = [
        "# a comment\n\nAWS::Cognito::UserPool",
        "<<<<<<< HEAD\n",
        "AWS::Cognito::UserPool = ",
        " = cognito::CfnUserPool",
        "A = a::B\nA::X = a::X\nA = a::C",
        "A = a::B; fn main() {}",
        "A = r#type",
        "A\\n = a::B",
        "A\\u{110000} = a::B",
        "A\\u{zz = a::B",
        "\u{feff}A = \u{202e}a",
    ]
    .map(error)
    .into();
    expect![[r#"
        spec/names.lock, line 3: expected `upstream name = rust::path`, found `AWS::Cognito::UserPool`
        spec/names.lock, line 1: expected `upstream name = rust::path`, found `<<<<<<< HEAD`
        spec/names.lock, line 1: expected `upstream name = rust::path`, found ``, which is no Rust path
        spec/names.lock, line 1: expected `upstream name = rust::path`, found no name before the ` = `
        spec/names.lock, line 3: `A` stands in line 1 already: keep the line that was published
        spec/names.lock, line 1: expected `upstream name = rust::path`, found `a::B; fn main() {}`, which is no Rust path
        spec/names.lock, line 1: expected `upstream name = rust::path`, found `r#type`, which is no Rust path
        spec/names.lock, line 1: `A\\n` has a `\` that starts neither `\\` nor `\u{..}`
        spec/names.lock, line 1: `A\\u{110000}` has a `\` that starts neither `\\` nor `\u{..}`
        spec/names.lock, line 1: `A\\u{zz` has a `\` that starts neither `\\` nor `\u{..}`
        spec/names.lock, line 1: expected `upstream name = rust::path`, found `\u{202e}a`, which is no Rust path"#]].assert_eq(&errors.join("\n"));
    let long = "x".repeat(1_000_000);
    assert!(error(&long).len() < 400);
}
