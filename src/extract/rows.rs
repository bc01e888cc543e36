//! Rows of tables: CSV, TSV, markdown, HTML, and what databases and terminals print.
//!
//! Below a head that names a column for the code and one for the `RequestId`, each row is rewritten as a JSON object
//! whose names are those of the columns. So the other steps need not know about tables.

use std::borrow::Cow;

use serde_json::Value;

use super::names::{self, Key};
use super::prefix::Prefix;
use super::shape::{offset, quoted_id, request_id, uuid};
use super::tables::{NOTHING, rows};
use super::unescape::{CLOSE, OPEN};

/// The longest head that is examined, in bytes.
const LONGEST_HEAD: usize = 1024;
/// The longest code or name of a column, in bytes.
const LONGEST_WORD: usize = 128;
/// The most lines of one row.
const MOST_LINES: usize = 64;

/// What is between the cells of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Separator {
    /// The tags of HTML.
    Tags,
    /// Vertical lines.
    Bars,
    /// A character. Cells may be in quotes.
    Character(char),
    /// Blanks, at least as many.
    Blanks(usize),
}

/// The separators in the order in which they are tried.
const SEPARATORS: [Separator; 8] = [
    Separator::Tags,
    Separator::Bars,
    Separator::Character('\t'),
    Separator::Character(';'),
    Separator::Character(','),
    Separator::Character('&'),
    Separator::Blanks(2),
    Separator::Blanks(1),
];

/// The head of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// A logger or a log shipper wrote a prefix before each line.
    prefixed: bool,
    separator: Separator,
    columns: Vec<HeadCell>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct HeadCell {
    name: String,
    key: Option<Key>,
    /// Where the name starts in its line, in characters.
    start: usize,
}

