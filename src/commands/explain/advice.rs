//! Reports what the output lacks, and what to do next.

use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};

use super::Explained;
use super::inputs::size_of;
use crate::catalog::{Catalog, Selector};
use crate::explain::NeedsTool;
use crate::render::units::{counted, size};
use crate::search::suggest;
use crate::session::quoted;
use crate::terminal::Terminal;

/// The size from which a note tells users that reading takes a while, in bytes.
const LONG: u64 = 256 << 20;

/// What to do if nothing was found.
const OTHER_WAYS: &str = "'naserr lookup CODE' looks up a code, 'naserr search WORDS' finds one by words";

/// What to do if nothing was piped in, most likely because the errors went to standard error.
const EMPTY: &str =
    "it was empty; to pipe what a command prints on standard error too, use 2>&1: COMMAND 2>&1 | naserr explain";

/// Reports how much there is to read, if that takes long and somebody is waiting for it.
pub fn note_size(files: &[PathBuf], terminal: &mut Terminal) {
    let bytes = files.iter().map(|file| size_of(file)).sum();
    if bytes >= LONG && terminal.is_watched() {
        terminal.note(&format!("reading {}, {}", names(files), size(bytes)));
    }
}

/// The current command line without its files, for reading from a pipe.
pub fn again(arguments: &[OsString], files: &[PathBuf]) -> String {
    let options = arguments.iter().skip(1).filter(|word| !files.iter().any(|file| file.as_os_str() == *word));
    options.fold("naserr".to_owned(), |command, word| format!("{command} {}", quoted(word)))
}

impl Explained<'_, '_> {
    /// Reports that an input cannot be read, and suggests how to read it or what was meant.
    pub fn report_unreadable(&mut self, file: &Path, error: &io::Error) {
        let unpacked = error.get_ref().and_then(|inner| inner.downcast_ref::<NeedsTool>());
        let what = unpacked.map_or_else(
            || error.to_string(),
            |NeedsTool { reason, command }| {
                let operand =
                    if is_standard_input(file) { String::new() } else { format!(" {}", quoted(file.as_os_str())) };
                format!("{reason}; use: {command}{operand} | {}", self.again)
            },
        );
        self.terminal.error(&format!("cannot read {}: {what}", name(file)));
        let word = file.to_string_lossy();
        let is_code = || match word.parse() {
            Ok(Selector::Code(code)) => self.catalog.find(&code).is_some() || !suggest(self.catalog, &code).is_empty(),
            Ok(Selector::Status(_)) => true,
            Ok(Selector::Pattern(_)) | Err(_) => false,
        };
        if error.kind() == io::ErrorKind::NotFound && is_code() {
            let code = quoted(file.as_os_str());
            self.terminal.hint(&format!("to look up a code or a status: naserr lookup {code}{}", self.catalog_options));
        }
    }

    /// Reports what the output lacks: bodies that a client dropped, and what was beyond a limit.
    pub fn report_incomplete(&mut self) {
        if let Some(status) = self.totals.bare_statuses.keys().next() {
            let statuses: Vec<String> = self.totals.bare_statuses.keys().map(ToString::to_string).collect();
            self.terminal
                .note(&format!("a response had no body, so there is no code (HTTP status {})", statuses.join(", ")));
            self.terminal.hint(&format!(
                "repeat the request without options that hide the body (curl -f), or see 'naserr lookup {status}{}' for possible codes",
                self.catalog_options
            ));
        }
        if self.groups.uncounted > 0 {
            self.terminal.note(&format!(
                "not shown: {}, because there were too many different codes",
                counted(self.groups.uncounted, "more error")
            ));
        }
        if self.totals.too_deep > 0 {
            self.terminal
                .note(&format!("skipped {} nested too deeply inside others", counted(self.totals.too_deep, "text")));
        }
        if self.totals.cut > 0 {
            self.terminal.note(&format!(
                "read in parts: {} longer than 128 KiB; an error that spans two parts may be counted twice or lack its RequestId",
                counted(self.totals.cut, "value")
            ));
        }
    }

    /// Reports that nothing was found, and what to do instead.
    pub fn report_nothing_found(&mut self) {
        let nothing = format!("no Alibaba Cloud error in {}", names(self.files));
        if self.args.tee {
            // This is the usual case, and the command's output has been passed through.
            return self.terminal.note(&nothing);
        }
        self.terminal.error(&nothing);
        let input = self.small_input.take().filter(|_| self.files.len() == 1).unwrap_or_default();
        let doubtful = self.totals.doubtful.as_deref();
        if let Some(code) = doubtful.or_else(|| bare_code(&String::from_utf8_lossy(&input), self.catalog)) {
            self.terminal
                .note(&format!("the text contains the code '{code}', but nothing near it points to Alibaba Cloud"));
            self.terminal.hint(&format!("'naserr lookup {code}{}' shows what it would mean", self.catalog_options));
        } else if self.totals.bytes == 0 && self.files.iter().all(|file| is_standard_input(file)) {
            self.terminal.hint(EMPTY);
        } else if self.totals.bare_statuses.is_empty() {
            self.terminal.hint(OTHER_WAYS);
        }
    }
}

/// The first word of a text that is a code. Among other words, it must be spelled exactly as published, because
/// ordinary words have the same letters.
fn bare_code<'c>(text: &str, catalog: &'c Catalog) -> Option<&'c str> {
    let is_one_word = text.split_whitespace().nth(1).is_none();
    let words = text.split(|c: char| !c.is_alphanumeric() && c != '.');
    words.map(|word| word.trim_matches('.')).filter(|word| !word.is_empty()).find_map(|word| {
        let code = catalog.find(word)?.entries.first().map(|entry| &*entry.code)?;
        (is_one_word || code == word).then_some(code)
    })
}

/// The name of the only input, or how many there are.
pub fn names(files: &[PathBuf]) -> String {
    match files {
        [file] => name(file),
        _ => format!("{} files", files.len()),
    }
}

fn name(file: &Path) -> String {
    if is_standard_input(file) { "standard input".to_owned() } else { format!("'{}'", file.display()) }
}

fn is_standard_input(file: &Path) -> bool {
    file == Path::new("-")
}
