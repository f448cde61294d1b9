//! A regular expression of an AWS schema, as a table.
//!
//! The generator turns each `pattern` of a schema into a minimal automaton over classes of
//! characters and writes it down as byte strings. This module only walks such a table, in a
//! `const fn`: the compiler checks literals with it, `synth()` checks the values that are known
//! at run time, and neither of them carries a regular expression engine.

use core::fmt;

/// The bit that is flipped in every byte of a table.
const FLIPPED: u8 = 0x40;
/// How many bytes a range of characters has in [`PatternTables::wide`].
const RANGE: usize = 5;

/// A regular expression that was compiled to a table when the code was generated.
///
/// It asks whether the expression is found anywhere in a value, as JSON schema does: an
/// expression that means the whole value says so with `^` and `$`.
///
/// ```
/// use cognito_cdk_template::pattern::{Pattern, PatternTables};
///
/// /// State 0 has read nothing yet, state 1 one `a` or more. State 2 would accept whatever
/// /// follows, but this expression never gets there; state 3 refuses whatever follows.
/// const LETTERS: Pattern = Pattern::new(
///     "^a+$",
///     PatternTables {
///         ascii: b"@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@\
///                  @@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@A@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@",
///         wide: b"@@B@@",
///         width: 2,
///         rows: b"CACA",
///         high: b"",
///         start: 0,
///         accept: 1,
///     },
/// );
/// const _: () = assert!(LETTERS.matches("aaa"));
/// assert!(!LETTERS.matches("ab"));
/// ```
#[derive(Clone, Copy)]
pub struct Pattern {
    text: &'static str,
    tables: PatternTables,
}

/// The automaton of a [`Pattern`], written by the code generator and read by
/// [`Pattern::matches`] only.
///
/// Characters that the expression does not tell apart are one class. The automaton has a row for
/// each state, with the next state for each class. Two states have no row, because nothing that
/// follows can change their answer: the one whose number is the number of rows accepts, and every
/// number above it refuses. A table that is damaged in any way never panics.
///
/// In the byte strings the bit `0x40` of every byte is flipped, so that 0, 1, 2 are written `@`,
/// `A`, `B`: the source text is shorter than with escapes, and a person can read it.
#[derive(Clone, Copy)]
pub struct PatternTables {
    /// The class of each ASCII character.
    pub ascii: &'static [u8; 128],
    /// The classes of the other characters, in groups of five bytes in ascending order: the first
    /// code point of a range, six bits in each of four bytes, and the class of the characters from
    /// there to the next range.
    pub wide: &'static [u8],
    /// How many classes there are, which is how many cells a row has.
    pub width: u8,
    /// The low byte of each cell: the rows of all states, one after another.
    pub rows: &'static [u8],
    /// The high byte of each cell, or nothing if all of them are zero.
    pub high: &'static [u8],
    /// The state before the first character.
    pub start: u16,
    /// The states from this one on accept a value that ends there.
    pub accept: u16,
}

impl Pattern {
    /// A pattern from its text and the tables that the code generator made of it.
    #[must_use]
    pub const fn new(text: &'static str, tables: PatternTables) -> Self {
        Self { text, tables }
    }

    /// The regular expression as AWS publishes it, for messages.
    #[must_use]
    pub const fn text(&self) -> &'static str {
        self.text
    }

    /// Whether the expression is found in `value`.
    ///
    /// The time is linear in the length of the value, and reading stops where nothing that
    /// follows can change the answer.
    #[must_use]
    #[allow(
        clippy::indexing_slicing,
        reason = "each index is compared with the length first: `slice::get` is no `const fn`"
    )]
    pub const fn matches(&self, value: &str) -> bool {
        let PatternTables {
            ascii,
            wide,
            rows,
            high,
            ..
        } = self.tables;
        let width = self.tables.width as usize;
        let mut state = self.tables.start as usize;
        // Most characters leave the state as it is. Then the next cell does not wait for this one.
        let mut row = state * width;
        // A text has runs of characters of one script: often the range is the last one again.
        let mut range = Range {
            from: 0,
            to: 0,
            class: 0,
        };
        let mut rest = value.as_bytes();
        while let [byte, tail @ ..] = rest {
            let class = if *byte < 0x80 {
                rest = tail;
                ascii[*byte as usize] ^ FLIPPED
            } else {
                let code_point;
                (code_point, rest) = decode(rest);
                if code_point < range.from || range.to <= code_point {
                    range = Range::around(code_point, wide);
                }
                range.class
            };
            let cell = row + class as usize;
            if cell >= rows.len() {
                break;
            }
            let mut next = (rows[cell] ^ FLIPPED) as usize;
            if cell < high.len() {
                next |= ((high[cell] ^ FLIPPED) as usize) << 8;
            }
            if next != state {
                state = next;
                row = next * width;
            }
        }
        state >= self.tables.accept as usize && state * width <= rows.len()
    }
}