/// Rewrites the rows of all tables in `lines`. The first lines may belong to the table with `head`. Returns the lines
/// from which on another head counts, or none.
pub fn as_objects(lines: &mut [Cow<'_, str>], mut head: Option<Head>) -> Vec<(usize, Option<Head>)> {
    let mut changes = Vec::new();
    let mut at = 0;
    while let Some(rest) = lines.get(at..).filter(|rest| !rest.is_empty()) {
        let row = head.as_ref().and_then(|head| head.row(rest));
        let found = if row.is_none() { Head::of(rest) } else { None };
        let (text, len) = match (row, found) {
            (Some((object, len)), _) => (object, len),
            (None, Some((found, len))) => {
                let [before, ..] = found.parts(rest.first().map_or("", |line| line));
                let before = before.to_owned();
                head = Some(found);
                changes.push((at, head.clone()));
                (before, len)
            }
            (None, None) => {
                if head.as_ref().is_some_and(|head| rest.first().is_some_and(|line| !head.is_rule(line))) {
                    head = None;
                    changes.push((at, None));
                }
                at += 1;
                continue;
            }
        };
        let mut text = Some(text);
        for line in lines.iter_mut().skip(at).take(len) {
            *line = Cow::Owned(text.take().unwrap_or_default());
        }
        at += len;
    }
    changes
}

impl Head {
    /// The head at the start of `lines`, and the number of lines before its first row.
    fn of(lines: &[Cow<'_, str>]) -> Option<(Self, usize)> {
        let line = lines.first()?;
        if !may_be_head(line) {
            return None;
        }
        let mut forms =
            [false, true].into_iter().flat_map(|prefixed| SEPARATORS.map(|separator| (prefixed, separator)));
        forms.find_map(|(prefixed, separator)| {
            let mut head = Self { prefixed, separator, columns: Vec::new() };
            let (cells, len) = head.cells(lines)?;
            head.columns = cells.iter().map(|(start, name)| HeadCell::new(name, *start)).collect();
            let has = |key| head.columns.iter().any(|column| column.key == Some(key));
            // Between blanks, any other mark would be that of a sentence.
            let bare = |cell: &str, name: &str| cell == name || !matches!(separator, Separator::Blanks(_));
            let is_name = |name: &str| !name.contains([':', '：']) && uuid(name.as_bytes()) == 0;
            let mut named = cells.iter().zip(&head.columns);
            let is_head = has(Key::Code)
                && has(Key::Id)
                && named.all(|((_, cell), column)| bare(cell, &column.name) && is_name(&column.name));
            let len = if is_head { head.first_row(lines, len) } else { None };
            len.map(|len| (head, len))
        })
    }

    /// The number of lines before the first row below a head of `len` lines. If the text ends there, rows may follow.
    fn first_row(&self, lines: &[Cow<'_, str>], len: usize) -> Option<usize> {
        let below = |at: usize| (at..lines.len()).find(|at| lines.get(*at).is_some_and(|line| !self.is_rule(line)));
        let is_row = |at: &usize| lines.get(*at..).is_some_and(|rest| self.row(rest).is_some());
        let Some(first) = below(len) else {
            return (!matches!(self.separator, Separator::Blanks(_))).then_some(len);
        };
        // Some programs print the types of the columns below their names.
        std::iter::once(first).chain(below(first + 1)).find(is_row)
    }

    /// What is before the row in a line, the row, and what is after it.
    fn parts<'l>(&self, line: &'l str) -> [&'l str; 3] {
        let opened = line.find(OPEN).map_or(0, |at| at + OPEN.len_utf8());
        let (text, after) = line.split_at_checked(line.find(CLOSE).unwrap_or(line.len())).unwrap_or((line, ""));
        let rest = text.get(opened..).unwrap_or_default();
        let start = opened + if self.prefixed { Prefix::of(rest).len } else { 0 };
        let (before, row) = text.split_at_checked(start).unwrap_or(("", text));
        [before, row, after]
    }

    /// Whether a line has no text, as those between the rows of a table.
    fn is_rule(&self, line: &str) -> bool {
        !line.contains("<tr") && !without_tags(self.parts(line)[1]).contains(char::is_alphanumeric)
    }

    /// The cells of the row at the start of `lines`, each with its position in characters, and the number of its lines.
    fn cells(&self, lines: &[Cow<'_, str>]) -> Option<(Vec<(usize, String)>, usize)> {
        let mut text = self.parts(lines.first()?)[1].to_owned();
        for len in 1..=MOST_LINES {
            let cells = match self.separator {
                Separator::Tags => tagged(&text),
                Separator::Bars => Some(barred(&text)),
                Separator::Character(character) => quoted(&text, character),
                Separator::Blanks(least) => Some(blank_separated(text.trim_end(), least)),
            };
            if let Some(cells) = cells {
                return (cells.len() > 1).then_some((cells, len));
            }
            text.push('\n');
            text.push_str(self.parts(lines.get(len)?)[1]);
        }
        None
    }

    /// The row at the start of `lines` as an object, and the number of its lines.
    fn row(&self, lines: &[Cow<'_, str>]) -> Option<(String, usize)> {
        let [before, line, after] = self.parts(lines.first()?);
        let (cells, len) = self.cells(lines)?;
        let cells = if cells.len() == self.columns.len() {
            cells.into_iter().map(|(_, cell)| cell).collect()
        } else {
            self.by_position(line)?
        };
        let fields: Option<Vec<String>> = self
            .columns
            .iter()
            .zip(cells)
            .map(|(column, cell)| {
                let value = Value::from(column.value(&cell)?);
                Some(format!("{}:{value}", Value::from(column.name.as_str())))
            })
            .collect();
        Some((format!("{before}{{{}}}{after}", fields?.join(",")), len))
    }

    /// The cells of a row in which some are empty, so that only blanks are in their place.
    fn by_position(&self, line: &str) -> Option<Vec<String>> {
        let Separator::Blanks(_) = self.separator else {
            return None;
        };
        let mut cells = vec![String::new(); self.columns.len()];
        for (start, word) in blank_separated(line, 1) {
            let end = start + word.chars().count();
            let column = self.columns.iter().rposition(|column| column.start < end)?;
            let cell = cells.get_mut(column)?;
            cell.push_str(if cell.is_empty() { "" } else { " " });
            cell.push_str(&word);
        }
        (cells.iter().filter(|cell| !cell.is_empty()).count() > 1).then_some(cells)
    }
}

impl HeadCell {
    fn new(name: &str, start: usize) -> Self {
        // The first and the last column of `INSERT INTO t (code, request_id) VALUES`.
        let name = name.rsplit_once('(').map_or(name, |(_, name)| name);
        let name = bare(name.split_once(')').map_or(name, |(name, _)| name));
        let latin = names::leading(name).filter(|(_, len)| *len == name.len());
        let wide = || name.char_indices().find_map(|(at, _)| names::wide(name.get(at..)?));
        Self { name: name.to_owned(), key: latin.or_else(wide).map(|(key, _)| key), start }
    }

    /// The value in a cell of this column, or `None` if it cannot be one.
    fn value<'c>(&self, cell: &'c str) -> Option<&'c str> {
        let value = bare(cell);
        let is_nothing =
            !value.contains(char::is_alphanumeric) || rows(&NOTHING).any(|n| value.eq_ignore_ascii_case(n));
        let is_part = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '/' | ' ');
        match self.key {
            Some(Key::Id) => {
                (is_nothing || quoted_id(value) == value.len() || request_id(value) == value.len()).then_some(value)
            }
            Some(Key::Code) => (value.len() <= LONGEST_WORD && value.chars().all(is_part)).then_some(value),
            Some(Key::Status) => Some(value),
            // A single word in another column is no code.
            None if !cell.contains([' ', '{']) => Some(""),
            _ => Some(cell),
        }
    }
}

/// A cheap test.
fn may_be_head(line: &str) -> bool {
    let has = |names: &[&str]| names.iter().any(|name| line.contains(name));
    let latin = || has(&["ode", "ODE"]) && has(&["equest", "EQUEST", "rid", "RID", "eqid", "EQID"]);
    let names_code = !line.is_ascii() || latin() || line.contains("<tr");
    let is_object = || line.contains('{') && !line.contains(OPEN);
    let has_fields = || line.contains('=') && !line.contains(OPEN) && !line.contains("<t");
    let has_id = || {
        let mut dashes = memchr::memchr_iter(b'-', line.as_bytes()).filter_map(|dash| dash.checked_sub(8));
        dashes.any(|start| uuid(line.as_bytes().get(start..).unwrap_or_default()) > 0)
    };
    names_code && line.len() <= LONGEST_HEAD && !is_object() && !has_fields() && !has_id()
}

/// A text without what may be around it: quotes, marks of emphasis, brackets.
fn bare(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || "\"'`*()[]{};,\\".contains(c))
}

