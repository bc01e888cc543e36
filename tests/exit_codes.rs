//! Exit codes, closed pipes and full disks, for every command that prints.

use std::process::Stdio;

#[cfg(target_os = "linux")]
use crate::harness::full_disk;
use crate::harness::{command, naserr};

const PRINTING: [&[&str]; 14] = [
    &["list"],
    &["list", "-f", "json"],
    &["lookup", "4xx"],
    &["search", "timeout"],
    &["explain", "tests/fixtures/app.log"],
    &["explain", "--each", "-f", "jsonl", "tests/fixtures/app.log"],
    &["explain", "--summary", "tests/fixtures/app.log"],
    &["schema"],
    &["man"],
    &["completions", "zsh"],
    &["complete", "lookup", "Inv"],
    &["NotQualified"],
    &["--help"],
    &["--version"],
];

#[test]
fn found_is_0_not_found_is_1_and_an_error_is_2() {
    assert_eq!(naserr(["lookup", "NotQualified"]).end().code, Some(0));
    assert_eq!(naserr(["--help"]).end().code, Some(0));
    assert_eq!(naserr(["--version"]).end().code, Some(0));
    assert_eq!(naserr(["lookup", "No.Such"]).end().code, Some(1));
    assert_eq!(naserr(["no-such-command"]).end().code, Some(2));
    assert_eq!(naserr(["list", "--no-such-option"]).end().code, Some(2));
}

/// What a command reports if it cannot write its answer, and its exit code.
#[cfg(target_os = "linux")]
fn with_a_full_disk(arguments: &[&str]) -> (String, Option<i32>) {
    let output = command().args(arguments).stdout(full_disk()).stderr(Stdio::piped()).output().unwrap();
    let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
    (stderr, output.status.code())
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_error_that_names_its_cause() {
    for arguments in PRINTING {
        let (stderr, code) = with_a_full_disk(arguments);
        assert_eq!(stderr, "error: cannot write to standard output: No space left on device (os error 28)\n");
        assert_eq!(code, Some(2), "{arguments:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn an_unreadable_file_is_reported_even_if_the_answer_cannot_be_written() {
    let arguments = ["explain", "/nonexistent.log", "tests/fixtures/app.log"];
    let (stderr, code) = with_a_full_disk(&arguments);
    assert_eq!(
        stderr,
        "error: cannot read '/nonexistent.log': No such file or directory (os error 2)\n\
         error: cannot write to standard output: No space left on device (os error 28)\n"
    );
    assert_eq!(code, Some(2));
}

#[test]
fn a_closed_pipe_is_not_an_error() {
    for arguments in PRINTING {
        // It is closed before anything is written.
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let output = command().args(arguments).stdout(writer).stderr(Stdio::piped()).output().unwrap();
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert_eq!((stderr.as_ref(), output.status.code()), ("", Some(0)), "{arguments:?}");
    }
}
