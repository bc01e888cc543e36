//! What extraction is told, the words of a catalog, and what it returns, the errors.

use std::collections::BTreeMap;

/// The codes and documented messages that extraction recognizes.
///
/// No method is called before the first suspicious word of the input.
pub trait Vocabulary {
    /// The published spelling of a code; case and white space are ignored, aliases count.
    fn canonical(&self, code: &str) -> Option<&str>;

    /// Every spelling that may occur in a text, including aliases.
    fn codes(&self) -> Box<dyn Iterator<Item = &str> + '_>;

    /// A few dozen messages that large inputs are searched for; more would slow the search down. The other messages of
    /// [`codes_for_message`](Self::codes_for_message) are found in small inputs, and in large ones only near something
    /// else that indicates an error.
    fn messages(&self) -> Box<dyn Iterator<Item = &str> + '_>;

    /// The codes that the service sends with this message; case, spaces, punctuation and numbers are ignored.
    fn codes_for_message(&self, message: &str) -> Vec<&str>;
}

/// One error as it was received.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Occurrence {
    /// The code as received, or `None` if the text names none.
    pub code: Option<String>,
    /// The HTTP status, if the text states it.
    pub http_code: Option<u16>,
    /// The service's message.
    pub message: Option<String>,
    /// The `RequestId`.
    pub request_id: Option<String>,
    /// The endpoint.
    pub host_id: Option<String>,
    /// The documentation link.
    pub recommend: Option<String>,
    /// How many occurrences this represents. It is more than 1 only in naserr's own output.
    pub count: u64,
    /// The line where it was first seen, from 1.
    pub line: u64,
    /// The file of that line, if it is not the input itself: naserr's own output names it.
    pub file: Option<String>,
    /// If there is no code: the codes that are documented with this message.
    pub candidates: Vec<String>,
}

/// Totals of the whole input.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Bytes read.
    pub bytes: u64,
    /// Lines read. The last line counts even without a line end.
    pub lines: u64,
    /// Errors found, including the counts in naserr's own output.
    pub errors: u64,
    /// Statuses of tools that drop the body (`curl -f`, `wget`), with how often each was seen.
    pub bare_statuses: BTreeMap<u16, u64>,
    /// The first word that is a code of the catalog but also of other systems, with nothing near it that points to the
    /// service.
    pub doubtful: Option<String>,
    /// Lines and values that were too large to be read as a whole and were read in parts.
    pub cut: u64,
}

impl Totals {
    /// Adds the totals of another input.
    pub fn add(&mut self, other: &Self) {
        self.bytes += other.bytes;
        self.lines += other.lines;
        self.errors = self.errors.saturating_add(other.errors);
        self.doubtful = self.doubtful.take().or_else(|| other.doubtful.clone());
        self.cut += other.cut;
        for (status, times) in &other.bare_statuses {
            *self.bare_statuses.entry(*status).or_default() += times;
        }
    }
}
