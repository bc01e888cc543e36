//! What the name of a code tells when no layer has the code: a guess, never an entry.

use super::code::matches;
use super::entry::Texts;

/// The families, those that say most first; written by the build step, one a line.
const FAMILIES: &str = include_str!(concat!(env!("OUT_DIR"), "/families.txt"));

/// Codes whose names have a shape in common, and what that shape tells.
///
/// ```
/// use naserr::Family;
///
/// let family = Family::of("InvalidTapeDrive.NotFound").expect("a shape that tells something");
/// assert_eq!(family.pattern, "Invalid*.NotFound");
/// assert!(Family::of("Quite.Unknown").is_none());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Family {
    /// The shape, with `*` for any characters.
    pub pattern: &'static str,
    /// What has happened, if the name tells the truth.
    pub meaning: &'static str,
    /// What is worth trying.
    pub advice: &'static str,
}

impl Family {
    /// The first family whose shape a code has. Ask for it only when the catalog does not have the code.
    #[must_use]
    pub fn of(code: &str) -> Option<Self> {
        Self::all().find(|family| matches(family.pattern, code))
    }

    /// Every family, in the order in which they are tried.
    pub fn all() -> impl Iterator<Item = Self> {
        FAMILIES.lines().filter_map(Self::read)
    }

    /// What there is to say about a code of this family, marked as a guess. The meaning begins with a small letter, since it
    /// follows a colon.
    #[must_use]
    pub fn guess(&self, code: &str) -> String {
        let Self {
            pattern,
            meaning,
            advice,
        } = self;
        format!("going by the name '{code}' only ({pattern}): {meaning} {advice}")
    }

    fn read(line: &'static str) -> Option<Self> {
        let mut parts = line.split(Texts::SEPARATOR);
        Some(Self {
            pattern: parts.next()?,
            meaning: parts.next()?,
            advice: parts.next()?,
        })
    }
}
