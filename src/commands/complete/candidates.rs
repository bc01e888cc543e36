//! What can be completed at the cursor: commands, options and their values, codes and other words of the catalog.

use std::collections::BTreeMap;

use clap::builder::StyledStr;
use clap::{Arg, ArgAction, Command};

use crate::catalog::{Catalog, StatusFilter, family, phrase, same};

/// Words that can be inserted at the cursor, each with its description.
pub type Offers = BTreeMap<String, String>;

/// The options that can be added to a command line that `has` some.
pub fn options(command: &Command, has: impl Fn(&str) -> bool) -> Offers {
    let options = command.get_arguments().filter(|option| {
        let repeats = matches!(option.get_action(), ArgAction::Append);
        !option.is_hide_set() && (repeats || !has(option.get_id().as_str()))
    });
    options.filter_map(|option| Some((format!("--{}", option.get_long()?), first_line(option.get_help())))).collect()
}

/// The commands.
pub fn commands(cli: &Command) -> Offers {
    let commands = cli.get_subcommands();
    commands.map(|command| (command.get_name().to_owned(), first_line(command.get_about()))).collect()
}

/// The values that an argument accepts, if they are few.
pub fn possible_values(argument: &Arg) -> Offers {
    let values = argument.get_possible_values();
    values.iter().map(|value| (value.get_name().to_owned(), first_line(value.get_help()))).collect()
}

fn first_line(text: Option<&StyledStr>) -> String {
    let text = text.map(ToString::to_string).unwrap_or_default();
    text.lines().next().unwrap_or_default().to_owned()
}

/// The codes that are not on the command line yet, or statuses if a number is being typed.
pub fn codes(catalog: &Catalog, typed: &str, given: &[&str]) -> Offers {
    if StatusFilter::resembles(typed) {
        return statuses(catalog);
    }
    let entries = catalog.entries().iter().filter(|entry| !given.iter().any(|given| same(given, &entry.code)));
    let mut codes = Offers::new();
    for (word, entry) in entries.filter_map(|entry| Some((as_word(&entry.code)?, entry))) {
        let status = entry.http_code.map(|status| format!("{status} ")).unwrap_or_default();
        // Of a code with two statuses, the first entry.
        codes.entry(word).or_insert_with(|| format!("{status}{}", entry.message));
    }
    codes
}

/// A code without its spaces, which are ignored anyway. `None` if a shell would not read it as one plain word.
fn as_word(code: &str) -> Option<String> {
    let word: String = code.chars().filter(|c| !c.is_whitespace()).collect();
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-');
    (word.chars().all(is_plain) && word.starts_with(char::is_alphanumeric)).then_some(word)
}

/// HTTP statuses with their names, and their classes.
pub fn statuses(catalog: &Catalog) -> Offers {
    let statuses = catalog.entries().iter().filter_map(|entry| entry.http_code);
    let offer = |status: u16| {
        let name = phrase(status).unwrap_or_default().to_owned();
        [(status.to_string(), name), (format!("{}xx", status / 100), String::new())]
    };
    statuses.flat_map(offer).collect()
}

/// The families of codes.
pub fn families(catalog: &Catalog) -> Offers {
    let codes = catalog.entries().iter().map(|entry| &entry.code);
    undescribed(codes.filter(|code| code.contains('.')).map(|code| family(code)))
}

/// Actions of the API.
pub fn actions(catalog: &Catalog) -> Offers {
    undescribed(catalog.entries().iter().flat_map(|entry| entry.actions.iter().map(|action| &**action)))
}

fn undescribed<'w>(words: impl Iterator<Item = &'w str>) -> Offers {
    words.filter_map(|word| Some((as_word(word)?, String::new()))).collect()
}
