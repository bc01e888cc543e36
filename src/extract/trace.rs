//! A view of a text for maintainers: the result of each step.

use std::fmt::Write;

use super::cut::Cut;
use super::cut::strength;
use super::decode::clean;
use super::facts::{Document, Fact, Kind};
use super::interface::Vocabulary;
use super::lines::Line;
use super::piece::Piece;

/// Reads a text and prints the result of each step: the lines, their facts, the boundaries, the errors.
pub fn trace(input: &[u8], vocabulary: &dyn Vocabulary) -> String {
    let piece = Piece::read(&clean(input), 1, "", None, vocabulary);
    let mut out = String::new();
    for part in &piece.parts {
        lines(&part.document, &mut out);
        out.push('\n');
        for cut in &part.cuts {
            error(&part.document, cut, &mut out);
        }
        out.push('\n');
    }
    out
}

fn lines(document: &Document, out: &mut String) {
    for (index, line) in document.lines.iter().enumerate() {
        let _ = writeln!(
            out,
            "{:>4} {:<6} {:<8} {}| {}",
            line.number + 1,
            format!("{:?}", line.class),
            marks(line),
            line.source,
            document.body(line)
        );
        for fact in document.facts_of_line(index) {
            let _ = writeln!(out, "       {}", described(document, fact));
        }
    }
}

fn marks(line: &Line) -> String {
    let marks = [(line.is_record(), "record"), (line.shipped, "shipped"), (line.level, "level")];
    let marks: Vec<&str> = marks.iter().filter(|(is_so, _)| *is_so).map(|(_, mark)| *mark).collect();
    marks.join(",")
}

fn described(document: &Document, fact: &Fact) -> String {
    let kind = match fact.kind {
        Kind::Code(code) => format!("code ({:?}{})", code.trust, if code.known { ", known" } else { "" }),
        Kind::Status(status) => format!("status ({:?})", status.form).to_lowercase(),
        kind => format!("{kind:?}"),
    };
    let weak = if fact.weak { " weak" } else { "" };
    let pair = if fact.pair { " pair" } else { "" };
    format!("{kind}{weak}{pair} {:?} scope {}", document.slice(&fact.value), fact.scope)
}

fn error(document: &Document, cut: &Cut, out: &mut String) {
    let _ = writeln!(out, "error");
    for index in cut.first..=cut.last {
        let Some(fact) = document.facts.get(index) else {
            continue;
        };
        let line = document.lines.get(fact.line).map_or(0, |line| line.number + 1);
        let _ = writeln!(out, "    {line:>4} {}", described(document, fact));
        if let Some(next) = document.facts.get(index + 1) {
            let _ = writeln!(out, "         {:>6.2}", strength(document, fact, next));
        }
    }
}
