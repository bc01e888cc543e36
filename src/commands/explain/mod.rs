//! `naserr explain`: every error in files or standard input, with what to do about it.

mod advice;
mod count;
mod inputs;
mod tee;

use std::cmp::Reverse;
use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Read};
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use crate::catalog::Catalog;
use crate::cli::ExplainArgs;
use crate::error::{Error, Exit};
use crate::explain::{Ended, Finding, Words, read};
use crate::extract::{Occurrence, Totals};
use crate::render::units::size;
use crate::render::{self, Format, Renderer};
use crate::report::{Kind, Record};
use crate::session::Session;
use crate::terminal::Terminal;
use crate::terminal::follow::Followed;
use crate::terminal::signals;
use count::Groups;
use tee::{PassThrough, Tee};

/// The bytes of files that take long enough to read for somebody to wonder.
const LONG: u64 = 256 << 20;

/// The bytes of a file for which a thread pays.
const LARGE: u64 = 1 << 20;

pub fn run(args: &ExplainArgs, arguments: &[OsString], session: Session<'_>) -> Result<Exit, Error> {
    let begun = Instant::now();
    let Session { catalog, format, catalog_options, terminal } = session;
    let standard_input = [PathBuf::from("-")];
    let files = if args.files.is_empty() { &standard_input } else { args.files.as_slice() };
    if terminal.input_is_terminal && files.contains(&standard_input[0]) {
        terminal.hint("paste the text, then press Ctrl-D");
    }
    terminal.catch_signals();
    let mut pass_through = args.tee.then(|| PassThrough::new(terminal.take_output()));
    note_size(files, terminal);
    let start = || Renderer::begin(format, Kind::Findings, terminal.style(), terminal.output());
    let renderer = args.each.then(start).transpose().map_err(|error| Error::output(&error))?;
    let mut explained = Explained {
        args,
        again: advice::again(arguments, files),
        catalog_options,
        catalog: &catalog,
        format,
        groups: Groups::default(),
        renderer,
        found: false,
        totals: Totals::default(),
        small_input: None,
        failed: false,
        terminal,
    };
    let threads = threads(args, files);
    if threads > 1 {
        let open = |file: &Path| open(file, false);
        let mut handle = |file: &Path, groups, ended| explained.add(file, groups, ended);
        inputs::count_side_by_side(files, threads, &catalog, &open, &mut handle);
    } else {
        explained.read(files, pass_through.as_mut())?;
    }
    explained.write(begun.elapsed())?;
    if signals::received().is_some() {
        explained.terminal.note("interrupted: the rest of the input was not read");
        signals::end_process();
    }
    if let Some(error) = pass_through.and_then(|output| output.failure) {
        return Err(Error::output(&error));
    }
    Ok(explained.conclude(files))
}

/// What is known of the inputs so far.
struct Explained<'c, 't> {
    args: &'c ExplainArgs,
    /// This command with an input from a pipe.
    again: String,
    /// The `--catalog` options, each after a space.
    catalog_options: String,
    catalog: &'c Catalog,
    format: Format,
    groups: Groups,
    /// Shows every error at once, for `--each`.
    renderer: Option<Renderer>,
    /// Whether there was any error.
    found: bool,
    totals: Totals,
    /// The last input, if it is small.
    small_input: Option<Vec<u8>>,
    /// Whether an input could not be read.
    failed: bool,
    terminal: &'t mut Terminal,
}

