//! Arguments, streams and signals.

use std::ffi::OsStr;
use std::fs::OpenOptions;
use std::io::{BufRead, BufReader, Write};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::process::ExitStatusExt;
use std::process::{Command, Stdio};

use super::id;
use crate::harness::{BINARY, Run, command, naserr};

#[test]
fn arguments_that_are_not_utf8_are_refused() {
    for command_name in ["lookup", "search", "list"] {
        let mut run = command();
        run.arg(command_name).arg(OsStr::from_bytes(b"Inv\xffalid"));
        let ended = Run::of(run).end();
        assert_eq!((ended.stdout.as_str(), ended.code), ("", Some(2)));
        assert!(ended.stderr.starts_with("error: "), "{}", ended.stderr);
    }
}

#[test]
fn huge_lists_of_arguments_are_answered() {
    let codes: Vec<String> = (0..1000).map(|number| format!("Strange.Thing{number}")).collect();
    let ended = naserr(["lookup", "-q", "NotQualified"].into_iter().chain(codes.iter().map(String::as_str))).end();
    assert_eq!(ended.code, Some(1));
    assert_eq!(ended.stderr.lines().count(), codes.len());
    let ended = naserr(["explain", "-q"].into_iter().chain(codes.iter().map(String::as_str))).end();
    assert_eq!(
        ended.stderr.lines().filter(|line| line.starts_with("error: cannot read 'Strange.Thing")).count(),
        codes.len()
    );
    // The longest argument that a system takes.
    let long = "InvalidFileSystem.NotFound".repeat(5000);
    for command in ["lookup", "search"] {
        let code = naserr([command, &long]).end().code;
        assert!(matches!(code, Some(0 | 1)), "{command}: {code:?}");
    }
    assert_eq!(naserr(["lookup", &"*a?".repeat(40_000)]).end().code, Some(1));
}

#[test]
fn more_than_a_list_of_codes_is_refused() {
    naserr(["lookup", "-"]).feed(|input| (0..5).try_for_each(|_| input.write_all(&vec![b'A'; 1 << 20]))).ends(
        2,
        "",
        "error: standard input has more than 4 MiB, too much for a list of codes; 'naserr explain' reads logs of any size\n",
    );
}

#[test]
fn a_standard_error_that_is_full_changes_nothing() {
    for (arguments, code) in [
        (["lookup", "NotQualified", "No.Such"], 1),
        (["lookup", "--nope", "x"], 2),
        (["explain", "/nonexistent", "-q"], 2),
    ] {
        let full = OpenOptions::new().write(true).open("/dev/full").unwrap();
        let output = command().args(arguments).stdin(Stdio::null()).stderr(full).output().unwrap();
        assert_eq!(output.status.code(), Some(code), "{arguments:?}");
    }
    let script = format!("'{BINARY}' lookup NotQualified >/dev/full 2>/dev/full; echo $?");
    let output = Command::new("sh").args(["-c", &script]).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stdout), "2\n");
}

#[test]
fn closed_streams_are_survived() {
    for closed in ["<&-", "<&- >&-", "<&- >&- 2>&-", "2>&-"] {
        for arguments in ["explain", "lookup -", "lookup No.Such", "search banana", "list", "--help"] {
            let script = format!("'{BINARY}' {arguments} </dev/null {closed}");
            let output = Command::new("sh").args(["-c", &script]).output().unwrap();
            assert!(matches!(output.status.code(), Some(0 | 1)), "{arguments} {closed}: {output:?}");
        }
    }
}

#[test]
fn an_interrupt_ends_it_at_once_with_all_that_was_found() {
    // Shells report these as 130 and 143.
    for (signal, number) in [("INT", 2), ("TERM", 15)] {
        // The tests may have been told to ignore them, as by nohup or in a shell's background, and a child would be too.
        let mut child = Command::new("env")
            .args(["--default-signal=INT,TERM", BINARY])
            .args(["explain", "--each", "-f", "jsonl"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdin = child.stdin.take().unwrap();
        writeln!(stdin, "{{\"Code\":\"NotQualified\",\"RequestId\":\"{}\"}}", id(1)).unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        assert!(lines.next().unwrap().unwrap().contains("NotQualified"));
        let kill = format!("kill -{signal} {}", child.id());
        assert!(Command::new("sh").args(["-c", &kill]).status().unwrap().success());
        // A signal without effect fails here instead of waiting for ever.
        drop(stdin);
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.signal(), Some(number));
        assert_eq!(String::from_utf8_lossy(&output.stderr), "note: interrupted: the rest of the input was not read\n");
    }
}
