//! The reader of regular expressions in the syntax that AWS's schemas use.
//!
//! The expressions are written for the engines of Java and JavaScript, which agree on nearly all
//! that occurs. What they read differently, and what no automaton can express, is refused with a
//! reason instead of being given a meaning that could be too strict.

use std::iter;

use regex_syntax::hir::{Class, ClassUnicode, ClassUnicodeRange, HirKind};

use super::Unsupported;

/// How deep groups may nest. Published expressions stay below 10.
const MAX_DEPTH: usize = 100;
/// The longest expression that is read, in characters. Published ones stay below 1,200.
const MAX_LENGTH: usize = 5_000;

/// A regular expression as a tree.
#[derive(Debug, Clone)]
pub(super) enum Node {
    /// One character of a set.
    Set(ClassUnicode),
    /// `^`: the start of the text.
    Start,
    /// `$`: the end of the text.
    End,
    /// `\b`, or `\B` if false: whether a word begins or ends here.
    Boundary(bool),
    /// One after the other. The empty sequence is the empty expression.
    Concat(Vec<Node>),
    /// One of several.
    Alternatives(Vec<Node>),
    /// Repeated at least and at most so many times.
    Repeat(Box<Node>, u32, Option<u32>),
    /// A condition on the text after this place, or before it.
    Look {
        ahead: bool,
        wanted: bool,
        node: Box<Node>,
    },
}

impl Node {
    /// These nodes one after the other, without a level for sequences within the sequence.
    pub(super) fn concat(nodes: impl IntoIterator<Item = Node>) -> Node {
        let mut flat = Vec::new();
        for node in nodes {
            match node {
                Node::Concat(inner) => flat.extend(inner),
                other => flat.push(other),
            }
        }
        single_or(flat, Node::Concat)
    }
}

/// The only node there is, or all of them as `many` makes them one.
fn single_or(nodes: Vec<Node>, many: fn(Vec<Node>) -> Node) -> Node {
    match <[Node; 1]>::try_from(nodes) {
        Ok([single]) => single,
        Err(nodes) => many(nodes),
    }
}

/// The set of these ranges, which include both ends.
fn set(ranges: &[(char, char)]) -> ClassUnicode {
    ClassUnicode::new(
        ranges
            .iter()
            .map(|&(from, to)| ClassUnicodeRange::new(from, to)),
    )
}

/// All characters.
pub(super) fn any() -> ClassUnicode {
    set(&[('\0', char::MAX)])
}

/// The characters of `\s`. Java has the ASCII ones and ECMA-262 more, and which engine AWS asks is not
/// known for every property, so the meaning that refuses less is taken.
fn space(wide: bool) -> ClassUnicode {
    let ascii = [('\t', '\r'), (' ', ' ')];
    let beyond = [
        ('\u{A0}', '\u{A0}'),
        ('\u{1680}', '\u{1680}'),
        ('\u{2000}', '\u{200A}'),
        ('\u{2028}', '\u{2029}'),
        ('\u{202F}', '\u{202F}'),
        ('\u{205F}', '\u{205F}'),
        ('\u{3000}', '\u{3000}'),
        ('\u{FEFF}', '\u{FEFF}'),
    ];
    let beyond = beyond.iter().filter(|_| wide);
    set(&ascii.iter().chain(beyond).copied().collect::<Vec<_>>())
}

/// The characters of `\w`, which are ASCII in AWS's engines, as those of `\d` are.
pub(super) fn word() -> ClassUnicode {
    set(&[('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z')])
}

fn complement(mut set: ClassUnicode) -> ClassUnicode {
    set.negate();
    set
}

fn contains(set: &ClassUnicode, c: char) -> bool {
    set.iter()
        .any(|range| (range.start()..=range.end()).contains(&c))
}

/// Reads a regular expression.
pub(super) fn parse(pattern: &str) -> Result<Node, Unsupported> {
    let text: Vec<char> = pattern.chars().collect();
    if text.len() > MAX_LENGTH {
        return Err(Unsupported(format!("too large: {} characters", text.len())));
    }
    let mut parser = Parser {
        text,
        at: 0,
        depth: 0,
        flags: Flags::default(),
    };
    let node = parser.alternatives()?;
    match parser.peek() {
        None => Ok(node),
        Some(_) => Err(unsupported("a `)` without a `(`")),
    }
}

fn unsupported(reason: &str) -> Unsupported {
    Unsupported(reason.to_owned())
}

/// A backslash and the characters after it, or a character that stands for itself.
enum Item {
    Char(char),
    Set(ClassUnicode),
}

#[derive(Clone, Copy, Default)]
struct Flags {
    ignore_case: bool,
    dot_all: bool,
}