impl fmt::Debug for Pattern {
    /// The expression alone: the tables say nothing to a reader.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Pattern").field(&self.text).finish()
    }
}

impl fmt::Debug for PatternTables {
    /// The size alone: the cells say nothing to a reader.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PatternTables")
            .field("width", &self.width)
            .field("cells", &self.rows.len())
            .finish_non_exhaustive()
    }
}

/// The first code point of a text that does not begin with an ASCII character, and what follows.
const fn decode(text: &[u8]) -> (u32, &[u8]) {
    match text {
        [a, b, c, d, rest @ ..] if *a >= 0xF0 => (joined(*a & 0x07, *b, *c, *d), rest),
        [a, b, c, rest @ ..] if *a >= 0xE0 => (joined(0, *a & 0x0F, *b, *c), rest),
        [a, b, rest @ ..] => (joined(0, 0, *a & 0x1F, *b), rest),
        // Not reached: a `str` does not end within a character.
        _ => (0, &[]),
    }
}

/// The code point that has its bits in four bytes, the lower six of each.
const fn joined(a: u8, b: u8, c: u8, d: u8) -> u32 {
    (a as u32 & 0x3F) << 18 | (b as u32 & 0x3F) << 12 | (c as u32 & 0x3F) << 6 | d as u32 & 0x3F
}

/// Code points of one class.
struct Range {
    from: u32,
    /// The first code point after the range.
    to: u32,
    class: u8,
}

