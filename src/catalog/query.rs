//! What a user asks for: a code, a pattern of codes, a status or a class of statuses.

use std::fmt;
use std::str::FromStr;

use super::entry::{HttpCode, ParseError};
use super::spelling::cleaned;

/// One thing to look up.
///
/// ```
/// use naserr::Selector;
///
/// assert!(matches!("4xx".parse(), Ok(Selector::Status(_))));
/// assert!(matches!("*.NotFound".parse(), Ok(Selector::Pattern(_))));
/// assert!(matches!("NotQualified".parse(), Ok(Selector::Code(_))));
/// assert!("999".parse::<Selector>().is_err());
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Selector {
    /// A code, in any case and with any spaces.
    Code(String),
    /// Codes that match a pattern with `*` and `?`.
    Pattern(String),
    /// Entries with a status, or with one of a class.
    Status(StatusFilter),
}

impl FromStr for Selector {
    type Err = ParseError;

    /// Fails if the word looks like a status or a class but is not one, such as `999` or `7xx`.
    fn from_str(word: &str) -> Result<Self, Self::Err> {
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

/// One status (`404`) or a class of them (`4xx`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StatusFilter {
    /// Only this status.
    One(HttpCode),
    /// Every status of the class: 4 for 400 to 499.
    Class(u16),
}

impl StatusFilter {
    /// Whether the filter allows a status. It never allows an entry without one.
    #[must_use]
    pub fn admits(self, status: Option<HttpCode>) -> bool {
        match self {
            Self::One(wanted) => status == Some(wanted),
            Self::Class(class) => status.is_some_and(|status| status.class() == class),
        }
    }

    /// Whether text looks like a status or a class, valid or not, and so cannot be a code.
    #[must_use]
    pub fn resembles(text: &str) -> bool {
        let text = text.trim().as_bytes();
        matches!(text, [first, rest @ ..] if first.is_ascii_digit()
            && (rest.iter().all(u8::is_ascii_digit) || rest.eq_ignore_ascii_case(b"xx")))
    }
}

impl FromStr for StatusFilter {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim();
        let parsed = match text.as_bytes() {
            [class @ b'1'..=b'5', x, y] if [*x, *y].eq_ignore_ascii_case(b"xx") => {
                Some(Self::Class(u16::from(class - b'0')))
            }
            _ => text.parse().ok().and_then(HttpCode::new).map(Self::One),
        };
        parsed.ok_or(ParseError { expected: "an HTTP status from 100 to 599 or a class from 1xx to 5xx" })
    }
}

impl fmt::Display for StatusFilter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::One(status) => status.fmt(f),
            Self::Class(class) => write!(f, "{class}xx"),
        }
    }
}

/// The standard phrase of a status, from the IANA registry: `Not Found` for 404. `None` for a number without one.
///
/// ```
/// use naserr::{HttpCode, phrase};
///
/// assert_eq!(HttpCode::new(404).and_then(phrase), Some("Not Found"));
/// ```
#[must_use]
pub fn phrase(status: HttpCode) -> Option<&'static str> {
    http::StatusCode::from_u16(status.get()).ok()?.canonical_reason()
}