struct Parser {
    text: Vec<char>,
    at: usize,
    depth: usize,
    flags: Flags,
}

impl Parser {
    fn peek(&self) -> Option<char> {
        self.text.get(self.at).copied()
    }

    fn next(&mut self) -> Option<char> {
        let next = self.peek();
        self.at += usize::from(next.is_some());
        next
    }

    /// The next character if it satisfies a condition.
    fn next_if(&mut self, condition: impl Fn(&char) -> bool) -> Option<char> {
        self.peek().filter(condition)?;
        self.next()
    }

    /// Steps over an ASCII text if it comes next.
    fn eat(&mut self, ascii: &str) -> bool {
        let rest = self.text.iter().skip(self.at).take(ascii.len());
        let found = rest.copied().eq(ascii.chars());
        if found {
            self.at += ascii.len();
        }
        found
    }

    /// Reads to the end of the text or of the group.
    fn alternatives(&mut self) -> Result<Node, Unsupported> {
        let mut nodes = vec![self.sequence()?];
        while self.eat("|") {
            nodes.push(self.sequence()?);
        }
        Ok(single_or(nodes, Node::Alternatives))
    }

    fn sequence(&mut self) -> Result<Node, Unsupported> {
        let mut nodes = Vec::new();
        while let Some(c) = self.next_if(|c| !matches!(c, '|' | ')')) {
            let atom = self.atom(c)?;
            nodes.push(self.quantified(atom)?);
        }
        Ok(Node::concat(nodes))
    }

    /// Reads what begins with `c`.
    fn atom(&mut self, c: char) -> Result<Node, Unsupported> {
        Ok(match c {
            '^' => Node::Start,
            '$' => Node::End,
            '.' if self.flags.dot_all => Node::Set(any()),
            '.' => Node::Set(complement(set(&[('\n', '\n')]))),
            '[' => Node::Set(self.class()?),
            '(' => self.group()?,
            '\\' if self.eat("b") => Node::Boundary(true),
            '\\' if self.eat("B") => Node::Boundary(false),
            '\\' if self.eat("A") => Node::Start,
            '\\' if self.eat("Z") || self.eat("z") => Node::End,
            '\\' => match self.escape(false)? {
                Item::Char(c) => Node::Set(self.folded(set(&[(c, c)]))),
                Item::Set(set) => Node::Set(set),
            },
            '*' | '+' | '?' => return Err(Unsupported(format!("a `{c}` with nothing to repeat"))),
            '{' if self.peek().is_some_and(|c| c == ',' || c.is_ascii_digit()) => {
                return Err(unsupported("a `{` with nothing to repeat"));
            }
            _ => Node::Set(self.folded(set(&[(c, c)]))),
        })
    }

    /// Adds the other case of each ASCII letter if case is ignored. Java folds no others.
    fn folded(&self, mut set: ClassUnicode) -> ClassUnicode {
        if self.flags.ignore_case {
            for lower in 'a'..='z' {
                let upper = lower.to_ascii_uppercase();
                if contains(&set, lower) || contains(&set, upper) {
                    set.push(ClassUnicodeRange::new(lower, lower));
                    set.push(ClassUnicodeRange::new(upper, upper));
                }
            }
        }
        set
    }

    /// Reads the quantifier after an atom, if there is one. Whether it is lazy makes no difference
    /// to the question whether there is a match.
    fn quantified(&mut self, atom: Node) -> Result<Node, Unsupported> {
        let after_brace = self.text.get(self.at + 1);
        let (min, max) = match self.peek() {
            Some('*') => (0, None),
            Some('+') => (1, None),
            Some('?') => (0, Some(1)),
            Some('{') if after_brace.is_some_and(|&c| c == ',' || c.is_ascii_digit()) => {
                self.at += 1;
                self.bounds()?
            }
            _ => return Ok(atom),
        };
        self.at += 1;
        if self.eat("+") {
            return Err(unsupported("a possessive quantifier"));
        }
        self.eat("?");
        Ok(Node::Repeat(Box::new(atom), min, max))
    }

    /// Reads `2`, `2,` or `2,3`, and stops before the closing brace.
    fn bounds(&mut self) -> Result<(u32, Option<u32>), Unsupported> {
        let malformed = || unsupported("a malformed `{…}` quantifier");
        let min = self.number()?.ok_or_else(malformed)?;
        let max = if self.eat(",") {
            self.number()?
        } else {
            Some(min)
        };
        if self.peek() != Some('}') || max.is_some_and(|max| max < min) {
            return Err(malformed());
        }
        Ok((min, max))
    }

