//! What a user asks for: a code, a pattern of codes, a status or a class of statuses.

use std::ops::RangeInclusive;
use std::str::FromStr;

use super::entry::{ParseError, STATUSES};
use super::spelling::trimmed;

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
        let word = trimmed(word);
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
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatusFilter(RangeInclusive<u16>);

impl StatusFilter {
    /// Whether the filter allows a status. It never allows an entry without one.
    #[must_use]
    pub fn admits(&self, status: Option<u16>) -> bool {
        status.is_some_and(|status| self.0.contains(&status))
    }

    /// Whether text looks like a status or a class, valid or not, and so cannot be a code.
    #[must_use]
    pub fn resembles(text: &str) -> bool {
        let digits = text.strip_suffix("xx").or_else(|| text.strip_suffix("XX")).unwrap_or(text);
        !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
    }
}

impl FromStr for StatusFilter {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim().to_ascii_lowercase();
        let (first, others) = match text.strip_suffix("xx") {
            Some(class) => (format!("{class}00"), 99),
            None => (text, 0),
        };
        let first = first.parse().ok().filter(|status| STATUSES.contains(status));
        let expected = "an HTTP status from 100 to 599 or a class from 1xx to 5xx";
        first.map(|first| Self(first..=first + others)).ok_or(ParseError { expected })
    }
}

/// The standard phrase of a status, from the IANA registry: `Not Found` for 404. `None` for a number without one.
///
/// ```
/// assert_eq!(naserr::phrase(404), Some("Not Found"));
/// ```
#[must_use]
pub fn phrase(status: u16) -> Option<&'static str> {
    http::StatusCode::from_u16(status).ok()?.canonical_reason()
}
