//! What `naserr explain` reads: compressed files, several files at a time, a terminal, an endless stream.

use std::fs;
use std::io::{self, Read, Write};
use std::ops::ControlFlow;
use std::path::Path;

use naserr::Catalog;
use proptest::prelude::{ProptestConfig, Strategy, prop_assert_eq, proptest};
use proptest::sample::select;

#[cfg(target_os = "linux")]
use crate::harness::full_disk;
#[cfg(unix)]
use crate::harness::send;
use crate::harness::{TempFolder, answer, at_terminal, at_terminal_with, command, id, naserr, start, without_color};

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn zstd(bytes: &[u8]) -> Vec<u8> {
    zstd::encode_all(bytes, 1).unwrap()
}

/// The codes that were found, with their counts, in the order of the answer.
fn counts(stdout: &str) -> Vec<(String, u64)> {
    let findings: Vec<serde_json::Value> = serde_json::from_str(stdout).unwrap();
    let count = |finding: &serde_json::Value| {
        (finding["Code"].as_str().unwrap().to_owned(), finding["Count"].as_u64().unwrap())
    };
    findings.iter().map(count).collect()
}

#[test]
fn an_empty_pipe_gets_a_hint_about_standard_error() {
    naserr(["explain"]).stdin("").ends(
        1,
        "",
        "error: no Alibaba Cloud error in standard input\n\
         hint: it was empty; to pipe what a command prints on standard error too, use 2>&1: COMMAND 2>&1 | naserr \
         explain\n",
    );
}

#[test]
fn gzip_and_zstd_are_read_as_the_text_that_they_hold() {
    let text = answer("ServiceTimeout", &id(1)) + &answer("NotQualified", &id(2));
    let plain = naserr(["explain", "-f", "json"]).stdin(&text).stdout();
    for pack in [gzip, zstd] {
        let packed = pack(text.as_bytes());
        assert_eq!(naserr(["explain", "-f", "json"]).stdin(&packed).stdout(), plain);
        let each = naserr(["explain", "--each", "-f", "tsv"]).stdin(&packed).stdout();
        assert_eq!(each.lines().count(), 3);
    }
}

#[test]
fn compressed_data_may_have_several_members_and_empty_ones() {
    let (first, second) = (answer("ServiceTimeout", &id(1)), answer("NotQualified", &id(2)));
    let skipped = b"\x50\x2a\x4d\x18\x03\0\0\0abc".to_vec();
    for (pack, front) in [(gzip as fn(&[u8]) -> Vec<u8>, gzip(b"")), (zstd as fn(&[u8]) -> Vec<u8>, skipped)] {
        let parts = [front, pack(first.as_bytes()), pack(b""), pack(second.as_bytes())];
        let stdout = naserr(["explain", "-f", "json"]).stdin(parts.concat()).stdout();
        assert_eq!(counts(&stdout), [("ServiceTimeout".to_owned(), 1), ("NotQualified".to_owned(), 1)]);
    }
    naserr(["explain", "-q"]).stdin(gzip(b"")).ends(1, "", "error: no Alibaba Cloud error in standard input\n");
}

/// Gives a byte at a time, with a pause after each, and then an error.
struct Bytewise<'b> {
    bytes: &'b [u8],
    pauses: bool,
    failure: Option<io::Error>,
}

impl Read for Bytewise<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.pauses = !self.pauses;
        match self.failure.take_if(|_| self.bytes.is_empty()) {
            Some(error) => Err(error),
            None if self.pauses => Err(io::ErrorKind::WouldBlock.into()),
            None => self.bytes.read(&mut buffer[..1]),
        }
    }
}

#[test]
fn the_first_bytes_may_come_one_by_one() {
    let text = answer("ServiceTimeout", &id(1));
    for packed in [gzip(text.as_bytes()), zstd(text.as_bytes()), text.into_bytes()] {
        let mut codes = Vec::new();
        let bytes = Bytewise { bytes: &packed, pauses: false, failure: None };
        let totals = naserr::explain(&Catalog::built_in(), bytes, "-", |finding| {
            codes.extend(finding.received.code);
            ControlFlow::Continue(())
        });
        assert_eq!((codes, totals.unwrap().errors), (vec!["ServiceTimeout".to_owned()], 1));
    }
}

#[test]
fn an_error_of_the_system_within_compressed_data_is_reported() {
    for (kind, packed) in [("gzip", gzip(b"all is well")), ("zstd", zstd(b"all is well"))] {
        let failure = Some(io::Error::from_raw_os_error(5));
        let bytes = Bytewise { bytes: &packed[..packed.len() / 2], pauses: false, failure };
        let failed = naserr::explain(&Catalog::built_in(), bytes, "-", |_| ControlFlow::Continue(()));
        let wanted = format!("the {kind} data cannot be read: {}", io::Error::from_raw_os_error(5));
        assert_eq!(failed.unwrap_err().to_string(), wanted);
    }
}

