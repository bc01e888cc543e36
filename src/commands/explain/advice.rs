//! Reports what the output lacks, and what to do next.

use std::io;
use std::path::Path;

use super::Explained;
use crate::catalog::StatusFilter;
use crate::render::units::counted;

/// What to do if nothing was piped in, most likely because the errors went to standard error.
const EMPTY: &str =
    "it was empty; to pipe what a command prints on standard error too, use 2>&1: COMMAND 2>&1 | naserr explain";

impl Explained<'_, '_> {
    /// Reports that an input cannot be read, and what was meant if it is the name of a code.
    pub fn report_unreadable(&mut self, file: &Path, error: &io::Error) {
        self.terminal.error(&format!("cannot read {}: {error}", name(file)));
        let word = file.to_string_lossy();
        let is_code = || !self.catalog.find(&word).is_empty() || StatusFilter::resembles(&word);
        if error.kind() == io::ErrorKind::NotFound && is_code() {
            self.terminal.hint(&format!("to look up a code or a status: naserr lookup '{word}'"));
        }
    }

    /// Reports what the output lacks: bodies that a client dropped, and what was beyond a limit.
    pub fn report_incomplete(&mut self) {
        if let Some(status) = self.totals.bare_statuses.keys().next() {
            let statuses: Vec<String> = self.totals.bare_statuses.keys().map(ToString::to_string).collect();
            self.terminal
                .note(&format!("a response had no body, so there is no code (HTTP status {})", statuses.join(", ")));
            self.terminal.hint(&format!(
                "repeat the request without options that hide the body (curl -f), or see 'naserr lookup {status}' for possible codes"
            ));
        }
        if self.groups.uncounted > 0 {
            self.terminal.note(&format!(
                "not shown: {}, because there were too many different codes",
                counted(self.groups.uncounted, "more error")
            ));
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
        let nothing = match self.files {
            [file] => format!("no Alibaba Cloud error in {}", name(file)),
            files => format!("no Alibaba Cloud error in {} files", files.len()),
        };
        if self.args.tee {
            // This is the usual case, and the command's output has been passed through.
            return self.terminal.note(&nothing);
        }
        self.terminal.error(&nothing);
        if let Some(code) = &self.totals.doubtful {
            self.terminal
                .note(&format!("the text contains the code '{code}', but nothing near it points to Alibaba Cloud"));
            self.terminal.hint(&format!("'naserr lookup {code}' shows what it would mean"));
        } else if self.totals.bytes == 0 && self.files.iter().all(|file| file.as_os_str() == "-") {
            self.terminal.hint(EMPTY);
        } else if self.totals.bare_statuses.is_empty() {
            self.terminal.hint("'naserr lookup CODE' looks up a code, 'naserr search WORDS' finds one by words");
        }
    }
}

fn name(file: &Path) -> String {
    if file.as_os_str() == "-" { "standard input".to_owned() } else { format!("'{}'", file.display()) }
}
