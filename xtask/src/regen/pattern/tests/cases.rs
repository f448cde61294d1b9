//! Expressions with the texts that they match, and expressions that have no table.

/// An expression, texts that match and texts that do not.
pub(super) type Case = (
    &'static str,
    &'static [&'static str],
    &'static [&'static str],
);

const TOO_LONG: &str = match str::from_utf8(&[b'a'; 513]) {
    Ok(text) => text,
    Err(_) => "",
};
const LONGEST: &str = TOO_LONG.split_at(512).0;

/// The expressions of Cognito's schemas, with texts that match and texts that do not.
pub(super) const COGNITO: &[Case] = &[
    (
        r"\{####\}",
        &["{####}", "Your code is {####}."],
        &["", "{###}", "{ #### }", "####"],
    ),
    (
        r"^(arn:[\w+=/,.@-]+:[\w+=/,.@-]+:([\w+=/,.@-]*)?:[0-9]+:[\w+=/,.@-]+(:[\w+=/,.@-]+)?(:[\w+=/,.@-]+)?)?$",
        &[
            "",
            "arn:aws:iam::123456789012:role/a",
            "arn:aws:lambda:us-east-1:1:function:f:1",
        ],
        &[
            "arn",
            "arn:aws:iam::role/a",
            "arn:aws:lambda:us-east-1:1:function:f:1:2",
            "arn:aws:iam::1:é",
        ],
    ),
    (
        r"^(terms-of-use|privacy-policy)$",
        &["terms-of-use", "privacy-policy"],
        &["", "terms", "terms-of-use "],
    ),
    (r"^[0-9a-fA-F]+$", &["0aF"], &["", "0g", "0 "]),
    (
        r"^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[4][0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}$",
        &["3b9f1d2c-0a1b-4c2d-8e3f-0123456789ab"],
        &[
            "3b9f1d2c-0a1b-5c2d-8e3f-0123456789ab",
            "3b9f1d2c-0a1b-4c2d-8e3f-0123456789abc",
            "",
        ],
    ),
    (
        r"^[\p{L}\p{M}\p{S}\p{N}\p{P}\p{Z}]+$",
        &["Grüße, 日本 😀", "a\u{3000}b"],
        &["", "a\nb", "\u{7}"],
    ),
    (
        r"^[\p{L}\p{M}\p{S}\p{N}\p{P}\s*]*$",
        &["", "a\tb\n*é", "a\u{3000}b"],
        &["\0", "a\u{200B}b", "\u{E000}"],
    ),
    (
        r"^[\p{L}\p{M}\p{S}\p{N}\p{P}\s*]*\{####\}[\p{L}\p{M}\p{S}\p{N}\p{P}\s*]*$",
        &["{####}", "確認コードは {####} です。", "{{####}}"],
        &["", "{#####}", "{####}\0", "コード"],
    ),
    (
        r"^[\p{L}\p{M}\p{S}\p{N}\p{P}\s*]*\{##[\p{L}\p{M}\p{S}\p{N}\p{P}\s*]*##\}[\p{L}\p{M}\p{S}\p{N}\p{P}\s*]*$",
        &[
            "{####}",
            "{##Verify##}",
            "Click {##hier 😀##}!",
            "{## {##a##}",
        ],
        &["", "{###}", "{##Verify}", "{##Verify##", "{##\0##}"],
    ),
    (
        r"^[\p{L}\p{M}\p{S}\p{N}\p{P}\s]+$",
        &["a b"],
        &["", "a\u{200B}b"],
    ),
    (
        r"^[\p{L}\p{M}\p{S}\p{N}\p{P}]+$",
        &["user@example.com", "é"],
        &["", "a b", "\n"],
    ),
    (
        r"^[\p{L}\p{M}\p{S}\p{N}\p{P}]+@[\p{L}\p{M}\p{S}\p{N}\p{P}]+$",
        &["a@b", "a@@"],
        &["@b", "a@", "a @b"],
    ),
    (r"^[\w+]+$", &["a_1+"], &["", "a-b", "é"]),
    (
        r"^[\w-]+_[0-9a-zA-Z]+$",
        &["us-east-1_AbC123"],
        &["us-east-1", "us-east-1_", "_a", "a_b-c"],
    ),
    (r"^[\w._-]+$", &["a.b_c-d"], &["", "a/b"]),
    (
        r"^[\w._:/-]+$",
        &["https://a.example/b"],
        &["", "a b", "a?b"],
    ),
    (r"^[\w\- ]+$", &["a - b"], &["", "a.b"]),
    (
        r"^[\w\s+=,.@-]+$",
        &["My pool, v=1"],
        &["", "a/b", "a\u{200B}b"],
    ),
    (r"^[\w\s+=.@-]+$", &["a b"], &["", "a,b"]),
    (r"^[\w_]+$", &["a_1"], &["", "a-b"]),
    (
        r"^[\x21\x23-\x2E\x30-\x5B\x5D-\x7E]+$",
        &["!~[]"],
        &["", " ", "\"", "/", "\\", "\x7F"],
    ),
    (r"^[\x21\x23-\x5B\x5D-\x7E]+$", &["a/b"], &["", "\"", "\\"]),
    (
        r"^[^_\p{Z}][\p{L}\p{M}\p{S}\p{N}\p{P}][^_\p{Z}]+$",
        &["abc", "\0_\0"],
        &["ab", "_bc", "ab_", "a c", "ab c"],
    ),
    (
        r"^[a-z0-9](?:[a-z0-9\-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9\-]*[a-z0-9])?)+$",
        &["auth.example.com", "a.b"],
        &["example", "-a.b", "a-.b", "a..b", "A.b", "a.b."],
    ),
    (
        r"^[a-z0-9](?:[a-z0-9\-]{0,61}[a-z0-9])?$",
        &[
            "a",
            "a-b",
            "a23456789012345678901234567890123456789012345678901234567890123",
        ],
        &[
            "",
            "-a",
            "a-",
            "a234567890123456789012345678901234567890123456789012345678901234",
        ],
    ),
    (r"^[a-zA-Z0-9_-]+$", &["a-Z_0"], &["", "a.b"]),
    (
        r"^arn:[\w+=/,.@-]+:[\w+=/,.@-]+:([\w+=/,.@-]*)?:[0-9]+:[\w+=/,.@-]+(:[\w+=/,.@-]+)?(:[\w+=/,.@-]+)?$",
        &["arn:aws:acm:us-east-1:123456789012:certificate/a"],
        &[
            "",
            "xarn:aws:acm:us-east-1:1:a",
            "arn:aws:acm:us-east-1:x:a",
        ],
    ),
    (
        r"arn:[\w+=/,.@-]+:[\w+=/,.@-]+:([\w+=/,.@-]*)?:[0-9]+:[\w+=/,.@-]+(:[\w+=/,.@-]+)?(:[\w+=/,.@-]+)?",
        &[
            "arn:aws:acm:us-east-1:1:a",
            "see arn:aws:acm::1:a!",
            "arn:arn:aws:acm::1:a",
        ],
        &["", "arn:aws:acm:us-east-1", "arn:aws:acm:us-east-1:1:"],
    ),
];

