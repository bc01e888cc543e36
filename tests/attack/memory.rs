//! Inputs of any size in little memory. `ulimit` enforces it: the program gets an address space of 32 MiB, which
//! includes its code.
//!
//! `cargo test --release -- --ignored attack::memory` runs the full sizes.

use std::io::{self, Write};
use std::process::Command;

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::harness::{BINARY, Ended, Run, id};

/// The address space, in KiB.
const LIMIT: usize = 32 * 1024;

/// Runs `naserr explain` within the limit.
fn explain(arguments: &str, feed: impl FnOnce(&mut dyn Write) -> io::Result<()> + Send + 'static) -> Ended {
    let script = format!("ulimit -v {LIMIT} && exec '{BINARY}' explain {arguments}");
    let mut command = Command::new("sh");
    command.args(["-c", &script]);
    Run::of(command).feed(feed).end()
}

fn mebibytes(piece: &[u8], count: usize) -> impl FnOnce(&mut dyn Write) -> io::Result<()> + Send + use<> {
    let block = piece.repeat((1 << 20) / piece.len() + 1);
    move |input| (0..count).try_for_each(|_| input.write_all(&block))
}

/// A line of `size` MiB with an error at its end.
fn a_long_line(size: usize) {
    let ended = explain("-f tsv", move |input| {
        mebibytes(b"word ", size)(input)?;
        writeln!(input, "{{\"Code\":\"NotQualified\",\"RequestId\":\"{}\"}}", id(1))
    });
    assert_eq!(ended.stdout.lines().count(), 2, "{ended:?}");
    assert_eq!(ended.code, Some(0));
}

/// A JSON document of `size` MiB on one line. Every item is an error of 1 KiB.
fn a_long_document(size: usize) {
    let count = size * 1024;
    let ended = explain("-f tsv", move |input| {
        input.write_all(b"{\"errors\":[")?;
        for number in 0..count {
            write!(input, "{{\"RequestId\":\"{}\",\"Code\":\"NotQualified\",\"n\":\"{number:0>938}\"}},", id(number))?;
        }
        input.write_all(b"{}]}\n")
    });
    let columns: Vec<&str> = ended.stdout.lines().nth(1).unwrap().split('\t').collect();
    assert_eq!(columns[12], count.to_string(), "{ended:?}");
    assert!(ended.stderr.contains("read in parts: 1 value longer than 128 KiB;"), "{}", ended.stderr);
}

/// `count` different unknown codes, and a known one at the end.
fn a_flood_of_codes(count: usize) {
    let ended = explain("-f tsv", move |input| {
        for number in 0..count {
            writeln!(input, "2026-11-26 10:30:00 ERROR Code=Strange.Thing{number} RequestId: {}", id(number))?;
        }
        writeln!(input, "{{\"Code\":\"NotQualified\",\"RequestId\":\"{}\"}}", id(count))?;
        writeln!(input, "{{\"Code\":\"Strange.Thing0\",\"RequestId\":\"{}\"}}", id(count + 1))
    });
    assert_eq!(ended.stdout.lines().count(), 1 + 4096 + 1, "{}", ended.stderr);
    let count_of_first = ended.stdout.lines().nth(1).unwrap().split('\t').nth(12);
    assert_eq!(count_of_first, Some("2"), "a code that is there already is still counted");
    assert!(ended.stdout.lines().last().unwrap().contains("\tNotQualified\t"));
    let left_out = count - 4096;
    assert_eq!(
        ended.stderr,
        format!("note: not shown: {left_out} more errors, because there were too many different codes\n")
    );
    assert_eq!(ended.code, Some(0));
}

#[test]
fn a_line_of_64_mib_is_read_to_its_end() {
    a_long_line(64);
}

#[test]
fn every_error_of_a_document_of_16_mib_on_one_line_is_counted() {
    a_long_document(16);
}

/// `size` MiB that compress to almost nothing, with an error at the end.
fn a_bomb(size: usize) {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    // With the largest window that naserr accepts.
    let mut zstd = zstd::Encoder::new(Vec::new(), 19).unwrap();
    zstd.window_log(23).unwrap();
    for output in [&mut gzip as &mut dyn Write, &mut zstd] {
        mebibytes(b"word\n", size)(output).unwrap();
        writeln!(output, "{{\"Code\":\"NotQualified\",\"RequestId\":\"{}\"}}", id(1)).unwrap();
    }
    for packed in [gzip.finish().unwrap(), zstd.finish().unwrap()] {
        let ended = explain("-f tsv", move |input| input.write_all(&packed));
        assert_eq!(ended.stdout.lines().count(), 2, "{ended:?}");
        assert_eq!(ended.code, Some(0));
    }
}

