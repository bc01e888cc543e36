//! The inputs of `explain`: opens files, passes what is read through for `--tee`, and reads several files at a time.

use std::fs::File;
use std::io::{self, Read, Write};
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::mpsc::sync_channel;
use std::thread;

use super::count::Groups;
use crate::catalog::Catalog;
use crate::cli::ExplainArgs;
use crate::explain::{Ended, Words, read};
use crate::terminal::input::{Followed, received_signal};

/// The most files of each thread whose errors wait for those of earlier files.
const AHEAD: usize = 2;

/// Opens a file, unless a signal was received.
pub fn open(file: &Path, reports_pauses: bool) -> io::Result<Box<dyn Read>> {
    if received_signal().is_some() {
        return Err(io::ErrorKind::ConnectionAborted.into());
    }
    let opened = File::open(file)?;
    if opened.metadata()?.is_dir() {
        return Err(io::Error::other("is a directory; name the files in it"));
    }
    Ok(Box::new(Followed::new(opened, reports_pauses)))
}

/// How many threads read the files: as many as the user wants, or one per core.
pub fn threads(args: &ExplainArgs, files: &[PathBuf]) -> usize {
    // What is passed through or printed immediately must keep its order, and standard input is read by this thread.
    if args.tee || args.each || files.contains(&PathBuf::from("-")) {
        return 1;
    }
    let cores = || thread::available_parallelism().map_or(1, NonZeroUsize::get);
    args.threads.map_or_else(cores, usize::from).min(files.len())
}

/// Counts the errors of files, and passes on the counts in the order of the files. With three threads, each reads every
/// third file.
pub fn count_side_by_side(
    files: &[PathBuf],
    threads: usize,
    catalog: &Catalog,
    handle: &mut dyn FnMut(&Path, Groups, Ended),
) {
    thread::scope(|scope| {
        let counts: Vec<_> = (0..threads)
            .map(|first| {
                let (sender, receiver) = sync_channel(AHEAD);
                scope.spawn(move || {
                    let words = Words::of(catalog);
                    for file in files.iter().skip(first).step_by(threads) {
                        let mut groups = Groups::default();
                        let ended = read(open(file, false), &words, &mut |occurrence| {
                            groups.add(occurrence, file, &words);
                            ControlFlow::Continue(())
                        });
                        // Every result is received below.
                        _ = sender.send((groups, ended));
                    }
                });
                receiver
            })
            .collect();
        for (file, counts) in files.iter().zip(counts.iter().cycle()) {
            if let Ok((groups, ended)) = counts.recv() {
                handle(file, groups, ended);
            }
        }
    });
}

/// An input that is passed through to another stream. Reads fail with [`io::ErrorKind::ConnectionAborted`] once that
/// stream cannot be written.
pub struct Tee {
    pub input: Box<dyn Read>,
    pub output: Box<dyn Write>,
    /// Why the stream cannot be written.
    pub failure: Option<io::Error>,
}

impl Tee {
    /// Passes through what was not read.
    pub fn drain(&mut self) {
        while io::copy(self, &mut io::sink()).is_err_and(|error| error.kind() == io::ErrorKind::WouldBlock) {}
    }
}

impl Read for Tee {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.failure.is_some() {
            return Err(io::ErrorKind::ConnectionAborted.into());
        }
        let length = self.input.read(buffer)?;
        // Immediately, because users have to see a prompt before they can answer it.
        let written = self.output.write_all(&buffer[..length]);
        if let Err(error) = written.and_then(|()| self.output.flush()) {
            self.failure = Some(error);
            return Err(io::ErrorKind::ConnectionAborted.into());
        }
        Ok(length)
    }
}
