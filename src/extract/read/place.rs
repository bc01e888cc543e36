//! Whether a code may stand in a place, from what stands before and after it.

use crate::extract::read::keys::{self, Key};
use crate::extract::read::value;
use crate::extract::text::shape;

/// What stands between the cells of a table.
pub const BARS: [char; 2] = ['|', '│'];

/// What surrounds a word.
#[derive(Debug)]
#[allow(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct Place {
    /// The word has a dot.
    dotted: bool,
    /// After `Error:` or `...Exception:`.
    pub introduced: bool,
    /// Before `: code: 404` or ` code: 404`.
    pub status_follows: bool,
    /// Before `: message, URL: http...`, before `: message RequestId: ... POST "http...`, or in `OpenAPI returned error:
    /// message (...)`: only the service's clients write so.
    pub certain: bool,
    /// After `HTTP Status: 404 Error:`.
    after_status: bool,
    /// Before `: message RequestId: ...`.
    id_follows: bool,
    /// Next to a failed status or a RequestId.
    beside: bool,
    /// Right before a RequestId, in the next cell of a row.
    before_id: bool,
    /// After `[404] `.
    numbered: bool,
    /// The failed status next to it.
    pub status: Option<u16>,
    /// Before `: ` or ` : `.
    colon: bool,
    /// Before ` : `, and not the first word.
    spaced_colon: bool,
    /// Alone in brackets or quotes.
    enclosed: bool,
    /// Alone in a cell of a table.
    cell: bool,
}

impl Place {
    /// Cheap test before anything is read: a colon, a bracket, a quote, a cell's edge or a status is near.
    pub fn may_hold_code(line: &[u8], start: usize, end: usize) -> bool {
        let byte = |at: Option<usize>| at.and_then(|at| line.get(at)).copied().unwrap_or(b' ');
        let before = (byte(start.checked_sub(2)), byte(start.checked_sub(1)));
        let after = (byte(Some(end)), byte(Some(end + 1)));
        matches!(
            before,
            (
                _,
                b'(' | b'[' | b'`' | b'"' | b'\'' | b':' | b'|' | b'\t' | b',' | b';'
            ) | (b':' | b'|' | b'0'..=b'9', b' ')
        ) || (before == (b']', b' ') && byte(start.checked_sub(3)).is_ascii_digit())
            || matches!(
                after,
                (b':', _)
                    | (b' ', b':' | b'c' | b'(' | b'|' | b' ')
                    | (b'\t' | b'|' | b',' | b';', b'0'..=b'9' | b'A'..=b'F')
            )
    }

    /// The place of `word` between `before` and `after`, parts of one line.
    pub fn new(before: &str, word: &str, after: &str) -> Self {
        let lead = before.trim_end_matches([' ', '[', '(', '"', '\'', '`', '*']);
        let introduced = before.ends_with("Error [")
            || lead.strip_suffix(':').is_some_and(|lead| {
                ["rror", "RROR", "xception"]
                    .iter()
                    .any(|end| lead.ends_with(end))
                    || (lead.ends_with(')') && lead.contains("xception("))
            });
        let status = after
            .strip_prefix(':')
            .unwrap_or(after)
            .strip_prefix(" code: ");
        let colon = after.starts_with(": ") || after.starts_with(" : ");
        let enclosed = is_enclosed(before, after);
        let is_error = word.ends_with("Error");
        let id_follows = colon && !is_error && is_before_id(after);
        let calls = || after.contains(" POST \"http") || after.contains(" GET \"http");
        let titles = colon || after.starts_with("]: ");
        let named = word.contains('.') || is_error;
        let neighbours = neighbours(before, after);
        Self {
            dotted: word.contains('.'),
            introduced,
            status_follows: status
                .is_some_and(|text| shape::status(text, shape::ANSWERED).is_some()),
            certain: (named && titles && after.contains(", URL: http"))
                || (id_follows && calls())
                || (enclosed
                    && before.ends_with('(')
                    && before.contains("OpenAPI returned error: ")),
            after_status: before
                .strip_suffix("Error:")
                .is_some_and(|lead| lead.trim_end().ends_with(|c: char| c.is_ascii_digit())),
            id_follows,
            beside: neighbours.before || neighbours.id_after || neighbours.status.is_some(),
            before_id: neighbours.id_after,
            numbered: neighbours.before && before.ends_with("] "),
            status: neighbours.status,
            colon,
            spaced_colon: after.starts_with(" : ") && !before.trim_start().is_empty(),
            enclosed,
            cell: is_cell(before, after),
        }
    }

    /// Whether a code with a dot, or a known word, may stand here.
    pub fn holds_code(&self) -> bool {
        self.introduced
            || self.status_follows
            || self.colon
            || self.enclosed
            || self.cell
            || self.beside
    }

    /// Whether the templates of clients put a code here, known or not.
    pub fn names_code(&self) -> bool {
        let titled = self.introduced || (self.spaced_colon && self.dotted);
        self.status_follows
            || self.after_status
            || self.certain
            || (self.introduced && self.spaced_colon)
            || (titled && self.id_follows)
    }

    /// Whether a word that many systems use is the service's here.
    pub fn holds_common_word(&self) -> bool {
        self.names_code() || self.id_follows || self.before_id || self.numbered || self.cell
    }

