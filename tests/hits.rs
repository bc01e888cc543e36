//! Search results: how each was found, and what holds for every query.

use std::collections::HashSet;

use crate::harness::naserr;
use naserr::{Catalog, Hit, Rank, search, suggest};
use proptest::prelude::{ProptestConfig, prop_assert, prop_assert_eq, proptest};

/// What distinguishes one hit from another.
fn identities(hits: &[Hit<'_>]) -> Vec<(String, Rank, f64)> {
    hits.iter().map(|hit| (format!("{} {:?}", hit.entry.code, hit.entry.http_code), hit.rank, hit.score)).collect()
}

fn first(query: &str) -> (Rank, String) {
    let catalog = Catalog::built_in();
    let hits = search(&catalog, query, Some(1));
    hits.first().map(|hit| (hit.rank, hit.entry.code.to_string())).expect(query)
}

#[test]
fn a_hit_says_how_it_was_found() {
    for (query, rank, code) in [
        ("invalidfilesystem.notfound", Rank::Exact, "InvalidFileSystem.NotFound"),
        ("user-disabled", Rank::Exact, "User. Disabled"),
        ("InvalidLocation.NotFound", Rank::Alias, "InvalidLocatin.NotFound"),
        ("InvalidFileSytem.NotFuond", Rank::Distance, "InvalidFileSystem.NotFound"),
        ("NotFound.InvalidFileSystem", Rank::Distance, "InvalidFileSystem.NotFound"),
        ("InvalidVpcTun", Rank::Prefix, "InvalidVpcTunnelId.NotFound"),
        ("AlreadyAttached", Rank::Words, "InvalidAccessGroup.AlreadyAttached"),
        ("TimeStampFormat", Rank::Parts, "InvalidTimeStamp.Format"),
        ("timeout", Rank::Parts, "ServiceTimeout"),
        // It means more than these letters.
        ("quota", Rank::Words, "OperationDenied.FileSystemCountsExceeded"),
        // Two typos in a sentence may be another word: this is not `NotFound`.
        ("fs not found", Rank::Words, "InvalidFileSystem.NotFound"),
        ("delete mount points first", Rank::Words, "OperationDenied.MountTargetNotEmpty"),
    ] {
        assert_eq!(first(query), (rank, code.to_owned()), "{query}");
    }
}

#[test]
fn a_hit_names_the_fields_that_match() {
    let catalog = Catalog::built_in();
    for (query, fields) in [
        ("InvalidLocation.NotFound", &["Aliases"][..]),
        ("TimeStampFormat", &["Code"]),
        ("InvalidFileSytem.NotFuond", &["Code"]),
        ("404 file system", &["HttpCode", "Code", "Message", "Resolution"]),
        ("delete mount points first", &["Code", "Message", "Resolution"]),
    ] {
        assert_eq!(search(&catalog, query, Some(1))[0].matched_on, fields, "{query}");
    }
}

#[test]
fn a_code_finds_only_codes_and_a_sentence_only_entries_with_its_words() {
    let catalog = Catalog::built_in();
    let hits = search(&catalog, "InvalidFileSystem.NotFound", None);
    assert!(hits.iter().all(|hit| hit.rank.is_whole()));
    // That a code has these letters in one piece does not make it the best answer.
    for query in ["file system", "mount target"] {
        let hits = search(&catalog, query, None);
        assert!(hits.iter().all(|hit| hit.rank == Rank::Words), "{query}");
    }
}

#[test]
fn an_entry_is_found_once() {
    let catalog = Catalog::built_in();
    for query in ["user disabled", "TimeStampFormat", "InvalidVpc"] {
        let hits = search(&catalog, query, None);
        let distinct: HashSet<_> = hits.iter().map(|hit| (&hit.entry.code, hit.entry.http_code)).collect();
        assert_eq!(distinct.len(), hits.len(), "{query}");
    }
}

#[test]
fn two_misspelt_words_are_both_corrected() {
    let catalog = Catalog::built_in();
    let [misspelt, right] = ["acess grup", "access group"].map(|query| search(&catalog, query, Some(1)));
    assert_eq!(misspelt[0].entry.code, right[0].entry.code);
    assert!(misspelt[0].score > right[0].score / 2.0, "{} {}", misspelt[0].score, right[0].score);
}

#[test]
fn unrelated_words_find_nothing() {
    for query in ["banana", "zzz", "", " ", "...", "weather in berlin tomorrow", "🍌"] {
        assert!(search(&Catalog::built_in(), query, None).is_empty(), "{query}");
    }
}

#[test]
fn every_code_is_its_own_first_hit() {
    for entry in Catalog::built_in().entries() {
        assert_eq!(first(&entry.code), (Rank::Exact, entry.code.to_string()));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_query_is_answered_in_order_and_within_limits(query in "(\\PC{0,12}|[a-zA-Z.]{0,40}|(mount|point|not|File|404| |\\.|-){0,9})", limit in 0..20_usize) {
        let catalog = Catalog::built_in();
        let hits = search(&catalog, &query, Some(limit));
        let all = search(&catalog, &query, None);
        prop_assert_eq!(identities(&hits), identities(&all[..limit.min(all.len())]));
        prop_assert!(hits.is_sorted_by(|one, other| one.score >= other.score && one.rank <= other.rank));
        for hit in &hits {
            prop_assert!((0.0..=1.0).contains(&hit.score));
            prop_assert!(!hit.matched_on.is_empty());
        }
        prop_assert!(suggest(&catalog, &query).len() <= 3);
    }
}

#[test]
fn a_table_that_omits_hits_says_so() {
    let note = |arguments: &[&str]| naserr(arguments).end().stderr;
    let cut = note(&["search", "file system", "-n", "3"]);
    let total = search(&Catalog::built_in(), "file system", None).len();
    assert_eq!(cut, format!("note: showing the best 3 of {total}; '-n 0' shows all\n"));
    for quiet in [
        &["search", "file system", "-n", "0"][..],
        &["search", "file system", "-n", "3", "-q"],
        // A program asked for this many.
        &["search", "file system", "-n", "3", "-f", "json"],
    ] {
        assert_eq!(note(quiet), "");
    }
}

#[test]
fn hits_and_catalogs_are_send_and_sync() {
    fn is_send_and_sync<T: Send + Sync>(_: &T) {}

    let catalog = Catalog::built_in();
    is_send_and_sync(&catalog);
    is_send_and_sync(&search(&catalog, "timeout", Some(1)));
}

#[test]
fn a_search_without_a_hit_says_what_to_try() {
    let error =
        "error: no match for 'weather in berlin'\nhint: try fewer or simpler words; 'naserr list' shows every code\n";
    naserr(["search", "weather", "in", "berlin"]).ends(1, "", error);
}
