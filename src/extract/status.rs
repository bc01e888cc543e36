//! HTTP statuses: their form, and the texts around those that have no name.

use std::ops::RangeInclusive;

use http::StatusCode;

use super::pattern::{ends_with, matches};
use super::shape::is_word;
use super::tables::rows;

/// The statuses of failed requests.
pub const FAILED: RangeInclusive<u16> = 400..=599;
/// Statuses that may accompany a code: the service answers some errors with 200.
pub const ANSWERED: RangeInclusive<u16> = 200..=599;

/// An HTTP status as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Status {
    pub number: u16,
    pub form: Form,
}

/// What the text around a status says about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// It is the status of an answer.
    Certain,
    /// It counts only if nothing else states one.
    Weak,
    /// The Tea clients print it before the message: `code: 404, ...`.
    Tea,
    /// A tool prints it that drops the body (`curl -f`).
    Bodiless,
}

/// Where a status needs no name: the end of the text before it, the text after it (see [`super::pattern`]), which
/// statuses count, how, an example.
#[rustfmt::skip]
pub static UNNAMED: &[(&str, &str, RangeInclusive<u16>, Form, &str)] = &[
    ("HTTP/%w ", "", ANSWERED, Form::Certain, "HTTP/1.1 404 gone"),
    ("HTTP/%w%?\u{f}\" ", "", ANSWERED, Form::Certain, "\"GET / HTTP/1.1\" 404"),
    ("HTTP ", "", ANSWERED, Form::Certain, "HTTP 404"),
    ("http ", "", ANSWERED, Form::Certain, "{} (http 404)"),
    ("HTTP Error ", "", ANSWERED, Form::Certain, "HTTP Error 404"),
    ("\" ", "", ANSWERED, Form::Weak, "POST \"http://nas.aliyuncs.com/\" 404"),
    ("returned error: ", "", FAILED, Form::Bodiless, "curl: (22) The requested URL returned error: 404"),
    ("rror: ", "", FAILED, Form::Certain, "Error: 404"),
    ("failed with ", ". requestid: ", FAILED, Form::Tea, "failed with 404. requestid: x, message: y"),
    ("(", ")", FAILED, Form::Weak, "it failed (404)"),
    ("", "%s%?:%?-%s{\"", FAILED, Form::Weak, "call 3 => 404: {}"),
    ("}%s", "%$", FAILED, Form::Weak, "{} 404"),
    ("returned ", "%!%S%w", FAILED, Form::Weak, "returned 404"),
    ("failed with ", "%!%S%w", FAILED, Form::Weak, "failed with 404"),
    ("tatus ", "%!%S%w", FAILED, Form::Weak, "HTTP status 404"),
    ("ode ", "%!%S%w", FAILED, Form::Weak, "status code 404"),
    ("ode ", " body", FAILED, Form::Weak, "code 404 body {}"),
    (" ", "%S%D.%w%S{\"", FAILED, Form::Weak, "POST / 404 0.12s {}"),
];

/// The status at the start of `rest` if it has no name, and the length of what belongs to it. `lead` and `rest` are the
/// parts of its line.
pub fn unnamed(lead: &str, rest: &str) -> Option<(Status, usize)> {
    let number = status(rest, ANSWERED)?;
    if is_other_number(lead) {
        return None;
    }
    if let Some(len) = titled(rest) {
        return Some((Status { number, form: Form::Certain }, len));
    }
    let after = rest.get(3..)?;
    let fits = |row: &&(&str, &str, RangeInclusive<u16>, Form, &str)| {
        row.2.contains(&number) && ends_with(lead, row.0) && matches(row.1, after).is_some()
    };
    let is_line = || lead.len() + rest.len() < LONGEST_LINE && is_status_line(&[lead, rest].concat());
    let form = rows(UNNAMED).find(fits).map(|row| row.3).or_else(|| is_line().then_some(Form::Weak))?;
    Some((Status { number, form }, 3))
}

/// Whether the number after this text belongs to a time, a version, a path or a line.
pub fn is_other_number(lead: &str) -> bool {
    ["-", ":", ".", "/", "line "].iter().any(|other| lead.ends_with(other))
}

/// The HTTP status at the start of `text`, within `range`.
pub fn status(text: &str, range: RangeInclusive<u16>) -> Option<u16> {
    let digits = text.get(..3).filter(|t| t.bytes().all(|b| b.is_ascii_digit()))?;
    let next = text.as_bytes().get(3);
    let more = match next {
        Some(b',' | b'.') => text.as_bytes().get(4).is_some_and(u8::is_ascii_digit),
        Some(b) => is_word(*b) || *b == b'-',
        None => false,
    };
    let number: u16 = digits.parse().ok()?;
    (!more && range.contains(&number)).then_some(number)
}

/// The longest line that is only a status, in bytes.
const LONGEST_LINE: usize = 48;

/// Whether a line is a status, possibly with a time, as `curl -w` prints it after the body: `429 0.041`,
/// `HTTP 429 in 0.04s`, `time_total: 0.041 http_code: 429`.
pub fn is_status_line(line: &str) -> bool {
    if line.len() >= LONGEST_LINE {
        return false;
    }
    let is_number = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
    let is_name = |word: &str| matches!(word, "" | "HTTP" | "in" | "->" | "http_code:" | "time_total:");
    let mut words = line.split(' ').map(|word| word.trim_matches(['[', ']']));
    words.clone().all(|word| is_number(word) || is_name(word))
        && words.any(|word| word.len() == 3 && status(word, ANSWERED).is_some())
}

/// The length of a failed status and the reason phrase after it: `404 Not Found`, `404 Client Error: Not Found`.
fn titled(text: &str) -> Option<usize> {
    let status = status(text, FAILED)?;
    let reason = StatusCode::from_u16(status).ok()?.canonical_reason()?;
    let rest = text.get(3..)?.strip_prefix(' ')?;
    let title = ["Client Error: ", "Server Error: "].iter().find_map(|class| rest.strip_prefix(class)).unwrap_or(rest);
    let phrase = title.get(..reason.len())?.replace('_', " ");
    phrase.eq_ignore_ascii_case(reason).then_some(text.len() - title.len() + reason.len())
}
