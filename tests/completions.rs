//! Completion: what the program offers, and what happens in real shells when TAB is pressed.

use std::path::Path;
use std::process::Command;
use std::{env, fs};

use crate::harness::{BINARY, naserr};

/// What is offered for the last of these words: values with their descriptions.
fn offered(words: &[&str]) -> Vec<(String, String)> {
    let ended = naserr(["complete"].iter().chain(words)).end();
    assert_eq!(ended.stderr, "", "{words:?}");
    let lines = ended.stdout.lines();
    lines
        .map(|line| line.split_once('\t').unwrap_or((line, "")))
        .map(|(value, description)| (value.to_owned(), description.to_owned()))
        .collect()
}

fn values(words: &[&str]) -> Vec<String> {
    offered(words).into_iter().map(|(value, _)| value).collect()
}

#[test]
fn the_words_before_decide_what_is_offered() {
    for (words, expected) in [
        (&["loo"][..], &["lookup"][..]),
        (&["lookup", "user.d"], &["User.Disabled"]),
        (
            &["lookup", "MountTargetNotE"],
            &["OperationDenied.MountTargetNotEmpty"],
        ),
        (&["lookup", "NotQualified", "notq"], &[]),
        (&["lookup", "NotQualified", "serviceT"], &["ServiceTimeout"]),
        (&["servicet"], &["ServiceTimeout"]),
        (&["list", "--sta"], &["--status"]),
        (&["list", "--status", "50"], &["500", "503", "504"]),
        (&["list", "--status=504"], &["--status=504"]),
        (&["list", "--status", "=", "504"], &["504"]),
        (&["list", "--family", "vpcs"], &["VpcSubRam"]),
        (&["list", "--action", "deletefilesy"], &["DeleteFileSystem"]),
        (&["list", "--origin", "g"], &["gateway", "guide"]),
        (&["list", "-f", "j"], &["json", "jsonl"]),
        (&["-f", "tsv", "list", "--retryable", "y"], &["yes"]),
        (&["explain", ""], &[":files"]),
        (&["list", "--catalog", ""], &[":files"]),
        (&["completions", "z"], &["zsh"]),
        (&["lookup", "--", "--for"], &[]),
        (&["list", "zzz"], &[]),
        (&["list", "--no-such=x"], &[]),
    ] {
        assert_eq!(values(words), expected, "{words:?}");
    }
}

#[test]
fn codes_come_with_their_status_and_message() {
    assert_eq!(
        offered(&["lookup", "servicetimeout"]),
        [(
            "ServiceTimeout".to_owned(),
            "504 The request processing has failed due to timeout.".to_owned()
        )]
    );
    // Only words that mean themselves in every shell.
    for value in values(&["lookup", ""]) {
        let plain = |c: char| c.is_alphanumeric() || "._-".contains(c);
        assert!(value.chars().all(plain), "{value}");
    }
}

#[test]
fn codes_of_catalog_files_are_offered_and_faults_are_silent() {
    let folder = env::temp_dir().join(format!("naserr-completions-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let file = folder.join("own.json");
    let bad = folder.join("bad.json");
    fs::write(
        &file,
        r#"[{"Code": "Own.Code"}, {"Code": "Own.$(reboot)"}]"#,
    )
    .unwrap();
    fs::write(&bad, "{").unwrap();
    let (file, bad) = (file.to_str().unwrap(), bad.to_str().unwrap());
    assert_eq!(values(&["--catalog", file, "lookup", "own."]), ["Own.Code"]);
    assert_eq!(
        values(&["lookup", "--catalog", bad, "serviceti"]),
        ["ServiceTimeout"]
    );
    fs::remove_dir_all(folder).unwrap();
}

/// Keys, and what must appear once they are typed.
const TYPED: [(&str, &str); 8] = [
    ("naserr lo\t-f tsv user.d\t\r", "User. Disabled"),
    (
        "naserr lookup MountTargetNotE\t-q -f tsv\r",
        "There are still",
    ),
    (
        "naserr lookup NotQualified ServiceTi\t-f tsv -q\r",
        "due to timeout",
    ),
    (
        "naserr list --format=tsv --fam\tVpcs\t\r",
        "VpcSubRam.CheckFailed",
    ),
    (
        "naserr list -f mark\t--status 504\t--origin gui\t\r",
        "| 504 | ServiceTimeout |",
    ),
    ("naserr list --status 50\t\t", "Gateway Timeout"),
    ("naserr lookup CheckF\t\t", "SecurityToken.CheckFailed"),
    ("naserr explain LICENSE-A\t\t", "LICENSE-APACHE"),
];

/// Types into a shell. Without the shell, or without what types, the test says so and proves nothing.
#[allow(clippy::print_stderr, reason = "a test that is skipped says so")]
fn press_tab(shell: &str, file: &str, setup: &str, arguments: &dyn Fn(&Path) -> Vec<String>) {
    for tool in ["expect", shell] {
        if Command::new(tool).arg("-c").arg("exit").output().is_err() {
            eprintln!("skipped: {tool} is not installed, so no TAB is pressed in {shell}");
            return;
        }
    }
    let home = env::temp_dir().join(format!("naserr-{shell}-{}", std::process::id()));
    fs::create_dir_all(&home).unwrap();
    fs::write(home.join(file), setup).unwrap();
    let folder = Path::new(BINARY).parent().unwrap().to_path_buf();
    let path = env::var_os("PATH").unwrap_or_default();
    let path = env::join_paths([folder].into_iter().chain(env::split_paths(&path))).unwrap();
    let output = Command::new("expect")
        .args(["tests/tab.exp", &TYPED.len().to_string()])
        .args(TYPED.iter().flat_map(|(keys, wanted)| [keys, wanted]))
        .args(arguments(&home.join(file)))
        .env("PATH", path)
        .env("HOME", &home)
        .env("ZDOTDIR", &home)
        .env("XDG_CONFIG_HOME", &home)
        .env("TERM", "xterm")
        .env_remove("NASERR_FORMAT")
        .env_remove("NASERR_CATALOG")
        .output()
        .unwrap();
    let shown = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{shell}:\n{shown}");
    fs::remove_dir_all(home).unwrap();
}

fn words(words: &[&str], file: &Path) -> Vec<String> {
    let words = words.iter().map(|&word| word.to_owned());
    words.chain([file.to_str().unwrap().to_owned()]).collect()
}

#[test]
fn tab_in_bash() {
    let setup = "PS1='ready> '; source <(naserr completions bash)\n";
    let words = |file: &Path| [words(&["bash", "--rcfile"], file), vec!["-i".to_owned()]].concat();
    press_tab("bash", "bashrc", setup, &words);
}

#[test]
fn tab_in_zsh() {
    let setup = "PS1='ready> '; autoload -Uz compinit && compinit -u -D; source <(naserr completions zsh)\n";
    press_tab("zsh", ".zshrc", setup, &|_| vec!["zsh".into(), "-i".into()]);
}

#[test]
fn tab_in_fish() {
    let setup = "function fish_prompt; echo -n 'ready> '; end\nset -g fish_greeting\nnaserr completions fish | source\n";
    let words = |file: &Path| {
        let source = format!("source {}", file.display());
        ["fish", "--no-config", "-i", "-C", &source]
            .map(str::to_owned)
            .into()
    };
    press_tab("fish", "rc.fish", setup, &words);
}
