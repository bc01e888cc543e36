//! Writes a catalog of a given number of entries, the same bytes for the same arguments: `gencatalog COUNT [texts] > FILE`.
//!
//! The codes are put together of the words that error codes are made of, with a number that makes each its own. `texts` gives
//! each a message and a resolution, as `naserr list -f json` prints them.

use std::io::{self, BufWriter, Write};

const THINGS: [&str; 12] = [
    "FileSystem",
    "MountTarget",
    "AccessGroup",
    "Snapshot",
    "Instance",
    "Disk",
    "VSwitch",
    "Bucket",
    "Queue",
    "Topic",
    "Cluster",
    "Certificate",
];
const TROUBLES: [&str; 8] = [
    "NotFound",
    "AlreadyExisted",
    "InUse",
    "QuotaExceeded",
    "StatusError",
    "Malformed",
    "NotSupported",
    "Expired",
];
const HEADS: [&str; 4] = ["Invalid", "OperationDenied.", "Forbidden.", "Missing"];

fn main() -> io::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let count: usize = arguments
        .next()
        .and_then(|count| count.parse().ok())
        .unwrap_or(1000);
    let with_texts = arguments.next().is_some();
    let mut out = BufWriter::new(io::stdout().lock());
    for number in 0..count {
        let thing = THINGS[number % THINGS.len()];
        let trouble = TROUBLES[number / THINGS.len() % TROUBLES.len()];
        let head = HEADS[number / 96 % HEADS.len()];
        write!(
            out,
            "{}{{\"Code\":\"{head}{thing}{number}.{trouble}\"",
            if number == 0 { "[" } else { ",\n" }
        )?;
        if with_texts {
            write!(
                out,
                ",\"HttpCode\":{},\"Message\":\"The {thing} number {number} cannot be used.\",\
                 \"Resolution\":\"Look at the {thing} in the console, then repeat the call.\"",
                400 + number % 5
            )?;
        }
        out.write_all(b"}")?;
    }
    out.write_all(b"]\n")
}
