//! Reads files by several threads and hands over what is in them in their order.

use std::io::{self, Read};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::mpsc::sync_channel;
use std::thread;

use super::count::Groups;
use crate::catalog::Catalog;
use crate::explain::{Ended, Words, read};

/// The files of each thread whose errors may wait for those of the files before them.
const AHEAD: usize = 2;

/// Counts the errors of an input.
pub fn count(input: io::Result<impl Read>, file: &Path, words: &Words<'_>, catalog: &Catalog) -> (Groups, Ended) {
    let mut groups = Groups::default();
    let ended = read(input, words, &mut |occurrence| {
        groups.add(occurrence, file, catalog);
        ControlFlow::Continue(())
    });
    (groups, ended)
}

/// Counts the errors of files. Of three threads, each reads every third file.
pub fn count_side_by_side<R: Read>(
    files: &[PathBuf],
    threads: usize,
    catalog: &Catalog,
    open: &(dyn Fn(&Path) -> io::Result<R> + Sync),
    handle: &mut dyn FnMut(&Path, Groups, Ended),
) {
    thread::scope(|scope| {
        let counts: Vec<_> = (0..threads)
            .map(|first| {
                let (sender, receiver) = sync_channel(AHEAD);
                scope.spawn(move || {
                    let words = Words::of(catalog);
                    for file in files.iter().skip(first).step_by(threads) {
                        // Every count is received, below.
                        _ = sender.send(count(open(file), file, &words, catalog));
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
