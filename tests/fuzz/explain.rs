//! Any bytes. What is found does not depend on where the input is cut, and is in the input.
#![no_main]

use std::io::{self, Read};
use std::ops::ControlFlow;

use libfuzzer_sys::fuzz_target;
use naserr::{Catalog, Occurrence, Totals};

#[path = "../decoded.rs"]
mod decoded;

/// An input that arrives in pieces, whose sizes depend on its bytes.
struct Pieces<'t> {
    rest: &'t [u8],
    state: u64,
    largest: u64,
}

impl<'t> Pieces<'t> {
    fn of(input: &'t [u8], largest: u64) -> Self {
        let state = input
            .iter()
            .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3));
        Self { rest: input, state, largest }
    }
}

impl Read for Pieces<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.state = self.state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        let size = 1 + (self.state >> 33) % self.largest;
        let size = usize::try_from(size).unwrap().min(self.rest.len()).min(buffer.len());
        let (piece, rest) = self.rest.split_at(size);
        buffer[..size].copy_from_slice(piece);
        self.rest = rest;
        Ok(size)
    }
}

/// What is found, each with the name of its file.
fn found(catalog: &Catalog, input: &mut dyn Read) -> (Vec<(Occurrence, String)>, Totals) {
    let mut all = Vec::new();
    let totals = naserr::explain(catalog, input, "-", |finding| {
        all.push((finding.received, finding.file));
        ControlFlow::Continue(())
    });
    (all, totals.expect("these inputs never fail"))
}

fuzz_target!(|input: &[u8]| {
    let catalog = Catalog::built_in();
    let whole = found(&catalog, &mut &*input);
    // Byte by byte takes too long for large inputs.
    for largest in [1, 90].into_iter().skip(usize::from(input.len() > 1000)) {
        assert_eq!(found(&catalog, &mut Pieces::of(input, largest)), whole, "cut into pieces of at most {largest}");
    }
    let (all, totals) = whole;
    assert_eq!(totals.bytes, input.len() as u64);
    if all.is_empty() {
        return;
    }
    let sum = all.iter().fold(0_u64, |sum, (one, _)| sum.saturating_add(one.count));
    assert_eq!(totals.errors, sum);
    let readings = decoded::readings(input);
    for (one, file) in &all {
        // A record of our own output names its own place and suggestions.
        let is_here = file == "-";
        assert!(!is_here || (1..=totals.lines).contains(&one.line), "{one:?} of {} lines", totals.lines);
        for text in [&one.code, &one.request_id].into_iter().flatten() {
            let text = decoded::letters(text);
            assert!(readings.iter().any(|reading| reading.contains(&text)), "{one:?} is not in the input");
        }
        // Only a record of our own output may suggest a code that is not in the catalog.
        for code in &one.candidates {
            let text = decoded::letters(code);
            let is_there = readings.iter().any(|reading| reading.contains(&text));
            assert!(is_there || !catalog.find(code).is_empty(), "{one:?}: '{code}' is in no catalog");
        }
    }
});
