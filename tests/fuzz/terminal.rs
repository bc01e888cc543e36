//! Any text as an argument or as an input. Nothing in it controls the terminal, no line is wider than the terminal, and
//! the formats for programs can be parsed.
#![no_main]

use std::ffi::OsString;
use std::os::unix::ffi::OsStringExt;

use libfuzzer_sys::{Corpus, fuzz_target};
use unicode_width::UnicodeWidthStr;

#[path = "../screen.rs"]
mod screen;

/// Command lines. The text replaces `{}`, or is their input.
const COMMANDS: [&str; 12] = [
    "explain",
    "explain --each",
    "explain --summary",
    "explain -f json",
    "explain -f jsonl",
    "explain -f xml",
    "explain -f tsv",
    "explain -f markdown",
    "lookup {}",
    "search {} -n 3",
    "list --family {}",
    "{}",
];

fuzz_target!(|bytes: &[u8]| -> Corpus {
    let [command, width, text @ ..] = bytes else {
        return Corpus::Reject;
    };
    let width = 40 + usize::from(*width);
    let command = COMMANDS[usize::from(*command) % COMMANDS.len()];
    // Such an argument might be the path of a file, which would be read.
    if command == "{}" && (text.contains(&b'/') || text.starts_with(b"-")) {
        return Corpus::Reject;
    }
    let argument = |word: &str| {
        if word == "{}" { OsString::from_vec(text.to_vec()) } else { word.into() }
    };
    let arguments: Vec<OsString> = command.split(' ').map(argument).collect();
    let (answer, messages, _) = screen::run(width, &arguments, Some(text.to_vec()));
    let answer = screen::without_color(&answer);
    // Tabs separate the values there.
    let shown = if command.ends_with("tsv") { answer.replace('\t', "") } else { answer.clone() };
    for text in [&shown, &screen::without_color(&messages)] {
        assert!(!text.contains(screen::controls), "{text:?}");
    }
    if answer.is_empty() {
        return Corpus::Keep;
    }
    match command.split_once("-f ") {
        Some((_, "json")) => assert!(serde_json::from_str::<Vec<serde_json::Value>>(&answer).is_ok(), "{answer}"),
        Some((_, "jsonl")) => {
            assert!(answer.lines().all(|line| serde_json::from_str::<serde_json::Value>(line).is_ok()), "{answer}")
        }
        Some((_, "xml")) => _ = roxmltree::Document::parse(&answer).unwrap_or_else(|error| panic!("{error}: {answer}")),
        Some((_, "tsv")) => {
            let columns = |line: &str| line.matches('\t').count();
            assert!(
                answer.lines().all(|line| columns(line) == columns(answer.lines().next().unwrap_or_default())),
                "{answer}"
            );
        }
        Some(_) => {}
        // Usage lines and addresses are not wrapped, so that they can be copied.
        None => assert!(
            answer
                .lines()
                .filter(|line| !line.starts_with("Usage: ") && !line.contains("://"))
                .all(|line| line.width() <= width),
            "wider than {width}:\n{answer}"
        ),
    }
    Corpus::Keep
});
