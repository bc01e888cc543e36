//! Measures text and breaks it into lines. `unicode_linebreak` and `unicode_width` are used only here.
//!
//! textwrap would put a hyphen where it splits a code, which could then not be copied, and does not support lists.

use std::borrow::Cow;

use unicode_linebreak::linebreaks;
use unicode_width::UnicodeWidthStr;

/// A code or a path that is too long for a line is broken after one of these.
const JOINTS: [char; 9] = ['.', '/', '-', '_', ':', ',', '=', '&', '?'];

/// The width of text on a terminal, in columns.
pub fn width(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.width() }
}

/// Breaks text into lines of at most `room` columns, except that an address stays in one piece so that it can be
/// copied. A continued line starts below the first letter of the line that it continues.
pub fn wrapped(text: &str, room: usize) -> Cow<'_, str> {
    if width(text) <= room {
        return Cow::Borrowed(text);
    }
    let lines: Vec<String> = text.lines().map(|line| wrap(line, room.max(1))).collect();
    Cow::Owned(lines.join("\n"))
}

fn wrap(line: &str, room: usize) -> String {
    if width(line) <= room {
        return line.to_owned();
    }
    let mut lines = String::with_capacity(line.len() + 16);
    let begin = indent(line).min(room / 2);
    let blanks = line.len() - line.trim_start_matches(' ').len();
    let line = &line[blanks.saturating_sub(begin)..];
    let (mut column, mut blanks) = (0, "");
    for piece in pieces(line) {
        let word = piece.trim_end_matches(' ');
        let mut rest = word;
        loop {
            let (part, after) = split(rest, room - begin);
            if column > begin && column + blanks.len() + width(part) > room {
                lines.push('\n');
                lines.extend(std::iter::repeat_n(' ', begin));
                column = begin;
            } else {
                lines.push_str(blanks);
                column += blanks.len();
            }
            lines.push_str(part);
            column += width(part);
            (rest, blanks) = (after, "");
            if rest.is_empty() {
                break;
            }
        }
        blanks = &piece[word.len()..];
    }
    lines
}

/// The columns before the first letter of a line: its indentation, and the dash of a list.
fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches([' ', '-']).len()
}

/// The parts of a line between which it may be broken, each with the spaces after it.
///
/// Between two ASCII characters, a line is broken only at spaces, because codes, options and paths are easier to read
/// and copy in one piece.
fn pieces(line: &str) -> impl Iterator<Item = &str> {
    let mut begun = 0;
    let ends = linebreaks(line).map(|(end, _)| end).filter(|&end| {
        let (before, after) = line.split_at(end);
        let is_joint = |c: Option<char>| c.is_some_and(|c| c.is_ascii() && c != ' ');
        !(is_joint(before.chars().next_back()) && is_joint(after.chars().next()))
    });
    ends.map(move |end| {
        let piece = &line[begun..end];
        begun = end;
        piece
    })
}

/// Splits off as much of a word as fits: up to a joint, or else as many characters as fit.
fn split(word: &str, room: usize) -> (&str, &str) {
    if width(word) <= room || word.contains("://") {
        return (word, "");
    }
    let mut ends = word.char_indices().map(|(start, c)| start + c.len_utf8());
    // At least one character goes on each line, however narrow the line is.
    let first = ends.next().unwrap_or_default();
    let fitting = ends.take_while(|&end| width(&word[..end]) <= room).last();
    let (head, tail) = word.split_at(fitting.unwrap_or(first));
    match head.rfind(JOINTS) {
        Some(joint) => word.split_at(joint + 1),
        None => (head, tail),
    }
}
