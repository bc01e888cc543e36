//! Converts the input to UTF-8: it removes byte-order marks and decodes UTF-16, with or without such a mark.

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

#[cfg(test)]
mod tests {
    use super::Decoder;

    fn decoded(bytes: &[u8]) -> String {
        let mut decoder = Decoder::default();
        let mut out = Vec::new();
        for byte in bytes {
            decoder.decode(std::slice::from_ref(byte), &mut out);
        }
        decoder.finish(&mut out);
        String::from_utf8_lossy(&out).into_owned()
    }

    #[test]
    fn every_encoding_becomes_utf8() {
        let text = "Code: \u{9519}\u{1f600}";
        let units = || text.encode_utf16();
        let little: Vec<u8> = units().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = units().flat_map(u16::to_be_bytes).collect();
        assert_eq!(decoded(text.as_bytes()), text);
        assert_eq!(decoded(&[b"\xef\xbb\xbf", text.as_bytes()].concat()), text);
        assert_eq!(decoded(&little), text);
        assert_eq!(decoded(&big), text);
        assert_eq!(decoded(&[b"\xff\xfe".as_slice(), &little].concat()), text);
        assert_eq!(decoded(&[b"\xfe\xff".as_slice(), &big].concat()), text);
        assert_eq!(decoded(b"a"), "a");
    }
}
