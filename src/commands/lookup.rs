//! `naserr lookup`: the entries of codes, patterns and statuses.

use std::collections::HashSet;
use std::io::Read;

use super::{EVERY_CODE, print};
use crate::catalog::{Catalog, Entry, Family, Found, HttpCode, Selector, Spelling};
use crate::cli::LookupArgs;
use crate::error::{Error, Exit};
use crate::report::{Kind, Record};
use crate::search::{search, suggest};
use crate::session::Session;
use crate::terminal::Terminal;

/// The most bytes of standard input that are read as codes.
const LARGEST_INPUT: u64 = 4 << 20;

/// The most bytes of a word that is worth comparing with every code; the longest published code has 60.
const LONGEST_WORD: usize = 256;

pub fn run(args: LookupArgs, session: Session<'_>) -> Result<Exit, Error> {
    let Session { catalog, format, catalog_options, terminal } = session;
    let mut answer = Answer::default();
    let words = words(args.wanted, terminal)?;
    if words.is_empty() {
        answer.fail("no codes in standard input".to_owned());
    }
    for word in &words {
        answer.look_up(word, &catalog);
    }
    let records = answer.entries.iter().copied().map(Record::Entry);
    let records: Vec<Record<'_>> = records.collect();
    print(&records, Kind::Entries, args.full, format, terminal)?;
    for note in &answer.notes {
        terminal.note(note);
    }
    let mut unresolved = Vec::new();
    for missing in &answer.missing {
        if !missing.report(&catalog, &catalog_options, terminal) {
            unresolved.push(missing);
        }
    }
    if !unresolved.is_empty() {
        terminal.hint(&next_step(&unresolved, &catalog, &catalog_options));
    }
    Ok(if answer.missing.is_empty() { Exit::Found } else { Exit::NotFound })
}

/// Something that was asked for and not found.
enum Missing {
    /// A code.
    Code(String),
    /// Anything else: the whole message.
    Other(String),
}

impl Missing {
    /// Reports what is missing and suggests the codes that may be meant; whether there are any.
    fn report(&self, catalog: &Catalog, catalog_options: &str, terminal: &mut Terminal) -> bool {
        let code = match self {
            Self::Code(code) => code,
            Self::Other(what) => {
                terminal.error(what);
                return false;
            }
        };
        terminal.error(&format!("'{code}' is not in the catalog"));
        if let Some(foreign) = code.chars().find(|c| !c.is_ascii()) {
            terminal
                .note(&format!("no published code has a character like '{foreign}' (U+{:04X})", u32::from(foreign)));
        }
        let suggestions = suggestions(catalog, code);
        if !suggestions.is_empty() {
            terminal.hint(&format!("did you mean '{}'?", suggestions.join("' or '")));
            return true;
        }
        if let Some(pattern) = pattern_with(catalog, code) {
            terminal.hint(&format!("some codes contain it: naserr lookup '{pattern}'{catalog_options}"));
            return true;
        }
        if let Some(family) = Family::of(code) {
            terminal.note(&family.guess(code));
        }
        false
    }
}

/// The codes that a text without a match may mean: those in it, or else those that resemble it.
fn suggestions<'c>(catalog: &'c Catalog, text: &str) -> Vec<&'c str> {
    let is_between = |c: char| !c.is_alphanumeric() && !matches!(c, '.' | '_' | '-');
    let words = text.split(is_between).filter(|word| word.contains('.'));
    let mut named: Vec<&str> = words.filter_map(|word| catalog.published(word.trim_end_matches('.'))).collect();
    named.dedup();
    if named.is_empty() { suggest(catalog, text) } else { named }
}

/// The pattern of the codes that start or end with this part of a code.
fn pattern_with(catalog: &Catalog, part: &str) -> Option<String> {
    let patterns = [format!("{part}.*"), format!("*.{part}")];
    let mut patterns = patterns.into_iter();
    patterns.find(|pattern| catalog.matching(pattern).next().is_some())
}

/// What to try for words that nothing was suggested for.
fn next_step(unresolved: &[&Missing], catalog: &Catalog, catalog_options: &str) -> String {
    let first = unresolved.iter().find_map(|missing| match missing {
        Missing::Code(code) => Some(code),
        Missing::Other(_) => None,
    });
    match first {
        Some(code) if !search(catalog, code, Some(1)).is_empty() => {
            format!("'naserr search {code}{catalog_options}' finds similar codes; {EVERY_CODE}")
        }
        _ => EVERY_CODE.to_owned(),
    }
}

