//! The catalog of error codes: what is known about each, and how entries are found.
//!
//! It knows nothing about arguments, terminals and output.

mod catalog_file;
mod entry;
mod query;

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::path::Path;

use crate::sorted_lines;

pub use catalog_file::CatalogError;
pub use entry::{Entry, FIELDS, Origin, ParseError, Retryable, Text, Texts, brief};
pub use query::{Selector, StatusFilter, family, same};

use query::{fold, matches};

/// The day on which the built-in catalog was last compared with its sources.
pub const CATALOG_DATE: &str = "2026-11-30";

/// The built-in layers, checked and written by the build step.
static BUILT_IN: &[Entry] = include!(concat!(env!("OUT_DIR"), "/catalog.rs"));

/// Where the built-in codes are: see [`query::places`].
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
    /// Where each code is: see [`query::places`].
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
        let mut files = files.into_iter().peekable();
        if files.peek().is_none() {
            return Ok(Self::built_in());
        }
        let (mut entries, mut problems) = (BUILT_IN.to_vec(), Vec::new());
        for file in files {
            let file = file.as_ref();
            match catalog_file::read_file(file, Origin::User) {
                Ok(own) => entries = lay_over(entries, own, &file.display().to_string()),
                Err(error) => problems.extend(error.problems),
            }
        }
        if problems.is_empty() { Ok(Self::of(entries)) } else { Err(CatalogError { problems }) }
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
    /// assert_eq!(error.problems(), ["catalog: line 1: entry 1: Code: missing"]);
    /// # Ok::<(), naserr::CatalogError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// When the text is not a catalog; all problems at once.
    pub fn from_json(text: &str) -> Result<Self, CatalogError> {
        let own = catalog_file::read(text, Origin::User, "catalog")?;
        Ok(Self::of(lay_over(BUILT_IN.to_vec(), own, "own catalog")))
    }

    fn of(entries: Vec<Entry>) -> Self {
        Self { places: query::places(&entries).into(), entries: entries.into() }
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

/// The entries of a file before those of a catalog.
///
/// An entry of the file that has a message or a resolution replaces the entry with its key. One that has neither adds
/// to the entries with its code (and its status, if it has one), and becomes an entry of its own only if there are
/// none.
fn lay_over(mut entries: Vec<Entry>, mut own: Vec<Entry>, file: &str) -> Vec<Entry> {
    let has_text = |entry: &Entry| !entry.message.is_empty() || !entry.resolution.is_empty();
    let key = |entry: &Entry| (fold(&entry.code), entry.http_code);
    let replaced: HashSet<_> = own.iter().filter(|entry| has_text(entry)).map(key).collect();
    entries.retain(|entry| !replaced.contains(&key(entry)));
    let mut places: HashMap<String, Vec<usize>> = HashMap::new();
    for (place, entry) in entries.iter().enumerate() {
        places.entry(fold(&entry.code)).or_default().push(place);
    }
    own.retain(|stated| {
        let of_code = places.get(&fold(&stated.code)).into_iter().flatten().copied();
        let is_meant = |place: &usize| stated.http_code.is_none() || stated.http_code == entries[*place].http_code;
        let meant: Vec<usize> = of_code.filter(is_meant).collect();
        if has_text(stated) || meant.is_empty() {
            return true;
        }
        for place in meant {
            complete(&mut entries[place], stated, file);
        }
        false
    });
    own.extend(entries);
    own
}

/// Adds the texts of an entry of a file. Its notes name the file, because the entry that they are added to stays in its
/// layer.
fn complete(entry: &mut Entry, stated: &Entry, file: &str) {
    let notes: Texts = stated.notes.iter().map(|note| format!("{note} ({file})").into()).collect();
    for (list, more) in [
        (&mut entry.notes, &notes),
        (&mut entry.aliases, &stated.aliases),
        (&mut entry.actions, &stated.actions),
        (&mut entry.sources, &stated.sources),
    ] {
        for text in more.iter() {
            if !list.contains(text) {
                list.to_mut().push(text.clone());
            }
        }
    }
    if stated.retryable != Retryable::Unknown {
        entry.retryable = stated.retryable;
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

/// What the name of a code suggests, marked as a guess; `None` if it suggests nothing. Ask for it only if the catalog
/// does not have the code.
///
/// ```
/// let guess = naserr::guess("InvalidTapeDrive.NotFound").expect("a telling name");
/// assert!(guess.starts_with("a guess from the name 'InvalidTapeDrive.NotFound' alone (Invalid*.NotFound): "));
/// assert_eq!(naserr::guess("Quite.Unknown"), None);
/// ```
#[must_use]
pub fn guess(code: &str) -> Option<String> {
    // Each row has a pattern of codes, and what it suggests. The first that matches counts.
    let mut rows = include_str!("name_guesses.tsv").lines().filter_map(|row| row.split_once('\t'));
    let (pattern, meaning) = rows.find(|(pattern, _)| matches(pattern, code))?;
    Some(format!("a guess from the name '{code}' alone ({pattern}): {meaning}"))
}