#[test]
fn damaged_data_is_explained_as_far_as_it_can_be_read() {
    let folder = TempFolder::new();
    // Numbers between the errors, so that the data has several blocks.
    let numbers = (0..200_000_u64).map(|n| n.wrapping_mul(0x9e37_79b9_7f4a_7c15));
    let noise = numbers.map(|n| n.to_string()).collect::<Vec<_>>().join("\n") + "\n";
    let text = answer("ServiceTimeout", &id(1)) + &noise + &answer("NotQualified", &id(2));
    for (name, packed) in [("app.log.gz", gzip(text.as_bytes())), ("app.log.zst", zstd(text.as_bytes()))] {
        let file = folder.join(name);
        let half = packed.len() / 2;
        fs::write(&file, &packed[..half]).unwrap();
        let kind = if name.ends_with("gz") { "gzip" } else { "zstd" };
        let arguments = ["explain", "-f", "json", file.to_str().unwrap()];
        let ended = naserr(arguments).end();
        assert_eq!(counts(&ended.stdout), [("ServiceTimeout".to_owned(), 1)]);
        assert_eq!(ended.stderr, format!("error: cannot read '{}': the {kind} data is truncated\n", file.display()));
        assert_eq!(ended.code, Some(2));

        let followed = [packed.as_slice(), b"NotQualified: and text\n"].concat();
        fs::write(&file, followed).unwrap();
        let ended = naserr(arguments).end();
        assert_eq!(counts(&ended.stdout).len(), 2, "{ended:?}");
        let what = format!("error: cannot read '{}': the {kind} data cannot be read: ", file.display());
        assert!(ended.stderr.starts_with(&what), "{}", ended.stderr);
        assert_eq!(ended.code, Some(2));
    }
}

#[test]
fn text_with_compressed_data_behind_it_is_text() {
    let input = [answer("ServiceTimeout", &id(1)).into_bytes(), gzip(b"NotQualified")].concat();
    let stdout = naserr(["explain", "-f", "json"]).stdin(input).stdout();
    assert_eq!(counts(&stdout), [("ServiceTimeout".to_owned(), 1)]);
}

#[test]
fn other_formats_are_refused_with_the_command_to_type() {
    let folder = TempFolder::new();
    for (start, name, tool) in [
        (&b"\xfd7zXZ\0"[..], "xz", "xz -dc"),
        (b"\x04\x22\x4d\x18", "lz4", "lz4 -dc"),
        (b"BZh91AY&SY", "bzip2", "bzip2 -dc"),
        (b"PK\x03\x04", "zip", "unzip -p"),
    ] {
        let packed = [start, b"ErrorCode: InvalidVpc.NotFound\n"].concat();
        let what = format!("it is compressed with {name}; use: {tool} FILE | naserr explain\n");
        naserr(["explain"]).stdin(&packed).ends(2, "", &format!("error: cannot read standard input: {what}"));
        fs::write(folder.join("app.log"), packed).unwrap();
        naserr(["explain", "app.log"]).current_dir(&folder).ends(
            2,
            "",
            &format!("error: cannot read 'app.log': {what}"),
        );
    }
}

#[test]
fn a_window_that_takes_too_much_memory_is_refused_with_the_command_to_type() {
    // A frame with a window of 128 MiB and one block of one byte.
    let packed = b"\x28\xb5\x2f\xfd\x00\x88\x09\x00\x00x";
    naserr(["explain"]).stdin(packed).ends(
        2,
        "",
        "error: cannot read standard input: its window is larger than 8 MiB; \
         use: zstd -dc --long=31 FILE | naserr explain\n",
    );
}

#[test]
fn at_a_terminal_it_asks_you_to_paste_the_text() {
    for arguments in [&["explain"][..], &["explain", "-"], &["-"]] {
        let (_, messages, _) = at_terminal(80, arguments);
        assert!(without_color(&messages).starts_with("hint: paste the text, then press Ctrl-D\n"), "{messages}");
    }
    let (_, messages, _) = at_terminal_with(80, &["explain"], answer("NotQualified", &id(1)).as_bytes());
    assert_eq!(messages, "");
}