/// What was found, and what to report about the rest.
#[derive(Default)]
struct Answer<'c> {
    entries: Vec<&'c Entry>,
    /// The keys of `entries`: nothing is printed twice.
    keys: HashSet<(&'c str, Option<HttpCode>)>,
    asked: HashSet<String>,
    notes: Vec<String>,
    missing: Vec<Missing>,
}

impl<'c> Answer<'c> {
    fn look_up(&mut self, word: &str, catalog: &'c Catalog) {
        if !self.asked.insert(word.to_owned()) {
            return;
        }
        if word.len() > LONGEST_WORD && catalog.find(word).is_none() {
            let start: String = word.chars().take(40).collect();
            return self.fail(format!(
                "'{start}...' is too long for a code ({} bytes); 'naserr explain' reads any text",
                word.len()
            ));
        }
        match word.parse() {
            Ok(Selector::Status(status)) => {
                let failure = format!("no code has the HTTP status '{status}'");
                self.add(catalog.with_status(status), failure);
            }
            Ok(Selector::Pattern(pattern)) => {
                let failure = format!("no code matches '{pattern}'");
                self.add(catalog.matching(&pattern), failure);
            }
            Ok(Selector::Code(code)) if code.is_empty() => {
                self.fail("an empty argument is not a code".to_owned());
            }
            Ok(Selector::Code(code)) => self.look_up_code(code, catalog),
            Err(reason) => self.fail(format!("'{word}' is neither a code nor an HTTP status: {reason}")),
        }
    }

    fn look_up_code(&mut self, code: String, catalog: &'c Catalog) {
        if let Some(found) = catalog.find(&code) {
            self.notes.extend(spelling_note(&code, &found));
            self.add(found.entries.into_iter(), String::new());
        } else {
            self.missing.push(Missing::Code(code));
        }
    }

    /// Adds entries that are not there yet. `failure` is the message if there are none.
    fn add(&mut self, entries: impl Iterator<Item = &'c Entry>, failure: String) {
        let mut entries = entries.peekable();
        if entries.peek().is_none() {
            self.fail(failure);
        }
        let new = entries.filter(|entry| self.keys.insert((&*entry.code, entry.http_code)));
        self.entries.extend(new);
    }

    fn fail(&mut self, message: String) {
        self.missing.push(Missing::Other(message));
    }
}

/// A note if the published spelling is not the one that was asked for.
fn spelling_note(code: &str, found: &Found<'_>) -> Option<String> {
    let published = &found.entries.first()?.code;
    match found.by {
        Spelling::Published => None,
        Spelling::Folded => Some(format!("'{code}' is spelled '{published}'")),
        Spelling::Alias => Some(format!("'{code}' is another name of '{published}'")),
    }
}

/// The arguments, with `-` replaced by the lines of standard input.
fn words(arguments: Vec<String>, terminal: &mut Terminal) -> Result<Vec<String>, Error> {
    let mut words = Vec::with_capacity(arguments.len());
    for argument in arguments {
        if argument == "-" {
            words.extend(lines(terminal)?);
        } else {
            words.push(argument);
        }
    }
    Ok(words)
}

/// The lines of standard input that are not blank.
fn lines(terminal: &mut Terminal) -> Result<Vec<String>, Error> {
    if terminal.input_is_terminal {
        terminal.hint("reading codes from standard input, one per line; press Ctrl-D to end");
    }
    let mut input = Vec::new();
    let read = terminal
        .take_input(None, false)
        .and_then(|standard_input| standard_input.take(LARGEST_INPUT + 1).read_to_end(&mut input));
    read.map_err(|error| Error::Other(format!("cannot read standard input: {error}")))?;
    if input.len() as u64 > LARGEST_INPUT {
        return Err(Error::Other(format!(
            "standard input has more than {} MiB, too much for a list of codes; 'naserr explain' reads logs of any size",
            LARGEST_INPUT >> 20
        )));
    }
    let text = String::from_utf8_lossy(&input);
    // PowerShell writes a byte order mark, jq puts quotes around texts.
    let text = text.trim_start_matches('\u{feff}');
    Ok(text
        .lines()
        .map(|line| line.trim().trim_matches('"'))
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect())
}
