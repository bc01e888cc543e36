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

/// As much of the start of a text as fits.
pub fn beginning(text: &str, room: usize) -> &str {
    let ends = text.char_indices().map(|(start, c)| start + c.len_utf8());
    let end = ends.take_while(|&end| width(&text[..end]) <= room).last();
    &text[..end.unwrap_or(0)]
}

/// Breaks text into lines of at most `room` columns, except that an address stays in one piece so that it can be
/// copied. A continued line starts below the first letter of the line that it continues.
pub fn wrapped(text: &str, room: usize) -> Cow<'_, str> {
    if width(text) <= room {
        return Cow::Borrowed(text);
    }
    let mut lines = String::with_capacity(text.len() + 16);
    for line in text.lines() {
        if !lines.is_empty() {
            lines.push('\n');
        }
        if width(line) <= room {
            lines.push_str(line);
        } else {
            wrap(line, room.max(1), &mut lines);
        }
    }
    Cow::Owned(lines)
}

fn wrap(line: &str, room: usize, lines: &mut String) {
    let begin = indent(line).min(room / 2);
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
    // At least one character goes on each line, however narrow the line is.
    let first = word.chars().next().map_or(0, char::len_utf8);
    let (head, tail) = word.split_at(beginning(word, room).len().max(first));
    match head.rfind(JOINTS) {
        Some(joint) => word.split_at(joint + 1),
        None => (head, tail),
    }
}

#[cfg(test)]
mod tests {
    use super::wrapped;

    #[test]
    fn lines_end_at_blanks() {
        assert_eq!(wrapped("one two three", 8), "one two\nthree");
        assert_eq!(wrapped("one  two\nthree", 8), "one  two\nthree");
        assert_eq!(wrapped("ab --cd-ef", 8), "ab\n--cd-ef");
        assert_eq!(wrapped("", 8), "");
    }

    #[test]
    fn what_goes_on_stands_below_the_first_letter() {
        assert_eq!(wrapped("- one two\n- three", 7), "- one\n  two\n- three");
        assert_eq!(wrapped("  tip: one two", 10), "  tip: one\n  two");
    }

    #[test]
    fn a_code_too_long_for_a_line_is_broken_where_it_is_joined() {
        for (code, lines) in [
            ("OperationDenied.MountTargetNotEmpty", "OperationDenied.\nMountTargetNotEmpty"),
            ("see OperationDenied.MountTargetNotEmpty", "see OperationDenied.\nMountTargetNotEmpty"),
            ("7A9C1D52-3B1F-5E0A-9C47-4E2D8F6B1A03", "7A9C1D52-3B1F-5E0A-9C47-\n4E2D8F6B1A03"),
            ("oooooooooooooooooooooooooo", "oooooooooooooooooooooooo\noo"),
        ] {
            assert_eq!(wrapped(code, 24), lines);
        }
    }

    #[test]
    fn an_address_is_never_broken() {
        let address = "https://example.com/a/very/long/path?with=a&query=b";
        assert_eq!(wrapped(&format!("see {address} now"), 20), format!("see\n{address}\nnow"));
    }

    #[test]
    fn wide_characters_are_broken_anywhere_but_before_a_full_stop() {
        assert_eq!(wrapped("ID 文件系统不存在。请检查", 12), "ID 文件系统\n不存在。请检\n查");
        assert_eq!(wrapped("文件系统。", 8), "文件系\n统。");
        assert_eq!(wrapped("文", 1), "文");
    }
}
