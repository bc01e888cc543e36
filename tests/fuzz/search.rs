//! Any query. Each hit appears once, best first, with a score from 0 to 1 and the fields that match.
#![no_main]

use std::collections::HashSet;

use libfuzzer_sys::fuzz_target;
use naserr::{Catalog, Rank, search, suggest};

fuzz_target!(|query: &str| {
    let catalog = Catalog::built_in();
    let hits = search(&catalog, query, None);
    let mut keys = HashSet::new();
    let mut before = 1.0;
    for hit in &hits {
        assert!(keys.insert((&hit.entry.code, hit.entry.http_code)), "{} stands twice", hit.entry.code);
        assert!((0.0..=before).contains(&hit.score), "{} has {} after {before}", hit.entry.code, hit.score);
        before = hit.score;
        assert!(!hit.matched_on.is_empty());
    }
    for limit in [0, 1, 3] {
        let few: Vec<_> = search(&catalog, query, Some(limit)).iter().map(|hit| (hit.entry, hit.score)).collect();
        let first: Vec<_> = hits.iter().take(limit).map(|hit| (hit.entry, hit.score)).collect();
        assert_eq!(few, first, "the first {limit}");
    }
    let found = catalog.find(query);
    if !found.is_empty() {
        let first = hits.first().expect("what is in the catalog is found");
        assert!(found.contains(&first.entry), "{} before {}", first.entry.code, found[0].code);
        assert!(matches!(first.rank, Rank::Exact | Rank::Alias), "{:?}", first.rank);
    }
    let offers = suggest(&catalog, query);
    assert!(offers.len() <= 3);
    let distinct: HashSet<&str> = offers.iter().copied().collect();
    assert_eq!(distinct.len(), offers.len(), "{offers:?}");
    assert!(offers.iter().all(|code| !catalog.find(code).is_empty()), "{offers:?}");
});
