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
pub use entry::{Entry, Origin, ParseError, Retryable, Text, Texts};
pub use fields::{FIELDS, brief};
pub use name_guess::Family;
pub use overlay::CatalogError;
pub use query::{Selector, StatusFilter, phrase};
pub use spelling::{family, same};

use spelling::{fold, matches};

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
/// assert_eq!(catalog.find("user.disabled")[0].code, "User. Disabled");
/// ```
#[derive(Debug, Clone)]
pub struct Catalog {
    entries: Cow<'static, [Entry]>,
    /// Where each code is: see [`spelling::places`].
    places: Cow<'static, str>,
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
    /// assert_eq!(catalog.find("team.quota")[0].resolution, "Ask in #storage.");
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
            Err(problems) => Err(CatalogError { problems }),
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

    /// The entries of a code, ignoring case and white space, or else those that have it as an alias. There are several
    /// if the service returns the code with several statuses.
    #[must_use]
    pub fn find(&self, code: &str) -> Vec<&Entry> {
        let places = sorted_lines::get(&self.places, &fold(code)).unwrap_or_default().split(' ');
        places.filter_map(|place| self.entries.get(place.parse::<usize>().ok()?)).collect()
    }

    /// The entries whose code matches a pattern with `*` and `?`.
    pub fn matching(&self, pattern: &str) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(move |entry| matches(pattern, &entry.code))
    }

    /// The entries with a status, or with one of a class.
    pub fn with_status(&self, status: &StatusFilter) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(move |entry| status.admits(entry.http_code))
    }
}
