//! What the name of a code suggests if the catalog does not have the code: a guess, never an entry.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::spelling::matches;

/// The families in the order in which they are tried.
static FAMILIES: LazyLock<Vec<Family>> = LazyLock::new(|| {
    let rows: Vec<HashMap<&str, &str>> = serde_json::from_str(include_str!("families.json")).unwrap_or_default();
    let family = |row: &HashMap<&'static str, &'static str>| {
        let [pattern, meaning, advice] =
            ["Pattern", "Meaning", "Advice"].map(|field| row.get(field).copied().unwrap_or_default());
        Family { pattern, meaning, advice }
    };
    rows.iter().map(family).collect()
});

/// Codes whose names have a pattern in common, and what that pattern suggests.
///
/// ```
/// use naserr::Family;
///
/// let family = Family::of("InvalidTapeDrive.NotFound").expect("a telling shape");
/// assert_eq!(family.pattern, "Invalid*.NotFound");
/// assert!(Family::of("Quite.Unknown").is_none());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Family {
    /// The pattern, with `*` for any characters.
    pub pattern: &'static str,
    /// What has happened, if the name can be trusted.
    pub meaning: &'static str,
    /// What is worth trying.
    pub advice: &'static str,
}

impl Family {
    /// The first family whose pattern a code matches. Ask for it only if the catalog does not have the code.
    #[must_use]
    pub fn of(code: &str) -> Option<Self> {
        Self::all().find(|family| matches(family.pattern, code))
    }

    /// Every family, in the order in which they are tried.
    pub fn all() -> impl Iterator<Item = Self> {
        FAMILIES.iter().copied()
    }

    /// What can be said about a code of this family, marked as a guess. The meaning starts in lower case, since it
    /// follows a colon.
    #[must_use]
    pub fn guess(&self, code: &str) -> String {
        let Self { pattern, meaning, advice } = self;
        format!("a guess from the name '{code}' alone ({pattern}): {meaning} {advice}")
    }
}
