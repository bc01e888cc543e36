//! The prefix of a line, which a logger, a log shipper or another tool wrote before its text.

use std::ops::Range;

use super::names;
use super::pattern::{Start, matches};
use super::shape::{is_word, level_len};
use super::status::{FAILED, status};
use super::tables::{PREFIXES, Tells, rows};

/// The prefix of a line.
#[derive(Clone, Debug, Default)]
pub struct Prefix {
    pub len: usize,
    /// It has a time, or something else that begins a log record.
    pub dated: bool,
    pub level: bool,
    /// Where the line names the program that it comes from.
    source: Option<Range<usize>>,
}

impl Prefix {
    /// Reads the prefix of a line.
    pub fn of(line: &str) -> Self {
        Self::default().after(line, 0)
    }

    /// Reads the rest of the prefix of a line after a tag of `len` bytes.
    pub fn after(mut self, line: &str, len: usize) -> Self {
        const MOST: usize = 9;
        let mut boxed = false;
        self.len += len;
        for _ in 0..MOST {
            let rest = line.get(self.len..).unwrap_or_default();
            let bare = rest.trim_start_matches([' ', '\t']);
            let at = line.len() - bare.len();
            let may_be_indented = |c: char| c.is_ascii_digit() || "│┃┆║|>".contains(c);
            if self.len == 0 && bare.len() < rest.len() && !bare.starts_with(may_be_indented) {
                break;
            }
            let Some(start) = Start::of(bare) else { break };
            let mut fitting = rows(PREFIXES).filter(|(pattern, ..)| start.may_match(pattern));
            let row = fitting.find_map(|(pattern, tells, _)| {
                let text = bare.get(..matches(pattern, bare)?)?;
                (!text.is_empty() && self.admits(*tells, text, bare, boxed)).then_some((*tells, text))
            });
            let Some((tells, text)) = row else { break };
            match tells {
                Tells::Record => self.dated = true,
                Tells::RecordWithLevel => (self.dated, self.level) = (true, true),
                Tells::Level => self.level = true,
                Tells::Source | Tells::FirstSource => {
                    self.source = self.source.or(Some(at..at + text.trim_end().len()));
                }
                Tells::Box => boxed = true,
                Tells::Nothing | Tells::Tag | Tells::Number => {}
            }
            self.len = at + text.len();
        }
        let rest = line.get(self.len..).unwrap_or_default();
        if self.len > 0 && rest.starts_with(' ') && !rest.starts_with("  ") {
            self.len += 1;
        }
        self
    }

    /// The program that the line comes from.
    pub fn source<'l>(&self, line: &'l str) -> Option<&'l str> {
        line.get(self.source.clone()?)
    }

    /// Whether a matching row counts here.
    fn admits(&self, tells: Tells, text: &str, bare: &str, boxed: bool) -> bool {
        match tells {
            Tells::FirstSource => {
                let name = text.trim_end_matches(['|', '│', ' ']);
                self.source.is_none()
                    && !is_name(name)
                    && !name.bytes().all(|b| b.is_ascii_digit())
                    && !name.starts_with(|c: char| c.is_ascii_uppercase())
            }
            Tells::Tag => self.dated || self.level,
            Tells::Number => !self.dated,
            Tells::Source if text.starts_with('[') => {
                let tag = text.trim_matches(['[', ']', ' ']);
                let word = tag.starts_with(|c: char| c.is_ascii_uppercase()) && tag.bytes().all(is_word);
                let number = tag.len() == 3 && status(tag, FAILED).is_some();
                !number && (self.dated || !(word || level_len(tag) == tag.len()))
            }
            Tells::Level => {
                let common = ["ERROR ", "WARN", "INFO", "DEBUG"].iter().any(|level| bare.starts_with(level));
                (self.dated || boxed || common) && !is_name(text.trim())
            }
            _ => true,
        }
    }
}

/// Whether a word is the name of a field.
pub fn is_name(word: &str) -> bool {
    let word = word.trim_matches(['"', '\'', '[', ']', '*', '`', ' ']);
    names::key(word).is_some() || names::wide(word).is_some_and(|(_, len)| len == word.len())
}

#[cfg(test)]
mod tests {
    use super::Prefix;
    use crate::extract::pattern::matches;
    use crate::extract::tables::PREFIXES;

    #[test]
    fn each_row_of_the_prefixes_fits_its_example() {
        for (pattern, _, example) in PREFIXES {
            let len = matches(pattern, example);
            assert!(len.is_some_and(|len| len > 0), "{pattern} on {example}");
        }
    }

    #[test]
    fn a_prefix_is_told_from_the_text() {
        for (line, text) in [
            ("2026-11-23T10:30:00.137Z stderr F Code: X", "Code: X"),
            ("Nov 23 10:30:00 node-3 app[4711]: RequestId: R", "RequestId: R"),
            ("Code | Message", "Code | Message"),
            ("    at x", "    at x"),
        ] {
            let prefix = Prefix::of(line);
            assert_eq!(line.get(prefix.len..).unwrap_or_default().trim_start(), text.trim_start(), "{line}");
        }
    }
}
