//! How often each error of an input was seen, as data.

use std::time::Duration;

use crate::catalog::{HttpCode, Retryable};

/// How often each error was seen, and how much was read.
#[derive(Debug, Clone)]
pub struct Summary<'a> {
    /// The errors, most frequent first.
    pub rows: Vec<SummaryRow<'a>>,
    /// Bytes read.
    pub bytes: u64,
    /// Lines read.
    pub lines: u64,
    /// How long it took.
    pub elapsed: Duration,
}

/// One error of a summary.
#[derive(Debug, Clone)]
pub struct SummaryRow<'a> {
    /// The code; `None` when the text names none.
    pub code: Option<&'a str>,
    /// What the code may be when the text names none.
    pub suggestion: Option<&'a str>,
    /// The status.
    pub http_code: Option<HttpCode>,
    /// Whether the same call may succeed later.
    pub retryable: Retryable,
    /// How often it was seen.
    pub count: u64,
}
