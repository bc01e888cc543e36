//! Reads an input and extracts its errors.

use std::io::{self, Read};

use super::compression::Decompressed;
use crate::extract::{Extractor, Occurrence, Totals, Vocabulary};

/// The bytes that are read at once.
const CHUNK: usize = 64 * 1024;

/// The bytes of an input that are kept in case it turns out to be small and to hold no error.
const KEPT: usize = 4 * 1024;

/// The errors of an input, in batches: those that a part of the input completes.
///
/// Batches may be empty. An input may fail with [`io::ErrorKind::WouldBlock`] to say that it has nothing to give at the moment:
/// errors that are complete come out before it is read again.
pub struct Occurrences<'v, R> {
    /// `None` once the input has ended.
    extractor: Option<Extractor<'v>>,
    input: Decompressed<R>,
    chunk: Vec<u8>,
    start: Vec<u8>,
    failure: Option<io::Error>,
    totals: Totals,
}

impl<'v, R: Read> Occurrences<'v, R> {
    /// The errors of an input; `vocabulary` knows the codes.
    pub fn new(vocabulary: &'v dyn Vocabulary, input: R) -> Self {
        Self {
            extractor: Some(Extractor::new(vocabulary)),
            input: Decompressed::new(input),
            chunk: vec![0; CHUNK],
            start: Vec::new(),
            failure: None,
            totals: Totals::default(),
        }
    }

    /// The whole input as it was read, if it is small.
    pub fn small_input(&self) -> Option<&[u8]> {
        (self.start.len() < KEPT).then_some(&self.start)
    }

    /// What the input held, and why it could not be read to its end.
    pub fn end(mut self) -> (Totals, Option<io::Error>) {
        self.finish(&mut Vec::new());
        (self.totals, self.failure)
    }

    fn finish(&mut self, found: &mut Vec<Occurrence>) {
        if let Some(extractor) = self.extractor.take() {
            self.totals = extractor.finish(&mut |occurrence| found.push(occurrence));
        }
    }
}

impl<R: Read> Iterator for Occurrences<'_, R> {
    type Item = Vec<Occurrence>;

    fn next(&mut self) -> Option<Vec<Occurrence>> {
        let mut found = Vec::new();
        let extractor = self.extractor.as_mut()?;
        match self.input.read(&mut self.chunk) {
            Ok(0) => self.finish(&mut found),
            Ok(length) => {
                let read = &self.chunk[..length];
                let room = KEPT - self.start.len();
                self.start.extend_from_slice(&read[..length.min(room)]);
                extractor.feed(read, &mut |occurrence| found.push(occurrence));
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => {
                extractor.pause(&mut |occurrence| found.push(occurrence));
            }
            Err(error) => {
                self.failure = Some(error);
                self.finish(&mut found);
            }
        }
        Some(found)
    }
}
