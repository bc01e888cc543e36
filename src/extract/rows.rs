//! Rows of tables: CSV, TSV, markdown, HTML, and what databases and terminals print.
//!
//! Below a head that names a column for the code and one for the `RequestId`, each row is rewritten as a JSON object
//! whose names are those of the columns. So the other steps need not know about tables.

use std::borrow::Cow;

use serde_json::Value;

use super::names::{self, Key};
use super::prefix::Prefix;
use super::shape::{quoted_id, request_id, uuid};
use super::tables::{NOTHING, rows};

/// The longest head that is examined, in bytes.
const LONGEST_HEAD: usize = 1024;
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
    /// Blanks, so that the cells of a column are below each other.
    Blanks,
}

/// The separators in the order in which they are tried.
const SEPARATORS: [Separator; 6] = [
    Separator::Tags,
    Separator::Bars,
    Separator::Character('\t'),
    Separator::Character(';'),
    Separator::Character(','),
    Separator::Blanks,
];

/// The head of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// A logger or a log shipper wrote a prefix before each line.
    prefixed: bool,
    separator: Separator,
    columns: Vec<Column>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Column {
    name: String,
    key: Option<Key>,
    /// Where the name starts in its line, in characters, if there are blanks between the cells.
    start: usize,
}

/// Rewrites the rows of all tables in `lines`. The first lines may belong to the table with `head`. Returns the lines
/// from which on another head counts, or none.
pub fn as_objects(lines: &mut [Cow<'_, str>], mut head: Option<Head>) -> Vec<(usize, Option<Head>)> {
    let mut changes = Vec::new();
    let mut at = 0;
    while let Some(rest) = lines.get(at..).filter(|rest| !rest.is_empty()) {
        let (text, len) = if let Some(row) = head.as_ref().and_then(|head| head.row(rest)) {
            row
        } else if let Some((found, len)) = Head::of(rest) {
            head = Some(found);
            changes.push((at, head.clone()));
            (String::new(), len)
        } else {
            if head.as_ref().is_some_and(|head| rest.first().is_some_and(|line| !head.is_rule(line))) {
                head = None;
                changes.push((at, None));
            }
            at += 1;
            continue;
        };
        let texts = std::iter::once(text).chain(std::iter::repeat(String::new()));
        for (line, text) in lines.iter_mut().skip(at).take(len).zip(texts) {
            *line = Cow::Owned(text);
        }
        at += len;
    }
    changes
}

impl Head {
    /// The head at the start of `lines`, and the number of lines before its first row.
    fn of(lines: &[Cow<'_, str>]) -> Option<(Self, usize)> {
        if !lines.first().is_some_and(|line| may_be_head(line)) {
            return None;
        }
        let forms = SEPARATORS.into_iter().flat_map(|separator| [(separator, false), (separator, true)]);
        forms.into_iter().find_map(|(separator, prefixed)| {
            let mut head = Self { prefixed, separator, columns: Vec::new() };
            let (cells, len) = head.cells(lines)?;
            head.columns = cells.iter().map(|(start, name)| Column::new(name, *start)).collect();
            let has = |key| head.columns.iter().any(|column| column.key == Some(key));
            let is_name = |column: &Column| !column.name.contains([':', '：']);
            let is_head = has(Key::Code) && has(Key::Id) && head.columns.iter().all(is_name);
            let len = if is_head { head.first_row(lines, len) } else { None };
            len.map(|len| (head, len))
        })
    }

    /// The number of lines before the first row below a head of `len` lines. If the text ends there, rows may follow.
    fn first_row(&self, lines: &[Cow<'_, str>], len: usize) -> Option<usize> {
        let below = lines.get(len..)?;
        match below.iter().position(|line| !self.is_rule(line)) {
            None => Some(len),
            Some(rules) => below.get(rules..).and_then(|rest| self.row(rest)).map(|_| len + rules),
        }
    }

    /// What is before the row in a line, and the row.
    fn parts<'l>(&self, line: &'l str) -> (&'l str, &'l str) {
        let start = if self.prefixed { Prefix::of(line).len } else { 0 };
        line.split_at_checked(start).unwrap_or(("", line))
    }

    /// Whether a line has no text, as those between the rows of a table.
    fn is_rule(&self, line: &str) -> bool {
        !line.contains("<tr") && !without_tags(self.parts(line).1).contains(char::is_alphanumeric)
    }

    /// The cells of the row at the start of `lines`, each with its position in characters, and the number of its lines.
    fn cells(&self, lines: &[Cow<'_, str>]) -> Option<(Vec<(usize, String)>, usize)> {
        let mut text = self.parts(lines.first()?).1.to_owned();
        for len in 1..=MOST_LINES {
            let cells = match self.separator {
                Separator::Tags => tagged(&text),
                Separator::Bars => Some(barred(&text)),
                Separator::Character(character) => quoted(&text, character),
                Separator::Blanks => Some(blank_separated(text.trim_end(), 2)),
            };
            if let Some(cells) = cells {
                return (cells.len() > 1).then_some((cells, len));
            }
            text.push('\n');
            text.push_str(self.parts(lines.get(len)?).1);
        }
        None
    }

    /// The row at the start of `lines` as an object, and the number of its lines.
    fn row(&self, lines: &[Cow<'_, str>]) -> Option<(String, usize)> {
        let (before, line) = self.parts(lines.first()?);
        let (cells, len) = if self.separator == Separator::Blanks {
            (self.by_position(line)?, 1)
        } else {
            let (cells, len) = self.cells(lines).filter(|(cells, _)| cells.len() == self.columns.len())?;
            (cells.into_iter().map(|(_, cell)| cell).collect(), len)
        };
        let field = |(column, cell): (&Column, String)| {
            let value = Value::from(column.value(&cell)?);
            Some(format!("{}:{value}", Value::from(column.name.as_str())))
        };
        let fields: Option<Vec<String>> = self.columns.iter().zip(cells).map(field).collect();
        Some((format!("{before}{{{}}}", fields?.join(",")), len))
    }

    /// The cells of a row with blanks between them: each word belongs to the column above it.
    fn by_position(&self, line: &str) -> Option<Vec<String>> {
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

impl Column {
    fn new(name: &str, start: usize) -> Self {
        let name = bare(name);
        let latin = names::leading(name).filter(|(_, len)| *len == name.len());
        let wide = || name.char_indices().find_map(|(at, _)| names::wide(name.get(at..)?));
        Self { name: name.to_owned(), key: latin.or_else(wide).map(|(key, _)| key), start }
    }

    /// The value in a cell of this column, or `None` if it cannot be one.
    fn value<'c>(&self, cell: &'c str) -> Option<&'c str> {
        let value = bare(cell);
        let is_nothing =
            !value.contains(char::is_alphanumeric) || rows(&NOTHING).any(|n| value.eq_ignore_ascii_case(n));
        match self.key {
            Some(Key::Id) => {
                (is_nothing || quoted_id(value) == value.len() || request_id(value) == value.len()).then_some(value)
            }
            Some(Key::Code | Key::Status) => Some(value),
            // A single word in another column is no code.
            None if !cell.contains([' ', '{']) => Some(""),
            _ => Some(cell),
        }
    }
}

/// A cheap test. A line with a UUID, as most errors have, is no head.
fn may_be_head(line: &str) -> bool {
    let has_id = || {
        let dashes = memchr::memchr_iter(b'-', line.as_bytes()).filter_map(|dash| dash.checked_sub(8));
        dashes.filter_map(|start| line.as_bytes().get(start..)).any(|text| uuid(text) > 0)
    };
    let has = |names: &[&str]| names.iter().any(|name| line.contains(name));
    let latin = || has(&["ode", "ODE"]) && has(&["equest", "EQUEST", "rid", "RID", "eqid", "EQID"]);
    let is_tagged = line.contains('<') && line.contains("<t");
    let is_foreign = || line.chars().any(|c| !c.is_ascii() && c.is_alphabetic());
    let names_code = || is_tagged || latin() || is_foreign();
    line.len() <= LONGEST_HEAD && !line.contains('{') && (is_tagged || !line.contains('=')) && names_code() && !has_id()
}

/// A text without what may be around it: quotes, marks of emphasis, brackets.
fn bare(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || "\"'`*()[]{};,\\".contains(c))
}

/// The cells of a row of HTML, or `None` if it goes on in the next line.
fn tagged(text: &str) -> Option<Vec<(usize, String)>> {
    let is_whole = !text.contains("<tr") || text.contains("</tr");
    let cells = ["<td>", "<td ", "<th>", "<th "];
    is_whole.then(|| {
        barred(&without_tags(&cells.iter().fold(text.to_owned(), |text, tag| text.replace(tag, &format!("|{tag}")))))
    })
}

fn without_tags(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, tag)) = rest.split_once('<') {
        plain.push_str(before);
        plain.push_str(if tag.starts_with("wbr") { "" } else { " " });
        rest = tag.split_once('>').map_or("", |(_, after)| after);
        // What is behind a cell belongs to no cell.
        if tag.starts_with("/t") {
            rest = rest.find('|').and_then(|bar| rest.get(bar..)).unwrap_or_default();
        }
    }
    plain.push_str(rest);
    plain
}

/// The cells between vertical lines.
fn barred(text: &str) -> Vec<(usize, String)> {
    let is_bar = |c: char| matches!(c, '|' | '│' | '┃' | '║' | '┆');
    let bare = text.trim();
    // Wikis double the lines.
    let is_doubled = bare.starts_with("||") || bare.contains(" || ");
    let single = match bare.strip_prefix("! ") {
        Some(head) => Some(head.replace("!!", "|")),
        None => is_doubled.then(|| bare.replace("||", "|")),
    };
    let bare = single.as_deref().unwrap_or(bare);
    let inner = bare.strip_prefix(is_bar).map_or(bare, |inner| inner.strip_suffix(is_bar).unwrap_or(inner));
    inner.split(is_bar).map(|cell| (0, cell.trim().to_owned())).collect()
}

/// The cells between characters, or `None` if the quote of the last one is open. A doubled quote is a quote.
fn quoted(text: &str, separator: char) -> Option<Vec<(usize, String)>> {
    let mut cells = vec![String::new()];
    let mut quote = None;
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        let cell = cells.last_mut()?;
        if quote == Some(c) {
            quote = if characters.peek() == Some(&c) { characters.next() } else { None };
            cell.extend(quote);
        } else if quote.is_none() && c == separator {
            cells.push(String::new());
        } else if quote.is_none() && matches!(c, '"' | '\'') && cell.trim().is_empty() {
            quote = Some(c);
        } else {
            cell.push(c);
        }
    }
    (quote != Some('"')).then(|| cells.iter().map(|cell| (0, cell.trim().to_owned())).collect())
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
