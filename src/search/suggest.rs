//! Did-you-mean: codes that an unknown one is meant for, and nothing for codes of other products.

use super::codes::{Folded, Likeness};
use super::letters;
use super::slips::Slips;
use crate::catalog::Catalog;

/// More than this is no suggestion but a search.
const MOST: usize = 3;

/// The codes that an unknown one is meant for, the likeliest first: at most three, and none unless it is convincing.
///
/// Convincing are the code itself in another spelling or with its halves swapped, one slip anywhere, and more slips where the words
/// they fall into are still to be recognised: three letters for each slip. It is the words with the slips that count, not the code,
/// since codes of all products share long heads and tails: `InvalidDiskId.NotFound` has all but two letters of
/// `InvalidTaskId.NotFound`, yet half of `Task` is missing.
#[must_use]
pub fn suggest<'c>(catalog: &'c Catalog, code: &str) -> Vec<&'c str> {
    let written = Folded::new(code);
    let offers = catalog.entries().iter().filter_map(|entry| {
        let spellings = entry.spellings();
        let cost = spellings.filter_map(|meant| cost(&written, meant)).min();
        Some((cost?, &*entry.code))
    });
    let mut offers: Vec<(usize, &str)> = offers.collect();
    offers.sort_by_key(|(cost, _)| *cost);
    let mut codes = Vec::new();
    for (_, code) in offers {
        // A code that the service returns with two statuses has two entries.
        if codes.len() < MOST && !codes.contains(&code) {
            codes.push(code);
        }
    }
    codes
}

/// How unlikely it is that a code is meant; `None` when it is not convincing.
fn cost(written: &Folded, meant: &str) -> Option<usize> {
    match written.likeness(meant)? {
        Likeness::Same => Some(0),
        Likeness::Swapped => Some(1),
        Likeness::Near(slips) => is_convincing(slips, meant).then(|| slips.cost()),
        Likeness::Prefix | Likeness::Part => None,
    }
}

fn is_convincing(slips: Slips, meant: &str) -> bool {
    slips.count == 1 || letters_touched(slips, meant) >= 3 * slips.count
}

/// How many letters the words of a code have that slips fall into.
fn letters_touched(slips: Slips, code: &str) -> usize {
    let (start, end) = slips.place;
    let mut read = 0;
    let touched = letters::words(code)
        .into_iter()
        .map(letters::fold)
        .filter(|word| {
            let place = read..read + word.len();
            read = place.end;
            place.start < end && start < place.end
        });
    touched.map(|word| word.len()).sum()
}
