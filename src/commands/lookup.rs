//! `naserr lookup`: the entries of codes, patterns and statuses.

use std::collections::HashSet;
use std::io::Read;

use super::{Session, print};
use crate::catalog::{Catalog, Entry, Family, Found, HttpCode, Selector, Spelling};
use crate::cli::LookupArgs;
use crate::error::{Error, Exit};
use crate::render::Kind;
use crate::report::Record;
use crate::search::{search, suggest};
use crate::terminal::Terminal;

/// The way on when all else fails.
const EVERY_CODE: &str = "'naserr list' shows every code";

/// The bytes of standard input that are read as codes.
const LARGEST: u64 = 4 << 20;

pub fn run(args: LookupArgs, session: Session<'_>) -> Result<Exit, Error> {
    let Session {
        catalog,
        format,
        terminal,
    } = session;
    let mut answer = Answer::default();
    let words = words(args.wanted, terminal)?;
    if words.is_empty() {
        answer
            .missing
            .push(Missing::Other("standard input names no code".to_owned()));
    }
    for word in &words {
        answer.look_up(word, &catalog);
    }
    print(
        answer.entries.iter().map(Record::of_entry),
        Kind::Entries,
        format,
        terminal,
    )?;
    for note in &answer.notes {
        terminal.note(note);
    }
    let mut lost = Vec::new();
    for missing in &answer.missing {
        let is_offered = missing.tell(&catalog, terminal);
        if !is_offered {
            lost.push(missing);
        }
    }
    if !lost.is_empty() {
        terminal.hint(&way_on(&lost, &catalog));
    }
    Ok(if answer.missing.is_empty() {
        Exit::Found
    } else {
        Exit::NotFound
    })
}

/// Something that was asked for and is not there.
enum Missing {
    /// A code.
    Code(String),
    /// Anything else: what there is to say.
    Other(String),
}

impl Missing {
    /// Says what is missing and offers the codes that may be meant; whether there are any.
    fn tell(&self, catalog: &Catalog, terminal: &mut Terminal) -> bool {
        let code = match self {
            Self::Code(code) => code,
            Self::Other(what) => {
                terminal.error(what);
                return false;
            }
        };
        terminal.error(&format!("'{code}' is not in the catalog"));
        if let Some(foreign) = code.chars().find(|c| !c.is_ascii()) {
            terminal.note(&format!(
                "no published code has a character like '{foreign}' (U+{:04X})",
                u32::from(foreign)
            ));
        }
        let offers = meant(catalog, code);
        if !offers.is_empty() {
            terminal.hint(&format!("did you mean '{}'?", offers.join("' or '")));
            return true;
        }
        if let Some(pattern) = pattern_with(catalog, code) {
            terminal.hint(&format!(
                "it is a part of codes: 'naserr lookup \"{pattern}\"' shows them"
            ));
            return true;
        }
        if let Some(family) = Family::of(code) {
            terminal.note(&family.guess(code));
        }
        false
    }
}

/// The codes that are meant by a text that is none: those in it, or else those that are like it.
fn meant<'c>(catalog: &'c Catalog, text: &str) -> Vec<&'c str> {
    let is_between = |c: char| !c.is_alphanumeric() && !matches!(c, '.' | '_' | '-');
    let words = text.split(is_between).filter(|word| word.contains('.'));
    let mut named: Vec<&str> = words
        .filter_map(|word| catalog.published(word.trim_end_matches('.')))
        .collect();
    named.dedup();
    if named.is_empty() {
        suggest(catalog, text)
    } else {
        named
    }
}

/// The pattern of the codes that begin or end with a part of a code.
fn pattern_with(catalog: &Catalog, part: &str) -> Option<String> {
    let patterns = [format!("{part}.*"), format!("*.{part}")];
    let mut patterns = patterns.into_iter();
    patterns.find(|pattern| catalog.matching(pattern).next().is_some())
}

/// What to try instead of what is missing.
fn way_on(lost: &[&Missing], catalog: &Catalog) -> String {
    let first = lost.iter().find_map(|missing| match missing {
        Missing::Code(code) => Some(code),
        Missing::Other(_) => None,
    });
    match first {
        Some(code) if !search(catalog, code, Some(1)).is_empty() => {
            format!("'naserr search {code}' finds what is close, {EVERY_CODE}")
        }
        _ => EVERY_CODE.to_owned(),
    }
}

/// What was found, and what is to be said about the rest.
#[derive(Default)]
struct Answer<'c> {
    entries: Vec<Entry<'c>>,
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
        match Selector::parse(word) {
            Ok(Selector::Status(status)) => {
                self.take(
                    catalog.with_status(status),
                    format!("no code has the HTTP status '{status}'"),
                );
            }
            Ok(Selector::Pattern(pattern)) => {
                self.take(
                    catalog.matching(&pattern),
                    format!("no code matches '{pattern}'"),
                );
            }
            Ok(Selector::Code(code)) if code.is_empty() => {
                self.missing
                    .push(Missing::Other("an empty argument names no code".to_owned()));
            }
            Ok(Selector::Code(code)) => self.look_up_code(code, catalog),
            Err(reason) => {
                let what = format!("'{word}' is neither a code nor an HTTP status: {reason}");
                self.missing.push(Missing::Other(what));
            }
        }
    }

    fn look_up_code(&mut self, code: String, catalog: &'c Catalog) {
        if let Some(found) = catalog.find(&code) {
            self.notes.extend(spelling_note(&code, &found));
            self.take(found.entries.into_iter(), String::new());
        } else {
            self.missing.push(Missing::Code(code));
        }
    }

    /// Keeps entries that are not kept yet. `failure` is what there is to say when there are none.
    fn take(&mut self, entries: impl Iterator<Item = Entry<'c>>, failure: String) {
        let mut entries = entries.peekable();
        if entries.peek().is_none() {
            self.missing.push(Missing::Other(failure));
        }
        let new = entries.filter(|entry| self.keys.insert((entry.code, entry.http_code)));
        self.entries.extend(new);
    }
}

/// Says how the code is published when it was asked for by another spelling.
fn spelling_note(code: &str, found: &Found<'_>) -> Option<String> {
    let published = found.entries.first()?.code;
    match found.by {
        Spelling::Published => None,
        Spelling::Folded => Some(format!("'{code}' is published as '{published}'")),
        Spelling::Alias => Some(format!("'{code}' is another spelling of '{published}'")),
    }
}

/// The arguments, with the lines of standard input in the place of `-`.
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
        terminal.hint("reading codes from standard input, one a line; Ctrl-D ends");
    }
    let mut input = Vec::new();
    let read = terminal
        .take_input(None, false)
        .and_then(|standard_input| standard_input.take(LARGEST + 1).read_to_end(&mut input));
    read.map_err(|error| Error::Failure(format!("cannot read standard input: {error}")))?;
    if input.len() as u64 > LARGEST {
        return Err(Error::Failure(format!(
            "standard input is larger than {} MiB, the most that is read as codes; 'naserr explain' reads logs of any size",
            LARGEST >> 20
        )));
    }
    let text = String::from_utf8_lossy(&input);
    // PowerShell begins with a byte order mark, jq puts texts between quotes.
    let text = text.trim_start_matches('\u{feff}');
    Ok(text
        .lines()
        .map(|line| line.trim().trim_matches('"'))
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect())
}
