//! Reports what the answer lacks and what to do next.

use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};

use crate::catalog::{Catalog, Selector};
use crate::explain::NeedsTool;
use crate::extract::Totals;
use crate::render::units::counted;
use crate::search::suggest;
use crate::session::quoted;
use crate::terminal::Terminal;

/// What to do when nothing was found.
const OTHER_WAYS: &str = "'naserr lookup CODE' looks up a code, 'naserr search WORDS' finds one by words";

/// Reports that an input cannot be read, with the way to read it if there is one. `again` is this command for a pipe.
pub fn unreadable(file: &Path, error: &io::Error, again: &str, terminal: &mut Terminal) {
    let unpacked = error.get_ref().and_then(|inner| inner.downcast_ref::<NeedsTool>());
    let what = match unpacked {
        Some(NeedsTool { reason, command }) if file == Path::new("-") => format!("{reason}; use: {command} | {again}"),
        Some(NeedsTool { reason, command }) => {
            format!("{reason}; use: {command} {} | {again}", quoted(file.as_os_str()))
        }
        None => error.to_string(),
    };
    terminal.error(&format!("cannot read {}: {what}", name(file)));
}

/// A command line for an input that comes from a pipe: without its files.
pub fn again(arguments: &[OsString], files: &[PathBuf]) -> String {
    let options = arguments.iter().skip(1).filter(|word| !files.iter().any(|file| file.as_os_str() == *word));
    options.fold("naserr".to_owned(), |command, word| format!("{command} {}", quoted(word)))
}

/// Names the command for a code, or something similar to one, or a status that was given in the place of a file.
pub fn not_a_file(file: &Path, catalog: &Catalog, catalog_options: &str, terminal: &mut Terminal) {
    let word = match file.to_str().and_then(|file| file.parse().ok()) {
        Some(Selector::Code(mut code)) => {
            // Spaces do not matter, and without them it is one word.
            code.retain(|c| !c.is_ascii_whitespace());
            let is_code = catalog.find(&code).is_some() || !suggest(catalog, &code).is_empty();
            is_code.then_some(code)
        }
        Some(Selector::Status(status)) => Some(status.to_string()),
        Some(Selector::Pattern(_)) | None => None,
    };
    if let Some(word) = word {
        terminal.hint(&format!("'naserr lookup {word}{catalog_options}' looks up a code or a status"));
    }
}

/// Reports what an answer lacks: bodies that a client dropped, and what was beyond a limit.
pub fn incomplete(totals: &Totals, uncounted: u64, catalog_options: &str, terminal: &mut Terminal) {
    if let Some(status) = totals.bare_statuses.keys().next() {
        let statuses: Vec<String> = totals.bare_statuses.keys().map(ToString::to_string).collect();
        terminal.note(&format!("a response had no body, so there is no code (HTTP status {})", statuses.join(", ")));
        terminal.hint(&format!(
            "repeat the request without options that hide the body (curl -f), or see 'naserr lookup {status}{catalog_options}' for possible codes"
        ));
    }
    if uncounted > 0 {
        terminal.note(&format!(
            "not shown: {}, because there were too many different codes",
            counted(uncounted, "more error")
        ));
    }
    if totals.too_deep > 0 {
        terminal.note(&format!("skipped {} nested too deeply inside others", counted(totals.too_deep, "text")));
    }
    if totals.cut > 0 {
        terminal.note(&format!(
            "read in parts: {} longer than 128 KiB; an error that spans two parts may be counted twice or lack its RequestId",
            counted(totals.cut, "value")
        ));
    }
}

/// Says that nothing was found, and what to do instead.
pub fn nothing_found(
    files: &[PathBuf],
    totals: &Totals,
    small_input: Option<&[u8]>,
    catalog: &Catalog,
    catalog_options: &str,
    terminal: &mut Terminal,
) {
    terminal.error(&format!("no Alibaba Cloud error in {}", names(files)));
    let text = String::from_utf8_lossy(small_input.unwrap_or_default());
    let is_one_word = text.split_whitespace().nth(1).is_none();
    let word = bare_code(&text, is_one_word, catalog);
    if let Some(code) = &totals.doubtful
        && !is_one_word
    {
        terminal.note(&format!(
            "found '{code}', but other systems use that code too, and nothing near it points to Alibaba Cloud"
        ));
        terminal.hint(&format!("'naserr lookup {code}{catalog_options}' shows what it would mean"));
    } else if let Some(word) = word {
        terminal.hint(&format!(
            "the text contains the code '{word}'; 'naserr lookup {word}{catalog_options}' shows what it means"
        ));
    } else if totals.bare_statuses.is_empty() {
        terminal.hint(OTHER_WAYS);
    }
}

/// The first word of a text that is a code. Among others it must be spelled as published, since ordinary words have
/// the same letters.
fn bare_code<'c>(text: &str, is_one_word: bool, catalog: &'c Catalog) -> Option<&'c str> {
    let words = text.split(|c: char| !c.is_alphanumeric() && c != '.');
    words.map(|word| word.trim_matches('.')).filter(|word| !word.is_empty()).find_map(|word| {
        let code = catalog.find(word)?.entries.first().map(|entry| &*entry.code)?;
        (is_one_word || code == word).then_some(code)
    })
}

/// The inputs by name, or how many there are.
pub fn names(files: &[PathBuf]) -> String {
    match files {
        [file] => name(file),
        _ => format!("{} files", files.len()),
    }
}

fn name(file: &Path) -> String {
    if file == Path::new("-") { "standard input".to_owned() } else { format!("'{}'", file.display()) }
}
