//! Plain-word queries with the entries that answer them. The list is hand-written, from a user's trouble. The report is printed by
//! `cargo test queries -- --nocapture`.

use naserr::{Catalog, Origin, search};

use crate::harness::file;

const QUERIES: &str = include_str!("fixtures/queries.tsv");

fn queries() -> impl Iterator<Item = (&'static str, Vec<&'static str>)> {
    QUERIES
        .lines()
        .filter_map(|line| line.split_once('\t'))
        .map(|(query, codes)| (query, codes.split(';').collect()))
}

#[test]
fn the_answer_is_first_for_95_in_100_and_always_in_three() {
    let catalog = Catalog::built_in();
    let (mut asked, mut first, mut missed) = (0_usize, 0_usize, Vec::new());
    for (query, codes) in queries() {
        let hits = search(&catalog, query, Some(3));
        let place = hits.iter().position(|hit| codes.contains(&hit.entry.code));
        asked += 1;
        first += usize::from(place == Some(0));
        missed.extend(place.is_none().then_some(query));
    }
    println!(
        "{first} of {asked} queries have their answer first, {} not in three",
        missed.len()
    );
    assert!(first * 100 >= asked * 95, "{first} of {asked} first");
    assert!(missed.is_empty(), "{missed:?}");
}

#[test]
fn every_entry_of_the_guide_has_two_queries() {
    for entry in Catalog::built_in()
        .entries()
        .filter(|entry| entry.origin == Origin::Guide)
    {
        let count = queries()
            .filter(|(_, codes)| codes.contains(&entry.code))
            .count();
        assert!(count >= 2, "{}: {count}", entry.code);
    }
}

#[test]
fn a_word_of_the_users_own_story_does_not_decide_for_a_word_that_it_resembles() {
    let catalog = Catalog::built_in();
    for (query, code) in [
        ("permission denied differently than before", "Forbbiden.Ram"),
        ("slow api with poor quality", "ServiceTimeout"),
        (
            "no such filesystem for the risc machine",
            "InvalidFileSystem.NotFound",
        ),
        (
            "access rule not found while coupling",
            "InvalidAccessRule.NotFound",
        ),
        (
            "converting photos, directory does not exist",
            "InvalidParameter.DirPathNotExist",
        ),
    ] {
        let hits = search(&catalog, query, Some(1));
        assert_eq!(
            hits.first().map(|hit| hit.entry.code),
            Some(code),
            "{query}"
        );
    }
}

#[test]
fn a_catalog_that_is_read_answers_like_the_one_that_is_prepared() {
    // A note is no text that is searched, but makes the catalog another one.
    let catalog = file(
        "notes.json",
        r#"[{"Code": "NotQualified", "Notes": ["asked for"]}]"#,
    );
    let read = Catalog::with_files(&[(&*catalog).into()]).unwrap();
    let prepared = Catalog::built_in();
    let misspelt = ["tmieout", "insuficient balance", "permision group in use"];
    let some = queries().map(|(query, _)| query).step_by(8);
    for query in some.chain(misspelt) {
        let answer = |catalog: &Catalog| -> Option<String> {
            let hits = search(catalog, query, Some(1));
            hits.first().map(|hit| hit.entry.code.to_owned())
        };
        assert_eq!(answer(&read), answer(&prepared), "{query}");
    }
}