    fn number(&mut self) -> Result<Option<u32>, Unsupported> {
        let digits: String = iter::from_fn(|| self.next_if(char::is_ascii_digit)).collect();
        if digits.is_empty() {
            return Ok(None);
        }
        let number = digits.parse();
        number
            .map(Some)
            .map_err(|_| Unsupported(format!("too large: {digits} repetitions")))
    }

    /// Reads a group, after its opening parenthesis.
    fn group(&mut self) -> Result<Node, Unsupported> {
        let looks = [
            ("?=", true, true),
            ("?!", true, false),
            ("?<=", false, true),
            ("?<!", false, false),
        ];
        let look = looks.into_iter().find(|(prefix, ..)| self.eat(prefix));
        let outside = self.flags;
        if look.is_none() && self.eat("?") && !self.flags()? {
            return Ok(Node::Concat(Vec::new()));
        }
        if self.depth == MAX_DEPTH {
            return Err(unsupported("too large: groups nest too deep"));
        }
        self.depth += 1;
        let node = self.alternatives()?;
        self.depth -= 1;
        self.flags = outside;
        if !self.eat(")") {
            return Err(unsupported("an unclosed group"));
        }
        Ok(match look {
            // Nothing at all follows: another way to write the end of the text.
            Some((_, true, false)) if matches!(&node, Node::Set(set) if *set == any()) => Node::End,
            Some((_, ahead, wanted)) => Node::Look {
                ahead,
                wanted,
                node: Box::new(node),
            },
            None => node,
        })
    }

    /// Reads what is between the question mark of a group and its content: flags, a name or
    /// nothing. False if that was the whole group, as in `(?i)`.
    fn flags(&mut self) -> Result<bool, Unsupported> {
        if self.eat("<") {
            while self.next_if(|&c| c != '>').is_some() {}
            return if self.eat(">") {
                Ok(true)
            } else {
                Err(unsupported("an unclosed group"))
            };
        }
        loop {
            match self.next() {
                Some('i') => self.flags.ignore_case = true,
                Some('s') => self.flags.dot_all = true,
                Some(':') => return Ok(true),
                Some(')') => return Ok(false),
                Some(c) => return Err(Unsupported(format!("a group that begins with `(?{c}`"))),
                None => return Err(unsupported("an unclosed group")),
            }
        }
    }

    /// Reads a class, after its opening bracket.
    fn class(&mut self) -> Result<ClassUnicode, Unsupported> {
        let negated = self.eat("^");
        if self.eat("]") {
            // JavaScript reads `[^]` as any character and `[]` as none.
            return if negated {
                Ok(any())
            } else {
                Err(unsupported("the empty class `[]`"))
            };
        }
        let from = self.at;
        let mut class = ClassUnicode::empty();
        while !self.eat("]") {
            let left = self.member(negated)?;
            let is_range = self.peek() == Some('-') && self.text.get(self.at + 1) != Some(&']');
            match (left, is_range) {
                (left, true) => {
                    self.at += 1;
                    let right = self.member(negated)?;
                    add_range(&mut class, left, right, negated)?;
                }
                (left, false) => add(&mut class, left),
            }
        }
        // JavaScript takes a bracket or `&&` within a class as it stands, Java nests and
        // intersects. Only where the text has both readings does it matter.
        let body = self.text.get(from..self.at).unwrap_or_default();
        if body.contains(&'[') && self.peek() == Some(']')
            || body.windows(3).any(|w| w == ['&', '&', '['])
        {
            return Err(unsupported("a class within a class"));
        }
        let class = self.folded(class);
        Ok(if negated { complement(class) } else { class })
    }

    fn member(&mut self, negated: bool) -> Result<Item, Unsupported> {
        match self.next() {
            Some('\\') if self.eat("b") => Ok(Item::Char('\u{8}')),
            Some('\\') => self.escape(negated),
            Some(c) => Ok(Item::Char(c)),
            None => Err(unsupported("an unclosed class")),
        }
    }