impl Explained<'_, '_> {
    /// Reads the inputs one after the other.
    fn read(&mut self, files: &[PathBuf], mut pass_through: Option<&mut PassThrough>) -> Result<(), Error> {
        let words = Words::of(self.catalog);
        for file in files {
            let input = if file == Path::new("-") {
                self.terminal.take_input(self.args.each)
            } else {
                open(file, self.args.each).map(|file| Box::new(file) as Box<dyn Read>)
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
        if !self.args.each {
            let (groups, ended) = inputs::count(input, file, words, self.catalog);
            self.add(file, groups, ended);
            return Ok(());
        }
        let mut shown = Ok(());
        let ended = read(input, words, &mut |occurrence| {
            shown = self.show(occurrence, file);
            if shown.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        });
        shown?;
        self.add(file, Groups::default(), ended);
        Ok(())
    }

    /// Shows an error at once.
    fn show(&mut self, occurrence: Occurrence, file: &Path) -> Result<(), Error> {
        self.found = true;
        let finding = Finding::new(occurrence, file, self.catalog);
        let Some(renderer) = &mut self.renderer else { return Ok(()) };
        let written = renderer.record(self.terminal.output(), Record::Finding(&finding));
        written.map_err(|error| Error::output(&error))?;
        // Who follows a log is waiting for this very line.
        self.terminal.flush()
    }

    /// Adds what a file held.
    fn add(&mut self, file: &Path, groups: Groups, ended: Ended) {
        self.groups.append(groups, file, self.catalog);
        self.found |= ended.totals.errors > 0;
        self.totals.add(&ended.totals);
        self.small_input = ended.small_input;
        // Reading was stopped on purpose.
        let stopped = |error: &io::Error| error.kind() == io::ErrorKind::ConnectionAborted;
        if let Some(error) = ended.failure.filter(|error| !stopped(error)) {
            self.failed = true;
            advice::unreadable(file, &error, &self.again, self.terminal);
            if error.kind() == io::ErrorKind::NotFound {
                advice::not_a_file(file, self.catalog, &self.catalog_options, self.terminal);
            }
        }
    }

    /// Writes what is still to be written.
    fn write(&mut self, elapsed: Duration) -> Result<(), Error> {
        let style = self.terminal.style();
        let out = self.terminal.output();
        let mut findings: Vec<Finding<'_>> = self.groups.findings(self.catalog).collect();
        let written = if let Some(renderer) = &self.renderer {
            renderer.finish(out).map(|()| None)
        } else if self.args.summary && (self.found || self.format != Format::Table) {
            findings.sort_by_key(|finding| Reverse(finding.received.count));
            render::summary(self.format, &findings, &self.totals, elapsed, style, out)
        } else {
            let records: Vec<Record<'_>> = findings.iter().map(Record::Finding).collect();
            render::write(self.format, Kind::Findings, &records, style, out)
        };
        let unseen = written.map_err(|error| Error::output(&error))?;
        self.terminal.flush()?;
        if let Some(unseen) = unseen {
            self.terminal.hint(unseen);
        }
        Ok(())
    }

    /// Says what the answer lacks, and how the process is to end.
    fn conclude(self, files: &[PathBuf]) -> Exit {
        let Self { catalog, catalog_options, totals, terminal, .. } = self;
        advice::incomplete(&totals, self.groups.uncounted, &catalog_options, terminal);
        if self.failed {
            return Exit::Error;
        }
        if self.found {
            return Exit::Found;
        }
        if self.args.tee {
            // The usual case, and the answer has been passed through.
            terminal.note(&format!("no Alibaba Cloud error in {}", advice::names(files)));
        } else {
            let input = self.small_input.filter(|_| files.len() == 1);
            advice::nothing_found(files, &totals, input.as_deref(), catalog, &catalog_options, terminal);
        }
        Exit::NotFound
    }
}

/// Opens a file, unless a signal has come.
fn open(file: &Path, each: bool) -> io::Result<Followed> {
    if signals::received().is_some() {
        return Err(io::ErrorKind::ConnectionAborted.into());
    }
    let opened = File::open(file)?;
    if opened.metadata()?.is_dir() {
        return Err(io::Error::other("is a directory; name the files in it"));
    }
    Ok(Followed::new(opened, each))
}

/// How many threads read the files: as many as the user wants, or a core for each large file.
fn threads(args: &ExplainArgs, files: &[PathBuf]) -> usize {
    // What is passed through or shown at once keeps its order, and standard input is read by this thread.
    if args.tee || args.each || files.contains(&PathBuf::from("-")) {
        return 1;
    }
    let usual = || {
        let is_large = |file: &&PathBuf| size_of_file(file).is_some_and(|size| size >= LARGE);
        let cores = thread::available_parallelism().map_or(1, NonZeroUsize::get);
        files.iter().filter(is_large).count().min(cores)
    };
    let wanted = args.threads.map_or_else(usual, usize::from);
    wanted.min(files.len())
}

/// The bytes of a regular file.
fn size_of_file(file: &Path) -> Option<u64> {
    let metadata = fs::metadata(file).ok()?;
    metadata.is_file().then_some(metadata.len())
}

/// Says how much there is to read, if that takes long and somebody waits for it.
fn note_size(files: &[PathBuf], terminal: &mut Terminal) {
    let bytes = files.iter().filter_map(|file| size_of_file(file)).sum();
    if bytes >= LONG && terminal.is_watched() {
        terminal.note(&format!("reading {}, {}", advice::names(files), size(bytes)));
    }
}
