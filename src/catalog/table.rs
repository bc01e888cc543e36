//! How entries are stored: one text for all of them, and for each a row that says where its parts stand in it.
//!
//! So the built-in catalog needs no pointer that the program's loader would have to adjust at every start, and a user's
//! catalog of any size needs no allocation for each of its texts. The build step makes the built-in table with this code.

use std::borrow::Cow;
use std::collections::HashSet;

use super::code;
use super::entry::{Entry, HttpCode, Origin, Retryable, Texts};

/// Where a text stands: its first byte and the byte behind its last.
pub type Span = (u32, u32);

/// The stored form of an entry. What is not known of it is an empty text.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    pub http_code: Option<HttpCode>,
    /// `None` where nothing is stated.
    pub retryable: Option<Retryable>,
    pub origin: Origin,
    pub code: Span,
    pub message: Span,
    pub resolution: Span,
    pub aliases: Span,
    pub actions: Span,
    pub notes: Span,
    pub sources: Span,
}

impl Row {
    /// An entry of a layer of which nothing is known yet.
    pub const fn new(origin: Origin) -> Self {
        Self {
            http_code: None,
            retryable: None,
            origin,
            code: (0, 0),
            message: (0, 0),
            resolution: (0, 0),
            aliases: (0, 0),
            actions: (0, 0),
            notes: (0, 0),
            sources: (0, 0),
        }
    }

    /// Whether neither a message nor a resolution is stated.
    pub const fn is_without_texts(&self) -> bool {
        is_empty(self.message) && is_empty(self.resolution)
    }

    /// The entry where its texts stand so much further on.
    fn moved_by(mut self, bytes: u32) -> Self {
        for (from, to) in [
            &mut self.code,
            &mut self.message,
            &mut self.resolution,
            &mut self.aliases,
            &mut self.actions,
            &mut self.notes,
            &mut self.sources,
        ] {
            *from = from.saturating_add(bytes);
            *to = to.saturating_add(bytes);
        }
        self
    }
}

/// Entries, in the order in which they are printed.
#[derive(Debug, Clone, Default)]
pub struct Table {
    pub text: Cow<'static, str>,
    pub rows: Cow<'static, [Row]>,
    /// The places of `rows` in the order of [`code::compare`].
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
        let places = self.places_of(code).iter();
        places.filter_map(|&place| self.entry(place as usize))
    }

    /// The places of the entries whose code is this one, case and blanks aside.
    pub fn places_of(&self, code: &str) -> &[u32] {
        let order = code::compared_with(code);
        let order = |&place: &u32| order(self.code(place));
        let from = self.by_code.partition_point(|place| order(place).is_lt());
        let rest = self.by_code.get(from..).unwrap_or_default();
        let others = rest.iter().position(|place| order(place).is_ne());
        rest.get(..others.unwrap_or(rest.len())).unwrap_or_default()
    }

    /// Adds the texts that a list of an entry does not have yet. `list` tells which.
    pub fn add_to_list(&mut self, place: usize, list: fn(&mut Row) -> &mut Span, texts: Texts<'_>) {
        let Some(&(mut row)) = self.rows.get(place) else {
            return;
        };
        let had = self.slice(*list(&mut row)).to_owned();
        let mut kept = HashSet::new();
        let all = Texts::new(&had).iter().chain(texts.iter());
        *list(&mut row) = self.keep_list(all.filter(|text| kept.insert(*text)));
        self.rows.to_mut()[place] = row;
    }

    /// Leaves out the entries in these places, which are in order.
    pub fn remove(&mut self, places: &[usize]) {
        if places.is_empty() {
            return;
        }
        let is_left_out = |place: usize| places.binary_search(&place).is_ok();
        let mut place = 0..;
        self.rows
            .to_mut()
            .retain(|_| place.next().is_some_and(|place| !is_left_out(place)));
        self.by_code
            .to_mut()
            .retain(|&place| !is_left_out(place as usize));
        for place in self.by_code.to_mut() {
            *place -= numbered(places.partition_point(|&left_out| left_out < *place as usize));
        }
    }

    /// Puts the entries of another table before its own, which may be many more. Among entries of the same code the other
    /// table's are found first.
    pub fn put_before(&mut self, others: &Self) {
        let moved = numbered(self.text.len());
        self.text.to_mut().push_str(&others.text);
        let rows = others.rows.iter().map(|row| row.moved_by(moved));
        self.rows.to_mut().splice(0..0, rows);
        let first = numbered(others.rows.len());
        let mut own: &[u32] = &self.by_code;
        let mut by_code = Vec::with_capacity(self.rows.len());
        for &place in &*others.by_code {
            let code = self.code(place);
            let before =
                own.partition_point(|&own| code::compare(self.code(first + own), code).is_lt());
            let (before, rest) = own.split_at(before);
            by_code.extend(before.iter().map(|own| first + own));
            by_code.push(place);
            own = rest;
        }
        by_code.extend(own.iter().map(|own| first + own));
        self.by_code = by_code.into();
    }

    /// The code in a place; empty behind the last.
    pub fn code(&self, place: u32) -> &str {
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
            retryable: row.retryable.unwrap_or(Retryable::Unknown),
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

    /// Appends a text and tells where it stands.
    pub fn keep(&mut self, text: &str) -> Span {
        self.keep_list([text])
    }

    /// Appends the texts of a list, separated as [`Texts`] are, and tells where they stand.
    pub fn keep_list<'t>(&mut self, texts: impl IntoIterator<Item = &'t str>) -> Span {
        let text = self.text.to_mut();
        let from = text.len();
        for item in texts {
            if text.len() > from {
                text.push(Texts::SEPARATOR);
            }
            text.push_str(item);
        }
        (numbered(from), numbered(text.len()))
    }
}

const fn is_empty((from, to): Span) -> bool {
    from == to
}

/// A place as it is stored. A table holds 4 GiB; catalog files are refused long before.
fn numbered(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}
