//! The catalog of error codes: what is known about each, and how entries are found.
//!
//! It knows no arguments, no terminal and no output.

mod catalog_file;
mod entry;
mod name_guess;
mod overlay;
mod query;
mod spelling;

use std::borrow::Cow;
use std::collections::HashMap;
use std::path::Path;

pub use catalog_file::Problem;
pub use entry::{Entry, HttpCode, Origin, ParseError, Retryable, Text, Texts};
pub use name_guess::Family;
pub use overlay::CatalogError;
pub use query::{Selector, StatusFilter, phrase};
pub use spelling::{family, fold, same};

use spelling::{cleaned, is_spelled, matches};

/// The day on which the built-in catalog was last compared with its sources.
pub const CATALOG_DATE: &str = "2026-11-30";

/// The built-in layers, checked and written by the build step.
static BUILT_IN: &[Entry] = include!(concat!(env!("OUT_DIR"), "/catalog.rs"));

/// All entries that can be found, in the order of their layers and, within a layer, of their publication.
///
/// ```
/// use naserr::Catalog;
///
/// let catalog = Catalog::built_in();
/// let found = catalog.find("user.disabled").expect("a code of the guide");
/// assert_eq!(found.entries[0].code, "User. Disabled");
/// ```
#[derive(Debug, Clone)]
pub struct Catalog {
    entries: Cow<'static, [Entry]>,
    /// Where each code is, by its folded spelling; `None` for the built-in entries, which are few enough to try them all.
    places: Option<HashMap<String, Vec<usize>>>,
}

/// The entries of a code.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Found<'c> {
    /// At least one; several when the service returns the code with several statuses.
    pub entries: Vec<&'c Entry>,
    /// How the code was recognised.
    pub by: Spelling,
}

/// How a code was recognised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Spelling {
    /// It is spelled as published.
    Published,
    /// It differs from the published spelling in case or white space.
    Folded,
    /// It is another spelling of the code ([`Entry::aliases`]).
    Alias,
}

impl Catalog {
    /// The catalog that the program is built with. It costs nothing.
    #[must_use]
    pub const fn built_in() -> Self {
        Self { entries: Cow::Borrowed(BUILT_IN), places: None }
    }

    /// The built-in catalog with the entries of catalog files; later files win over earlier ones.
    ///
    /// A file has the shape that `naserr list -f json` prints; only `Code` is required. An entry of a file that has a
    /// message or a resolution of its own replaces the built-in entry with the same code and status. One that has neither
    /// completes the entries of its code: its notes, aliases, actions and sources are added to theirs.
    ///
    /// # Errors
    ///
    /// When a file cannot be read, is too large or is not a catalog; all problems of all files at once.
    pub fn with_files(files: impl IntoIterator<Item: AsRef<Path>>) -> Result<Self, CatalogError> {
        let files: Vec<_> = files.into_iter().collect();
        if files.is_empty() {
            return Ok(Self::built_in());
        }
        overlay::with_files(BUILT_IN.to_vec(), &files).map(Self::of)
    }

    /// The built-in catalog with the entries of a JSON text, which [`Catalog::with_files`] describes.
    ///
    /// ```
    /// use naserr::Catalog;
    ///
    /// let catalog = Catalog::from_json(r#"[{"Code": "Team.Quota", "Resolution": "Ask in #storage."}]"#)?;
    /// assert_eq!(catalog.find("team.quota").unwrap().entries[0].resolution, "Ask in #storage.");
    ///
    /// let error = Catalog::from_json(r#"[{"HttpCode": 404}]"#).unwrap_err();
    /// assert_eq!(error.problems()[0].field, "Code");
    /// # Ok::<(), naserr::CatalogError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// When the text is not a catalog; all problems at once.
    pub fn from_json(text: &str) -> Result<Self, CatalogError> {
        match catalog_file::read(text, Origin::User) {
            Ok(own) => Ok(Self::of(overlay::lay_over(BUILT_IN.to_vec(), own, "own catalog"))),
            Err(problems) => Err(CatalogError { problems, cause: None }),
        }
    }

    fn of(entries: Vec<Entry>) -> Self {
        Self { places: Some(overlay::places_by_code(&entries)), entries: entries.into() }
    }

    /// Whether these are the built-in entries and no others.
    #[must_use]
    pub const fn is_built_in(&self) -> bool {
        self.places.is_none()
    }

    /// Every entry.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The entries of a code: by its spelling, ignoring case and white space, or else by an alias.
    #[must_use]
    pub fn find(&self, code: &str) -> Option<Found<'_>> {
        let code = &*cleaned(code);
        let entries = self.with_code(code);
        if let Some(first) = entries.first() {
            let by = if first.code == code { Spelling::Published } else { Spelling::Folded };
            return Some(Found { entries, by });
        }
        let has_alias = |entry: &&Entry| entry.aliases.iter().any(|alias| same(alias, code));
        let entries: Vec<&Entry> = self.entries.iter().filter(has_alias).collect();
        (!entries.is_empty()).then_some(Found { entries, by: Spelling::Alias })
    }

    /// The entries with this code, ignoring case and white space.
    fn with_code(&self, code: &str) -> Vec<&Entry> {
        let code = fold(code);
        if let Some(places) = &self.places {
            let places = places.get(&code).into_iter().flatten();
            places.filter_map(|&place| self.entries.get(place)).collect()
        } else {
            let entries = self.entries.iter();
            entries.filter(|entry| is_spelled(&entry.code, &code)).collect()
        }
    }

    /// The published spelling of a code, ignoring case and white space. Aliases do not count.
    #[must_use]
    pub fn published(&self, code: &str) -> Option<&str> {
        self.with_code(code).first().map(|entry| &*entry.code)
    }

    /// The entries whose code matches a pattern with `*` and `?`.
    pub fn matching(&self, pattern: &str) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(move |entry| matches(pattern, &entry.code))
    }

    /// The entries with a status, or with one of a class.
    pub fn with_status(&self, status: StatusFilter) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(move |entry| status.admits(entry.http_code))
    }
}

impl Default for Catalog {
    /// The built-in catalog.
    fn default() -> Self {
        Self::built_in()
    }
}
