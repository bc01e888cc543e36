//! The retry loop in the README, with a fake `aliyun` and a fake `sleep`.

#![cfg(unix)]

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::harness::{TempFolder, install, search_path};

/// The first `$FAILURES` calls fail with `$ERROR_CODE`, or without a code if it is empty.
const ALIYUN: &str = r#"#!/bin/sh
echo "$*" >> calls
if [ "$(wc -l < calls)" -gt "$FAILURES" ]; then
    echo '{"TotalCount": 0}'
else
    echo 'ERROR: SDK.ServerError' >&2
    [ -z "$ERROR_CODE" ] || printf 'ErrorCode: %s\nRequestId: 427DB0B3\n' "$ERROR_CODE" >&2
    exit 1
fi
"#;

const SLEEP: &str = "#!/bin/sh\necho \"$1\" >> pauses\n";

/// What the loop did: its exit code, its output, and its pauses.
struct Outcome {
    code: Option<i32>,
    stdout: String,
    stderr: String,
    pauses: Vec<String>,
}

/// The shell block of the README that defines the loop and calls it.
fn script() -> String {
    let readme = fs::read_to_string("README.md").unwrap();
    let mut blocks = readme.split("```sh\n").skip(1).filter_map(|rest| Some(rest.split_once("```")?.0));
    blocks.find(|block| block.contains("retry() {")).unwrap().to_owned()
}

fn tool(folder: &Path, name: &str, text: &str) {
    let source = folder.join("source");
    fs::write(&source, text).unwrap();
    install(&source, &folder.join(name));
}

/// Runs the loop with a call that fails `failures` times.
fn run(error_code: &str, failures: usize) -> Outcome {
    let folder = TempFolder::new();
    tool(&folder, "aliyun", ALIYUN);
    tool(&folder, "sleep", SLEEP);
    let output = Command::new("sh")
        .args(["-c", &script()])
        .current_dir(&*folder)
        .env("PATH", search_path(Some(&folder)))
        .env("ERROR_CODE", error_code)
        .env("FAILURES", failures.to_string())
        .env("XDG_CONFIG_HOME", "/nonexistent")
        .env_remove("NASERR_FORMAT")
        .env_remove("NASERR_CATALOG")
        .output()
        .unwrap();
    let pauses = fs::read_to_string(folder.join("pauses")).unwrap_or_default();
    Outcome {
        code: output.status.code(),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
        pauses: pauses.lines().map(str::to_owned).collect(),
    }
}

#[test]
fn it_repeats_a_call_until_a_retryable_error_is_gone() {
    let outcome = run("Throttling.User", 2);
    assert_eq!(outcome.stdout, "{\"TotalCount\": 0}\n");
    assert_eq!((outcome.stderr.as_str(), outcome.code), ("", Some(0)));
    assert_eq!(outcome.pauses, ["1", "2"]);
}

#[test]
fn it_gives_up_in_the_end() {
    let outcome = run("ServiceUnavailable", 100);
    assert_eq!((outcome.stdout.as_str(), outcome.code), ("", Some(1)));
    assert!(outcome.stderr.contains("ErrorCode: ServiceUnavailable"), "{}", outcome.stderr);
    assert_eq!(outcome.pauses, ["1", "2", "4", "8", "16", "32"]);
}

#[test]
fn it_repeats_no_other_error() {
    let errors = [
        "InvalidFileSystem.NotFound",
        // Its sources disagree.
        "InvalidLBid.NotFound",
        "Quite.Unknown",
        "",
        "--version",
    ];
    for code in errors {
        let outcome = run(code, 100);
        assert_eq!((outcome.stdout.as_str(), outcome.code), ("", Some(1)), "{code}");
        assert!(outcome.stderr.starts_with("ERROR: SDK.ServerError\n"), "{}", outcome.stderr);
        assert_eq!(outcome.pauses, [""; 0], "{code}");
    }
}
