//! What may stand at the cursor: options and commands of the command line, codes and other words of the catalog.

use std::collections::BTreeMap;

use clap::builder::StyledStr;
use clap::{Arg, ArgAction, Command};

use super::Candidate;
use super::partial_args::PartialArgs;
use crate::catalog::{Catalog, StatusFilter, family, phrase, same};

/// The options that can be added to a command line.
pub fn options(args: &PartialArgs<'_, '_>) -> Vec<Candidate> {
    let options = args.command.get_arguments().filter(|option| {
        let repeats = matches!(option.get_action(), ArgAction::Append);
        !option.is_hide_set() && (repeats || !args.has(option.get_id().as_str()))
    });
    options
        .filter_map(|option| {
            Some(Candidate { value: format!("--{}", option.get_long()?), description: first_line(option.get_help()) })
        })
        .collect()
}

/// The commands.
pub fn commands(cli: &Command) -> Vec<Candidate> {
    cli.get_subcommands()
        .map(|command| Candidate { value: command.get_name().to_owned(), description: first_line(command.get_about()) })
        .collect()
}

/// The values that an argument accepts, if they are few.
pub fn possible_values(argument: &Arg) -> Vec<Candidate> {
    let values = argument.get_possible_values();
    values
        .iter()
        .map(|value| Candidate { value: value.get_name().to_owned(), description: first_line(value.get_help()) })
        .collect()
}

fn first_line(text: Option<&StyledStr>) -> String {
    let text = text.map(ToString::to_string).unwrap_or_default();
    text.lines().next().unwrap_or_default().to_owned()
}

/// The codes that are not given yet; or statuses, if a number is typed.
pub fn codes(catalog: &Catalog, typed: &str, given: &[&str]) -> Vec<Candidate> {
    if StatusFilter::resembles(typed) {
        return statuses(catalog);
    }
    let mut codes: BTreeMap<String, Candidate> = BTreeMap::new();
    for entry in catalog.entries() {
        if given.iter().any(|given| same(given, &entry.code)) {
            continue;
        }
        let Some(value) = as_word(&entry.code) else {
            continue;
        };
        let status = entry.http_code.map(|status| status.to_string()).unwrap_or_default();
        // A code with two statuses is one candidate: it shows both, and the message of the first entry.
        codes
            .entry(value.clone())
            .and_modify(|candidate| {
                if !status.is_empty() {
                    candidate.description = format!("{status}/{}", candidate.description);
                }
            })
            .or_insert_with(|| Candidate {
                value,
                description: format!("{status} {}", entry.message).trim().to_owned(),
            });
    }
    codes.into_values().collect()
}

/// A code without its spaces, which are ignored anyway. `None` if a shell could read it as anything but one plain word.
fn as_word(code: &str) -> Option<String> {
    let word: String = code.chars().filter(|c| !c.is_whitespace()).collect();
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-');
    (word.chars().all(is_plain) && word.starts_with(char::is_alphanumeric)).then_some(word)
}

/// HTTP statuses and their classes.
pub fn statuses(catalog: &Catalog) -> Vec<Candidate> {
    let mut counts: BTreeMap<(String, &str), usize> = BTreeMap::new();
    for status in catalog.entries().iter().filter_map(|entry| entry.http_code) {
        let class = (format!("{}xx", status.class()), "");
        *counts.entry(class).or_default() += 1;
        let name = phrase(status).unwrap_or_default();
        *counts.entry((status.to_string(), name)).or_default() += 1;
    }
    counts
        .into_iter()
        .map(|((value, name), count)| Candidate {
            value,
            // Without brackets: fish puts its own around it.
            description: match name {
                "" => codes_in_words(count),
                _ => format!("{name}, {}", codes_in_words(count)),
            },
        })
        .collect()
}

/// What codes start with.
pub fn families(catalog: &Catalog) -> Vec<Candidate> {
    let entries = catalog.entries().iter();
    let dotted = entries.filter(|entry| entry.code.contains('.'));
    counted(dotted.filter_map(|entry| as_word(family(&entry.code))))
}

/// Actions of the API.
pub fn actions(catalog: &Catalog) -> Vec<Candidate> {
    let entries = catalog.entries().iter();
    let actions = entries.flat_map(|entry| entry.actions.iter());
    counted(actions.filter_map(|action| as_word(action)))
}

/// Each word once, with the number of entries that have it.
fn counted(words: impl Iterator<Item = String>) -> Vec<Candidate> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for word in words {
        *counts.entry(word).or_default() += 1;
    }
    counts.into_iter().map(|(value, count)| Candidate { value, description: codes_in_words(count) }).collect()
}

fn codes_in_words(count: usize) -> String {
    match count {
        1 => "1 code".to_owned(),
        _ => format!("{count} codes"),
    }
}
