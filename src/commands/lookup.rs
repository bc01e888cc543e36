//! `naserr lookup`: the entries of codes, patterns and statuses.

use std::collections::BTreeSet;
use std::io::Read;

use super::{EVERY_CODE, Session, print};
use crate::catalog::{Catalog, Entry, ParseError, Selector, brief, guess, same};
use crate::cli::LookupArgs;
use crate::error::{Error, Exit};
use crate::report::Records;
use crate::search::{search, suggest};
use crate::terminal::Terminal;

/// The most bytes of standard input that are read as codes.
const LARGEST_INPUT: u64 = 4 << 20;

pub fn run(args: &LookupArgs, session: Session<'_>) -> Result<Exit, Error> {
    let Session { catalog, format, terminal } = session;
    let mut words = Vec::new();
    for word in &args.wanted {
        if word == "-" {
            words.extend(lines(terminal)?);
        } else {
            words.push(word.clone());
        }
    }
    let mut asked = BTreeSet::new();
    words.retain(|word| asked.insert(word.clone()));
    let (mut entries, mut notes, mut missing) = (Vec::new(), Vec::new(), Vec::new());
    for word in &words {
        let selector = word.parse();
        let found = select(&selector, &catalog);
        match (&selector, found.first()) {
            (_, None) => missing.push((word, selector)),
            (Ok(Selector::Code(code)), Some(first)) => notes.extend(spelling_note(code, &first.code)),
            _ => {}
        }
        entries.extend(found);
    }
    let mut printed = BTreeSet::new();
    entries.retain(|entry| printed.insert((&*entry.code, entry.http_code)));
    print(Records::Entries(&entries), args.full, format, terminal)?;
    for note in &notes {
        terminal.note(note);
    }
    if words.is_empty() {
        terminal.error("no codes in standard input");
    }
    let mut unresolved = Vec::new();
    for (word, selector) in &missing {
        terminal.error(&what_is_missing(word, selector));
        let code = if let Ok(Selector::Code(code)) = selector { code } else { "" };
        if code.is_empty() || !suggest_instead(code, &catalog, terminal) {
            unresolved.push(code);
        }
    }
    if !unresolved.is_empty() || words.is_empty() {
        match unresolved.into_iter().find(|code| !code.is_empty()) {
            Some(code) if !search(&catalog, code, Some(1)).is_empty() => {
                terminal.hint(&format!("'naserr search {code}' finds similar codes; {EVERY_CODE}"));
            }
            _ => terminal.hint(EVERY_CODE),
        }
    }
    Ok(if missing.is_empty() && !words.is_empty() { Exit::Found } else { Exit::NotFound })
}

/// The entries that are asked for.
fn select<'c>(selector: &Result<Selector, ParseError>, catalog: &'c Catalog) -> Vec<&'c Entry> {
    match selector {
        Ok(Selector::Status(status)) => catalog.with_status(status).collect(),
        Ok(Selector::Pattern(pattern)) => catalog.matching(pattern).collect(),
        Ok(Selector::Code(code)) => catalog.find(code),
        Err(_) => Vec::new(),
    }
}

/// Says that there are no such entries.
fn what_is_missing(word: &str, selector: &Result<Selector, ParseError>) -> String {
    let word = brief(word);
    match selector {
        Ok(Selector::Status(_)) => format!("no code has the HTTP status '{word}'"),
        Ok(Selector::Pattern(_)) => format!("no code matches '{word}'"),
        Ok(Selector::Code(code)) if code.is_empty() => "an empty argument is not a code".to_owned(),
        Ok(Selector::Code(_)) => format!("'{word}' is not in the catalog"),
        Err(reason) => format!("'{word}' is neither a code nor an HTTP status: {reason}"),
    }
}

/// Suggests what is meant by a code that is not in the catalog. Returns whether it suggested anything.
fn suggest_instead(code: &str, catalog: &Catalog, terminal: &mut Terminal) -> bool {
    if let Some(foreign) = code.chars().find(|c| !c.is_ascii()) {
        terminal.note(&format!("no published code has a character like '{foreign}' (U+{:04X})", u32::from(foreign)));
    }
    let suggestions = suggest(catalog, code);
    let mut patterns = [format!("{code}.*"), format!("*.{code}")].into_iter();
    if !suggestions.is_empty() {
        terminal.hint(&format!("did you mean '{}'?", suggestions.join("' or '")));
    } else if let Some(pattern) = patterns.find(|pattern| catalog.matching(pattern).next().is_some()) {
        terminal.hint(&format!("some codes contain it: naserr lookup '{pattern}'"));
    } else if code.contains(char::is_whitespace) {
        terminal.hint("'naserr explain' finds the codes in a text");
    } else {
        if let Some(guess) = guess(code) {
            terminal.note(&guess);
        }
        return false;
    }
    true
}

/// A note if the code was asked for in another spelling than the published one.
fn spelling_note(code: &str, published: &str) -> Option<String> {
    if code == published {
        return None;
    }
    let is = if same(code, published) { "spelled" } else { "an alias of" };
    Some(format!("'{code}' is {is} '{published}'"))
}

/// The lines of standard input that are not blank.
fn lines(terminal: &mut Terminal) -> Result<Vec<String>, Error> {
    if terminal.input_is_terminal {
        terminal.hint("reading codes from standard input, one per line; press Ctrl-D to end");
    }
    let mut input = Vec::new();
    let read = terminal
        .take_input(false)
        .and_then(|standard_input| standard_input.take(LARGEST_INPUT + 1).read_to_end(&mut input));
    read.map_err(|error| Error::Other(format!("cannot read standard input: {error}")))?;
    if input.len() as u64 > LARGEST_INPUT {
        return Err(Error::Other(format!(
            "standard input has more than {} MiB, too much for a list of codes; 'naserr explain' reads logs of any size",
            LARGEST_INPUT >> 20
        )));
    }
    let text = String::from_utf8_lossy(&input);
    // PowerShell writes a byte order mark, and jq puts quotes around strings.
    let text = text.trim_start_matches('\u{feff}');
    Ok(text
        .lines()
        .map(|line| line.trim().trim_matches('"'))
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect())
}
