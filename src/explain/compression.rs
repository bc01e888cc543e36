//! Decompresses inputs such as rotated logs.

use std::fmt;
use std::io::{self, BufReader, Cursor, Read};

use flate2::bufread::MultiGzDecoder;

/// The most memory for the window of a zstd decoder, as a power of two: 8 MiB, which `zstd -19` needs and every decoder
/// should support (RFC 8878). `zstd --ultra` and `--long` may need more.
const LARGEST_WINDOW: u32 = 23;

/// zstd's message for a larger window.
const WINDOW_TOO_LARGE: &str = "Frame requires too much memory for decoding";

/// The number of bytes of compressed data that are read at once.
const BUFFER: usize = 64 * 1024;

/// The number of bytes that are read to recognize a format.
const START: usize = 512;

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

/// Why naserr does not read compressed data that another program can read.
#[derive(Debug)]
pub struct NeedsTool {
    /// The reason.
    pub reason: String,
    /// The command that decompresses it to standard output.
    pub command: &'static str,
}

impl fmt::Display for NeedsTool {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}; decompress it with '{}'", self.reason, self.command)
    }
}

impl std::error::Error for NeedsTool {}

/// The text of an input, whether that is compressed or not.
///
/// The first bytes decide for the whole input: gzip and zstd data may have several members, but anything else after
/// them is an error.
pub fn decompressed<'r>(mut input: impl Read + 'r) -> io::Result<Box<dyn Read + 'r>> {
    let mut start = Vec::new();
    let mut chunk = [0; START];
    while start.len() < LONGEST_MAGIC {
        match input.read(&mut chunk) {
            Ok(0) => break,
            Ok(length) => start.extend_from_slice(&chunk[..length]),
            Err(error) if matches!(error.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::Interrupted) => {}
            Err(error) => return Err(error),
        }
    }
    let format = MAGIC.iter().find(|(magic, _)| start.starts_with(magic)).map_or(Packing::Text, |(_, format)| *format);
    let input = Cursor::new(start).chain(input);
    let counted = |input| BufReader::with_capacity(BUFFER, Counted { input, read: 0 });
    match format {
        Packing::Text => Ok(Box::new(input)),
        Packing::Other(name, command) => {
            Err(io::Error::other(NeedsTool { reason: format!("it is compressed with {name}"), command }))
        }
        Packing::Zstd => {
            let mut decoder = zstd::Decoder::with_buffer(counted(input))?;
            decoder.window_log_max(LARGEST_WINDOW)?;
            Ok(Box::new(Unpacked { decoder, name: "zstd", place: |decoder| place(decoder.get_ref()) }))
        }
        Packing::Gzip => {
            let decoder = MultiGzDecoder::new(counted(input));
            Ok(Box::new(Unpacked { decoder, name: "gzip", place: |decoder| place(decoder.get_ref()) }))
        }
    }
}

/// A decoder whose errors tell what it was reading, and where.
struct Unpacked<D> {
    decoder: D,
    name: &'static str,
    /// The number of bytes that the decoder has read.
    place: fn(&D) -> u64,
}

impl<D: Read> Read for Unpacked<D> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.decoder.read(buffer).map_err(|error| explained(error, self.name, (self.place)(&self.decoder)))
    }
}

/// Adds the position to an error of the decoder. An error of the input stays as it is.
fn explained(error: io::Error, name: &str, place: u64) -> io::Error {
    let kind = error.kind();
    if error.raw_os_error().is_some()
        || matches!(kind, io::ErrorKind::WouldBlock | io::ErrorKind::Interrupted | io::ErrorKind::ConnectionAborted)
    {
        return error;
    }
    if error.to_string() == WINDOW_TOO_LARGE {
        return io::Error::other(NeedsTool {
            reason: format!("its zstd data at byte {place} needs a window of more than 8 MiB"),
            command: "zstd -dc --long=31",
        });
    }
    let what = if kind == io::ErrorKind::UnexpectedEof {
        format!("the {name} data is truncated at byte {place}")
    } else {
        format!("the {name} data is corrupt at byte {place} ({error})")
    };
    io::Error::new(kind, what)
}

/// Counts the bytes that are read from an input.
struct Counted<R> {
    input: R,
    read: u64,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.input.read(buffer)?;
        self.read += length as u64;
        Ok(length)
    }
}

/// The number of bytes that a decoder has read.
fn place<R: Read>(input: &BufReader<Counted<R>>) -> u64 {
    input.get_ref().read - input.buffer().len() as u64
}
