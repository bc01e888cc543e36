//! How entries are stored: one text for all of them, and for each a row that says where its parts stand in it.
//!
//! So the built-in catalog needs no pointer that the program's loader would have to adjust at every start, and a user's
//! catalog of any size needs no allocation for each of its texts. The build step makes the built-in table with this code.

use std::borrow::Cow;

use super::code;
use super::entry::{Entry, HttpCode, Origin, Retryable, Texts};

/// Where a text stands: its first byte and the byte behind its last.
pub type Span = (u32, u32);

/// The stored form of an entry.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    pub http_code: Option<HttpCode>,
    pub retryable: Retryable,
    pub origin: Origin,
    pub code: Span,
    pub message: Span,
    pub resolution: Span,
    pub aliases: Span,
    pub actions: Span,
    pub notes: Span,
    pub sources: Span,
}

/// Entries, in the order in which they are printed.
#[derive(Debug, Clone, Default)]
pub struct Table {
    pub text: Cow<'static, str>,
    pub rows: Cow<'static, [Row]>,
    /// The places of `rows` in the order of their codes, compared as codes are.
    pub by_code: Cow<'static, [u32]>,
}

impl Table {
    /// The entry in a place; `None` behind the last.
    #[must_use]
    pub fn entry(&self, place: usize) -> Option<Entry<'_>> {
        self.rows.get(place).map(|row| self.view(row))
    }

    /// Every entry.
    pub fn entries(&self) -> impl ExactSizeIterator<Item = Entry<'_>> {
        self.rows.iter().map(|row| self.view(row))
    }

    /// The code of every entry, with its other spellings as they are stored.
    pub fn spellings(&self) -> impl ExactSizeIterator<Item = (&str, Texts<'_>)> {
        self.rows
            .iter()
            .map(|row| (self.slice(row.code), Texts::new(self.slice(row.aliases))))
    }

    /// The entries whose code is this one, case and blanks aside.
    pub fn with_code(&self, code: &str) -> impl Iterator<Item = Entry<'_>> {
        let places = code::places_of(code, &self.by_code, |place| self.code(place));
        places
            .iter()
            .filter_map(|&place| self.entry(place as usize))
    }

    /// Adds an entry behind the others.
    pub fn push(&mut self, entry: &Entry<'_>) {
        let row = Row {
            http_code: entry.http_code,
            retryable: entry.retryable,
            origin: entry.origin,
            code: self.keep(entry.code),
            message: self.keep(entry.message),
            resolution: self.keep(entry.resolution),
            aliases: self.keep(entry.aliases.separated()),
            actions: self.keep(entry.actions.separated()),
            notes: self.keep(entry.notes.separated()),
            sources: self.keep(entry.sources.separated()),
        };
        self.rows.to_mut().push(row);
    }

    /// Adds texts to a list of an entry. `list` tells which.
    pub fn add_to_list(&mut self, place: usize, list: fn(&mut Row) -> &mut Span, texts: &str) {
        let Some(&(mut row)) = self.rows.get(place) else {
            return;
        };
        let had = self.slice(*list(&mut row));
        let both = match (had, texts) {
            (_, "") => return,
            ("", _) => texts.to_owned(),
            _ => format!("{had}{}{texts}", Texts::SEPARATOR),
        };
        *list(&mut row) = self.keep(&both);
        self.rows.to_mut()[place] = row;
    }

    /// Takes new rows into `by_code`. `added` are their places in the order of their codes; entries that have the same code
    /// stay behind those that were there.
    pub fn index(&mut self, added: &[u32]) {
        let mut by_code = Vec::with_capacity(self.by_code.len() + added.len());
        let mut rest = added;
        for &place in &*self.by_code {
            let comes_first =
                |&new: &u32| code::folded(self.code(new)).lt(code::folded(self.code(place)));
            let (first, others) = rest.split_at(rest.partition_point(comes_first));
            by_code.extend_from_slice(first);
            by_code.push(place);
            rest = others;
        }
        by_code.extend_from_slice(rest);
        self.by_code = by_code.into();
    }

    fn code(&self, place: u32) -> &str {
        self.rows
            .get(place as usize)
            .map_or("", |row| self.slice(row.code))
    }

    fn view(&self, row: &Row) -> Entry<'_> {
        Entry {
            http_code: row.http_code,
            code: self.slice(row.code),
            message: self.slice(row.message),
            resolution: self.slice(row.resolution),
            retryable: row.retryable,
            origin: row.origin,
            aliases: Texts::new(self.slice(row.aliases)),
            actions: Texts::new(self.slice(row.actions)),
            notes: Texts::new(self.slice(row.notes)),
            sources: Texts::new(self.slice(row.sources)),
        }
    }

    fn slice(&self, (from, to): Span) -> &str {
        self.text
            .get(from as usize..to as usize)
            .unwrap_or_default()
    }

    /// Appends a text and tells where it stands. A table holds 4 GiB; catalog files are refused long before.
    fn keep(&mut self, text: &str) -> Span {
        let place = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
        let from = place(self.text.len());
        self.text.to_mut().push_str(text);
        (from, place(self.text.len()))
    }
}
