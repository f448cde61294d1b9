//! Writing JSON text piece by piece, for documents that are mostly long lists of small entries.

/// A JSON document in the making.
pub(super) struct Pretty {
    out: Vec<u8>,
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

    fn new(indent: Option<usize>) -> Self {
        Self {
            out: Vec::new(),
            indent,
            level: 0,
            first: true,
        }
    }

    /// Makes room for so many bytes, so that a long document is not moved about while it grows.
    pub(super) fn reserve(&mut self, bytes: usize) {
        self.out.reserve(bytes);
    }

    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.out
    }

    pub(super) fn object(&mut self, members: impl FnOnce(&mut Self)) {
        self.open(b'{');
        members(self);
        self.close(b'}');
    }

    pub(super) fn list(&mut self, elements: impl FnOnce(&mut Self)) {
        self.open(b'[');
        elements(self);
        self.close(b']');
    }

    /// Begins an object or a list.
    pub(super) fn open(&mut self, bracket: u8) {
        self.out.push(bracket);
        self.level += 1;
        self.first = true;
    }

    /// Ends the object or list that is open.
    pub(super) fn close(&mut self, bracket: u8) {
        self.level -= 1;
        if !self.first {
            self.new_line();
        }
        self.first = false;
        self.out.push(bracket);
    }

    /// Begins a member of an object; its value follows.
    pub(super) fn key(&mut self, key: &str) -> &mut Self {
        self.element();
        self.string(key);
        self.out.push(b':');
        if self.indent.is_some() {
            self.out.push(b' ');
        }
        self
    }

    /// Begins an element of a list; its value follows.
    pub(super) fn element(&mut self) -> &mut Self {
        if !self.first {
            self.out.push(b',');
        }
        self.first = false;
        self.new_line();
        self
    }

    fn new_line(&mut self) {
        if let Some(width) = self.indent {
            self.out.push(b'\n');
            self.out.resize(self.out.len() + self.level * width, b' ');
        }
    }

    pub(super) fn string(&mut self, text: &str) {
        // Writing a text into memory cannot fail.
        let _ = serde_json::to_writer(&mut self.out, text);
    }

    pub(super) fn strings(&mut self, texts: &[String]) {
        self.list(|w| texts.iter().for_each(|text| w.element().string(text)));
    }

    /// A value whose text is at hand, such as a number or `true`.
    pub(super) fn raw(&mut self, text: &str) {
        self.out.extend_from_slice(text.as_bytes());
    }
}
