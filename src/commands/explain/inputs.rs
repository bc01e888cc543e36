//! Reads the inputs, one after the other or several side by side, and reports what is in them in their order.

use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::{slice, thread};

use super::batch::Batch;
use crate::catalog::Catalog;
use crate::explain::{Occurrences, Words};
use crate::extract::{Occurrence, Totals};

/// The files whose errors may wait for those of the files before them, for each thread.
const AHEAD: usize = 8;

/// What becomes known of an input.
pub enum Event {
    /// Errors that are complete.
    Found(Vec<Occurrence>),
    /// The input has ended.
    Ended(End),
}

/// What is known of an input when it has ended.
#[derive(Default)]
pub struct End {
    pub totals: Totals,
    /// Why it could not be read, or not to its end.
    pub failure: Option<io::Error>,
    /// The input itself, if it is small.
    pub small_input: Option<Vec<u8>>,
}

/// Reads an input to its end, or until an event could not be handled.
pub fn read<E>(
    input: io::Result<impl Read>,
    words: &Words<'_>,
    handle: &mut dyn FnMut(Event) -> Result<(), E>,
) -> Result<(), E> {
    let input = match input {
        Ok(input) => input,
        Err(error) => {
            return handle(Event::Ended(End { failure: Some(error), ..End::default() }));
        }
    };
    let mut occurrences = Occurrences::new(words, input);
    for found in &mut occurrences {
        handle(Event::Found(found))?;
    }
    let small_input = occurrences.small_input().map(<[u8]>::to_vec);
    let (totals, failure) = occurrences.end();
    handle(Event::Ended(End { totals, failure, small_input }))
}

/// Reads files by several threads. Events are handled in the order of the files, as if they had been read one after the other;
/// if errors are only `counted`, one may stand for several.
pub fn read_side_by_side<R: Read, E>(
    files: &[PathBuf],
    threads: usize,
    counted: bool,
    catalog: &Catalog,
    open: impl Fn(&Path) -> io::Result<R> + Sync,
    handle: &mut dyn FnMut(&Path, Event) -> Result<(), E>,
) -> Result<(), E> {
    let queue = Mutex::new(files.iter());
    let stop = AtomicBool::new(false);
    thread::scope(|scope| {
        let (started, running) = sync_channel(AHEAD * threads);
        for _ in 0..threads {
            let started = started.clone();
            scope.spawn(|| {
                let words = Words::of(catalog);
                while let Some((file, events)) = next(&queue, &started) {
                    let mut sender = Sender { events, batch: Batch::new(counted), stop: &stop, is_eager: !counted };
                    if read(open(file), &words, &mut |event| sender.send(event)).is_err() {
                        break;
                    }
                }
                drop(started);
            });
        }
        drop(started);
        let mut files = running.into_iter();
        let handled = files.try_for_each(|(file, events)| events.into_iter().try_for_each(|event| handle(file, event)));
        stop.store(true, Ordering::Relaxed);
        handled
    })
}

type Started<'f> = (&'f Path, Receiver<Event>);

/// The next file to read and where its events go. They wait behind those of the files before it.
fn next<'f>(
    queue: &Mutex<slice::Iter<'f, PathBuf>>,
    started: &SyncSender<Started<'f>>,
) -> Option<(&'f Path, SyncSender<Event>)> {
    // Locked until the file has its place, so that the places are in the order of the files.
    let mut files = queue.lock().unwrap_or_else(PoisonError::into_inner);
    let file = files.next()?;
    // A batch and the end: a thread whose file holds no more goes on with the next file.
    let (sender, receiver) = sync_channel(2);
    started.send((file, receiver)).ok()?;
    Some((file, sender))
}

/// Sends the events of a file to the thread that handles them.
struct Sender<'s> {
    events: SyncSender<Event>,
    batch: Batch,
    stop: &'s AtomicBool,
    /// Whether errors are wanted as soon as somebody has time for them.
    is_eager: bool,
}

/// Nobody wants any more events.
struct Stopped;

impl Sender<'_> {
    fn send(&mut self, event: Event) -> Result<(), Stopped> {
        if self.stop.load(Ordering::Relaxed) {
            return Err(Stopped);
        }
        match event {
            Event::Found(found) => {
                for occurrence in found {
                    self.batch.add(occurrence);
                    if self.batch.is_full() {
                        self.send_batch()?;
                    }
                }
                if self.is_eager {
                    self.try_send_batch();
                }
                Ok(())
            }
            Event::Ended(_) => {
                self.send_batch()?;
                self.events.send(event).map_err(|_| Stopped)
            }
        }
    }

    fn send_batch(&mut self) -> Result<(), Stopped> {
        if self.batch.is_empty() {
            return Ok(());
        }
        let found = Event::Found(self.batch.take());
        self.events.send(found).map_err(|_| Stopped)
    }

    fn try_send_batch(&mut self) {
        if self.batch.is_empty() {
            return;
        }
        let sent = self.events.try_send(Event::Found(self.batch.take()));
        if let Err(TrySendError::Full(Event::Found(found))) = sent {
            self.batch.put_back(found);
        }
    }
}
