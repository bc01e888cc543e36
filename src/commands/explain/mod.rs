//! `naserr explain`: every error in files or standard input, with what to do about it.

mod advice;
mod batch;
mod count;
mod inputs;
mod output;
mod retype;
mod tee;

use std::fs::{self, File};
use std::io::{self, Read};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Instant;

use crate::catalog::Catalog;
use crate::cli::{ExplainArgs, Options};
use crate::error::{Error, Exit};
use crate::explain::Words;
use crate::extract::Totals;
use crate::render::units::{counted, size};
use crate::sanitize::sanitize;
use crate::session::Session;
use crate::terminal::Terminal;
use crate::terminal::follow::Followed;
use crate::terminal::signals::Signals;
use inputs::Event;
use output::Output;
use tee::{PassThrough, Tee};

/// The bytes of files that take long enough to read for somebody to wonder.
const LONG: u64 = 256 << 20;

/// The bytes of a file for which a thread pays.
const LARGE: u64 = 1 << 20;

pub fn run(args: &ExplainArgs, options: &Options, session: Session<'_>) -> Result<Exit, Error> {
    let begun = Instant::now();
    let Session { catalog, format, catalog_options, terminal } = session;
    let standard_input = [PathBuf::from("-")];
    let files = if args.files.is_empty() { &standard_input } else { args.files.as_slice() };
    if terminal.input_is_terminal && files.contains(&standard_input[0]) {
        terminal.hint("paste the text, then press Ctrl-D");
    }
    let signals = terminal.catch_signals();
    let mut pass_through = args.tee.then(|| PassThrough::new(terminal.take_output()));
    let mut explained = Explained {
        args,
        again: retype::explain(args, options, &catalog_options),
        catalog_options,
        catalog: &catalog,
        output: Output::new(args, format, &catalog, terminal),
        totals: Totals::default(),
        small_input: None,
        failed: false,
    };
    show_size(files, args, terminal);
    read(files, signals.as_ref(), pass_through.as_mut(), &mut explained, terminal)?;
    terminal.clear_passing_note();
    let totals = &explained.totals;
    explained.output.finish(totals, begun.elapsed(), terminal)?;
    if let Some(signals) = signals.filter(|signals| signals.received().is_some()) {
        terminal.note("stopped by a signal: the input was not read to its end");
        signals.end_process();
    }
    if let Some(error) = pass_through.and_then(|output| output.failure) {
        return Err(Error::output(&error));
    }
    Ok(explained.conclude(files, terminal))
}

/// What is known of the inputs so far.
struct Explained<'c> {
    args: &'c ExplainArgs,
    /// This command with an input from a pipe.
    again: String,
    /// The `--catalog` options, each after a space.
    catalog_options: String,
    catalog: &'c Catalog,
    output: Output<'c>,
    totals: Totals,
    /// The last input, if it is small.
    small_input: Option<Vec<u8>>,
    /// Whether an input could not be read.
    failed: bool,
}

impl Explained<'_> {
    fn handle(&mut self, file: &Path, event: Event, terminal: &mut Terminal) -> Result<(), Error> {
        let end = match event {
            Event::Found(found) => {
                return found.into_iter().try_for_each(|occurrence| self.output.add(occurrence, file, terminal));
            }
            Event::Ended(end) => end,
        };
        self.totals.add(&end.totals);
        self.small_input = end.small_input;
        // Reading was stopped on purpose.
        let stopped = |error: &io::Error| error.kind() == io::ErrorKind::ConnectionAborted;
        if let Some(error) = end.failure.filter(|error| !stopped(error)) {
            self.failed = true;
            advice::unreadable(file, &error, &self.again, terminal);
            if error.kind() == io::ErrorKind::NotFound {
                advice::not_a_file(file, self.catalog, &self.catalog_options, terminal);
            }
        }
        Ok(())
    }

    /// Says what the answer lacks, and how the process is to end.
    fn conclude(self, files: &[PathBuf], terminal: &mut Terminal) -> Exit {
        advice::incomplete(&self.totals, self.output.uncounted, &self.catalog_options, terminal);
        if self.failed {
            return Exit::Error;
        }
        if self.output.found {
            return Exit::Found;
        }
        if self.args.tee {
            // The usual case, and the answer has been passed through.
            terminal.note(&format!("no Alibaba Cloud error in {}", advice::names(files)));
        } else {
            let input = self.small_input.filter(|_| files.len() == 1);
            advice::nothing_found(files, &self.totals, input.as_deref(), self.catalog, &self.catalog_options, terminal);
        }
        Exit::NotFound
    }
}

/// Reads the inputs.
fn read(
    files: &[PathBuf],
    signals: Option<&Signals>,
    mut pass_through: Option<&mut PassThrough>,
    explained: &mut Explained<'_>,
    terminal: &mut Terminal,
) -> Result<(), Error> {
    let args = explained.args;
    let catalog = explained.catalog;
    let threads = threads(args, files);
    if threads > 1 {
        let open = |file: &Path| open(file, signals, args.each);
        let mut handle = |file: &Path, event| explained.handle(file, event, terminal);
        return inputs::read_side_by_side(files, threads, !args.each, catalog, open, &mut handle);
    }
    let words = Words::of(catalog);
    for file in files {
        let input = if file == Path::new("-") {
            terminal.take_input(signals, args.each)
        } else {
            open(file, signals, args.each).map(|file| Box::new(file) as Box<dyn Read>)
        };
        let handle = &mut |event| explained.handle(file, event, terminal);
        match (input, &mut pass_through) {
            (Ok(input), Some(output)) => {
                let mut tee = Tee { input, output };
                inputs::read(Ok(&mut tee), &words, handle)?;
                tee.drain();
            }
            (input, _) => inputs::read(input, &words, handle)?,
        }
    }
    Ok(())
}

/// Opens a file, unless a signal has come.
fn open(file: &Path, signals: Option<&Signals>, each: bool) -> io::Result<Followed<File>> {
    if signals.is_some_and(|signals| signals.received().is_some()) {
        return Err(io::ErrorKind::ConnectionAborted.into());
    }
    let opened = File::open(file)?;
    if opened.metadata()?.is_dir() {
        return Err(io::Error::other("is a directory; name the files in it"));
    }
    Ok(Followed::new(opened, signals.cloned(), each))
}

/// How many threads read the files: as many as the user wants, or a core for each large file.
fn threads(args: &ExplainArgs, files: &[PathBuf]) -> usize {
    // What is passed through keeps its order, and standard input is read by this thread.
    if args.tee || files.contains(&PathBuf::from("-")) {
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

/// Shows how much there is to read, if that takes long and somebody watches.
fn show_size(files: &[PathBuf], args: &ExplainArgs, terminal: &mut Terminal) {
    let bytes: u64 = files.iter().filter_map(|file| size_of_file(file)).sum();
    // Not where answers that come out meanwhile would stand in the same line.
    if bytes < LONG || (args.each || args.tee) && terminal.width().is_some() {
        return;
    }
    let name = match files {
        [file] => sanitize(&file.display().to_string(), &[]).into_owned(),
        _ => counted(files.len() as u64, "file"),
    };
    terminal.show_passing_note(&format!("reading {name}, {} ...", size(bytes)));
}
