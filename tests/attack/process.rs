//! Hostile arguments, and streams that are full or closed.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::process::{Command, Stdio};

use crate::harness::{BINARY, Run, command, full_disk, naserr};

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
fn very_many_and_very_long_arguments_are_answered() {
    let codes: Vec<String> = (0..1000).map(|number| format!("Strange.Thing{number}")).collect();
    let ended = naserr(["lookup", "-q", "NotQualified"].into_iter().chain(codes.iter().map(String::as_str))).end();
    assert_eq!(ended.code, Some(1));
    assert_eq!(ended.stderr.lines().count(), codes.len());
    let ended = naserr(["explain", "-q"].into_iter().chain(codes.iter().map(String::as_str))).end();
    assert_eq!(
        ended.stderr.lines().filter(|line| line.starts_with("error: cannot read 'Strange.Thing")).count(),
        codes.len()
    );
    // About the longest argument that Linux accepts.
    let long = "InvalidFileSystem.NotFound".repeat(5000);
    for command in ["lookup", "search"] {
        let code = naserr([command, &long]).end().code;
        assert!(matches!(code, Some(0 | 1)), "{command}: {code:?}");
    }
    assert_eq!(naserr(["lookup", &"*a?".repeat(40_000)]).end().code, Some(1));
}

#[test]
fn more_than_4_mib_of_codes_are_refused() {
    let line = "NotQualified\n";
    let largest = line.to_owned() + &"\n".repeat((4 << 20) - line.len());
    assert!(naserr(["lookup", "-"]).stdin(largest).stdout().contains("NotQualified"));
    naserr(["lookup", "-"]).feed(|input| (0..5).try_for_each(|_| input.write_all(&vec![b'A'; 1 << 20]))).ends(
        2,
        "",
        "error: standard input has more than 4 MiB, too much for a list of codes; 'naserr explain' reads logs of any size\n",
    );
}

#[test]
fn a_full_standard_error_does_not_change_the_exit_code() {
    for (arguments, code) in [
        (["lookup", "NotQualified", "No.Such"], 1),
        (["lookup", "--nope", "x"], 2),
        (["explain", "/nonexistent", "-q"], 2),
    ] {
        let output = command().args(arguments).stdin(Stdio::null()).stderr(full_disk()).output().unwrap();
        assert_eq!(output.status.code(), Some(code), "{arguments:?}");
    }
    let script = format!("'{BINARY}' lookup NotQualified >/dev/full 2>/dev/full; echo $?");
    let output = Command::new("sh").args(["-c", &script]).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stdout), "2\n");
}

#[test]
fn closed_streams_do_not_change_the_exit_code() {
    for closed in ["<&-", ">&-", "2>&-", "<&- >&-", "<&- >&- 2>&-"] {
        for (arguments, code) in [
            ("explain", 1),
            ("lookup -", 1),
            ("lookup No.Such", 1),
            ("lookup NotQualified", 0),
            ("search banana", 1),
            ("list", 0),
            ("--help", 0),
        ] {
            let script = format!("'{BINARY}' {arguments} </dev/null {closed}");
            let output = Command::new("sh").args(["-c", &script]).output().unwrap();
            assert_eq!(output.status.code(), Some(code), "{arguments} {closed}: {output:?}");
            let is_silent = |stream: &str, text: &[u8]| !closed.split(' ').any(|it| it == stream) || text.is_empty();
            assert!(is_silent(">&-", &output.stdout) && is_silent("2>&-", &output.stderr), "{output:?}");
        }
    }
}