#[test]
fn tee_passes_everything_through_and_explains_on_standard_error() {
    let text = answer("ServiceTimeout", &id(1)) + "and \u{1b}[1mcolour\u{1b}[0m\r\n";
    for input in [text.clone().into_bytes(), gzip(text.as_bytes())] {
        let mut child = start(command().args(["explain", "--tee", "-f", "json"]));
        child.stdin.take().unwrap().write_all(&input).unwrap();
        let ended = child.wait_with_output().unwrap();
        assert_eq!(ended.stdout, input);
        let explained = String::from_utf8(ended.stderr).unwrap();
        assert_eq!(counts(&explained), [("ServiceTimeout".to_owned(), 1)]);
        assert_eq!(ended.status.code(), Some(0));
    }
    naserr(["explain", "--tee"]).stdin("{\"FileSystems\": []}\n").ends(
        1,
        "{\"FileSystems\": []}\n",
        "note: no Alibaba Cloud error in standard input\n",
    );
    // Data that cannot be read is passed through too, to its end.
    let unreadable = "BZh91AY&SY".repeat(100_000);
    let ended = naserr(["explain", "--tee"]).stdin(&unreadable).end();
    assert_eq!(ended.stdout, unreadable);
    assert_eq!(ended.code, Some(2));
}

#[test]
fn tee_passes_a_part_of_a_line_through_while_the_input_is_still_open() {
    let mut child = start(command().args(["explain", "--tee"]));
    let mut stdin = child.stdin.take().unwrap();
    let mut stdout = child.stdout.take().unwrap();
    stdin.write_all(b"Enter a value: ").unwrap();
    let mut question = [0; 15];
    // If nothing were passed through, this would wait forever, because the input is still open.
    stdout.read_exact(&mut question).unwrap();
    assert_eq!(&question, b"Enter a value: ");
    drop(stdin);
    child.wait().unwrap();
}

#[cfg(unix)]
#[test]
fn tee_passes_the_rest_of_an_input_that_cannot_be_read_through_after_a_pause_too() {
    let mut child = start(command().args(["explain", "--tee", "--each"]));
    let mut stdin = child.stdin.take().unwrap();
    let mut stdout = child.stdout.take().unwrap();
    // Each piece is read before the next is there. After some such reads, the input reports a pause.
    for piece in std::iter::once(&b"BZh91AY&SY"[..]).chain([&b"x"[..]; 200]) {
        stdin.write_all(piece).unwrap();
        let mut passed = vec![0; piece.len()];
        stdout.read_exact(&mut passed).unwrap();
        assert_eq!(passed, piece);
    }
    drop(stdin);
    assert_eq!(child.wait().unwrap().code(), Some(2));
}

#[cfg(target_os = "linux")]
#[test]
fn tee_reports_a_full_disk_and_still_explains() {
    use std::process::Stdio;

    let mut child = command()
        .args(["explain", "--tee", "-f", "jsonl"])
        .stdin(Stdio::piped())
        .stdout(full_disk())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(answer("ServiceTimeout", &id(1)).as_bytes()).unwrap();
    drop(stdin);
    let ended = child.wait_with_output().unwrap();
    assert_eq!(
        String::from_utf8(ended.stderr).unwrap().lines().last(),
        Some("error: cannot write to standard output: No space left on device (os error 28)")
    );
    assert_eq!(ended.status.code(), Some(2));
}

#[cfg(unix)]
#[test]
fn a_signal_shows_what_was_found_and_then_ends_the_process() {
    use std::os::unix::process::ExitStatusExt;

    for (signal, number) in [("INT", 2), ("TERM", 15)] {
        for arguments in [&["--summary"][..], &["-f", "tsv"], &["--each", "-f", "tsv"]] {
            let mut child = start(command().args(["explain", "--tee"]).args(arguments));
            let mut stdin = child.stdin.take().unwrap();
            let input = answer("ServiceTimeout", &id(1));
            stdin.write_all(input.as_bytes()).unwrap();
            // Once the input was passed through, it was read.
            let mut passed = vec![0; input.len()];
            let mut stdout = child.stdout.take().unwrap();
            stdout.read_exact(&mut passed).unwrap();
            send(signal, &child);
            let ended = child.wait_with_output().unwrap();
            let explained = String::from_utf8(ended.stderr).unwrap();
            assert!(explained.contains("ServiceTimeout"), "{explained}");
            assert!(explained.ends_with("note: interrupted: the rest of the input was not read\n"), "{explained}");
            assert_eq!(ended.status.signal(), Some(number));
            drop(stdin);
        }
    }
}

