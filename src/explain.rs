//! Joins what was extracted from an input with what the catalog knows.

use std::cell::{Cell, OnceCell};
use std::io::{self, Read};
use std::ops::ControlFlow;
use std::path::Path;

use crate::catalog::{Catalog, Entry, Family, HttpCode, Origin, Retryable, Texts, same};
use crate::extract::{Extractor, Occurrence, Totals, Vocabulary};
use crate::search::suggest;
use crate::secrets::masked;

/// The bytes that are read at once.
const CHUNK: usize = 256 * 1024;

/// An error as it was received, completed from the catalog.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding<'c> {
    /// What the input says of it.
    pub received: Occurrence,
    /// What the catalog says of its code.
    pub entry: Option<Entry<'c>>,
    /// The name of the input that it was first seen in, by this run or the one whose output is read; `-` is standard input.
    pub file: String,
    suggestions: String,
    guess: String,
}

impl<'c> Finding<'c> {
    /// Completes an occurrence. What a request was signed with is masked.
    #[must_use]
    pub fn new(mut received: Occurrence, file: &Path, catalog: &'c Catalog) -> Self {
        let texts = [
            &mut received.message,
            &mut received.recommend,
            &mut received.host_id,
        ];
        for text in texts.into_iter().flatten() {
            *text = masked(text).into_owned();
        }
        let elsewhere = received.file.take();
        let entry = entry_of(&received, catalog);
        let unknown = received.code.as_deref().filter(|_| entry.is_none());
        let suggestions = match unknown {
            Some(code) => Texts::join(suggest(catalog, code)),
            None => Texts::join(received.candidates.iter().map(String::as_str)),
        };
        // A code that is only misspelt says nothing by its name.
        let family = unknown
            .filter(|_| suggestions.is_empty())
            .and_then(|code| Some((code, Family::of(code)?)));
        let guess = family
            .map(|(code, family)| family.guess(code))
            .unwrap_or_default();
        Self {
            received,
            entry,
            file: elsewhere.unwrap_or_else(|| file.display().to_string()),
            suggestions,
            guess,
        }
    }

    /// For a code that is not in the catalog, codes that may be meant; for an error without a code, those whose documented
    /// message it has.
    #[must_use]
    pub fn suggestions(&self) -> Texts<'_> {
        Texts::new(&self.suggestions)
    }

    /// The catalog's notes on the code, or what the name of an unknown one tells, marked as a guess.
    #[must_use]
    pub fn notes(&self) -> Texts<'_> {
        self.entry
            .map_or(Texts::new(&self.guess), |entry| entry.notes)
    }

    /// The status as received, else the catalog's.
    #[must_use]
    pub fn http_code(&self) -> Option<HttpCode> {
        let received = self.received.http_code.and_then(HttpCode::new);
        received.or(self.entry.and_then(|entry| entry.http_code))
    }

    /// The message as received, else the catalog's.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.received
            .message
            .as_deref()
            .or(self.entry.map(|entry| entry.message))
    }

    /// Whether the same call may succeed later.
    #[must_use]
    pub fn retryable(&self) -> Retryable {
        self.entry
            .map_or(Retryable::Unknown, |entry| entry.retryable)
    }
}

/// What the catalog says of an error: of its code with its status, when the code has several.
#[must_use]
pub fn entry_of<'c>(received: &Occurrence, catalog: &'c Catalog) -> Option<Entry<'c>> {
    let found = catalog.find(received.code.as_deref()?)?;
    let stated = |entry: &&Entry<'_>| entry.http_code.map(HttpCode::get) == received.http_code;
    found
        .entries
        .iter()
        .find(stated)
        .or(found.entries.first())
        .copied()
}

/// Reads an input to its end and hands over each error that is in it, completed from the catalog.
///
/// `file` is the name under which the findings are reported. Memory is bounded whatever the input holds.
///
/// # Errors
///
/// When the input cannot be read; what was found before has been handed over.
///
/// ```
/// use naserr::{Catalog, explain};
///
/// let answer = br#"{"Code": "InvalidFileSystem.NotFound", "RequestId": "B71B4C68-6C6B-4D4B-AD70-8951BD7D188E"}"#;
/// let catalog = Catalog::built_in();
/// let mut resolutions = Vec::new();
/// let totals = explain(&catalog, &mut answer.as_slice(), "-".as_ref(), &mut |finding| {
///     resolutions.extend(finding.entry.map(|entry| entry.resolution));
/// })?;
/// assert_eq!(resolutions, ["The specified file system does not exist or has been deleted."]);
/// assert_eq!(totals.lines, 1);
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn explain<'c>(
    catalog: &'c Catalog,
    input: &mut dyn Read,
    file: &Path,
    found: &mut dyn FnMut(Finding<'c>),
) -> io::Result<Totals> {
    read(catalog, input, &mut |occurrence| {
        found(Finding::new(occurrence, file, catalog));
        ControlFlow::Continue(())
    })
}