impl Range {
    /// The range that contains a code point.
    #[allow(
        clippy::indexing_slicing,
        reason = "`middle` is below the number of ranges: `slice::get` is no `const fn`"
    )]
    const fn around(code_point: u32, wide: &[u8]) -> Self {
        let mut found = Self {
            from: 0,
            to: u32::MAX,
            class: 0,
        };
        let (mut low, mut high) = (0, wide.len() / RANGE);
        while low < high {
            let middle = low + (high - low) / 2;
            let at = middle * RANGE;
            let first = joined(wide[at], wide[at + 1], wide[at + 2], wide[at + 3]);
            if first <= code_point {
                found.from = first;
                found.class = wide[at + 4] ^ FLIPPED;
                low = middle + 1;
            } else {
                found.to = first;
                high = middle;
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::{Pattern, PatternTables};

    const ASCII: [u8; 128] = {
        let mut classes = [b'@'; 128];
        classes[b'a' as usize] = b'A';
        classes
    };

    /// `^a+$`.
    const WHOLE: PatternTables = PatternTables {
        ascii: &ASCII,
        wide: b"@@B@@",
        width: 2,
        rows: b"CACA",
        high: b"",
        start: 0,
        accept: 1,
    };

    /// `[aé€😀]`, anywhere.
    const PART: PatternTables = PatternTables {
        ascii: &ASCII,
        wide: b"@@B@@@@CiA@@Cj@@BBlA@BBm@@_X@A@_XA@",
        width: 2,
        rows: b"@A",
        high: b"",
        start: 0,
        accept: 1,
    };

    /// `^a{300}$`: state n has read n times `a`.
    const COUNTED: PatternTables = PatternTables {
        ascii: &ASCII,
        wide: b"@@B@@",
        width: 2,
        rows: &CELLS.0,
        high: &CELLS.1,
        start: 0,
        accept: 300,
    };

    const CELLS: ([u8; 602], [u8; 602]) = {
        let (mut low, mut high) = ([0; 602], [0; 602]);
        let mut cell: u16 = 0;
        while cell < 602 {
            let (state, reads_a) = (cell / 2, cell % 2 == 1);
            let next = if reads_a && state < 300 {
                state + 1
            } else {
                302
            };
            [low[cell as usize], high[cell as usize]] = (next ^ 0x4040).to_le_bytes();
            cell += 1;
        }
        (low, high)
    };

    const fn pattern(tables: PatternTables) -> Pattern {
        Pattern::new("", tables)
    }

    #[test]
    fn an_anchored_pattern_matches_the_whole_value() {
        let pattern = pattern(WHOLE);
        for (value, expected) in [
            ("a", true),
            ("aaaa", true),
            ("", false),
            ("ab", false),
            ("ba", false),
            ("aé", false),
        ] {
            assert_eq!(pattern.matches(value), expected, "{value:?}");
        }
    }

    #[test]
    fn other_patterns_match_any_part_of_it() {
        let pattern = pattern(PART);
        for value in [
            "a",
            "é",
            "€",
            "😀",
            "xxéxx",
            "\u{10FFFF}😀\u{10FFFF}",
            "日本€",
        ] {
            assert!(pattern.matches(value), "{value:?}");
        }
        for value in [
            "",
            "x",
            "è",
            "ê",
            "₫",
            "₫è",
            "😁",
            "\u{80}",
            "\u{10FFFF}",
            "日本",
        ] {
            assert!(!pattern.matches(value), "{value:?}");
        }
    }

    #[test]
    fn states_beyond_one_byte() {
        let pattern = pattern(COUNTED);
        assert!(pattern.matches(&"a".repeat(300)));
        assert!(!pattern.matches(&"a".repeat(299)));
        assert!(!pattern.matches(&"a".repeat(301)));
    }

    /// Repeats a character of three bytes 20,000 times.
    static LONG: [u8; 60_000] = {
        let mut text = [0; 60_000];
        let mut at = 0;
        while at < text.len() {
            [text[at], text[at + 1], text[at + 2]] =
                [0xE2, 0x82, if at % 2 == 0 { 0xAB } else { 0xAD }];
            at += 3;
        }
        text
    };

    // The compiler refuses this file if one of them is wrong or takes it too long.
    const _: () = assert!(pattern(WHOLE).matches("aaa"));
    const _: () = assert!(!pattern(WHOLE).matches("aab"));
    const _: () = assert!(pattern(PART).matches("…😀…"));
    const _: () = match str::from_utf8(&LONG) {
        Ok(text) => assert!(!pattern(PART).matches(text)),
        Err(_) => panic!("not UTF-8"),
    };

    #[test]
    fn a_damaged_table_never_panics() {
        const EMPTY: PatternTables = PatternTables {
            rows: b"",
            wide: b"",
            width: 0,
            ..WHOLE
        };
        let random = |seed: u8, count: u8| -> &'static [u8] {
            let bytes = (0..count).scan(u32::from(seed) + 1, |state, _| {
                *state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                Some(state.to_be_bytes()[0])
            });
            Box::leak(bytes.collect::<Vec<u8>>().into_boxed_slice())
        };
        let mut tables = vec![
            EMPTY,
            PatternTables {
                width: 255,
                ..WHOLE
            },
            PatternTables { start: 7, ..WHOLE },
            PatternTables {
                wide: b"@@B",
                ..WHOLE
            },
            PatternTables {
                high: b"\xFF",
                ..WHOLE
            },
        ];
        tables.extend((0..200_u8).map(|seed| PatternTables {
            wide: random(seed, seed % 13),
            rows: random(seed + 1, seed % 40),
            high: random(seed + 2, seed % 7),
            width: seed % 5,
            start: u16::from(seed % 3),
            ..WHOLE
        }));
        let refused = tables
            .iter()
            .filter(|tables| !pattern(**tables).matches("aé€😀a\0\x7F"))
            .count();
        assert!(refused > 100, "{refused}");
        assert!(!pattern(EMPTY).matches("aé€😀"));
    }

    #[test]
    fn messages_show_the_expression_only() {
        let pattern = Pattern::new("^a+$", WHOLE);
        assert_eq!(pattern.text(), "^a+$");
        assert_eq!(format!("{pattern:?}"), "Pattern(\"^a+$\")");
    }
}
