//! The room that text takes on a terminal. The only place that knows `unicode_width`.

use unicode_width::UnicodeWidthStr;

/// The columns that text takes.
pub fn width(text: &str) -> usize {
    if text.is_ascii() {
        text.len()
    } else {
        text.width()
    }
}

/// Whether text has letters of a script that is written from right to left.
///
/// A terminal that turns them round also turns round two such texts that stand side by side, so that each needs a line of
/// its own.
pub fn is_right_to_left(text: &str) -> bool {
    !text.is_ascii()
        && text.chars().any(|c| {
            matches!(c, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFE}'
                | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}')
        })
}