/// Expressions of other services' schemas.
pub(super) const OTHER_SERVICES: &[Case] = &[
    (
        r"^((/[A-Za-z0-9\.,\+@=_-]+)*)/$",
        &["/", "/a/b/"],
        &["", "a/", "/a", "//"],
    ),
    (r"^(2|4|5)\d\d$", &["200", "499"], &["300", "20", "2000"]),
    (
        r"^(arn:(aws[a-zA-Z-]*)?:[a-z0-9-.]+:.*)|()$",
        &["arn:aws:s3:::b", "arn::s3:", "", "x"],
        &[],
    ),
    (
        r"^(arn:(aws[a-zA-Z-]*)?:lambda:)?((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\d{1}:)?(\d{12}:)?(function:)?([a-zA-Z0-9-_]+)(:(\$LATEST|[a-zA-Z0-9-_]+))?$",
        &[
            "f",
            "f:$LATEST",
            "arn:aws:lambda:us-gov-west-1:123456789012:function:f:1",
            "function:f",
        ],
        &[
            "",
            "f:",
            "a:b:c",
            "arn:aws:lambda:us-east-1:123456789012:function:",
        ],
    ),
    (
        r"^[.\-_/#A-Za-z0-9]{1,512}\Z",
        &["/a/b", LONGEST],
        &["", TOO_LONG],
    ),
    (
        r"^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$",
        &["", "Größe 1", "\u{3000}"],
        &["a!", "\n"],
    ),
    (
        r"^[\u0009\u000A\u000D\u0020-\u00FF]+$",
        &["a\tb\u{A0}ÿ"],
        &["", "Ā", "\u{B}"],
    ),
    (
        r"^(\u002F)|(\u002F[\u0021-\u007E]+\u002F)$",
        &["/", "/a/", "x/a/"],
        &["", "a", "a/b"],
    ),
    (
        r"^(?!aws:)[\p{L}\p{Z}\p{N}_.:\/=+\-@%]*$",
        &["Name"],
        &["aws:Name", "a!"],
    ),
    (
        r"^arn:aws[a-zA-Z-]*:elasticfilesystem:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\d{1}:\d{12}:access-point/fsap-[a-f0-9]{17}$|^arn:aws[-a-z]*:s3files:[0-9a-z-:]+:file-system/fs-[0-9a-f]{17,40}/access-point/fsap-[0-9a-f]{17,40}$",
        &[
            "arn:aws:elasticfilesystem:eusc-de-east-1:123456789012:access-point/fsap-0123456789abcdef0",
        ],
        &["arn:aws:elasticfilesystem:us-east-1:123456789012:access-point/fsap-0123456789abcdef"],
    ),
];