/// The cells of a row of HTML, or `None` if it goes on in the next line.
fn tagged(text: &str) -> Option<Vec<(usize, String)>> {
    if text.contains("<tr") && !text.contains("</tr") {
        return None;
    }
    let starts = memchr::memmem::find_iter(text.as_bytes(), "<t").filter(|at| {
        let name = text.get(at + 2..at + 4).unwrap_or_default();
        name.starts_with(['d', 'h']) && name.ends_with(['>', ' '])
    });
    let cell = |start: usize| {
        let rest = text.get(start..).unwrap_or_default();
        let end = rest.find("</t").unwrap_or(rest.len());
        (start, without_tags(rest.get(..end).unwrap_or_default()).trim().to_owned())
    };
    Some(starts.map(cell).collect())
}

fn without_tags(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, tag)) = rest.split_once('<') {
        plain.push_str(before);
        rest = tag.split_once('>').map_or("", |(_, after)| after);
    }
    plain.push_str(rest);
    plain
}

/// The cells between vertical lines. A backslash before a line makes it part of the cell.
fn barred(text: &str) -> Vec<(usize, String)> {
    let is_bar = |c: char| matches!(c, '|' | '│' | '┃' | '║' | '┆');
    let bare = text.trim();
    // The head of a wiki.
    let single = bare.starts_with("||").then(|| bare.replace("||", "|"));
    let bare = single.as_deref().unwrap_or(bare);
    let inner = bare.strip_prefix(is_bar).map_or(bare, |inner| inner.strip_suffix(is_bar).unwrap_or(inner));
    let mut escaped = false;
    let cells = inner.split(|c: char| {
        let ends = is_bar(c) && !escaped;
        escaped = c == '\\';
        ends
    });
    cells.map(|cell| (offset(inner, cell), cell.trim().to_owned())).collect()
}

/// The cells between characters, or `None` if the quote of the last one is open. A doubled quote is a quote.
fn quoted(text: &str, separator: char) -> Option<Vec<(usize, String)>> {
    // SQL has its rows in brackets.
    let tuple = text.trim_start().strip_prefix('(');
    let text = tuple.map_or(text, |tuple| tuple.trim_end_matches([' ', ',', ';', ')']));
    let mut cells = Vec::new();
    let mut cell = String::new();
    let mut start = 0;
    let mut quote = None;
    let mut characters = text.char_indices().peekable();
    while let Some((at, c)) = characters.next() {
        let next = characters.peek().map(|(_, next)| *next);
        if quote == Some(c) {
            if next == quote {
                cell.push(c);
                characters.next();
            } else {
                quote = None;
            }
        } else if quote.is_none() && c == separator {
            cells.push((start, std::mem::take(&mut cell).trim().to_owned()));
            start = at + 1;
        } else if quote.is_none() && matches!(c, '"' | '\'') && cell.trim().is_empty() {
            quote = Some(c);
        } else {
            cell.push(c);
        }
    }
    cells.push((start, cell.trim().to_owned()));
    (quote != Some('"')).then_some(cells)
}

/// The cells between at least as many blanks.
fn blank_separated(text: &str, least: usize) -> Vec<(usize, String)> {
    let mut cells: Vec<(usize, String)> = Vec::new();
    let mut blanks = least;
    for (at, c) in text.chars().enumerate() {
        match cells.last_mut() {
            _ if c == ' ' => blanks += 1,
            Some((_, cell)) if blanks < least => {
                cell.extend(std::iter::repeat_n(' ', std::mem::take(&mut blanks)));
                cell.push(c);
            }
            _ => {
                blanks = 0;
                cells.push((at, c.to_string()));
            }
        }
    }
    cells
}
