//! The pages of the guide, taken apart into their blocks of code: for the build script, which makes functions of
//! the programs, and for the test, which compares what they give with the blocks that follow them.

/// A fenced block of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What stands behind the opening fence: the language, and words that readers do not see.
    pub info: String,
    /// The line of the page, counted from 1, on which the code begins.
    pub line: usize,
    /// The code, with the newline of its last line.
    pub code: String,
}

/// The fenced blocks of a page, in their order.
#[must_use]
pub fn blocks(page: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut open: Option<Block> = None;
    for (index, line) in page.lines().enumerate() {
        match (&mut open, line.strip_prefix("```")) {
            (None, Some(info)) => {
                open = Some(Block {
                    info: info.trim().to_owned(),
                    line: index + 2,
                    code: String::new(),
                });
            }
            (Some(_), Some(_)) => blocks.extend(open.take()),
            (Some(block), None) => {
                block.code.push_str(line);
                block.code.push('\n');
            }
            (None, None) => {}
        }
    }
    blocks
}

/// How a Rust block is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Program {
    /// The inside of a function with an `app` and a `stack`, which makes an app.
    Body,
    /// Items of a module: a whole program, or tests.
    Items,
}

impl Block {
    /// What kind of program the block is, if it is Rust.
    #[must_use]
    pub fn program(&self) -> Option<Program> {
        (self.info == "rust").then(|| {
            let is_items = self.code.contains("fn main(") || self.code.contains("#[test]");
            if is_items {
                Program::Items
            } else {
                Program::Body
            }
        })
    }
}
