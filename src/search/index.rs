//! Which entries have which words, prepared when the crate is built, so that a search of the built-in catalog reads no texts.

use std::cmp::Ordering;
use std::ops::{Range, RangeInclusive};

/// The words of a catalog and where they are. Flat, without pointers, so that it costs a program nothing at its start.
#[derive(Debug, Clone, Copy)]
pub struct Index<'i> {
    /// The stems, sorted, one behind the other.
    pub stems: &'i str,
    /// Where each stem ends.
    pub stem_ends: &'i [u32],
    /// Where the stems are: twice the place of the entry in the catalog, and one more when it is in the texts rather than in the code.
    pub places: &'i [u16],
    /// Where the places of each stem end.
    pub place_ends: &'i [u32],
}

impl Index<'_> {
    /// The stems of about a length in their order, and how many places have each.
    pub fn stems(&self, lengths: RangeInclusive<usize>) -> impl Iterator<Item = (&str, usize)> {
        let ends = self.stem_ends.iter().zip(self.place_ends);
        let starts = std::iter::once((&0, &0)).chain(ends.clone());
        starts
            .zip(ends)
            .filter_map(move |((stem_start, place_start), (stem_end, place_end))| {
                let place = *stem_start as usize..*stem_end as usize;
                let stem = if lengths.contains(&place.len()) {
                    self.stems.get(place)?
                } else {
                    return None;
                };
                Some((stem, place_end.saturating_sub(*place_start) as usize))
            })
    }

    /// The places of a stem: entry, and whether in the code.
    pub fn places(&self, stem: &str) -> impl Iterator<Item = (usize, bool)> {
        let range = self
            .find(stem)
            .and_then(|at| between(self.place_ends, at))
            .unwrap_or(0..0);
        self.places
            .get(range)
            .unwrap_or_default()
            .iter()
            .map(|place| (usize::from(place / 2), place % 2 == 0))
    }

    fn stem(&self, at: usize) -> &str {
        between(self.stem_ends, at)
            .and_then(|range| self.stems.get(range))
            .unwrap_or_default()
    }

    fn find(&self, stem: &str) -> Option<usize> {
        let (mut low, mut high) = (0, self.stem_ends.len());
        while low < high {
            let middle = usize::midpoint(low, high);
            match self.stem(middle).cmp(stem) {
                Ordering::Equal => return Some(middle),
                Ordering::Less => low = middle + 1,
                Ordering::Greater => high = middle,
            }
        }
        None
    }
}

/// The stretch that ends at `ends[at]` and starts where the one before it ends.
fn between(ends: &[u32], at: usize) -> Option<Range<usize>> {
    let start = at
        .checked_sub(1)
        .and_then(|before| ends.get(before))
        .copied()
        .unwrap_or(0);
    ends.get(at).map(|&end| start as usize..end as usize)
}
