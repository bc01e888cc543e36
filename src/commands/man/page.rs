//! Makes the manual page out of the definition of the arguments, so that nothing in it is written twice.
//!
//! `UPDATE_MAN=1 cargo test man` writes it anew.

#![allow(
    clippy::unwrap_used,
    reason = "a test ends at the first thing that is not as it should be"
)]

use std::fmt::Write;
use std::{env, fs};

use clap::builder::{PossibleValue, Str, StyledStr};
use clap::{Arg, Command, CommandFactory};
use clap_mangen::Man;
use clap_mangen::roff::{Inline, Roff, bold, italic, roman};

use crate::cli::Cli;

const FILE: &str = "src/commands/man/naserr.1";

/// The exit codes, the environment and the files: what help says in a line, or not at all.
const EXIT_STATUS: [(&str, &str); 3] = [
    (
        "0",
        "Something was found. Also when the reader of standard output stopped reading.",
    ),
    (
        "1",
        "Nothing was found, or not everything that was asked for; what was found is printed all the same.",
    ),
    (
        "2",
        "Wrong arguments, or input, a catalog or the output failed. A full disk is an error.",
    ),
];
const ENVIRONMENT: [(&str, &str); 8] = [
    ("NASERR_FORMAT", "The format where --format names none."),
    (
        "NASERR_CATALOG",
        "Catalog files to read besides those of --catalog, separated as in PATH.",
    ),
    (
        "NO_COLOR",
        "When it is not empty: no colour, unless --color says otherwise.",
    ),
    (
        "CLICOLOR_FORCE",
        "When it is neither empty nor 0: colour even in a pipe, unless NO_COLOR or --color says otherwise.",
    ),
    ("CLICOLOR", "When it is 0: no colour at a terminal either."),
    ("TERM", "When it is dumb: no colour at a terminal either."),
    (
        "XDG_CONFIG_HOME",
        "The configuration folder, if it is an absolute path; else .config in the folder of HOME.",
    ),
    (
        "HOME",
        "Where .config is, the configuration folder without XDG_CONFIG_HOME.",
    ),
];
const FILES: [(&str, &str); 2] = [
    (
        "$XDG_CONFIG_HOME/naserr/catalog.json, else ~/.config/naserr/catalog.json",
        "Your own entries, read at every call when the file exists. Each needs a Code; the other fields are those of \
         'naserr list -f json'. An entry wins over the built-in entry with the same Code and HttpCode.",
    ),
    ("%APPDATA%\\naserr\\catalog.json", "The same, on Windows."),
];

/// The whole page.
fn page() -> String {
    let mut cli = Cli::command();
    cli.build();
    let mut page = Vec::new();
    let man = Man::new(cli.clone())
        .title("NASERR")
        .date(date())
        .manual("User Commands");
    man.render_title(&mut page).unwrap();
    // Codes, options and paths stay in one piece, and blanks are single.
    let whole = Roff::new().control("nh", []).control("ad", ["l"]).to_roff();
    page.extend(whole.into_bytes());
    man.render_name_section(&mut page).unwrap();
    let mut roff = Roff::new();
    section(&mut roff, "SYNOPSIS");
    for form in ["COMMAND [OPTION]... [ARGUMENT]...", "CODE|STATUS", "FILE"] {
        let form = [bold("naserr"), roman(" "), italic(form)];
        roff.text(form).control("br", []);
    }
    section(&mut roff, "DESCRIPTION");
    roff.text([roman(
        "When Alibaba Cloud NAS (file storage) answers a call with an error code, naserr says what the code means and what \
         to do. Its catalog is built in: it asks no network. Without a command, a code or a status is looked up, and a file \
         or standard input is explained.",
    )]);
    section(&mut roff, "COMMANDS");
    for command in cli.get_subcommands() {
        commands_part(&mut roff, command);
    }
    section(&mut roff, "OPTIONS");
    roff.text([roman(
        "All but --version may stand before the command or after it.",
    )]);
    cli.get_arguments()
        .for_each(|option| argument(&mut roff, option));
    for (title, terms) in [
        ("EXIT STATUS", EXIT_STATUS.as_slice()),
        ("ENVIRONMENT", &ENVIRONMENT),
        ("FILES", &FILES),
    ] {
        section(&mut roff, title);
        for (term, meaning) in terms {
            tagged(&mut roff, vec![bold(*term)], meaning);
        }
    }
    section(&mut roff, "EXAMPLES");
    examples(&mut roff, cli.get_after_help());
    for command in cli.get_subcommands() {
        examples(&mut roff, command.get_after_help());
    }
    page.extend(roff.render().into_bytes());
    String::from_utf8(page).unwrap()
}

