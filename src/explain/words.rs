//! The words of a catalog, as extraction asks for them.

use std::cell::{Cell, OnceCell};
use std::collections::HashMap;

use crate::catalog::{Catalog, Entry, Origin, fold, same};
use crate::extract::Vocabulary;

/// What extraction has to know of a catalog.
pub struct Words<'c> {
    catalog: &'c Catalog,
    /// The published code of each other spelling, by its folded form. Made for the first word that may be one.
    aliases: OnceCell<HashMap<String, &'c str>>,
    /// The codes with each message that the service may send, by its letters, the guide's first. Made when the first message is
    /// met.
    by_message: OnceCell<HashMap<String, Vec<&'c str>>>,
    /// For each first letter, a bit for each length that a code or an alias has: nearly every word of a log is none by that.
    lengths: [u64; 256],
    /// The codes that were met last: an input has few of them, and each many times.
    recent: Cell<[&'c str; RECENT]>,
}

/// Messages that the service sends and the catalog does not hold, a row each: `Code`, `Message` and `Source`. They are matched
/// and never shown.
const RECEIVED: &str = include_str!("received_messages.tsv");

/// How many codes are remembered.
const RECENT: usize = 8;

impl<'c> Words<'c> {
    /// The words of a catalog.
    #[must_use]
    pub fn of(catalog: &'c Catalog) -> Self {
        let mut lengths = [0; 256];
        for spelling in catalog.entries().iter().flat_map(Entry::spellings) {
            let (first, length) = outline(spelling);
            lengths[first] |= length;
        }
        Self {
            catalog,
            aliases: OnceCell::new(),
            by_message: OnceCell::new(),
            lengths,
            recent: Cell::new([""; RECENT]),
        }
    }

    /// The messages that the service may send, each with its code: those in the built-in layers beside the guide are our own words.
    fn documented(&self) -> impl Iterator<Item = (&'c str, &'c str)> {
        let entries = self.catalog.entries().iter();
        let sent = |entry: &&Entry| matches!(entry.origin, Origin::Guide | Origin::User) && !entry.message.is_empty();
        entries.filter(sent).map(|entry| (&*entry.message, &*entry.code))
    }

    fn alias(&self, code: &str) -> Option<&'c str> {
        let aliases = self.aliases.get_or_init(|| {
            // Of two entries with the same alias, the first counts.
            let mut aliases = HashMap::new();
            for entry in self.catalog.entries() {
                for alias in entry.aliases.iter() {
                    aliases.entry(fold(alias)).or_insert(&*entry.code);
                }
            }
            aliases
        });
        aliases.get(&fold(code)).copied()
    }

    fn by_message(&self) -> &HashMap<String, Vec<&'c str>> {
        self.by_message.get_or_init(|| {
            let mut codes: HashMap<_, Vec<_>> = HashMap::new();
            for (message, code) in self.documented().chain(received()) {
                let codes = codes.entry(letters(message)).or_default();
                if !codes.contains(&code) {
                    codes.push(code);
                }
            }
            codes
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
        let published = self.catalog.published(code);
        let published = published.or_else(|| self.alias(code))?;
        recent.rotate_right(1);
        recent[0] = published;
        self.recent.set(recent);
        Some(published)
    }

    fn codes(&self) -> Box<dyn Iterator<Item = &str> + '_> {
        Box::new(self.catalog.entries().iter().flat_map(Entry::spellings))
    }

    fn messages(&self) -> Box<dyn Iterator<Item = &str> + '_> {
        Box::new(self.documented().map(|(message, _)| message))
    }

    fn codes_for_message(&self, message: &str) -> Vec<&str> {
        let codes = self.by_message().get(&letters(message));
        // A catalog of another make may lack codes of the received messages.
        let known = |code: &&str| self.catalog.published(code);
        codes.into_iter().flatten().filter_map(known).collect()
    }
}

/// The messages of [`RECEIVED`], each with its code.
fn received<'r>() -> impl Iterator<Item = (&'r str, &'r str)> {
    let rows = RECEIVED.lines().filter(|line| !line.starts_with('#'));
    rows.skip(1).filter_map(|row| {
        let (code, rest) = row.split_once('\t')?;
        let (message, _source) = rest.split_once('\t')?;
        Some((message, code))
    })
}

/// The first letter of a code and a bit for its length, as codes are compared.
fn outline(code: &str) -> (usize, u64) {
    let letters = code.bytes().filter(|byte| !byte.is_ascii_whitespace());
    let first = code.trim_start().bytes().next().unwrap_or_default().to_ascii_lowercase();
    (usize::from(first), 1 << letters.count().min(63))
}

/// The letters of a message, in lower case: what is left of it whatever happens to its blanks and signs, and to the limits in it,
/// which differ between accounts.
fn letters(message: &str) -> String {
    let mut letters = String::with_capacity(message.len());
    // Digits within a word are part of it, a number is none.
    let mut digits = String::new();
    for c in message.chars() {
        if c.is_ascii_digit() {
            digits.push(c);
        } else if c.is_alphanumeric() {
            letters.push_str(&digits);
            letters.push(c.to_ascii_lowercase());
            digits.clear();
        } else {
            digits.clear();
        }
    }
    letters
}

/// What each step of extraction makes of a text, for maintainers: `cargo run --example trace FILE`.
#[must_use]
pub fn trace(catalog: &Catalog, input: &[u8]) -> String {
    crate::extract::trace(input, &Words::of(catalog))
}