    /// Whether an unknown code needs no RequestId here; `dotted` says that it looks like one.
    pub fn convinces(&self, dotted: bool) -> bool {
        self.certain || (dotted && self.numbered && self.colon)
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

/// Alone in brackets or quotes.
fn is_enclosed(before: &str, after: &str) -> bool {
    const PAIRS: [(char, char); 5] = [('(', ')'), ('[', ']'), ('`', '`'), ('"', '"'), ('\'', '\'')];
    PAIRS
        .iter()
        .any(|(open, close)| before.ends_with(*open) && after.starts_with(*close))
}

/// Alone between the bars of a table, which stand apart from it: loggers print names between bare ones.
fn is_cell(before: &str, after: &str) -> bool {
    let before = before.trim_end_matches(['\'', '"', '`']);
    let after = after.trim_start_matches(['\'', '"', '`']);
    before.ends_with(' ')
        && after.starts_with(' ')
        && before.trim_end_matches(' ').ends_with(BARS)
        && after.trim_start_matches(' ').starts_with(BARS)
}

/// Whether the RequestId follows the message after a code, perhaps in brackets or at the start of the next line.
fn is_before_id(after: &str) -> bool {
    const LEADS: [char; 6] = [' ', ',', '(', '[', '\n', '\r'];
    let message = value::message(after, None);
    let inner = message.rfind(['(', '[', ',']).unwrap_or(message.len());
    [inner, message.len()].into_iter().any(|at| {
        let rest = after.get(at..).unwrap_or_default();
        let rest = rest.trim_start_matches(LEADS);
        let Some((Key::Id, len)) = keys::leading(rest) else {
            return false;
        };
        let named = rest.get(len..).unwrap_or_default();
        shape::request_id(named.trim_start_matches([' ', ':', '=', '"', '\''])).is_some()
    })
}

/// What stands at once before and after a word: in brackets, or another cell of a row.
#[derive(Debug)]
struct Neighbours {
    /// A failed status or a RequestId before it.
    before: bool,
    /// A RequestId after it, perhaps after a status.
    id_after: bool,
    /// The failed status on either side.
    status: Option<u16>,
}

/// What stands between a word and its neighbours.
const EDGES: [char; 18] = [
    ' ', '|', '│', '┆', '║', '&', ',', ';', ':', '\t', '"', '\'', '`', '(', ')', '[', ']', '-',
];

/// The longest tag between two cells of a page, in bytes.
const LONGEST_TAG: usize = 32;

/// The text before the edges and the tags that it ends with.
fn without_last_tags(text: &str) -> &str {
    let mut rest = text.trim_end_matches(EDGES);
    while rest.ends_with('>') {
        let mut tag = rest.bytes().rev().take(LONGEST_TAG);
        let Some(start) = tag.position(|b| b == b'<').map(|len| rest.len() - len - 1) else {
            break;
        };
        rest = rest
            .get(..start)
            .unwrap_or_default()
            .trim_end_matches(EDGES);
    }
    rest
}

/// The text after the edges and the tags that it starts with.
fn without_first_tags(text: &str) -> &str {
    let mut rest = text.trim_start_matches(EDGES);
    while rest.starts_with('<') {
        let Some(end) = rest.bytes().take(LONGEST_TAG).position(|b| b == b'>') else {
            break;
        };
        rest = rest
            .get(end + 1..)
            .unwrap_or_default()
            .trim_start_matches(EDGES);
    }
    rest
}

/// Whether a number after `lead` is a part of a date or a time (`2026-`, `10:30:00,`) or a place (`nas.go:`, `line `).
fn counts_on(lead: &str) -> bool {
    let is_digit = |c: char| c.is_ascii_digit();
    let is_place = |name: &str| name.ends_with(|c: char| c.is_ascii_alphanumeric());
    if let Some(seconds) = lead.strip_suffix(',') {
        return seconds.ends_with(is_digit) && seconds.trim_end_matches(is_digit).ends_with(':');
    }
    lead.ends_with("line ")
        || lead.strip_suffix(':').is_some_and(is_place)
        || lead
            .strip_suffix('-')
            .is_some_and(|lead| lead.ends_with(is_digit))
}

/// Whether a word makes the number at the start of `text` a quantity: `412 ms`.
fn counts_things(text: &str) -> bool {
    let word = text.trim_start_matches(|c: char| c.is_ascii_digit());
    word.strip_prefix(' ')
        .is_some_and(|word| word.starts_with(|c: char| c.is_ascii_lowercase()))
}

fn neighbours(before: &str, after: &str) -> Neighbours {
    let left = without_last_tags(before);
    let right = without_first_tags(after);
    let last = |len: usize| {
        let (lead, last) = left.split_at_checked(left.len().checked_sub(len)?)?;
        let whole =
            lead.is_empty() || lead.ends_with('>') || (lead.ends_with(EDGES) && !counts_on(lead));
        Some(last).filter(|_| whole)
    };
    let status = |text: &str| shape::status(text, shape::FAILED);
    let is_id = |text: &str| shape::uuid(text.as_bytes()) > 0;
    let apart = left.len() < before.len();
    let status_before = last(3).filter(|_| apart).and_then(status);
    let right = Some(right)
        .filter(|right| right.len() < after.len())
        .map(|right| right.strip_prefix("HTTP ").unwrap_or(right))
        .unwrap_or_default();
    let status_after = status(right).filter(|_| !counts_things(right));
    let next = status_after.and_then(|_| right.get(3..)).unwrap_or(right);
    Neighbours {
        before: status_before.is_some() || (apart && last(36).is_some_and(is_id)),
        id_after: is_id(without_first_tags(next)),
        status: status_before.or(status_after),
    }
}
