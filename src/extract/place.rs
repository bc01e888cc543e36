//! Whether a code may stand in a place, from what stands before and after it.

use crate::extract::shape;
use crate::extract::value;

/// What surrounds a word.
#[derive(Debug)]
#[allow(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct Place {
    /// After `Error:` or `...Exception:`.
    pub introduced: bool,
    /// Before `: code: 404` or ` code: 404`.
    pub status_follows: bool,
    /// After `HTTP Status: 404 Error:`.
    after_status: bool,
    /// Before `: ` or ` : `.
    colon: bool,
    /// Before ` : `.
    spaced_colon: bool,
    /// Alone in brackets, quotes or a table cell.
    enclosed: bool,
}

impl Place {
    /// Cheap test before anything is read: a colon, a bracket, a quote or a cell's bar is near.
    pub fn may_hold_code(line: &[u8], start: usize, end: usize) -> bool {
        let byte = |at: Option<usize>| at.and_then(|at| line.get(at)).copied().unwrap_or(b' ');
        let before = (byte(start.checked_sub(2)), byte(start.checked_sub(1)));
        let after = (byte(Some(end)), byte(Some(end + 1)));
        matches!(
            before,
            (_, b'(' | b'[' | b'`' | b'"' | b'\'' | b':') | (b':' | b'|', b' ')
        ) || matches!(after, (b':', _) | (b' ', b':' | b'c'))
    }

    /// The place between `before` and `after`, parts of one line.
    pub fn new(before: &str, after: &str) -> Self {
        let lead = before.trim_end_matches([' ', '[', '(', '"', '\'', '`', '*']);
        let introduced = before.ends_with("Error [")
            || lead.strip_suffix(':').is_some_and(|lead| {
                ["rror", "RROR", "xception"]
                    .iter()
                    .any(|end| lead.ends_with(end))
            });
        let status_before = |lead: &str| lead.trim_end().ends_with(|c: char| c.is_ascii_digit());
        let status = after
            .strip_prefix(':')
            .unwrap_or(after)
            .strip_prefix(" code: ");
        Self {
            introduced,
            status_follows: status
                .is_some_and(|text| shape::status(text, shape::ANSWERED).is_some()),
            after_status: before.strip_suffix("Error:").is_some_and(status_before),
            colon: after.starts_with(": ") || after.starts_with(" : "),
            spaced_colon: after.starts_with(" : "),
            enclosed: is_enclosed(before, after),
        }
    }

    /// Whether a code with a dot, or a known word, may stand here.
    pub fn holds_code(&self) -> bool {
        self.introduced || self.status_follows || self.colon || self.enclosed
    }

    /// Whether the templates of clients put a code here, known or not.
    pub fn names_code(&self) -> bool {
        self.status_follows || self.after_status || (self.introduced && self.spaced_colon)
    }

    /// The message that follows the code.
    pub fn message(&self, after: &str) -> Option<String> {
        let text = if self.status_follows {
            None
        } else if self.colon {
            Some(after.trim_start_matches([' ', ':']))
        } else if self.introduced {
            after
                .strip_prefix("]: ")
                .or_else(|| after.strip_prefix(' '))
        } else {
            None
        };
        let message = value::without_status(value::message(text?, None));
        (!message.is_empty()).then(|| message.to_owned())
    }
}

/// Alone in brackets, quotes or a table cell.
fn is_enclosed(before: &str, after: &str) -> bool {
    const PAIRS: [(char, char); 5] = [('(', ')'), ('[', ']'), ('`', '`'), ('"', '"'), ('\'', '\'')];
    PAIRS
        .iter()
        .any(|(open, close)| before.ends_with(*open) && after.starts_with(*close))
        || (before.trim_end().ends_with('|') && after.trim_start().starts_with('|'))
}
