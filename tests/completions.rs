//! Completion: what the program offers, and what real shells show when you press TAB.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::harness::{TempFolder, file, has_tools, naserr, search_path};

/// What is offered for the last of these words: values and descriptions.
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
        (&["lookup", "'user.d"], &["User.Disabled"]),
        (&["lookup", "\"user.d\""], &["User.Disabled"]),
        (&["lookup", "MountTargetNotE"], &["OperationDenied.MountTargetNotEmpty"]),
        (&["lookup", "NotQualified", "notq"], &[]),
        (&["lookup", "NotQualified", "serviceT"], &["ServiceTimeout"]),
        (&["servicet"], &["ServiceTimeout"]),
        (&["list", "--sta"], &["--status"]),
        (&["list", "--status", "50"], &["500", "503", "504"]),
        (&["list", "--status=504"], &["--status=504"]),
        (&["list", "--status", "=", "504"], &["504"]),
        (&["lookup", "--js"], &["--json"]),
        (&["README.m"], &[":files"]),
        (&["NotQualified", "serviceT"], &["ServiceTimeout"]),
        (&["list", "--family", "vpcs"], &["VpcSubRam"]),
        (&["list", "--action", "deletefilesy"], &["DeleteFileSystem"]),
        (&["list", "--origin", "g"], &["gateway", "guide"]),
        (&["list", "-f", "j"], &["json", "jsonl"]),
        (&["list", "-qf", "j"], &["json", "jsonl"]),
        (&["-f", "tsv", "list", "--retryable", "y"], &["yes"]),
        (&["explain", ""], &[":files"]),
        (&["list", "--catalog", ""], &[":files"]),
        (&["completions", "z"], &["zsh"]),
        (&["lookup", "--", "--for"], &[]),
        (&["list", "zzz"], &[]),
        (&["list", "--no-such=x"], &[]),
        (&["completions", "zsh", "b"], &[]),
        (&["list", "-f", "tsv", "--form"], &[]),
        (&["list", "--status", "504", "--status"], &["--status"]),
        // Options of explain are not shown where there is no command.
        (&["--summ"], &[]),
    ] {
        assert_eq!(values(words), expected, "{words:?}");
    }
    // Bash makes a word of the '='.
    assert_eq!(values(&["list", "--format", "="]), values(&["list", "--format", ""]));
}

#[test]
fn commands_and_options_come_with_their_help() {
    for (words, value, description) in [
        (&["loo"][..], "lookup", "Show what a code means and what to do about it"),
        (&["list", "--fu"], "--full", "Show every field of every entry, however many there are"),
        (&["list", "--status", "404"], "404", "Not Found"),
        (&["list", "--status", "4x"], "4xx", ""),
    ] {
        assert_eq!(offered(words), [(value.to_owned(), description.to_owned())]);
    }
}

#[test]
fn codes_come_with_their_status_and_message() {
    assert_eq!(
        offered(&["lookup", "servicetimeout"]),
        [("ServiceTimeout".to_owned(), "504 The request processing has failed due to timeout.".to_owned())]
    );
    let long = offered(&["lookup", "Invalid"]).into_iter().map(|(_, description)| description);
    let (cut, whole): (Vec<_>, Vec<_>) = long.partition(|description| description.ends_with('…'));
    assert!(!cut.is_empty() && cut.iter().all(|description| description.chars().count() == 72), "{cut:?}");
    assert!(
        whole.iter().all(|description| description.chars().count() <= 72 && description.ends_with('.')),
        "{whole:?}"
    );
    // Fish puts brackets around a description.
    for (_, description) in offered(&["list", "--status", ""]) {
        assert!(!description.contains('('), "{description}");
    }
    // Only words that no shell treats specially.
    for value in values(&["lookup", ""]) {
        let plain = |c: char| c.is_alphanumeric() || "._-".contains(c);
        assert!(value.chars().all(plain), "{value}");
    }
}

