//! `naserr explain`: every error in files or standard input, with what to do about it.

use std::cmp::Reverse;
use std::io::{self, Read};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use super::Session;
use super::count::Groups;
use super::inputs::{Tee, count_side_by_side, open, threads};
use crate::catalog::StatusFilter;
use crate::cli::ExplainArgs;
use crate::error::{Error, Exit};
use crate::explain::{Ended, Finding, Words, read};
use crate::extract::Totals;
use crate::render::field_text::counted;
use crate::render::{self, Format, Renderer};
use crate::report::Records;
use crate::terminal::Terminal;
use crate::terminal::input::{end_process, received_signal};

/// What to do if nothing was piped in, most likely because the errors went to standard error.
const EMPTY: &str =
    "it was empty; to pipe what a command prints on standard error too, use 2>&1: COMMAND 2>&1 | naserr explain";

pub fn run(args: &ExplainArgs, session: Session<'_>) -> Result<Exit, Error> {
    let Session { catalog, format, terminal } = session;
    let standard_input = [PathBuf::from("-")];
    let files = if args.files.is_empty() { &standard_input } else { args.files.as_slice() };
    if terminal.input_is_terminal && files.contains(&standard_input[0]) {
        terminal.hint("paste the text, then press Ctrl-D");
    }
    terminal.catch_signals();
    let tee = || Tee { input: Box::new(io::empty()), output: terminal.take_output(), failure: None };
    let mut tee = args.tee.then(tee);
    let start = || terminal.print(|style, out| Renderer::begin(format, Records::Findings(&[]), style, out));
    let renderer = args.each.then(start).transpose()?;
    let mut explained = Explained {
        args,
        files,
        words: Words::of(&catalog),
        format,
        groups: Groups::default(),
        renderer,
        totals: Totals::default(),
        failed: false,
        terminal,
    };
    let threads = threads(args, files);
    if threads > 1 {
        count_side_by_side(files, threads, &catalog, &mut |file, groups, ended| {
            explained.groups.append(groups, &explained.words);
            explained.add(file, ended);
        });
    } else {
        explained.read(tee.as_mut())?;
    }
    explained.write()?;
    if received_signal().is_some() {
        explained.terminal.note("interrupted: the rest of the input was not read");
        end_process();
    }
    if let Some(error) = tee.and_then(|tee| tee.failure) {
        return Err(Error::output(&error));
    }
    Ok(explained.conclude())
}

/// What is known about the inputs so far.
struct Explained<'c, 't> {
    args: &'c ExplainArgs,
    files: &'c [PathBuf],
    words: Words<'c>,
    format: Format,
    groups: Groups,
    /// Prints every error immediately, for `--each`.
    renderer: Option<Renderer>,
    totals: Totals,
    /// Whether an input could not be read.
    failed: bool,
    terminal: &'t mut Terminal,
}

impl Explained<'_, '_> {
    /// Reads the inputs one after the other.
    fn read(&mut self, mut tee: Option<&mut Tee>) -> Result<(), Error> {
        for file in self.files {
            let input = if file == Path::new("-") {
                self.terminal.take_input(self.args.each)
            } else {
                open(file, self.args.each)
            };
            match (input, &mut tee) {
                (Ok(input), Some(tee)) => {
                    tee.input = input;
                    self.read_file(file, Ok(&mut *tee))?;
                    tee.drain();
                }
                (input, _) => self.read_file(file, input)?,
            }
        }
        Ok(())
    }

    /// Reads an input, and counts its errors or prints them immediately.
    fn read_file(&mut self, file: &Path, input: io::Result<impl Read>) -> Result<(), Error> {
        let Self { words, groups, renderer, terminal, .. } = self;
        let mut printed = Ok(());
        let ended = read(input, words, &mut |occurrence| {
            let Some(renderer) = renderer else {
                groups.add(occurrence, file, words);
                return ControlFlow::Continue(());
            };
            let finding = Finding::new(occurrence, file, words.catalog);
            printed = terminal.print(|_, out| renderer.finding(&finding, out));
            if printed.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        });
        printed?;
        self.add(file, ended);
        Ok(())
    }

    /// Adds what is known about a file when it has ended, and reports why it cannot be read.
    fn add(&mut self, file: &Path, ended: Ended) {
        self.totals.add(&ended.totals);
        // The read was stopped on purpose.
        let stopped = |error: &io::Error| error.kind() == io::ErrorKind::ConnectionAborted;
        let Some(error) = ended.failure.filter(|error| !stopped(error)) else {
            return;
        };
        self.failed = true;
        self.terminal.error(&format!("cannot read {}: {error}", name(file)));
        let word = file.to_string_lossy();
        let is_code = || !self.words.catalog.find(&word).is_empty() || StatusFilter::resembles(&word);
        if error.kind() == io::ErrorKind::NotFound && is_code() {
            self.terminal.hint(&format!("to look up a code or a status: naserr lookup '{word}'"));
        }
    }

    /// Writes the rest of the output.
    fn write(&mut self) -> Result<(), Error> {
        let mut findings: Vec<Finding<'_>> = self.groups.findings(self.words.catalog).collect();
        let unseen = self.terminal.print(|style, out| {
            if let Some(renderer) = &self.renderer {
                return renderer.finish(out).map(|()| None);
            }
            let records = if self.args.summary {
                findings.sort_by_key(|finding| Reverse(finding.received.count));
                Records::Counts(&findings, &self.totals)
            } else {
                Records::Findings(&findings)
            };
            render::write(self.format, records, style, out)
        })?;
        if let Some(unseen) = unseen {
            self.terminal.hint(unseen);
        }
        Ok(())
    }

    /// Reports what the output lacks, and returns how the process should end.
    fn conclude(&mut self) -> Exit {
        self.report_incomplete();
        if self.failed {
            return Exit::Error;
        }
        if self.totals.errors > 0 {
            return Exit::Found;
        }
        self.report_nothing_found();
        Exit::NotFound
    }

    /// Reports what the output lacks: bodies that a client dropped, and what was beyond a limit.
    fn report_incomplete(&mut self) {
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
    fn report_nothing_found(&mut self) {
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
