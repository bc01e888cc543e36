//! Converts the input to clean text: UTF-16 becomes UTF-8, byte-order marks, terminal colours, NUL bytes and the carriage
//! returns before line ends go.

use std::borrow::Cow;

use memchr::memchr3;

/// The bytes that are examined to determine the encoding.
const SAMPLE: usize = 4;

#[derive(Clone, Copy, Debug)]
enum Encoding {
    Bytes,
    Utf16(fn([u8; 2]) -> u16),
}

/// Decodes a stream that arrives in parts of any size.
#[derive(Debug, Default)]
pub struct Decoder {
    encoding: Option<Encoding>,
    /// Bytes that wait for more.
    held: Vec<u8>,
    /// The first half of a surrogate pair.
    high: Option<u16>,
}

impl Decoder {
    /// Appends the decoded `chunk` to `out`.
    pub fn decode(&mut self, chunk: &[u8], out: &mut Vec<u8>) {
        match self.encoding {
            Some(Encoding::Bytes) => out.extend_from_slice(chunk),
            Some(Encoding::Utf16(unit)) => self.utf16(chunk, unit, out),
            None => {
                self.held.extend_from_slice(chunk);
                if self.held.len() >= SAMPLE {
                    self.settle(out);
                }
            }
        }
    }

    /// The input has ended: appends what was held back.
    pub fn finish(&mut self, out: &mut Vec<u8>) {
        if self.encoding.is_none() {
            self.settle(out);
        }
    }

    fn settle(&mut self, out: &mut Vec<u8>) {
        let held = std::mem::take(&mut self.held);
        let (encoding, mark) = match *held.as_slice() {
            [0xef, 0xbb, 0xbf, ..] => (Encoding::Bytes, 3),
            [0xff, 0xfe, ..] => (Encoding::Utf16(u16::from_le_bytes), 2),
            [0xfe, 0xff, ..] => (Encoding::Utf16(u16::from_be_bytes), 2),
            [a, 0, b, 0, ..] if a > 0 && b > 0 => (Encoding::Utf16(u16::from_le_bytes), 0),
            [0, a, 0, b, ..] if a > 0 && b > 0 => (Encoding::Utf16(u16::from_be_bytes), 0),
            _ => (Encoding::Bytes, 0),
        };
        self.encoding = Some(encoding);
        self.decode(held.get(mark..).unwrap_or_default(), out);
    }

    fn utf16(&mut self, chunk: &[u8], unit: fn([u8; 2]) -> u16, out: &mut Vec<u8>) {
        for &byte in chunk {
            let Some(first) = self.held.pop() else {
                self.held.push(byte);
                continue;
            };
            let units = self.high.take().into_iter().chain([unit([first, byte])]);
            for decoded in char::decode_utf16(units) {
                match decoded {
                    Ok(c) => out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
                    Err(error) if (0xd800..0xdc00).contains(&error.unpaired_surrogate()) => {
                        self.high = Some(error.unpaired_surrogate());
                    }
                    Err(_) => out.extend_from_slice("\u{fffd}".as_bytes()),
                }
            }
        }
    }
}

/// The text of some bytes as a reader would see it: without escape sequences, NUL, and carriage returns except those
/// that end a line on their own.
pub fn clean(raw: &[u8]) -> Cow<'_, str> {
    match str::from_utf8(raw) {
        Ok(text) => clean_text(text),
        Err(_) => Cow::Owned(clean_text(&String::from_utf8_lossy(raw)).into_owned()),
    }
}

/// The same for a text.
pub fn clean_text(text: &str) -> Cow<'_, str> {
    if memchr3(0x1b, 0, b'\r', text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(found) = memchr3(0x1b, 0, b'\r', rest.as_bytes()) {
        let (before, from) = rest.split_at(found);
        plain.push_str(before);
        let after = from.get(1..).unwrap_or_default();
        rest = match from.as_bytes() {
            [0x1b, ..] => after_escape(after),
            [b'\r', next, ..] if !matches!(next, b'\n' | b'\r') => {
                plain.push('\r');
                after
            }
            _ => after,
        };
    }
    plain.push_str(rest);
    Cow::Owned(plain)
}

/// Skips the rest of an escape sequence: CSI, a string such as OSC or APC, or a two-byte one. A sequence never extends
/// beyond its line, so that a truncated one hides no error.
fn after_escape(rest: &str) -> &str {
    let len = match rest.as_bytes() {
        [b'[', parameters @ ..] => 1 + through(parameters, |b| (0x40..=0x7e).contains(&b)),
        [b']' | b'P' | b'_' | b'^' | b'X', text @ ..] => 1 + through(text, |b| matches!(b, 0x07 | b'\\')),
        [] | [b'\n', ..] => 0,
        _ => rest.chars().next().map_or(0, char::len_utf8),
    };
    rest.get(len..).unwrap_or_default()
}

/// The number of bytes up to and including the one that ends a sequence, or up to the end of the line.
fn through(bytes: &[u8], ends: fn(u8) -> bool) -> usize {
    let mut rest = bytes.iter();
    match rest.find(|b| ends(**b) || **b == b'\n') {
        Some(b'\n') => bytes.len() - rest.len() - 1,
        _ => bytes.len() - rest.len(),
    }
}