#[test]
fn a_compressed_file_that_grows_to_64_mib_is_read_to_its_end() {
    a_bomb(64);
}

#[test]
fn a_known_code_is_counted_behind_twenty_thousand_unknown_ones() {
    a_flood_of_codes(20_000);
}

#[test]
fn a_known_code_is_counted_behind_a_thousand_long_messages() {
    let long = "x".repeat(20_000);
    let ended = explain("-f tsv", move |input| {
        for number in 0..1100 {
            writeln!(
                input,
                "{{\"RequestId\":\"{}\",\"Code\":\"Strange.Thing{number}\",\"Message\":\"{long}\"}}",
                id(number)
            )?;
        }
        writeln!(input, "{{\"Code\":\"NotQualified\",\"RequestId\":\"{}\",\"Message\":\"{long}\"}}", id(2000))
    });
    assert!(ended.stdout.lines().last().unwrap().contains("\tNotQualified\t"), "{}", ended.stderr);
    assert!(ended.stderr.ends_with(" more errors, because there were too many different codes\n"), "{}", ended.stderr);
}

#[test]
fn records_of_our_own_with_codes_of_50_kb_fit_in_memory() {
    let long = "y".repeat(50_000);
    let ended = explain("-f tsv", move |input| {
        for number in 0..500 {
            writeln!(input, "{{\"Known\":true,\"Resolution\":\"\",\"Count\":1,\"Code\":\"A{number}{long}\"}}")?;
        }
        Ok(())
    });
    assert_eq!(ended.code, Some(1), "{}", ended.stderr);
}

/// After the first 256 KiB, only the words after `Error: ` are read here: each of them may be a code.
#[test]
fn two_hundred_thousand_words_that_may_be_codes_fit_in_memory() {
    let ended = explain("-f tsv", move |input| {
        for number in 0..200_000 {
            writeln!(input, "Error: w{number:0>90}")?;
        }
        writeln!(input, "{{\"Code\":\"NotQualified\",\"RequestId\":\"{}\"}}", id(1))
    });
    assert_eq!((ended.stdout.lines().count(), ended.code), (2, Some(0)), "{ended:?}");
}

/// 256 KiB of one piece, repeated.
macro_rules! repeated {
    ($($name:ident: $piece:literal,)*) => {
        mod repeated {
            $(
                #[test]
                fn $name() {
                    let block = $piece.repeat(256 * 1024 / $piece.len());
                    let feed = move |input: &mut dyn super::Write| input.write_all(block.as_bytes());
                    let ended = super::explain("--each -f jsonl", feed);
                    assert!(matches!(ended.code, Some(0 | 1)), "{ended:?}");
                }
            )*
        }
    };
}

repeated! {
    objects: "{\"a\":{\"b\":[",
    objects_on_lines: "{\"a\": {\n",
    elements: "<Error><Code>A.B",
    elements_on_lines: "<Error>\n",
    keys: "Code: ",
    client_errors: "SDK.ServerError\\nErrorCode: ",
    signatures: "Signature=a&",
    backslashes: "\\\\\\\\\"",
    escapes: "\u{1b}]",
    percent_codes: "%22%7B",
    entities: "&amp;",
    line_breaks: "\n",
    zeros: "\0",
}

#[test]
#[ignore = "takes minutes"]
fn a_line_of_1_gib_is_read_to_its_end() {
    a_long_line(1024);
}

#[test]
#[ignore = "takes minutes"]
fn every_error_of_a_document_of_1_gib_on_one_line_is_counted() {
    a_long_document(1024);
}

#[test]
#[ignore = "takes minutes"]
fn a_known_code_is_counted_behind_a_million_unknown_ones() {
    a_flood_of_codes(1_000_000);
}

#[test]
#[ignore = "takes minutes"]
fn a_log_of_4_gib_is_read_to_its_end() {
    let line = "2026-11-26 10:30:00 INFO request served in 12 ms, Code of conduct: be kind\n";
    let ended = explain("-f tsv", move |input| {
        mebibytes(line.as_bytes(), 4096)(input)?;
        writeln!(input, "{{\"Code\":\"NotQualified\",\"RequestId\":\"{}\"}}", id(1))
    });
    assert_eq!(ended.stdout.lines().count(), 2, "{ended:?}");
}
