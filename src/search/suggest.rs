//! Suggestions: the codes that an unknown code is meant for, and none for codes of other products.

use super::by_code::CodeQuery;
use super::hit::Rank;
use super::stems;
use super::typos::Typos;
use crate::catalog::Catalog;

/// More would be a search, not a suggestion.
const MOST: usize = 3;

/// The codes that an unknown code is meant for, the most likely first: at most three, and only convincing ones.
///
/// These are convincing: the code in another spelling or with its halves swapped, one typo anywhere, and two typos if
/// the words that contain them are still recognizable, with three letters for each typo. Only these words count, not
/// the whole code, because the codes of all products start and end alike: `InvalidDiskId.NotFound` has all but two
/// letters of `InvalidTaskId.NotFound`, yet half of `Task` is missing.
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

/// How unlikely it is that a code is meant; `None` if it is not convincing.
fn cost(written: &CodeQuery, meant: &str) -> Option<usize> {
    match written.whole(meant)? {
        (_, Some(typos)) => is_convincing(typos, meant).then(|| typos.cost()),
        (rank, None) => Some(usize::from(rank != Rank::Exact)),
    }
}

fn is_convincing(typos: Typos, meant: &str) -> bool {
    typos.count == 1 || letters_touched(typos, meant) >= 3 * typos.count
}

/// The number of letters in the words of a code that contain typos.
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