/// What the syntax means where engines differ or mistakes are easy.
pub(super) const SYNTAX: &[Case] = &[
    (r"a|^b$", &["xax", "b"], &["bb", ""]),
    (r"^a.c$", &["abc", "aéc", "a\rc"], &["a\nc", "ac"]),
    (r"^(?s)a.c$", &["a\nc"], &["ac"]),
    (r"^(?s:a.)c.$", &["a\ncx"], &["a\nc\n"]),
    (
        r"^((?i)arn):[a-f](?i:\x41|é)$",
        &["ARN:aa", "aRn:fA", "arn:aé"],
        &["arn:Aa", "arn:aÉ"],
    ),
    (r"^(?i)[^a-c]$", &["d", "é"], &["a", "B"]),
    (
        r"^\d\D\w\W\s\S$",
        &["1é_é\u{B}é", "1é_é\u{A0}é", "1é_é \u{3000}"],
        &["é", "11_é é", "1é__ é", "1é_é\u{200B}é", "1é_é  "],
    ),
    (
        r"^[^\s][^\S]$",
        &["a\u{3000}", "\u{A0} "],
        &[" \u{3000}", "aa"],
    ),
    (r"^[^\d][\D]$", &["éx"], &["1x", "x1"]),
    (r"^\/\-\_\<\@$", &["/-_<@"], &["\\/-_<@"]),
    (
        r"^\u0041\x42\u{43}\x{1F600}\uD83D\uDE00$",
        &["ABC😀😀"],
        &["ABC😀"],
    ),
    (
        r"^[\uD800\uDC00-\uDBFF\uDFFF]$",
        &["😀", "\u{10000}"],
        &["\u{FFFF}", "a"],
    ),
    (r"^[\u0020-\uFFFD]$", &["a", "😀"], &["\n", "\u{FFFF}"]),
    (r"^[\uD7FF-\uE000]$", &["😀", "\u{E000}"], &["\u{E001}"]),
    (r"^[^\u0020-\uFFFF]$", &["\n", "😀"], &["a"]),
    (
        r"^\p{Lu}\pN\P{L}\p{Print}\p{Graph}\p{ASCII}$",
        &["Ä٣! !\0"],
        &["ä٣! !\0", "Ä٣é !\0", "Ä٣!  \0"],
    ),
    (r"^[a-z0-9-_.]+$", &["a-_."], &["a/"]),
    (r"^[\w-.]+[a-\d]$", &["_-.-"], &["_b", "/a"]),
    (r"^[a[b]$", &["[", "a"], &["c", "a]"]),
    (r"^[a&&b~~+--]+$", &["a&b~+,-"], &[".", "c"]),
    (
        r"^[^][\^\]\-\b\\]$",
        &["\n^", "é]", "a-", "a\u{8}", "a\\"],
        &["aa", "a[", ""],
    ),
    (r"^[\0-\cB]\cj?$", &["\0", "\u{2}\n"], &[" ", "\u{3}"]),
    (r"^\$\{a}b{c$", &["${a}b{c"], &["$a"]),
    (r"^a]b}$", &["a]b}"], &["ab"]),
    (
        r"^(a{2}|b{2,}|c{1,2})$",
        &["aa", "bb", "bbbbb", "c", "cc"],
        &["a", "aaa", "b", "", "ccc"],
    ),
    (r"^a*?b+?c??d{1,2}?$", &["bd", "aabbcdd"], &["ad", "bddd"]),
    (r"^(?:|a)(?<name>b)()$", &["b", "ab"], &["", "a"]),
    (r"\A(a*)*\Z", &["", "aaa"], &["b"]),
    (r"\bon\b", &["on", "é on!", "éon"], &["one", "_on", ""]),
    (r"^a\Bb\b\B$", &[], &["ab"]),
    (r"^.\B.$", &["ab", "é-"], &["a-", "-a", ""]),
    (r"^.{3}$", &["日本😀"], &["日本", "abcd"]),
    (r"(^$)|[^a]$", &["", "ab", "\n"], &["a", "ba"]),
];

