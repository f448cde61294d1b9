//! Upstream's text inside of comments, and links.

use super::super::docs::{code, link, property_anchor, resource_page, type_page};

const FALLBACK: &str = "https://docs.aws.amazon.com/fallback.html";

#[test]
fn text_stays_inside_of_its_code_span() {
    let cases = [
        ("plain", "`plain`"),
        ("*/", "`*/`"),
        ("a`b", "`` a`b ``"),
        ("`", "`` ` ``"),
        ("``` rust", "```` ``` rust ````"),
        (" edge ", "`  edge  `"),
        ("two\nlines\r\tand more", "`two lines  and more`"),
        ("", "the empty text"),
        ("\u{202e}gnol", "`\\u{202e}gnol`"),
        ("a\u{200b}b\0", "`a\\u{200b}b\\0`"),
        ("é{1}", "`é{1}`"),
        ("\"'\\", "`\"'\\`"),
    ];
    for (text, expected) in cases {
        assert_eq!(code(text), expected, "{text:?}");
    }
}

#[test]
fn only_pages_of_aws_are_linked() {
    let good = "https://docs.aws.amazon.com/a/b.html#cfn-a_b-c";
    assert_eq!(link(Some(good), FALLBACK), good);
    assert_eq!(link(Some(&good.replace("https", "http")), FALLBACK), good);
    let bad = [
        "",
        "docs.aws.amazon.com/a",
        "javascript:alert(1)",
        "https://docs.aws.amazon.com",
        "https://docs.aws.amazon.com.example.com/a",
        "https://example.com/docs.aws.amazon.com/",
        "https://docs.aws.amazon.com/a)b",
        "https://docs.aws.amazon.com/<b>",
        "https://docs.aws.amazon.com/a\nb",
        "https://docs.aws.amazon.com/a b",
        "ftp://docs.aws.amazon.com/a",
    ];
    for bad in bad {
        assert_eq!(link(Some(bad), FALLBACK), FALLBACK, "{bad:?}");
    }
    assert_eq!(link(None, FALLBACK), FALLBACK);
}

#[test]
fn a_name_leads_to_its_page() {
    let base = "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/";
    let page = resource_page("AWS::Cognito::UserPool");
    assert_eq!(page, format!("{base}aws-resource-cognito-userpool.html"));
    let page = type_page("AWS::Cognito::UserPool", "Policies");
    assert_eq!(
        page,
        format!("{base}aws-properties-cognito-userpool-policies.html")
    );
    let place = property_anchor(
        &page,
        "AWS::Cognito::UserPool",
        Some("Policies"),
        "SignInPolicy",
    );
    assert_eq!(
        place,
        format!("{page}#cfn-cognito-userpool-policies-signinpolicy")
    );
    assert_eq!(
        resource_page("Alexa::ASK::Skill"),
        format!("{base}aws-resource-alexa-ask-skill.html")
    );
}

#[test]
fn bounds_are_sentences() {
    use crate::regen::model::{DoubleBounds, IntBounds, ListOf, MapOf, TextBounds, Ty};
    let text = |min_length, max_length, pattern: Option<&str>| {
        let pattern = pattern.map(str::to_owned);
        Ty::Text(TextBounds {
            min_length,
            max_length,
            pattern,
        })
    };
    let list = |items, min_items, max_items, unique_items| {
        Ty::List(ListOf {
            min_items,
            max_items,
            unique_items,
            ..ListOf::new(items)
        })
    };
    let map = |values, max_items| {
        Ty::Map(MapOf {
            max_items,
            ..MapOf::new(values)
        })
    };
    let cases = [
        (Ty::text(), ""),
        (Ty::Enum(vec!["a".to_owned()]), ""),
        (
            text(Some(1), Some(9), Some("^a$")),
            "1 to 9 characters that match `^a$`.",
        ),
        (text(Some(1), None, None), "At least 1 character."),
        (text(None, Some(1), None), "At most 1 character."),
        (
            text(Some(1), None, Some("^a$")),
            "At least 1 character that matches `^a$`.",
        ),
        (text(Some(2), Some(2), None), "Exactly 2 characters."),
        (
            text(None, None, Some("^a$")),
            "Characters that match `^a$`.",
        ),
        (
            Ty::Integer(IntBounds {
                minimum: Some(-1),
                maximum: None,
            }),
            "At least -1.",
        ),
        (
            Ty::Integer(IntBounds {
                minimum: Some(0),
                maximum: Some(1),
            }),
            "0 to 1.",
        ),
        (
            Ty::Double(DoubleBounds {
                minimum: None,
                maximum: Some(0.5),
            }),
            "At most 0.5.",
        ),
        (
            list(Ty::Boolean, Some(1), Some(1), false),
            "Exactly 1 element.",
        ),
        (list(Ty::Boolean, None, None, true), "None twice."),
        (
            list(text(None, Some(3), None), Some(1), Some(3), true),
            "1 to 3 elements, none twice. Each element: at most 3 characters.",
        ),
        (map(Ty::Boolean, Some(1)), "At most 1 entry."),
        (text(Some(0), Some(1), None), "0 to 1 characters."),
        (
            map(text(Some(2), None, None), Some(50)),
            "At most 50 entries. Each value: at least 2 characters.",
        ),
    ];
    for (ty, expected) in cases {
        assert_eq!(super::super::docs::bounds(&ty), expected, "{ty:?}");
    }
}
