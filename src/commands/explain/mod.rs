//! `naserr explain`: every error in files or standard input, with what to do about it.

mod advice;
mod count;
mod inputs;
mod tee;

use std::cmp::Reverse;
use std::io::{self, Read};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use crate::catalog::Catalog;
use crate::cli::ExplainArgs;
use crate::error::{Error, Exit};
use crate::explain::{Ended, Finding, Words, read};
use crate::extract::{Occurrence, Totals};
use crate::render::{self, Format, Renderer};
use crate::report::Records;
use crate::session::Session;
use crate::terminal::{Terminal, signals};
use count::Groups;
use tee::{PassThrough, Tee};

pub fn run(args: &ExplainArgs, session: Session<'_>) -> Result<Exit, Error> {
    let Session { catalog, format, terminal } = session;
    let standard_input = [PathBuf::from("-")];
    let files = if args.files.is_empty() { &standard_input } else { args.files.as_slice() };
    if terminal.input_is_terminal && files.contains(&standard_input[0]) {
        terminal.hint("paste the text, then press Ctrl-D");
    }
    terminal.catch_signals();
    let mut pass_through = args.tee.then(|| PassThrough { output: terminal.take_output(), failure: None });
    let start = || terminal.print(|style, out| Renderer::begin(format, Records::Findings(&[]), style, out));
    let renderer = args.each.then(start).transpose()?;
    let mut explained = Explained {
        args,
        files,
        catalog: &catalog,
        format,
        groups: Groups::default(),
        renderer,
        totals: Totals::default(),
        failed: false,
        terminal,
    };
    let threads = inputs::threads(args, files);
    if threads > 1 {
        inputs::count_side_by_side(files, threads, &catalog, &mut |file, groups, ended| {
            explained.groups.append(groups, &catalog);
            explained.add(file, ended);
        });
    } else {
        explained.read(pass_through.as_mut())?;
    }
    explained.write()?;
    if signals::received().is_some() {
        explained.terminal.note("interrupted: the rest of the input was not read");
        signals::end_process();
    }
    if let Some(error) = pass_through.and_then(|output| output.failure) {
        return Err(Error::output(&error));
    }
    Ok(explained.conclude())
}

/// What is known about the inputs so far.
struct Explained<'c, 't> {
    args: &'c ExplainArgs,
    files: &'c [PathBuf],
    catalog: &'c Catalog,
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
    fn read(&mut self, mut pass_through: Option<&mut PassThrough>) -> Result<(), Error> {
        let words = Words::of(self.catalog);
        for file in self.files {
            let input = if file == Path::new("-") {
                self.terminal.take_input(self.args.each)
            } else {
                inputs::open(file, self.args.each).map(|file| Box::new(file) as Box<dyn Read>)
            };
            match (input, &mut pass_through) {
                (Ok(input), Some(output)) => {
                    let mut tee = Tee { input, output };
                    self.read_file(file, Ok(&mut tee), &words)?;
                    tee.drain();
                }
                (input, _) => self.read_file(file, input, &words)?,
            }
        }
        Ok(())
    }

    fn read_file(&mut self, file: &Path, input: io::Result<impl Read>, words: &Words<'_>) -> Result<(), Error> {
        let mut taken = Ok(());
        let ended = read(input, words, &mut |occurrence| {
            taken = self.take(occurrence, file);
            if taken.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        });
        taken?;
        self.add(file, ended);
        Ok(())
    }

    /// Counts an error, or prints it immediately.
    fn take(&mut self, occurrence: Occurrence, file: &Path) -> Result<(), Error> {
        let Some(renderer) = &mut self.renderer else {
            self.groups.add(occurrence, file, self.catalog);
            return Ok(());
        };
        let finding = Finding::new(occurrence, file, self.catalog);
        self.terminal.print(|_, out| renderer.finding(&finding, out))
    }

    /// Adds what is known about a file when it has ended.
    fn add(&mut self, file: &Path, ended: Ended) {
        self.totals.add(&ended.totals);
        // The read was stopped on purpose.
        let stopped = |error: &io::Error| error.kind() == io::ErrorKind::ConnectionAborted;
        if let Some(error) = ended.failure.filter(|error| !stopped(error)) {
            self.failed = true;
            self.report_unreadable(file, &error);
        }
    }

    /// Writes the rest of the output.
    fn write(&mut self) -> Result<(), Error> {
        let Self { args, format, totals, .. } = self;
        let mut findings: Vec<Finding<'_>> = self.groups.findings(self.catalog).collect();
        let unseen = self.terminal.print(|style, out| {
            if let Some(renderer) = &self.renderer {
                return renderer.finish(out).map(|()| None);
            }
            if args.summary && (totals.errors > 0 || *format != Format::Table) {
                findings.sort_by_key(|finding| Reverse(finding.received.count));
                return render::summary(*format, &findings, totals, style, out);
            }
            render::write(*format, Records::Findings(&findings), style, out)
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
}