/// The date of this version, as the changelog has it.
fn date() -> String {
    let changelog = fs::read_to_string("CHANGELOG.md").unwrap();
    let heading = concat!("\n## [", env!("CARGO_PKG_VERSION"), "] - ");
    let (_, after) = changelog.split_once(heading).unwrap();
    after.lines().next().unwrap().to_owned()
}

fn section(roff: &mut Roff, title: &str) {
    roff.control("SH", [title]);
}

/// A term with what it means beside or below it.
fn tagged(roff: &mut Roff, term: Vec<Inline>, meaning: &str) {
    roff.control("TP", []).text(term).text([roman(meaning)]);
}

/// A command: what it is for, and its arguments that the whole program does not have.
fn commands_part(roff: &mut Roff, command: &Command) {
    let mut heading = vec![bold(format!("naserr {}", command.get_name()))];
    for positional in command.get_positionals() {
        heading.extend([roman(" "), italic(positional.to_string())]);
    }
    roff.control("SS", [command.get_name()]);
    roff.text(heading).control("br", []);
    roff.text([roman(sentence(command.get_about()))]);
    let common = Cli::command();
    let is_common = |argument: &&Arg| {
        common
            .get_arguments()
            .any(|other| other.get_id() == argument.get_id())
    };
    let own = command
        .get_arguments()
        .filter(|argument| !is_common(argument));
    own.filter(|argument| argument.get_id() != "help")
        .for_each(|option| argument(roff, option));
    if let Some(note) = command.get_after_help().map(ToString::to_string) {
        let note = note.split("Example").next().unwrap_or_default().trim();
        if !note.is_empty() {
            roff.control("PP", [])
                .text([roman(note.replace('\n', " "))]);
        }
    }
}

fn argument(roff: &mut Roff, argument: &Arg) {
    let mut term = Vec::new();
    if let Some(short) = argument.get_short() {
        term.extend([bold(format!("-{short}")), roman(", ")]);
    }
    if let Some(long) = argument.get_long() {
        term.push(bold(format!("--{long}")));
    }
    if argument.is_positional() {
        term.push(italic(argument.to_string()));
    } else if argument.get_action().takes_values() {
        let names = argument.get_value_names().unwrap_or_default();
        let names: Vec<&str> = names.iter().map(Str::as_str).collect();
        term.extend([roman(" "), italic(names.join(" "))]);
    }
    let mut meaning = sentence(argument.get_help());
    let words = argument.get_possible_values();
    if argument.get_action().takes_values() && !words.is_empty() {
        let words: Vec<&str> = words.iter().map(PossibleValue::get_name).collect();
        _ = write!(meaning, " One of: {}.", words.join(", "));
    }
    tagged(roff, term, &meaning);
}

/// A help text, which ends without a full stop, as a sentence.
fn sentence(text: Option<&StyledStr>) -> String {
    let text = text.map(ToString::to_string).unwrap_or_default();
    format!("{}.", text.trim_end_matches('.'))
}

/// The examples of a text of help: its indented lines.
fn examples(roff: &mut Roff, help: Option<&StyledStr>) {
    let help = help.map(ToString::to_string).unwrap_or_default();
    let lines: Vec<&str> = help
        .lines()
        .filter_map(|line| line.strip_prefix("  "))
        .collect();
    if lines.is_empty() {
        return;
    }
    roff.control("PP", [])
        .control("nf", [])
        .control("RS", ["2"]);
    for line in lines {
        // What an example does stands behind it in help, and below it here, where lines are shorter.
        let (command, comment) = line.split_once("   ").unwrap_or((line, ""));
        if !comment.is_empty() {
            roff.text([italic(format!("# {}", comment.trim()))]);
        }
        roff.text([roman(command)]);
    }
    roff.control("RE", []).control("fi", []);
}

#[test]
fn the_manual_page_is_that_of_the_arguments() {
    let fresh = page();
    if env::var_os("UPDATE_MAN").is_some() {
        fs::write(FILE, &fresh).unwrap();
    }
    let kept = fs::read_to_string(FILE).unwrap();
    assert!(
        kept == fresh,
        "UPDATE_MAN=1 cargo test man brings {FILE} up to date"
    );
}
