//! The catalog of error codes: what is known about each, and how entries are found.
//!
//! It knows no arguments, no terminal and no output.

mod code;
mod entry;
mod family;
mod fault;
mod fields;
mod item;
mod load;
mod selector;
mod status;
mod table;
mod user;

use std::borrow::Cow;
use std::path::PathBuf;

pub(crate) use code::{compare, compared_with};
pub use code::{family, same};
pub use entry::{Entry, HttpCode, Origin, Retryable, Texts};
pub use family::Family;
pub use selector::Selector;
pub use status::{StatusFilter, phrase};
pub use user::CatalogError;

use code::{cleaned, matches};
use table::{Row, Table};

/// The built-in layers, checked and written down by the build step.
#[allow(
    clippy::unreadable_literal,
    reason = "no person reads the generated places"
)]
static BUILT_IN: Table = include!(concat!(env!("OUT_DIR"), "/catalog.rs"));

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
    table: Cow<'static, Table>,
}

/// The entries that a code stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found<'c> {
    /// At least one; several when the service returns the code with several statuses.
    pub entries: Vec<Entry<'c>>,
    /// How the code was recognised.
    pub by: Spelling,
}

/// How a code was recognised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spelling {
    /// It is spelled as published.
    Published,
    /// It differs from the published spelling in case or blanks.
    Folded,
    /// It is another spelling of the code ([`Entry::aliases`]).
    Alias,
}

impl Catalog {
    /// The catalog that the program is built with. Costs nothing: it is a static table.
    #[must_use]
    pub const fn built_in() -> Self {
        Self {
            table: Cow::Borrowed(&BUILT_IN),
        }
    }

    /// The built-in catalog with the entries of catalog files, those of later files winning.
    ///
    /// A file has the shape that `naserr list -f json` prints; only `Code` is required. An entry of a file that has a
    /// message or a resolution of its own replaces the built-in entry with the same code and status. One that has neither
    /// completes the entries of its code: notes, aliases, actions and sources are added to theirs.
    ///
    /// # Errors
    ///
    /// When a file cannot be read, is too large or has faults; all faults of all files at once.
    pub fn with_files(files: &[PathBuf]) -> Result<Self, CatalogError> {
        user::read(files, Self::built_in())
    }

    /// Whether these are the built-in entries and no others.
    #[must_use]
    pub const fn is_built_in(&self) -> bool {
        matches!(self.table, Cow::Borrowed(_))
    }

    /// Every entry.
    #[must_use]
    pub fn entries(&self) -> impl ExactSizeIterator<Item = Entry<'_>> {
        self.table.entries()
    }

    /// The code of every entry, with its other spellings: all that is needed to compare codes, for a fraction of the time that
    /// whole entries take.
    #[must_use]
    pub fn spellings(&self) -> impl ExactSizeIterator<Item = (&str, Texts<'_>)> {
        self.table.spellings()
    }

    /// The entry in a place, in the order of [`Catalog::entries`].
    #[must_use]
    pub fn entry(&self, place: usize) -> Option<Entry<'_>> {
        self.table.entry(place)
    }

    /// The entries of a code: by its spelling, case and blanks aside, or else by an alias.
    #[must_use]
    pub fn find(&self, code: &str) -> Option<Found<'_>> {
        let code = &*cleaned(code);
        let entries: Vec<Entry<'_>> = self.table.with_code(code).collect();
        if let Some(first) = entries.first() {
            let by = if first.code == code {
                Spelling::Published
            } else {
                Spelling::Folded
            };
            return Some(Found { entries, by });
        }
        let has_alias = |aliases: Texts<'_>| aliases.iter().any(|alias| same(alias, code));
        let spellings = self.spellings().enumerate();
        let places = spellings.filter(|(_, (_, aliases))| has_alias(*aliases));
        let entries: Vec<Entry<'_>> = places.filter_map(|(place, _)| self.entry(place)).collect();
        (!entries.is_empty()).then_some(Found {
            entries,
            by: Spelling::Alias,
        })
    }

    /// The published spelling of a code, case and blanks aside. Aliases do not count. Asks for nothing that takes long, so that
    /// every word of a log can be tried.
    #[must_use]
    pub fn published(&self, code: &str) -> Option<&str> {
        self.table.with_code(code).next().map(|entry| entry.code)
    }

    /// The entries whose code matches a pattern with `*` and `?`.
    pub fn matching(&self, pattern: &str) -> impl Iterator<Item = Entry<'_>> {
        self.entries()
            .filter(move |entry| matches(pattern, entry.code))
    }

    /// The entries with a status, or with one of a class.
    pub fn with_status(&self, status: StatusFilter) -> impl Iterator<Item = Entry<'_>> {
        self.entries()
            .filter(move |entry| status.admits(entry.http_code))
    }
}
