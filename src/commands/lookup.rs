//! `naserr lookup`: the entries of codes, patterns and statuses.

use std::collections::BTreeSet;
use std::io::Read;

use super::{EVERY_CODE, print};
use crate::catalog::{Catalog, Entry, Family, Selector, same};
use crate::cli::LookupArgs;
use crate::error::{Error, Exit};
use crate::report::{Record, RecordKind};
use crate::search::{search, suggest};
use crate::session::Session;
use crate::terminal::Terminal;

/// The most bytes of standard input that are read as codes.
const LARGEST_INPUT: u64 = 4 << 20;

/// The most bytes of a word that is compared with every code; the longest published code has 60.
const LONGEST_WORD: usize = 256;

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
    let (mut entries, mut notes, mut missing) = (Vec::new(), Vec::new(), Vec::new());
    if words.is_empty() {
        missing.push(Missing { message: "no codes in standard input".to_owned(), code: None });
    }
    let mut asked = BTreeSet::new();
    for word in words.iter().filter(|word| asked.insert(word.as_str())) {
        match find(word, &catalog, &mut notes) {
            Ok(found) => entries.extend(found),
            Err(what) => missing.push(what),
        }
    }
    let mut printed = BTreeSet::new();
    entries.retain(|entry| printed.insert((&*entry.code, entry.http_code)));
    let records: Vec<Record<'_>> = entries.into_iter().map(Record::Entry).collect();
    print(&records, RecordKind::Entries, args.full, format, terminal)?;
    for note in &notes {
        terminal.note(note);
    }
    let mut unresolved = Vec::new();
    for Missing { message, code } in &missing {
        terminal.error(message);
        let code = code.as_deref();
        if !code.is_some_and(|code| suggest_instead(code, &catalog, terminal)) {
            unresolved.push(code);
        }
    }
    if !unresolved.is_empty() {
        match unresolved.into_iter().flatten().next() {
            Some(code) if !search(&catalog, code, Some(1)).is_empty() => {
                terminal.hint(&format!("'naserr search {code}' finds similar codes; {EVERY_CODE}"));
            }
            _ => terminal.hint(EVERY_CODE),
        }
    }
    Ok(if missing.is_empty() { Exit::Found } else { Exit::NotFound })
}

/// Something that was not found.
struct Missing {
    message: String,
    /// The code, if it was one.
    code: Option<String>,
}

/// The entries of a word, with a note if it is not the published spelling of a code.
fn find<'c>(word: &str, catalog: &'c Catalog, notes: &mut Vec<String>) -> Result<Vec<&'c Entry>, Missing> {
    if word.len() > LONGEST_WORD && catalog.find(word).is_empty() {
        let start: String = word.chars().take(40).collect();
        let length = word.len();
        let message = format!("'{start}...' is too long for a code ({length} bytes); 'naserr explain' reads any text");
        return Err(Missing { message, code: None });
    }
    let (entries, message): (Vec<_>, _) = match word.parse() {
        Ok(Selector::Status(status)) => {
            (catalog.with_status(&status).collect(), format!("no code has the HTTP status '{word}'"))
        }
        Ok(Selector::Pattern(pattern)) => {
            (catalog.matching(&pattern).collect(), format!("no code matches '{pattern}'"))
        }
        Ok(Selector::Code(code)) if code.is_empty() => (Vec::new(), "an empty argument is not a code".to_owned()),
        Ok(Selector::Code(code)) => {
            let found = catalog.find(&code);
            let Some(first) = found.first() else {
                return Err(Missing { message: format!("'{code}' is not in the catalog"), code: Some(code) });
            };
            notes.extend(spelling_note(&code, &first.code));
            return Ok(found);
        }
        Err(reason) => (Vec::new(), format!("'{word}' is neither a code nor an HTTP status: {reason}")),
    };
    if entries.is_empty() { Err(Missing { message, code: None }) } else { Ok(entries) }
}

/// Suggests what is meant by a code that is not in the catalog. Returns whether it suggested anything.
fn suggest_instead(code: &str, catalog: &Catalog, terminal: &mut Terminal) -> bool {
    if let Some(foreign) = code.chars().find(|c| !c.is_ascii()) {
        terminal.note(&format!("no published code has a character like '{foreign}' (U+{:04X})", u32::from(foreign)));
    }
    let suggestions = suggestions(catalog, code);
    let mut patterns = [format!("{code}.*"), format!("*.{code}")].into_iter();
    if !suggestions.is_empty() {
        terminal.hint(&format!("did you mean '{}'?", suggestions.join("' or '")));
    } else if let Some(pattern) = patterns.find(|pattern| catalog.matching(pattern).next().is_some()) {
        terminal.hint(&format!("some codes contain it: naserr lookup '{pattern}'"));
    } else {
        if let Some(family) = Family::of(code) {
            terminal.note(&family.guess(code));
        }
        return false;
    }
    true
}

/// The codes that a text may mean: those in it, or else similar ones.
fn suggestions<'c>(catalog: &'c Catalog, text: &str) -> Vec<&'c str> {
    let is_between = |c: char| !c.is_alphanumeric() && !matches!(c, '.' | '_' | '-');
    let words = text.split(is_between).filter(|word| word.contains('.'));
    let published = |word: &str| {
        let word = word.trim_end_matches('.');
        // An alias may be an ordinary word.
        catalog.find(word).first().map(|entry| &*entry.code).filter(|code| same(code, word))
    };
    let mut named: Vec<&str> = words.filter_map(published).collect();
    named.dedup();
    if named.is_empty() { suggest(catalog, text) } else { named }
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
