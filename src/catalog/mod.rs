//! The catalog of error codes: what is known about each, and how entries are found.
//!
//! It knows nothing about arguments, terminals and output.

mod catalog_file;
mod entry;
mod fields;
mod name_guess;
mod overlay;
mod query;
mod spelling;

use std::borrow::Cow;
use std::path::Path;

use crate::sorted_lines;

pub use catalog_file::Problem;
pub use entry::{Entry, HttpCode, Origin, ParseError, Retryable, Text, Texts};
pub use fields::FIELDS;
pub use name_guess::Family;
pub use overlay::CatalogError;
pub use query::{Selector, StatusFilter, phrase};
pub use spelling::{family, fold, same};

use spelling::{cleaned, matches};

/// The day on which the built-in catalog was last compared with its sources.
pub const CATALOG_DATE: &str = "2026-11-30";

/// The built-in layers, checked and written by the build step.
static BUILT_IN: &[Entry] = include!(concat!(env!("OUT_DIR"), "/catalog.rs"));

/// Where the built-in codes are: see [`spelling::places`].
const PLACES: &str = include_str!(concat!(env!("OUT_DIR"), "/places.txt"));

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
    /// Where each code is: see [`spelling::places`].
    places: Cow<'static, str>,
}

/// The entries of a code.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Found<'c> {
    /// At least one; several when the service returns the code with several statuses.
    pub entries: Vec<&'c Entry>,
    /// How the code was matched.
    pub by: Spelling,
}

/// How a code was matched.
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
        Self { entries: Cow::Borrowed(BUILT_IN), places: Cow::Borrowed(PLACES) }
    }

    /// The built-in catalog with the entries of catalog files; later files win over earlier ones.
    ///
    /// A file has the format that `naserr list --json` prints; only `Code` is required. An entry with a message or a
    /// resolution replaces the built-in entry with the same code and status. An entry with neither adds its notes,
    /// aliases, actions and sources to the entries with its code.
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
        Self { places: spelling::places(&entries).into(), entries: entries.into() }
    }

    /// Whether there are only the built-in entries.
    #[must_use]
    pub const fn is_built_in(&self) -> bool {
        matches!(self.entries, Cow::Borrowed(_))
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
        let places = sorted_lines::get(&self.places, &fold(code))?.split(' ');
        let entries: Vec<&Entry> = places.filter_map(|place| self.entries.get(place.parse::<usize>().ok()?)).collect();
        let first = entries.first()?;
        let by = if first.code == code {
            Spelling::Published
        } else if same(&first.code, code) {
            Spelling::Folded
        } else {
            Spelling::Alias
        };
        Some(Found { entries, by })
    }

    /// The published spelling of a code, ignoring case and white space. Aliases do not count.
    #[must_use]
    pub fn published(&self, code: &str) -> Option<&str> {
        let found = self.find(code).filter(|found| found.by != Spelling::Alias)?;
        found.entries.first().map(|entry| &*entry.code)
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
