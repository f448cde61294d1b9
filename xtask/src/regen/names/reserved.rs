//! Words that cannot be names as they are.

/// The keywords of all editions, the reserved ones too. Raw identifiers would do for most of them,
/// but not for `self`, and not in the names of files; a trailing `_` does for all.
pub(super) const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate",
    "do", "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl",
    "in", "let", "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref",
    "return", "self", "static", "struct", "super", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Methods and fields of every generated struct and builder: a property of the same name would clash with
/// them.
pub(super) const METHODS: &[&str] = &["build", "builder", "optional", "other_properties"];

/// What a path in generated code can start with: a module of the same name would shadow it.
pub(super) const PATH_ROOTS: &[&str] = &[
    "alloc", "bool", "cfn", "char", "core", "f32", "f64", "global", "i128", "i16", "i32", "i64",
    "i8", "ids", "isize", "patterns", "std", "str", "u128", "u16", "u32", "u64", "u8", "usize",
];

/// Features of the generated crate that turn on no service.
pub(super) const FEATURES: &[&str] = &["default", "yaml"];

/// What generated code, or the code of its users, calls by its bare name: a type of the same name
/// would shadow it.
pub(super) const TYPES: &[&str] = &[
    "AsMut",
    "AsRef",
    "AsyncFn",
    "AsyncFnMut",
    "AsyncFnOnce",
    "Box",
    "Clone",
    "Copy",
    "Debug",
    "Default",
    "DoubleEndedIterator",
    "Drop",
    "Eq",
    "Err",
    "ExactSizeIterator",
    "Extend",
    "Fn",
    "FnMut",
    "FnOnce",
    "From",
    "FromIterator",
    "Future",
    "Hash",
    "Into",
    "IntoFuture",
    "IntoIterator",
    "Iterator",
    "None",
    "Ok",
    "Option",
    "Ord",
    "PartialEq",
    "PartialOrd",
    "Result",
    "Self",
    "Send",
    "Sized",
    "Some",
    "String",
    "Sync",
    "ToOwned",
    "ToString",
    "TryFrom",
    "TryInto",
    "Unpin",
    "Value",
    "Vec",
];