    /// Reads an escape, after the backslash; a `negated` class refuses what it means.
    fn escape(&mut self, negated: bool) -> Result<Item, Unsupported> {
        let c = self
            .next()
            .ok_or_else(|| unsupported("a backslash at the end"))?;
        let digit = || set(&[('0', '9')]);
        Ok(match c {
            'd' => Item::Set(digit()),
            'D' => Item::Set(complement(digit())),
            's' => Item::Set(space(!negated)),
            'S' => Item::Set(complement(space(negated))),
            'w' => Item::Set(word()),
            'W' => Item::Set(complement(word())),
            'p' => Item::Set(self.property()?),
            'P' => Item::Set(complement(self.property()?)),
            't' => Item::Char('\t'),
            'n' => Item::Char('\n'),
            'v' => Item::Char('\u{B}'),
            'f' => Item::Char('\u{C}'),
            'r' => Item::Char('\r'),
            'x' => Item::Char(scalar(self.hexadecimal(2)?)?),
            'u' => {
                let mut code = self.hexadecimal(4)?;
                if (0xD800..0xDC00).contains(&code) && self.eat("\\u") {
                    let low = self.hexadecimal(4)?;
                    if !(0xDC00..0xE000).contains(&low) {
                        return Err(no_character(code));
                    }
                    code = 0x1_0000 + ((code - 0xD800) << 10) + (low - 0xDC00);
                }
                Item::Char(scalar(code)?)
            }
            '0' if !self.peek().is_some_and(|c| c.is_ascii_digit()) => Item::Char('\0'),
            'c' => match self.next().filter(char::is_ascii_alphabetic) {
                Some(letter) => Item::Char(scalar(u32::from(letter) & 0x1F)?),
                None => return Err(unsupported("a malformed `\\c`")),
            },
            '1'..='9' => return Err(Unsupported(format!("the back reference `\\{c}`"))),
            _ if c.is_ascii_alphanumeric() => {
                return Err(Unsupported(format!("the escape `\\{c}`")));
            }
            _ => Item::Char(c),
        })
    }

    /// Reads so many hexadecimal digits, or any number of them in braces.
    fn hexadecimal(&mut self, count: usize) -> Result<u32, Unsupported> {
        let braced = self.eat("{");
        let count = if braced { 8 } else { count };
        let digits: String = iter::from_fn(|| self.next_if(char::is_ascii_hexdigit))
            .take(count)
            .collect();
        if if braced {
            !self.eat("}")
        } else {
            digits.len() < count
        } {
            return Err(unsupported("a malformed `\\x` or `\\u`"));
        }
        u32::from_str_radix(&digits, 16).map_err(|_| unsupported("a malformed `\\x` or `\\u`"))
    }

    /// Reads the name of a character property, after `\p`.
    fn property(&mut self) -> Result<ClassUnicode, Unsupported> {
        let name: String = if self.eat("{") {
            let name = iter::from_fn(|| self.next_if(char::is_ascii_alphanumeric)).collect();
            if !self.eat("}") {
                return Err(unsupported("a malformed `\\p{…}`"));
            }
            name
        } else {
            self.next().into_iter().collect()
        };
        let other = || Unsupported(format!("the character property `\\p{{{name}}}`"));
        if self.flags.ignore_case {
            return Err(other());
        }
        match name.as_str() {
            "ASCII" => Ok(set(&[('\0', '\x7F')])),
            "Graph" => Ok(set(&[('!', '~')])),
            "Print" => Ok(set(&[(' ', '~')])),
            // General categories. Other names are Unicode's in one engine, POSIX's in the other.
            _ if name.len() <= 2 => {
                let class = regex_syntax::parse(&format!("\\p{{{name}}}")).map_err(|_| other())?;
                match class.into_kind() {
                    HirKind::Class(Class::Unicode(class)) => Ok(class),
                    _ => Err(other()),
                }
            }
            _ => Err(other()),
        }
    }
}

fn scalar(code: u32) -> Result<char, Unsupported> {
    char::from_u32(code).ok_or_else(|| no_character(code))
}

/// Half a surrogate pair, or a number that is too large.
fn no_character(code: u32) -> Unsupported {
    Unsupported(format!("U+{code:04X}, which is not a character"))
}

fn add(class: &mut ClassUnicode, item: Item) {
    match item {
        Item::Char(c) => class.push(ClassUnicodeRange::new(c, c)),
        Item::Set(set) => class.union(&set),
    }
}

/// Adds what `left-right` stands for, which is only a range if both are characters.
fn add_range(
    class: &mut ClassUnicode,
    left: Item,
    right: Item,
    negated: bool,
) -> Result<(), Unsupported> {
    match (left, right) {
        (Item::Char(from), Item::Char(to)) if from > to => {
            return Err(Unsupported(format!(
                "the range `{from}-{to}` that is out of order"
            )));
        }
        (Item::Char(from), Item::Char(to)) => {
            class.push(ClassUnicodeRange::new(from, to));
            // To JavaScript the characters above U+FFFF are two surrogates, which lie within
            // this range. The lenient reading admits them.
            if !negated && from < '\u{E000}' && ('\u{E000}'..'\u{1_0000}').contains(&to) {
                class.push(ClassUnicodeRange::new('\u{1_0000}', char::MAX));
            }
        }
        (left, right) => {
            add(class, left);
            add(class, Item::Char('-'));
            add(class, right);
        }
    }
    Ok(())
}
