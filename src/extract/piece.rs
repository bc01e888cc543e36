//! Takes a piece of text through all steps, from its lines to the facts of each error.

use std::collections::HashMap;

use super::cut::{self, Cut};
use super::draft::Draft;
use super::facts::Document;
use super::interface::{Occurrence, Vocabulary};
use super::json_values;
use super::lexer;
use super::lines::Lines;
use super::messages;
use super::places;
use super::rows::Head;
use super::wraps;

/// A piece of text, read.
pub struct Piece {
    pub parts: Vec<Part>,
    own: Vec<(usize, Occurrence)>,
    /// The messages that are known exactly, by their `RequestId`s.
    messages: HashMap<String, String>,
    /// The first line, from 1.
    line: u64,
    /// The number of each line and of its program.
    lines: Vec<(usize, usize)>,
    sources: Vec<String>,
    heads: Vec<(usize, Option<Head>)>,
    /// The line in which a finding of naserr is cut off.
    cut_own: Option<usize>,
}

/// The lines of one program.
pub struct Part {
    pub document: Document,
    pub cuts: Vec<Cut>,
    /// A hash of the name of the program.
    source: u64,
}

impl Piece {
    /// Reads a text whose first line is `line`, from 1. Lines that name no program belong to `source`, and the first rows
    /// to the table with `head`.
    pub fn read(text: &str, line: u64, source: &str, head: Option<Head>, vocabulary: &dyn Vocabulary) -> Self {
        let mut own = Vec::new();
        let mut cut_own = None;
        let mut text = std::borrow::Cow::Borrowed(text);
        if json_values::may_have_findings(&text) {
            let (found, rest, cut) = json_values::take_findings(&text);
            cut_own = cut.map(|at| memchr::memchr_iter(b'\n', text.as_bytes().get(..at).unwrap_or_default()).count());
            own = found;
            text = rest.into();
        }
        let has_entity = || text.contains('&') && text.contains(';');
        let escaped = memchr::memchr2(b'\\', b'%', text.as_bytes()).is_some() || has_entity();
        let messages = if escaped { json_values::messages(&text) } else { HashMap::new() };
        let mut lines = Lines::read(&text, source, head);
        wraps::join(&mut lines, vocabulary);
        let read_part = |(source, mut document)| {
            let candidates = lexer::lex(&mut document, vocabulary);
            places::resolve(&mut document, &candidates, vocabulary);
            messages::add_documented(&mut document, vocabulary);
            document.tell_restarts();
            let cuts = cut::cheapest(&document);
            Part { document, cuts, source }
        };
        let parts = Document::of_programs(&lines).into_iter().map(read_part).collect();
        let numbers = lines.all.iter().map(|line| (line.number, line.source)).collect();
        Self { parts, own, messages, line, lines: numbers, sources: lines.sources, heads: lines.heads, cut_own }
    }

    /// The facts of each error before a line of the piece, and naserr's own findings.
    pub fn drafts(&self, to: usize) -> (Vec<Draft>, Vec<Occurrence>) {
        let mut drafts = Vec::new();
        for part in &self.parts {
            for (cut, message) in part.cuts.iter().zip(messages::of_errors(&part.document, &part.cuts)) {
                let lines = part.lines(cut);
                if lines.0 >= to {
                    continue;
                }
                let mut draft = Draft::of(&part.document, cut, self.line, part.source);
                let seen = &mut draft.occurrence;
                let exact = seen.request_id.as_ref().and_then(|id| self.messages.get(id)).cloned();
                seen.message = exact.or(message).or(seen.message.take());
                drafts.push(draft);
            }
        }
        let own = self.own.iter().filter(|(line, _)| *line < to);
        let own = own.map(|(line, own)| Occurrence {
            line: if own.file.is_some() { own.line } else { self.line + *line as u64 },
            ..own.clone()
        });
        (drafts, own.collect())
    }

    /// The last line at or before `limit` where no error continues: everything before it is final.
    pub fn end_before(&self, limit: usize) -> usize {
        let limit = self.cut_own.map_or(limit, |cut| cut.min(limit));
        let spans: Vec<(usize, usize)> = self
            .parts
            .iter()
            .flat_map(|part| part.cuts.iter().map(|cut| part.lines(cut)))
            .filter(|(first, last)| first < last)
            .collect();
        let mut end = limit;
        while let Some((first, _)) =
            spans.iter().filter(|(first, last)| *first < end && end <= *last).min_by_key(|(first, _)| *first)
        {
            end = *first;
            if end * 2 < limit {
                return limit.max(1);
            }
        }
        end.max(1)
    }

    /// The line from which on the text may continue in what follows: that of the last error.
    pub fn open_from(&self) -> usize {
        let last = |part: &Part| {
            let facts = &part.document.facts;
            let cut = part.cuts.last()?;
            let line = facts.get(cut.first)?.line;
            Some(part.document.lines.get(line)?.number)
        };
        self.parts.iter().filter_map(last).max().unwrap_or(usize::MAX)
    }

    /// The program that all lines come from, empty if no line names one, or `None` if there are several.
    pub fn only_source(&self) -> Option<&str> {
        let (_, only) = *self.lines.first()?;
        let name = self.sources.get(only).filter(|_| only > 0).map_or("", String::as_str);
        self.lines.iter().all(|(_, source)| *source == only).then_some(name)
    }

    /// The head of the table that the line before `to` belongs to. If no line says so, it is that of `before`.
    pub fn head_before(&self, to: usize, before: Option<Head>) -> Option<Head> {
        let last = self.heads.iter().rev().find(|(number, _)| *number < to);
        last.map_or(before, |(_, head)| head.clone())
    }

    /// The program that the line before `to` comes from.
    pub fn source_before(&self, to: usize) -> String {
        let last = self.lines.iter().rev().find(|(number, _)| *number < to);
        last.and_then(|(_, source)| self.sources.get(*source)).cloned().unwrap_or_default()
    }
}

impl Part {
    /// The first and the last physical line of an error.
    fn lines(&self, cut: &Cut) -> (usize, usize) {
        let line = |index: usize| {
            let fact = self.document.facts.get(index);
            let line = fact.and_then(|fact| self.document.lines.get(fact.line));
            line.map_or(0, |line| line.number)
        };
        (line(cut.first), line(cut.last))
    }
}
