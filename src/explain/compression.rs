//! Decompresses inputs such as rotated logs.

use std::io::{self, BufReader, Cursor, ErrorKind, Read};

use flate2::bufread::MultiGzDecoder;

/// The most memory for the window of a zstd decoder, as a power of two: 8 MiB, which `zstd -19` needs and every decoder
/// should support (RFC 8878). `zstd --ultra` and `--long` may need more.
const LARGEST_WINDOW: u32 = 23;

/// zstd's message for a larger window.
const WINDOW_TOO_LARGE: &str = "Frame requires too much memory for decoding";

/// The number of bytes of compressed data that are read at once.
const BUFFER: usize = 64 * 1024;

/// The format of an input, judging by its first bytes.
#[derive(Clone, Copy)]
enum Packing {
    Text,
    Gzip,
    Zstd,
    /// A format that naserr does not read: its name, and the command that decompresses it to standard output.
    Other(&'static str, &'static str),
}

/// The first bytes of compressed data. The third is a skippable zstd frame, with which the output of `pzstd` begins.
const MAGIC: [(&[u8], Packing); 7] = [
    (b"\x1f\x8b", Packing::Gzip),
    (b"\x28\xb5\x2f\xfd", Packing::Zstd),
    (b"\x50\x2a\x4d\x18", Packing::Zstd),
    (b"\xfd7zXZ\0", Packing::Other("xz", "xz -dc")),
    (b"\x04\x22\x4d\x18", Packing::Other("lz4", "lz4 -dc")),
    (b"BZh91AY&SY", Packing::Other("bzip2", "bzip2 -dc")),
    (b"PK\x03\x04", Packing::Other("zip", "unzip -p")),
];

/// The length of the longest row of [`MAGIC`].
const LONGEST_MAGIC: usize = 10;

/// The text of an input, whether that is compressed or not.
///
/// The first bytes decide for the whole input: gzip and zstd data may have several members, but anything else after
/// them is an error.
pub fn decompressed<'r>(mut input: impl Read + 'r) -> io::Result<Box<dyn Read + 'r>> {
    let mut start = Vec::new();
    // The rest of a file is copied three times as fast if it begins at a multiple of this.
    let mut chunk = [0; 512];
    while start.len() < LONGEST_MAGIC {
        match input.read(&mut chunk) {
            Ok(0) => break,
            Ok(length) => start.extend_from_slice(&chunk[..length]),
            // What follows the first bytes matters here, not when they arrive.
            Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::Interrupted) => {}
            Err(error) => return Err(error),
        }
    }
    let format = MAGIC.iter().find(|(magic, _)| start.starts_with(magic)).map_or(Packing::Text, |(_, format)| *format);
    let input = Cursor::new(start).chain(input);
    let buffered = |input| BufReader::with_capacity(BUFFER, input);
    match format {
        Packing::Text => Ok(Box::new(input)),
        Packing::Other(name, tool) => {
            Err(io::Error::other(format!("it is compressed with {name}; use: {tool} FILE | naserr explain")))
        }
        Packing::Zstd => {
            let mut decoder = zstd::Decoder::with_buffer(buffered(input))?;
            decoder.window_log_max(LARGEST_WINDOW)?;
            Ok(Box::new(Unpacked { decoder, name: "zstd" }))
        }
        Packing::Gzip => Ok(Box::new(Unpacked { decoder: MultiGzDecoder::new(buffered(input)), name: "gzip" })),
    }
}

/// A decoder whose errors say what it was reading.
struct Unpacked<D> {
    decoder: D,
    name: &'static str,
}

impl<D: Read> Read for Unpacked<D> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let name = self.name;
        self.decoder.read(buffer).map_err(|error| match error.kind() {
            // The reader acts on these.
            ErrorKind::WouldBlock | ErrorKind::Interrupted | ErrorKind::ConnectionAborted => error,
            ErrorKind::UnexpectedEof => io::Error::other(format!("the {name} data is truncated")),
            _ if error.to_string() == WINDOW_TOO_LARGE => {
                io::Error::other("its window is larger than 8 MiB; use: zstd -dc --long=31 FILE | naserr explain")
            }
            _ => io::Error::other(format!("the {name} data cannot be read: {error}")),
        })
    }
}
