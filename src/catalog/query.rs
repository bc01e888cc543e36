//! What a user asks for: a code, a pattern of codes, a status or a class of statuses. Codes are compared without case and
//! white space, which people and clients change.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::str::FromStr;

use super::entry::{Entry, ParseError, STATUSES};
use crate::sorted_lines;

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

/// A code without the spaces around it and a comma that was copied along with it from a list.
pub fn trimmed(code: &str) -> &str {
    code.trim_start().trim_end_matches(|c: char| c == ',' || c.is_whitespace())
}

/// What all spellings of a code have in common: its letters in lower case, without white space.
pub fn fold(code: &str) -> String {
    let mut folded = trimmed(code).to_ascii_lowercase();
    folded.retain(|c| !c.is_whitespace());
    folded
}

/// Whether two spellings mean the same code. Dots are part of a code; case and white space are not.
pub fn same(a: &str, b: &str) -> bool {
    fold(a) == fold(b)
}

/// For each spelling, [`fold`]ed, the places of the entries that have it as their code, or else of those that have it
/// as an alias.
pub fn places(entries: &[Entry]) -> String {
    let mut codes: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut spellings = codes.clone();
    for (place, entry) in entries.iter().enumerate() {
        let place = place.to_string();
        codes.entry(fold(&entry.code)).or_default().push(place.clone());
        for alias in entry.aliases.iter() {
            let places = spellings.entry(fold(alias)).or_default();
            if places.last() != Some(&place) {
                places.push(place.clone());
            }
        }
    }
    spellings.extend(codes);
    sorted_lines::write(spellings.into_iter().map(|(spelling, places)| (spelling, places.join(" "))))
}

/// The family of a code: the part before its first dot, or all of it.
pub fn family(code: &str) -> &str {
    code.split_once('.').map_or(code, |(family, _)| family)
}

/// Whether a code matches a pattern, in which `*` is any characters and `?` is one; case and white space are ignored.
pub fn matches(pattern: &str, code: &str) -> bool {
    let code = fold(code).into_bytes();
    // The lengths of the beginnings of the code that the pattern matches so far.
    let mut lengths = vec![0];
    for wanted in fold(pattern).bytes() {
        if wanted == b'*' {
            lengths = (lengths.first().copied().unwrap_or(usize::MAX)..=code.len()).collect();
        } else {
            lengths.retain(|&length| code.get(length).is_some_and(|next| wanted == b'?' || wanted == *next));
            for length in &mut lengths {
                *length += 1;
            }
        }
    }
    lengths.contains(&code.len())
}