/// Conditions at both ends of the text.
pub(super) const LOOK_AROUNDS: &[Case] = &[
    (
        r"^[0-9A-Za-z\.\-_]*(?<!\.)$",
        &["", "a.b", "my-bucket"],
        &["a.", ".", "a/b"],
    ),
    (r"^(?!aws:).+$", &["aws", "xaws:"], &["aws:", "aws:x", ""]),
    (
        r"^(?!aws:)(?!rds:)[a-z:]*",
        &["", "aws", "xrds:"],
        &["aws:", "rds:x"],
    ),
    (r"^((?!aws:)[a-z:]*)$", &["aw", "s:"], &["aws:", "A"]),
    (r"(?=^.{2,3}$)^a", &["ab", "abc"], &["a", "abcd", "bab"]),
    (r"(?!^[.-])^([a-z.-]+)$", &["a."], &[".a", "-", ""]),
    (
        r"^(?=.*[a-z])(?=.*\d)[^ ]+$",
        &["a1", "1xa"],
        &["a", "1", "a 1"],
    ),
    (
        r"^(?!.*--)[a-z-]+(?<!-)(?<!x)$",
        &["a-b"],
        &["a--b", "a-", "ax"],
    ),
    (r"^a*(?<=aa)$", &["aa", "aaa"], &["a", ""]),
    (
        r"^(?!(?i)stop$)[a-zA-Z]+$|^9$",
        &["go", "stopx", "9"],
        &["STOP", "99"],
    ),
    (r"^a+(?![\s\S])", &["a", "aa"], &["ab", "a\n"]),
];

/// What has no table, and why.
pub(super) const UNSUPPORTED: &[(&str, &str)] = &[
    ("(a", "an unclosed group"),
    ("(?", "an unclosed group"),
    ("(?<a", "an unclosed group"),
    ("a)", "a `)` without a `(`"),
    ("[a", "an unclosed class"),
    ("[a-", "an unclosed class"),
    ("[]", "the empty class `[]`"),
    ("[z-a]", "the range `z-a` that is out of order"),
    ("[[:alpha:]]", "a class within a class"),
    (r"[\p{L}&&[^a]]", "a class within a class"),
    ("*a", "a `*` with nothing to repeat"),
    ("a**", "a `*` with nothing to repeat"),
    ("{2}", "a `{` with nothing to repeat"),
    ("a{,2}", "a malformed `{…}` quantifier"),
    ("a{2,1}", "a malformed `{…}` quantifier"),
    ("a{1, 2}", "a malformed `{…}` quantifier"),
    ("a++", "a possessive quantifier"),
    ("(?>a)", "a group that begins with `(?>`"),
    ("(?m)^a", "a group that begins with `(?m`"),
    (r"(a)\1", r"the back reference `\1`"),
    (r"\Qa\E", r"the escape `\Q`"),
    (r"\h", r"the escape `\h`"),
    (r"\01", r"the escape `\0`"),
    (r"\c1", r"a malformed `\c`"),
    (r"\x4", r"a malformed `\x` or `\u`"),
    (r"\u{110000}", "U+110000, which is not a character"),
    (r"[\uD83C-\uDBFF]", "U+D83C, which is not a character"),
    (r"\uD83C\u0041", "U+D83C, which is not a character"),
    (r"\p{IsGreek}", r"the character property `\p{IsGreek}`"),
    (r"\p{Xx}", r"the character property `\p{Xx}`"),
    (r"\p{L", r"a malformed `\p{…}`"),
    ("a\\", "a backslash at the end"),
    ("(?!a)b", "a look-around within the expression"),
    ("^(a(?!b).)*$", "a look-around within the expression"),
    ("^a(?<=a)", "a look-around within the expression"),
    (r"^((?!-)a)+$", "a look-around within the expression"),
];
