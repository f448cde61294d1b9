//! Writing JSON text piece by piece, for documents that are mostly long lists of small entries.

use cognito_cdk_template::push_quoted;

/// A JSON document in the making.
pub(super) struct Pretty {
    out: String,
    /// How wide a level is; nothing writes everything on one line.
    indent: Option<usize>,
    level: usize,
    /// Whether the object or list that is open has no member yet.
    first: bool,
}

impl Pretty {
    /// A document with two spaces a level.
    pub(super) fn indented() -> Self {
        Self::new(Some(2))
    }

    /// A document on one line.
    pub(super) fn compact() -> Self {
        Self::new(None)
    }

    /// The members of objects as deep as that in a document, which takes them with [`ready`](Self::ready).
    pub(super) fn members(level: usize) -> Self {
        Self {
            level,
            ..Self::indented()
        }
    }

    const fn new(indent: Option<usize>) -> Self {
        Self {
            out: String::new(),
            indent,
            level: 0,
            first: true,
        }
    }

    /// Begins the members of another object, and says where.
    pub(super) const fn begin(&mut self) -> usize {
        self.first = true;
        self.len()
    }

    /// How long the text is by now.
    pub(super) const fn len(&self) -> usize {
        self.out.len()
    }

    /// Makes room for so many bytes, so that a long document is not moved about while it grows.
    pub(super) fn reserve(&mut self, bytes: usize) {
        self.out.reserve(bytes);
    }

    pub(super) fn into_string(self) -> String {
        self.out
    }

    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.out.into_bytes()
    }

    pub(super) fn object(&mut self, members: impl FnOnce(&mut Self)) {
        self.open('{');
        members(self);
        self.close('}');
    }

    pub(super) fn list(&mut self, elements: impl FnOnce(&mut Self)) {
        self.open('[');
        elements(self);
        self.close(']');
    }

    /// Begins an object or a list.
    pub(super) fn open(&mut self, bracket: char) {
        self.out.push(bracket);
        self.level += 1;
        self.first = true;
    }

    /// Ends the object or list that is open.
    pub(super) fn close(&mut self, bracket: char) {
        self.level -= 1;
        if !self.first {
            self.new_line();
        }
        self.first = false;
        self.out.push(bracket);
    }

    /// Begins a member of an object whose name needs no escape; its value follows.
    pub(super) fn key(&mut self, key: &'static str) -> &mut Self {
        self.element();
        self.out.push('"');
        self.out.push_str(key);
        self.out.push('"');
        self.colon()
    }

    /// Begins a member of any name; its value follows.
    pub(super) fn member(&mut self, name: &str) -> &mut Self {
        self.element();
        self.string(name);
        self.colon()
    }

    fn colon(&mut self) -> &mut Self {
        let colon = if self.indent.is_some() { ": " } else { ":" };
        self.out.push_str(colon);
        self
    }

    /// Begins an element of a list; its value follows.
    pub(super) fn element(&mut self) -> &mut Self {
        if !self.first {
            self.out.push(',');
        }
        self.first = false;
        self.new_line();
        self
    }

    fn new_line(&mut self) {
        const LINE: &str = "\n                                                              ";
        if let Some(width) = self.indent {
            match LINE.get(..=self.level * width) {
                Some(line) => self.out.push_str(line),
                None => self.out.push_str(LINE),
            }
        }
    }

    pub(super) fn string(&mut self, text: &str) {
        push_quoted(&mut self.out, text);
    }

    pub(super) fn strings(&mut self, texts: &[String]) {
        self.list(|w| texts.iter().for_each(|text| w.element().string(text)));
    }

    /// The first members of the object that is open, whose text is at hand.
    pub(super) fn ready(&mut self, members: &str) {
        self.out.push_str(members);
        self.first = members.is_empty();
    }

    /// A value whose text is at hand, such as a number or `true`.
    pub(super) fn raw(&mut self, text: &str) {
        self.out.push_str(text);
    }
}
