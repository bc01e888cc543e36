//! The codes and messages of a catalog in the form that extraction needs.

use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;

use super::finding::stated;
use crate::catalog::{Catalog, Entry, Origin};
use crate::extract::{Occurrence, Vocabulary};

/// The most spellings that are remembered, and the longest in bytes, so that an input cannot fill the memory.
const MOST_SPELLINGS: usize = 4096;
const LONGEST_SPELLING: usize = 128;

/// What extraction needs to know about a catalog.
pub struct Words<'c> {
    pub catalog: &'c Catalog,
    /// The entries of the spellings that were looked up, because a log repeats its words.
    asked: RefCell<HashMap<String, Vec<&'c Entry>, foldhash::fast::RandomState>>,
    /// The codes of each message that the service may send, by the letters of the message, the guide's codes first. Built
    /// when it is needed.
    by_message: OnceCell<HashMap<String, Vec<&'c str>>>,
}

/// Messages that the service sends and the catalog does not have, one per row: `Code`, `Message` and `Source`. They are
/// only matched, never shown.
const RECEIVED: &str = include_str!("received_messages.tsv");

impl<'c> Words<'c> {
    /// The codes and messages of a catalog.
    #[must_use]
    pub fn of(catalog: &'c Catalog) -> Self {
        Self { catalog, asked: RefCell::default(), by_message: OnceCell::new() }
    }

    /// The messages that the service may send, each with its code. Built-in layers other than the guide are left
    /// out, since their messages are naserr's words.
    fn documented(&self) -> impl Iterator<Item = (&'c str, &'c str)> {
        let entries = self.catalog.entries().iter();
        let sent = |entry: &&Entry| matches!(entry.origin, Origin::Guide | Origin::User) && !entry.message.is_empty();
        entries.filter(sent).map(|entry| (&*entry.message, &*entry.code))
    }

    /// The entry for the code of an error, or the one with its status if the code has several.
    pub fn entry_of(&self, received: &Occurrence) -> Option<&'c Entry> {
        self.with_entries(received.code.as_deref()?, |entries| stated(entries, received))
    }

    /// The published code that a spelling means.
    fn published(&self, spelling: &str) -> Option<&'c str> {
        self.with_entries(spelling, |entries| entries.first().map(|entry| &*entry.code))
    }

    /// Looks a spelling up, and answers with what it finds.
    fn with_entries<T>(&self, spelling: &str, answer: impl FnOnce(&[&'c Entry]) -> T) -> T {
        if let Some(entries) = self.asked.borrow().get(spelling) {
            return answer(entries);
        }
        let entries = self.catalog.find(spelling);
        let answered = answer(&entries);
        let mut asked = self.asked.borrow_mut();
        if asked.len() < MOST_SPELLINGS && spelling.len() <= LONGEST_SPELLING {
            asked.insert(spelling.to_owned(), entries);
        }
        answered
    }
}

impl Vocabulary for Words<'_> {
    fn canonical(&self, code: &str) -> Option<&str> {
        self.published(code)
    }

    fn codes(&self) -> Box<dyn Iterator<Item = &str> + '_> {
        Box::new(self.catalog.entries().iter().flat_map(Entry::spellings))
    }

    fn messages(&self) -> Box<dyn Iterator<Item = &str> + '_> {
        Box::new(self.documented().map(|(message, _)| message))
    }

    fn codes_for_message(&self, message: &str) -> Vec<&str> {
        let by_message = self.by_message.get_or_init(|| {
            let mut codes: HashMap<_, Vec<_>> = HashMap::new();
            for (message, code) in self.documented().chain(received()) {
                let codes = codes.entry(letters(message)).or_default();
                if !codes.contains(&code) {
                    codes.push(code);
                }
            }
            codes
        });
        // A user's catalog may lack the codes of these messages.
        let known = |code: &&str| self.published(code);
        by_message.get(&letters(message)).into_iter().flatten().filter_map(known).collect()
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

/// The letters of a message in lower case, without spaces, punctuation and numbers, because clients change these, and
/// limits differ between accounts.
fn letters(message: &str) -> String {
    let mut letters = String::with_capacity(message.len());
    // Digits inside a word are part of it; a number on its own is dropped.
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
