//! The part of an input that has arrived and is neither read nor skipped yet.

/// Decoded bytes, and their place in the input.
pub struct Buffer {
    kept: Vec<u8>,
    /// The first bytes that have been read or skipped.
    gone: usize,
    /// The number of bytes before what is left.
    pub offset: u64,
    /// The current line, from 1.
    pub line: u64,
    /// What was last read or skipped did not end with a line end.
    inside_line: bool,
}

impl Default for Buffer {
    fn default() -> Self {
        Self { kept: Vec::new(), gone: 0, offset: 0, line: 1, inside_line: false }
    }
}

impl Buffer {
    /// The bytes, to which more can be appended.
    pub fn bytes(&mut self) -> &mut Vec<u8> {
        self.kept.drain(..self.gone);
        self.gone = 0;
        &mut self.kept
    }

    /// What is not read yet.
    pub fn rest(&self) -> &[u8] {
        self.kept.get(self.gone..).unwrap_or_default()
    }

    /// The first bytes have been read or skipped.
    pub fn forget(&mut self, bytes: usize) {
        let text = self.rest().get(..bytes).unwrap_or_default();
        let Some(last) = text.last().copied() else { return };
        let lines = bytecount::count(text, b'\n') as u64;
        self.inside_line = last != b'\n';
        self.line += lines;
        self.offset += bytes as u64;
        self.gone += bytes;
    }

    /// The number of lines that have been read or skipped. The last one counts even without a line end.
    pub const fn lines(&self) -> u64 {
        self.line - 1 + self.inside_line as u64
    }
}