#[cfg(unix)]
#[test]
fn a_signal_ends_every_thread() {
    use std::os::unix::process::ExitStatusExt;

    let folder = TempFolder::new();
    let pipes = ["1.pipe", "2.pipe"].map(|name| folder.join(name));
    let made = std::process::Command::new("mkfifo").args(&pipes).status();
    assert!(made.unwrap().success());
    let child = start(command().args(["explain", "--threads", "2", "-f", "jsonl"]).args(&pipes));
    // Opening one waits until a thread reads it.
    let writers = pipes.map(|pipe| fs::File::options().write(true).open(pipe).unwrap());
    send("TERM", &child);
    let ended = child.wait_with_output().unwrap();
    drop(writers);
    assert_eq!(String::from_utf8(ended.stderr).unwrap(), "note: interrupted: the rest of the input was not read\n");
    assert_eq!(ended.status.signal(), Some(15));
}

#[test]
fn a_group_has_the_texts_of_the_first_error_that_has_each() {
    let folder = TempFolder::new();
    fs::write(folder.join("1.log"), "ErrorCode: ServiceTimeout\n").unwrap();
    let others = answer("ServiceTimeout", &id(1)) + &answer("ServiceTimeout", &id(2)).replace("Received.", "Another.");
    fs::write(folder.join("2.log"), others).unwrap();
    let stdout = naserr(["explain", "-f", "json", "1.log", "2.log"]).current_dir(&folder).stdout();
    let findings: serde_json::Value = serde_json::from_str(&stdout).unwrap();
    assert_eq!(findings[0]["Count"], 3, "{stdout}");
    assert_eq!(findings[0]["File"], "1.log");
    assert_eq!(findings[0]["Message"], "Received.");
    assert_eq!(findings[0]["RequestId"], id(1));
}

/// A file of some kind.
#[derive(Debug, Clone)]
enum Kind {
    Plain,
    Gzip,
    Zstd,
    Damaged,
    Missing,
}

fn log() -> impl Strategy<Value = String> {
    let code = select(vec![
        "ServiceTimeout",
        "servicetimeout",
        "NotQualified",
        "User.Disabled",
        "User. Disabled",
        "Quite.Unknown",
        "QUITE.unknown",
    ]);
    let line = (code, 0..50_usize, 0..6_u8).prop_map(|(code, number, shape)| match shape {
        0 => format!("ERROR Code: {code}\n\n"),
        1 => "all is well\n".repeat(20),
        2 => "curl: (22) The requested URL returned error: 500\n".to_owned(),
        3 => format!("message: Forbidden {number}\n"),
        _ => answer(code, &id(number)),
    });
    // The largest are read as large inputs, in which most text is skipped.
    (proptest::collection::vec(line, 0..30), select(vec![1, 1, 1, 100]))
        .prop_map(|(lines, times)| lines.concat().repeat(times))
}

fn write(folder: &Path, number: usize, kind: &Kind, text: &str) -> io::Result<String> {
    let file = folder.join(format!("{number}.log"));
    let bytes = match kind {
        Kind::Plain => text.as_bytes().to_vec(),
        Kind::Gzip => gzip(text.as_bytes()),
        Kind::Zstd => zstd(text.as_bytes()),
        Kind::Damaged => {
            let whole = gzip(text.as_bytes());
            whole[..whole.len() - 5].to_vec()
        }
        Kind::Missing => {
            _ = fs::remove_file(&file);
            return Ok(format!("{number}.log"));
        }
    };
    fs::write(&file, bytes)?;
    Ok(format!("{number}.log"))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_number_of_threads_gives_the_same_answer(
        files in proptest::collection::vec(
            (select(vec![Kind::Plain, Kind::Plain, Kind::Gzip, Kind::Zstd, Kind::Damaged, Kind::Missing]), log()),
            2..9,
        ),
    ) {
        let folder = TempFolder::new();
        let names: Vec<String> = files
            .iter()
            .enumerate()
            .map(|(number, (kind, text))| write(&folder, number, kind, text).unwrap())
            .collect();
        for (options, more) in [
            (&["-f", "json"][..], [2, 8]),
            (&["--each", "-f", "jsonl"], [3, 7]),
            (&["--summary"], [4, 6]),
            (&[], [2, 5]),
        ] {
            let run = |threads: usize| {
                let threads = threads.to_string();
                let arguments = ["explain", "--threads", &threads].into_iter().chain(options.iter().copied());
                let ended = naserr(arguments.chain(names.iter().map(String::as_str)))
                    .current_dir(&folder)
                    .end();
                (ended.stdout, ended.stderr, ended.code)
            };
            let one = run(1);
            for threads in more {
                prop_assert_eq!(&run(threads), &one, "{} threads, {:?}", threads, options);
            }
        }
    }
}
