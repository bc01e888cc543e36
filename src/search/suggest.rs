//! Did-you-mean: codes that an unknown one is meant for, and nothing for codes of other products.

use super::by_code::{CodeQuery, Likeness};
use super::stems;
use super::typos::Typos;
use crate::catalog::Catalog;

/// More would be a search, not a suggestion.
const MOST: usize = 3;

/// The codes that an unknown one is meant for, the likeliest first: at most three, and none unless it is convincing.
///
/// Convincing are the code itself in another spelling or with its halves swapped, one typo anywhere, and two typos where the words
/// that have them can still be recognised: three letters for each typo. The words with the typos count, not the whole code, since
/// codes of all products start and end alike: `InvalidDiskId.NotFound` has all but two letters of `InvalidTaskId.NotFound`, yet half
/// of `Task` is missing.
#[must_use]
pub fn suggest<'c>(catalog: &'c Catalog, code: &str) -> Vec<&'c str> {
    let written = CodeQuery::new(code);
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
fn cost(written: &CodeQuery, meant: &str) -> Option<usize> {
    match written.likeness(meant)? {
        Likeness::Same => Some(0),
        Likeness::Swapped => Some(1),
        Likeness::Near(typos) => is_convincing(typos, meant).then(|| typos.cost()),
        Likeness::Prefix | Likeness::Part => None,
    }
}

fn is_convincing(typos: Typos, meant: &str) -> bool {
    typos.count == 1 || letters_touched(typos, meant) >= 3 * typos.count
}

/// How many letters there are in the words of a code that have typos.
fn letters_touched(typos: Typos, code: &str) -> usize {
    let (start, end) = typos.place;
    let mut read = 0;
    let touched = stems::words(code).into_iter().filter(|word| {
        let place = read..read + word.len();
        read = place.end;
        place.start < end && start < place.end
    });
    touched.map(|word| word.len()).sum()
}
