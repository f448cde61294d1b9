//! Regular expressions of schemas, as the tables that `cognito_cdk_template::pattern` reads.
//!
//! An expression is read into a tree (`parse`), which becomes a deterministic automaton
//! (`automaton`), which is made as small as possible ([`minimize`]) and written down here. The
//! same expression always gives the same bytes. What cannot be expressed exactly is refused: a
//! check that is missing costs less than one that rejects a valid value.

mod automaton;
mod minimize;
mod parse;
#[cfg(test)]
mod tests;

use std::fmt;

use automaton::Automaton;

/// The largest table, in bytes of its rows. It bounds the size of the generated code.
const MAX_BYTES: usize = 64 * 1024;

/// The bit that is flipped in every byte of a table, so that most of them can be printed.
const FLIPPED: u8 = 0x40;

/// Why there is no table for a regular expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unsupported(String);

impl Unsupported {
    /// What the expression contains that a table cannot express.
    #[must_use]
    pub fn reason(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Unsupported {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Unsupported {}

/// The automaton of a regular expression: the fields of `PatternTables`, byte for byte.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// The class of each ASCII character.
    pub ascii: [u8; 128],
    /// The ranges of the other characters: four bytes for the first one of each and one for the
    /// class. Expressions with the same character properties share it.
    pub wide: Vec<u8>,
    /// How many classes there are.
    pub width: u8,
    /// The low byte of the next state for each state and class.
    pub rows: Vec<u8>,
    /// The high byte of the next state, or nothing if all of them are zero.
    pub high: Vec<u8>,
    /// The first state.
    pub start: u16,
    /// The states from this one on accept a text that ends there.
    pub accept: u16,
    accepts_all: bool,
}

impl Table {
    /// Whether the expression is found in every text, so that there is nothing to check.
    #[must_use]
    pub fn accepts_all(&self) -> bool {
        self.accepts_all
    }
}

/// Makes a table of a regular expression.
///
/// The expression is searched for anywhere in the text, as JSON schema does; `^` and `$` are the
/// start and the end of the text, `.` is anything but a line feed, `\w` and `\d` are ASCII, and `\s`
/// is whatever Java or ECMA-262 calls white space.
///
/// # Errors
///
/// For an expression that has no exact meaning as a table, or one that is too large.
pub fn compile(pattern: &str) -> Result<Table, Unsupported> {
    let automaton = Automaton::new(parse::parse(pattern)?)?;
    encode(&minimize::minimize(&automaton))
}

/// What a state is to a reader of the table, in the order of the table.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    /// Refuses a text that ends here.
    Refusing,
    /// Accepts a text that ends here.
    Accepting,
    /// Accepts whatever follows. It has no row.
    Always,
    /// Refuses whatever follows. It has no row either.
    Never,
}

/// Writes an automaton down as `PatternTables` wants it.
#[allow(
    clippy::indexing_slicing,
    reason = "the automaton has a row for each state, and ASCII characters are below 128"
)]
fn encode(automaton: &Automaton) -> Result<Table, Unsupported> {
    let width = automaton.classes;
    let row = |state: usize| &automaton.next[state * width..][..width];
    let kind = |state: usize| {
        // The first state always has a row, because that is where reading begins.
        let is_final = state != 0 && row(state).iter().all(|&next| next == state);
        match (is_final, automaton.accepting[state]) {
            (false, false) => Kind::Refusing,
            (false, true) => Kind::Accepting,
            (true, true) => Kind::Always,
            (true, false) => Kind::Never,
        }
    };
    let mut order: Vec<usize> = (0..automaton.accepting.len()).collect();
    order.sort_by_cached_key(|&state| kind(state));
    let accept = order.partition_point(|&state| kind(state) < Kind::Accepting);
    let rows = order.partition_point(|&state| kind(state) < Kind::Always);
    let mut numbers = vec![0; order.len()];
    for (number, &state) in order.iter().enumerate() {
        numbers[state] = if kind(state) == Kind::Never {
            rows + 1
        } else {
            number
        };
    }

    let cells: Vec<usize> = order[..rows]
        .iter()
        .flat_map(|&state| row(state))
        .map(|&next| numbers[next])
        .collect();
    let is_high = cells.iter().any(|&cell| cell > 0xFF);
    let bytes = cells.len() * if is_high { 2 } else { 1 };
    if bytes > MAX_BYTES {
        return Err(Unsupported(format!("too large: a table of {bytes} bytes")));
    }
    let mut table = Table {
        ascii: [0; 128],
        wide: Vec::new(),
        width: small(width)?,
        rows: cells
            .iter()
            .map(|cell| cell.to_le_bytes()[0] ^ FLIPPED)
            .collect(),
        high: Vec::new(),
        start: small(numbers[0])?,
        accept: small(accept)?,
        accepts_all: automaton.accepting == [true],
    };
    if is_high {
        table.high = cells
            .iter()
            .map(|cell| cell.to_le_bytes()[1] ^ FLIPPED)
            .collect();
    }
    for (at, &(from, class)) in automaton.ranges.iter().enumerate() {
        let class = small::<u8>(class)? ^ FLIPPED;
        if let Some(ascii) = table.ascii.get_mut(from as usize..) {
            ascii.fill(class);
        }
        if automaton
            .ranges
            .get(at + 1)
            .is_none_or(|&(next, _)| next > 0x80)
        {
            let six_bits = |shift: u32| ((from.max(0x80) >> shift & 0x3F) as u8) ^ FLIPPED;
            table
                .wide
                .extend([six_bits(18), six_bits(12), six_bits(6), six_bits(0), class]);
        }
    }
    Ok(table)
}

/// A number in the few bits that a table has for it.
fn small<T: TryFrom<usize>>(number: usize) -> Result<T, Unsupported> {
    T::try_from(number)
        .map_err(|_| Unsupported(format!("too large: a table with {number} entries")))
}
