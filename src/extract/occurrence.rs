//! What extraction answers.

use std::collections::BTreeMap;

/// One error as it was received.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Occurrence {
    /// The code as received; `None` when the text names none.
    pub code: Option<String>,
    /// The HTTP status, when the text states it.
    pub http_code: Option<u16>,
    /// The service's message.
    pub message: Option<String>,
    /// The `RequestId`.
    pub request_id: Option<String>,
    /// The endpoint.
    pub host_id: Option<String>,
    /// The documentation link.
    pub recommend: Option<String>,
    /// How many occurrences this stands for: more than 1 only for our own output.
    pub count: u64,
    /// The line where it was first seen, from 1.
    pub line: u64,
    /// The file of that line, when it is another one than the input: our own output names it.
    pub file: Option<String>,
    /// For an absent code: the codes whose documented message this is.
    pub candidates: Vec<String>,
}

/// What the input held as a whole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Bytes read.
    pub bytes: u64,
    /// Lines read; the last one counts without its line end.
    pub lines: u64,
    /// Errors found, counts of our own output included.
    pub errors: u64,
    /// Statuses of tools that drop the body (`curl -f`, `wget`), with how often each was seen.
    pub bare_statuses: BTreeMap<u16, u64>,
    /// The first word that is a code of the catalog, and of other systems as well, with nothing beside it that speaks of the service.
    pub doubtful: Option<String>,
    /// Lines and values too large to be read as a whole: they were read in parts.
    pub cut: u64,
    /// Texts inside texts inside texts that lay too deep and were left out.
    pub too_deep: u64,
}

impl Totals {
    /// Adds what another input held.
    pub fn add(&mut self, other: &Self) {
        self.bytes += other.bytes;
        self.lines += other.lines;
        self.errors = self.errors.saturating_add(other.errors);
        self.doubtful = self.doubtful.take().or_else(|| other.doubtful.clone());
        self.cut += other.cut;
        self.too_deep += other.too_deep;
        for (status, times) in &other.bare_statuses {
            *self.bare_statuses.entry(*status).or_default() += times;
        }
    }
}
