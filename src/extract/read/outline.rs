//! A text with the times and the UUIDs in it blotted out: log lines with the same outline say the same,
//! but for their `RequestIds`.
//!
//! No rule of extraction looks at which digits a time has, nor at which digits a UUID has, so only their
//! places count. Which UUIDs of a text are equal counts too, and whether one has small letters, since the
//! service's `RequestIds` have none.

use std::ops::Range;

use crate::extract::text::shape::uuid;
use crate::extract::text::words::is_word;

/// Different UUIDs of one text that are told apart.
const MOST_IDS: usize = 6;
/// Where the time stands behind the date of klog (`E1123 10:30:00.137`).
const AFTER_KLOG_DATE: usize = 6;

/// The outline of a text, with room that the next one reuses.
#[derive(Debug, Default)]
pub struct Outline {
    /// The text, every digit of a time and of a UUID replaced.
    pub text: Vec<u8>,
    /// Where each different UUID stands first.
    pub ids: Vec<Range<usize>>,
    /// Where the times stand.
    pub times: Vec<Range<usize>>,
}

impl Outline {
    /// Draws the outline of `text`; `false` when it has too many UUIDs for one.
    pub fn draw(&mut self, text: &[u8]) -> bool {
        self.text.clear();
        self.text.extend_from_slice(text);
        self.ids.clear();
        self.times.clear();
        let mut done = [0, AFTER_KLOG_DATE]
            .into_iter()
            .find_map(|start| self.time(text, start))
            .unwrap_or_default();
        for dash in memchr::memchr_iter(b'-', text) {
            if dash < done {
                continue;
            }
            if let Some(id) = id_at(text, dash, done) {
                done = id.end;
                let Some(digit) = self.digit_of(text, id.clone()) else {
                    return false;
                };
                self.blot(id, digit);
            } else if let Some(date) = date_at(text, dash, done) {
                done = self.time(text, date.end + 1).unwrap_or(date.end);
                self.blot(date.clone(), b'0');
                self.times.push(date);
            }
        }
        true
    }

    /// Blots out the time of day at `start`; gives its end.
    fn time(&mut self, text: &[u8], start: usize) -> Option<usize> {
        let time = time_at(text, start)?;
        self.blot(time.clone(), b'0');
        self.times.push(time.clone());
        Some(time.end)
    }

    /// What the digits of a UUID are replaced by.
    fn digit_of(&mut self, text: &[u8], id: Range<usize>) -> Option<u8> {
        let new = text.get(id.clone())?;
        let known = self
            .ids
            .iter()
            .position(|old| text.get(old.clone()) == Some(new));
        let number = known.unwrap_or(self.ids.len());
        if known.is_none() {
            self.ids.push(id);
        }
        let first = if new.iter().any(u8::is_ascii_lowercase) {
            b'a'
        } else {
            b'0'
        };
        let number = u8::try_from(number).ok().filter(|_| number < MOST_IDS)?;
        Some(first + number)
    }

    fn blot(&mut self, piece: Range<usize>, digit: u8) {
        // Every byte is written: a branch on what it is would be one that nobody can predict.
        for byte in self.text.get_mut(piece).unwrap_or_default() {
            *byte = if byte.is_ascii_hexdigit() {
                digit
            } else {
                *byte
            };
        }
    }
}

/// Whether a word could begin at `start`, so that what begins there is nothing longer.
fn is_free(text: &[u8], start: usize) -> bool {
    let before = start.checked_sub(1).and_then(|at| text.get(at));
    !before.is_some_and(|&byte| is_word(byte) || matches!(byte, b'-' | b'.' | b'\\' | b'%' | b'#'))
}

/// The UUID whose first dash is at `dash`.
fn id_at(text: &[u8], dash: usize, done: usize) -> Option<Range<usize>> {
    let start = dash.checked_sub(8).filter(|start| *start >= done)?;
    let len = uuid(text.get(start..)?);
    (len > 0 && is_free(text, start)).then_some(start..start + len)
}

/// The date (`2026-11-23`) whose first dash is at `dash`.
fn date_at(text: &[u8], dash: usize, done: usize) -> Option<Range<usize>> {
    let start = dash.checked_sub(4).filter(|start| *start >= done)?;
    let end = start + 10;
    let fits = is_like(text.get(start..end)?, b"0000-00-00");
    (fits && is_free(text, start) && !is_digit(text, end)).then_some(start..end)
}

/// The time of day (`10:30:00`, `10:30:00.137`) at `start`.
fn time_at(text: &[u8], start: usize) -> Option<Range<usize>> {
    let end = start + 8;
    let fits = is_like(text.get(start..end)?, b"00:00:00");
    let parts_before = start.checked_sub(1).and_then(|at| text.get(at));
    if !fits || is_digit(text, end) || !matches!(parts_before, None | Some(b'T' | b' ')) {
        return None;
    }
    let digits = text
        .iter()
        .skip(end + 1)
        .take_while(|byte| byte.is_ascii_digit());
    let fraction = match text.get(end) {
        Some(b'.' | b',') => 1 + digits.count(),
        _ => 0,
    };
    Some(start..end + fraction)
}

fn is_digit(text: &[u8], at: usize) -> bool {
    text.get(at).is_some_and(u8::is_ascii_digit)
}

/// Whether `text` has digits where `form` has zeros, and is the same elsewhere.
fn is_like(text: &[u8], form: &[u8]) -> bool {
    text.iter().zip(form).all(|(byte, form)| match form {
        b'0' => byte.is_ascii_digit(),
        form => byte == form,
    })
}

#[cfg(test)]
mod tests {
    use super::Outline;

    fn outline(text: &str) -> String {
        let mut outline = Outline::default();
        assert!(outline.draw(text.as_bytes()));
        String::from_utf8_lossy(&outline.text).into_owned()
    }

    #[test]
    fn times_and_ids_are_blotted_out_and_nothing_else() {
        let cases = [
            (
                "2026-11-23T10:30:00.137Z code: 404",
                "0000-00-00T00:00:00.000Z code: 404",
            ),
            (
                "E1123 11:07:08,991147 a.go:193]",
                "E1123 00:00:00,000000 a.go:193]",
            ),
            (
                "7A9C1D52-3B1F-5E0A-9C47-4E2D8F6B1A03 54744262-D1DB-4F0C-A1B2-0123456789AB 7A9C1D52-3B1F-5E0A-9C47-4E2D8F6B1A03",
                "00000000-0000-0000-0000-000000000000 11111111-1111-1111-1111-111111111111 00000000-0000-0000-0000-000000000000",
            ),
            (
                "pvc-7a9c1d52-3b1f-5e0a-9c47-4e2d8f6b1a03",
                "pvc-7a9c1d52-3b1f-5e0a-9c47-4e2d8f6b1a03",
            ),
            (
                "=7a9c1d52-3b1f-5e0a-9c47-4e2d8f6b1a03",
                "=aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa",
            ),
            (
                "%202026-11-23 port 8080-8090 10:30 1:2:3",
                "%202026-11-23 port 8080-8090 10:30 1:2:3",
            ),
        ];
        for (text, expected) in cases {
            assert_eq!(outline(text), expected);
        }
    }
}