#[test]
fn codes_of_catalog_files_are_offered_and_broken_files_are_silent() {
    let own = file("own.json", r#"[{"Code": "Own.Code"}, {"Code": "Own.$(reboot)"}]"#);
    let bad = file("bad.json", "{");
    assert_eq!(values(&["--catalog", &own, "lookup", "own."]), ["Own.Code"]);
    assert_eq!(values(&["lookup", "--catalog", &bad, "serviceti"]), ["ServiceTimeout"]);
}

/// Keys, and what must appear after they are typed.
type Typed = (&'static str, &'static str);

const TYPED: [Typed; 12] = [
    ("naserr lo\t-f tsv user.d\t\r", "User. Disabled"),
    ("naserr lookup MountTargetNotE\t-q -f tsv\r", "There are still"),
    ("naserr lookup NotQualified ServiceTi\t-f tsv -q\r", "due to timeout"),
    ("naserr list --format=tsv --fam\tVpcs\t\r", "VpcSubRam.CheckFailed"),
    ("naserr list -f mark\t--status 504\t--origin gui\t\r", "| 504 | ServiceTimeout |"),
    ("naserr list --retryable=y\t--format=ts\t--status=504\t\r", "504\tServiceTimeout"),
    ("naserr lookup --catalog tests/fixtures/catalogs/te\tbackup.w\t-f tsv\r", "window is closed"),
    ("naserr lookup --catalog=tests/fixtures/catalogs/te\tbackup.w\t-f tsv\r", "window is closed"),
    ("naserr servicet\t-f tsv -q\r", "due to timeout"),
    ("naserr list --status 50\t\t", "Gateway Timeout"),
    ("naserr lookup CheckF\t\t", "The security token check"),
    ("naserr explain LICENSE-A\t\t", "LICENSE-APACHE"),
];

/// For elvish, which by default completes only what begins with the letters that you typed.
const TYPED_IN_ELVISH: [Typed; 5] = [
    ("naserr lo\t-f tsv User.D\t\r", "User. Disabled"),
    ("naserr lookup NotQualified ServiceTi\t-f tsv -q\r", "due to timeout"),
    ("naserr list -f mark\t--status 504 --origin gui\t\r", "| 504 | ServiceTimeout |"),
    ("naserr explain LICENSE-A\t\r", "'LICENSE-APACHE'"),
    ("naserr list --status 50\t", "Gateway Timeout"),
];

/// Types keys into a shell, and waits for what must appear.
fn press_tab(shell: &str, typed: &[Typed], file: &str, setup: &str, arguments: &dyn Fn(&Path) -> Vec<String>) {
    if !has_tools(&["expect", shell]) {
        return;
    }
    let home = TempFolder::new();
    fs::write(home.join(file), setup).unwrap();
    let output = Command::new("expect")
        .args(["tests/tab.exp", &typed.len().to_string()])
        .args(typed.iter().flat_map(|(keys, wanted)| [keys, wanted]))
        .args(arguments(&home.join(file)))
        .env("PATH", search_path(None))
        .env("HOME", &*home)
        .env("ZDOTDIR", &*home)
        .env("XDG_CONFIG_HOME", &*home)
        .env("TERM", "xterm")
        .env_remove("NASERR_FORMAT")
        .env_remove("NASERR_CATALOG")
        .output()
        .unwrap();
    let shown = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{shell}:\n{shown}");
}

fn words(words: &[&str], file: &Path) -> Vec<String> {
    let words = words.iter().map(|&word| word.to_owned());
    words.chain([file.to_str().unwrap().to_owned()]).collect()
}

#[test]
fn tab_in_bash() {
    let setup = "PS1='ready> '; source <(naserr completions bash)\n";
    let words = |file: &Path| [words(&["bash", "--rcfile"], file), vec!["-i".to_owned()]].concat();
    press_tab("bash", &TYPED, "bashrc", setup, &words);
}

#[test]
fn tab_in_zsh() {
    let setup = "PS1='ready> '; autoload -Uz compinit && compinit -u -D; source <(naserr completions zsh)\n";
    press_tab("zsh", &TYPED, ".zshrc", setup, &|_| vec!["zsh".into(), "-i".into()]);
}

#[test]
fn tab_in_fish() {
    let setup =
        "function fish_prompt; echo -n 'ready> '; end\nset -g fish_greeting\nnaserr completions fish | source\n";
    let words = |file: &Path| {
        let source = format!("source {}", file.display());
        ["fish", "--no-config", "-i", "-C", &source].map(str::to_owned).into()
    };
    press_tab("fish", &TYPED, "rc.fish", setup, &words);
}

#[test]
fn tab_in_nushell() {
    let script = naserr(["completions", "nushell"]).stdout();
    let setup = format!(
        "$env.PROMPT_COMMAND = {{|| 'ready> ' }}\n$env.PROMPT_COMMAND_RIGHT = {{|| '' }}\n$env.PROMPT_INDICATOR = ''\n$env.config.show_banner = false\n{script}"
    );
    // Nushell adds no space after a file, and does not see that a file follows '--catalog='.
    let typed = TYPED.iter().filter(|(keys, _)| !keys.contains("--catalog"));
    let file = ("naserr lookup --catalog tests/fixtures/catalogs/te\t backup.w\t-f tsv\r", "window is closed");
    let typed: Vec<Typed> = [file].into_iter().chain(typed.copied()).collect();
    press_tab("nu", &typed, "config.nu", &setup, &|file| words(&["nu", "--no-history", "--config"], file));
}

#[test]
fn tab_in_elvish() {
    let setup = "set edit:prompt = { put 'ready> ' }\nset edit:rprompt = { put '' }\neval (naserr completions elvish | slurp)\n";
    press_tab("elvish", &TYPED_IN_ELVISH, "rc.elv", setup, &|file| words(&["elvish", "-rc"], file));
}