/// As [`explain`], without completing what is found, and only until `found` breaks off.
///
/// An input that fails with [`io::ErrorKind::WouldBlock`] has nothing to give at the moment: what is complete is handed over
/// before it is asked again.
pub fn read(
    catalog: &Catalog,
    input: &mut dyn Read,
    found: &mut dyn FnMut(Occurrence) -> ControlFlow<()>,
) -> io::Result<Totals> {
    let words = Words::of(catalog);
    let mut extractor = Extractor::new(&words);
    let mut chunk = vec![0; CHUNK];
    let flow = Cell::new(ControlFlow::Continue(()));
    let mut emit = |occurrence| {
        if flow.get().is_continue() {
            flow.set(found(occurrence));
        }
    };
    let ended = loop {
        if flow.get().is_break() {
            break Ok(());
        }
        match input.read(&mut chunk) {
            Ok(0) => break Ok(()),
            Ok(length) => extractor.feed(&chunk[..length], &mut emit),
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => extractor.pause(&mut emit),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => break Err(error),
        }
    };
    let totals = extractor.finish(&mut emit);
    ended.map(|()| totals)
}

/// What extraction has to know of a catalog.
pub struct Words<'c> {
    catalog: &'c Catalog,
    /// Other spellings, each with the published one.
    aliases: Vec<(&'c str, &'c str)>,
    /// Made when the first message is met.
    documented: OnceCell<Vec<(&'c str, &'c str)>>,
    /// For each first letter, a bit for each length that a code or an alias has: nearly every word of a log is none by that.
    lengths: [u64; 256],
    /// The codes that were met last: an input has few of them, and each many times.
    recent: Cell<[&'c str; RECENT]>,
}

/// How many codes are remembered.
const RECENT: usize = 8;

impl<'c> Words<'c> {
    /// The words of a catalog.
    #[must_use]
    pub fn of(catalog: &'c Catalog) -> Self {
        let mut aliases = Vec::new();
        let mut lengths = [0; 256];
        for (code, others) in catalog.spellings() {
            for spelling in others.iter().chain([code]) {
                let (first, length) = outline(spelling);
                lengths[first] |= length;
            }
            aliases.extend(others.iter().map(|alias| (alias, code)));
        }
        Self {
            catalog,
            aliases,
            documented: OnceCell::new(),
            lengths,
            recent: Cell::new([""; RECENT]),
        }
    }

    /// The messages that the service may send, each with its code: those in the built-in layers beside the guide are our own words.
    fn documented(&self) -> &[(&'c str, &'c str)] {
        self.documented.get_or_init(|| {
            let entries = self.catalog.entries().filter(|entry| {
                matches!(entry.origin, Origin::Guide | Origin::User) && !entry.message.is_empty()
            });
            entries.map(|entry| (entry.message, entry.code)).collect()
        })
    }
}

impl Vocabulary for Words<'_> {
    fn canonical(&self, code: &str) -> Option<&str> {
        let (first, length) = outline(code);
        if self.lengths[first] & length == 0 {
            return None;
        }
        let mut recent = self.recent.get();
        if let Some(known) = recent.into_iter().find(|known| same(known, code)) {
            return Some(known);
        }
        let alias = || {
            self.aliases
                .iter()
                .find(|(alias, _)| same(alias, code))
                .map(|(_, published)| *published)
        };
        let published = self.catalog.published(code).or_else(alias)?;
        recent.rotate_right(1);
        recent[0] = published;
        self.recent.set(recent);
        Some(published)
    }

    fn codes(&self) -> Box<dyn Iterator<Item = &str> + '_> {
        Box::new(
            self.catalog
                .entries()
                .map(|entry| entry.code)
                .chain(self.aliases.iter().map(|(alias, _)| *alias)),
        )
    }

    fn messages(&self) -> Box<dyn Iterator<Item = &str> + '_> {
        Box::new(self.documented().iter().map(|(message, _)| *message))
    }

    fn codes_for_message(&self, message: &str) -> Vec<&str> {
        self.documented()
            .iter()
            .filter(|(documented, _)| letters(documented).eq(letters(message)))
            .map(|(_, code)| *code)
            .collect()
    }
}

/// The first letter of a code and a bit for its length, as codes are compared.
fn outline(code: &str) -> (usize, u64) {
    let letters = code.bytes().filter(|byte| !byte.is_ascii_whitespace());
    let first = code
        .trim_start()
        .bytes()
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    (usize::from(first), 1 << letters.count().min(63))
}

/// The letters and digits of a message, in lower case: what is left of it whatever happens to its blanks and signs.
fn letters(message: &str) -> impl Iterator<Item = char> {
    message
        .chars()
        .filter(|c| c.is_alphanumeric())
        .map(|c| c.to_ascii_lowercase())
}
