//! What a user names when asking for entries: a code, a pattern of codes, a status or a class of statuses.

use super::code::cleaned;
use super::status::StatusFilter;

/// One thing to look up.
///
/// ```
/// use naserr::Selector;
///
/// assert!(matches!(Selector::parse("4xx"), Ok(Selector::Status(_))));
/// assert!(matches!(Selector::parse("*.NotFound"), Ok(Selector::Pattern(_))));
/// assert!(matches!(Selector::parse("NotQualified"), Ok(Selector::Code(_))));
/// assert!(Selector::parse("999").is_err());
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Selector {
    /// A code, in any case and with any blanks.
    Code(String),
    /// Codes that match a pattern with `*` and `?`.
    Pattern(String),
    /// Entries with a status, or with one of a class.
    Status(StatusFilter),
}

impl Selector {
    /// What a word stands for.
    ///
    /// # Errors
    ///
    /// Says what a status or class can be when the word has the shape of one and is none, like `999` or `7xx`.
    pub fn parse(word: &str) -> Result<Self, String> {
        let word = &*cleaned(word);
        if StatusFilter::resembles(word) {
            word.parse().map(Self::Status)
        } else if word.contains(['*', '?']) {
            Ok(Self::Pattern(word.to_owned()))
        } else {
            Ok(Self::Code(word.to_owned()))
        }
    }
}
