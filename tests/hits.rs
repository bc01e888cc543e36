//! Search results: how each was found, and what holds for every query.

use std::collections::HashSet;

use crate::harness::naserr;
use naserr::{Catalog, Hit, Origin, Rank, search, suggest};
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
        // Two letters more.
        ("NottQualiffied", Rank::Distance, "NotQualified"),
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
    // If a code and its alias are equally close, it is the code.
    let own = Catalog::from_json(r#"[{"Code": "Own.Quota", "Aliases": ["Own.Quote"]}]"#).unwrap();
    assert_eq!(search(&own, "Own.Quoty", Some(1))[0].matched_on, ["Code"]);
}

#[test]
fn a_code_finds_only_codes_and_a_sentence_only_entries_with_its_words() {
    let catalog = Catalog::built_in();
    let hits = search(&catalog, "InvalidFileSystem.NotFound", None);
    assert!(hits.iter().all(|hit| hit.rank.is_whole()));
    // That a code has these letters in one piece does not make it the best answer.
    for query in ["file system", "mount target", "invalid mount target"] {
        let hits = search(&catalog, query, None);
        assert!(hits.iter().all(|hit| hit.rank == Rank::Words), "{query}");
    }
}

#[test]
fn the_words_of_a_code_with_many_signs_are_the_code() {
    let own = Catalog::from_json(r#"[{"Code": "No.Aa.Bb.Cc.Dd.Ee.Ff.Gg.Hh"}]"#).unwrap();
    for (query, rank) in [("no aa bb cc dd ee ff gg hh", Rank::Exact), ("no aa bb cc dd ee ff gg", Rank::Distance)] {
        assert_eq!(search(&own, query, Some(1))[0].rank, rank, "{query}");
    }
}

#[test]
fn the_words_of_a_code_may_be_joined_but_not_those_of_a_message() {
    let own =
        Catalog::from_json(r#"[{"Code": "Own.BigBlueBox"}, {"Code": "Own.Text", "Message": "A small green bag."}]"#)
            .unwrap();
    assert_eq!(search(&own, "bigbluebox is away", Some(1))[0].entry.code, "Own.BigBlueBox");
    let hits = search(&own, "smallgreenbag is away", None);
    assert!(hits.iter().all(|hit| hit.entry.code != "Own.Text"));
}

#[test]
fn a_code_may_have_any_number_of_words() {
    let code = (0..100).map(|number| format!("W{number}")).collect::<Vec<_>>().join(".");
    let own = Catalog::from_json(&serde_json::json!([{"Code": code}]).to_string()).unwrap();
    assert_eq!(search(&own, "w64 w65 w99", Some(1))[0].entry.code, code);
}

#[test]
fn six_words_that_no_entry_has_weigh_as_much_as_the_rarest() {
    let own = Catalog::from_json(r#"[{"Code": "Own.Code", "Message": "Xylophone."}]"#).unwrap();
    let [alone, among_others] =
        ["xylophone", "xylophone 91 92 93 94 95 96"].map(|query| search(&own, query, None)[0].score);
    // A little less than half, because a word may be rare by accident.
    let share = among_others / alone;
    assert!((0.43..0.48).contains(&share), "{share}");
}

#[test]
fn of_the_codes_that_start_with_a_query_those_of_the_guide_and_the_shortest_come_first() {
    let catalog = Catalog::built_in();
    for entry in catalog.entries() {
        let query = &entry.code[..entry.code.len() / 2];
        let mut hits = search(&catalog, query, None);
        hits.retain(|hit| hit.rank == Rank::Prefix);
        assert!(hits.is_sorted_by_key(|hit| hit.entry.origin != Origin::Guide), "{query}");
        for origin in Origin::ALL {
            let of_layer = hits.iter().filter(|hit| hit.entry.origin == origin);
            assert!(of_layer.map(|hit| hit.entry.code.len()).is_sorted(), "{query}");
        }
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
fn the_first_or_the_last_letter_may_be_wrong_but_not_both() {
    let catalog = Catalog::built_in();
    for (query, is_corrected) in [("betwork zzz", true), ("networx zzz", true), ("betworx zzz", false)] {
        assert_eq!(!search(&catalog, query, None).is_empty(), is_corrected, "{query}");
    }
}

#[test]
fn two_typos_in_a_word_are_corrected_from_seven_letters_on() {
    let catalog = Catalog::built_in();
    for (query, is_corrected) in [("netwurg zzz", true), ("rexxon zzz", false)] {
        assert_eq!(!search(&catalog, query, None).is_empty(), is_corrected, "{query}");
    }
}

#[test]
fn a_single_letter_says_nothing() {
    let catalog = Catalog::built_in();
    let [with, without] = ["mount target q", "mount target"].map(|query| search(&catalog, query, None));
    assert_eq!(identities(&with), identities(&without));
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
