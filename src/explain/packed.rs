//! Tells compressed inputs, as rotated logs are, from text: searched as they are, they would hold no error.

/// How a compressed input begins, what made it, and the command that unpacks it to standard output.
const PACKED: [(&[u8], &str, &str); 6] = [
    (b"\x1f\x8b\x08", "gzip", "gzip -dc"),
    (b"\x28\xb5\x2f\xfd", "zstd", "zstd -dc"),
    (b"\xfd7zXZ\0", "xz", "xz -dc"),
    (b"\x04\x22\x4d\x18", "lz4", "lz4 -dc"),
    (b"BZh91AY&SY", "bzip2", "bzip2 -dc"),
    (b"PK\x03\x04", "zip", "unzip -p"),
];

/// What to do with an input that begins like this, when it is compressed.
pub fn advice(start: &[u8]) -> Option<String> {
    let (_, name, unpack) = PACKED.iter().find(|(magic, ..)| start.starts_with(magic))?;
    Some(format!(
        "compressed by {name}: read it with '{unpack} FILE | naserr explain'"
    ))
}
