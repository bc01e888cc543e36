//! Queries in plain words, each with the codes that answer it. They are written by hand, from what users might ask.
//!
//! `cargo test queries -- --nocapture` prints a report.

use naserr::{Catalog, Origin, search};

use crate::harness::{file, naserr};

const QUERIES: &str = include_str!("fixtures/queries.tsv");

fn queries() -> impl Iterator<Item = (&'static str, Vec<&'static str>)> {
    QUERIES.lines().filter_map(|line| line.split_once('\t')).map(|(query, codes)| (query, codes.split(';').collect()))
}

fn first(catalog: &Catalog, query: &str) -> Option<String> {
    let hits = search(catalog, query, Some(1));
    hits.first().map(|hit| hit.entry.code.to_string())
}

#[test]
fn the_answer_is_first_for_95_percent_and_always_among_three() {
    let catalog = Catalog::built_in();
    let (mut asked, mut first, mut missed) = (0_usize, 0_usize, Vec::new());
    for (query, codes) in queries() {
        let hits = search(&catalog, query, Some(3));
        let place = hits.iter().position(|hit| codes.contains(&&*hit.entry.code));
        asked += 1;
        first += usize::from(place == Some(0));
        missed.extend(place.is_none().then_some(query));
    }
    println!("{first} of {asked} queries have their answer first, {} not in three", missed.len());
    assert!(first * 100 >= asked * 95, "{first} of {asked} first");
    assert!(missed.is_empty(), "{missed:?}");
}

#[test]
fn every_entry_of_the_guide_has_two_queries() {
    for entry in Catalog::built_in().entries().iter().filter(|entry| entry.origin == Origin::Guide) {
        let count = queries().filter(|(_, codes)| codes.contains(&&*entry.code)).count();
        assert!(count >= 2, "{}: {count}", entry.code);
    }
}

#[test]
fn a_word_that_only_resembles_one_of_the_catalog_does_not_decide() {
    let catalog = Catalog::built_in();
    for (query, code) in [
        ("permission denied differently than before", "Forbbiden.Ram"),
        ("slow api with poor quality", "ServiceTimeout"),
        ("no such filesystem for the risc machine", "InvalidFileSystem.NotFound"),
        ("access rule not found while coupling", "InvalidAccessRule.NotFound"),
        ("converting photos, directory does not exist", "InvalidParameter.DirPathNotExist"),
    ] {
        assert_eq!(first(&catalog, query).as_deref(), Some(code), "{query}");
    }
}

#[test]
fn a_catalog_with_a_file_of_the_user_gives_the_same_answers() {
    // Notes are not searched, but with one the catalog is no longer the built-in one.
    let catalog = file("notes.json", r#"[{"Code": "NotQualified", "Notes": ["asked for"]}]"#);
    let read = Catalog::with_files([&*catalog]).unwrap();
    let prepared = Catalog::built_in();
    let misspelt = ["tmieout", "insuficient balance", "permision group in use"];
    let some = queries().map(|(query, _)| query).step_by(32);
    for query in some.chain(misspelt) {
        let answer = |catalog: &Catalog| -> Vec<String> {
            let hits = search(catalog, query, Some(5));
            hits.iter().map(|hit| hit.entry.code.to_string()).collect()
        };
        assert_eq!(answer(&read), answer(&prepared), "{query}");
    }
}

#[test]
fn chinese_words_of_the_product_find_its_codes() {
    let catalog = Catalog::built_in();
    for (query, code) in [
        ("文件系统不存在", "InvalidFileSystem.NotFound"),
        ("挂载点不存在", "InvalidMountTarget.NotFound"),
        ("权限组正在使用", "InvalidAccessGroup.AlreadyAttached"),
        ("欠费", "User.InDebt"),
        ("挂载点", "InvalidMountTarget.NotFound"),
    ] {
        assert_eq!(first(&catalog, query).as_deref(), Some(code), "{query}");
    }
}

#[test]
fn an_error_of_the_operating_system_is_not_an_error_of_the_api() {
    for (query, message) in [
        ("mount: Stale file handle", "stale file handle"),
        ("No space left on device", "no space left on device"),
        ("mount.nfs: access denied by server while mounting", "access denied by server while mounting"),
        ("read-only file system", "read-only file system"),
    ] {
        let ended = naserr(["search", query]).end();
        assert_eq!((ended.code, &*ended.stdout), (Some(1), ""), "{query}");
        let told = format!("error: '{message}' is an error of the mount or the operating system");
        assert!(ended.stderr.starts_with(&told), "{}", ended.stderr);
    }
    assert_eq!(naserr::mount_error("default access group is read only"), None);
}

#[test]
fn a_class_of_statuses_finds_its_entries() {
    let catalog = Catalog::built_in();
    let hits = search(&catalog, "5xx", None);
    assert!(hits.len() > 5);
    for hit in hits {
        assert_eq!(hit.entry.http_code.map(|status| status / 100), Some(5), "{}", hit.entry.code);
    }
}

#[test]
fn synonyms_of_a_single_word_are_searched_too() {
    let catalog = Catalog::built_in();
    for (query, code) in [
        ("quota", "OperationDenied.FileSystemCountsExceeded"),
        ("OperationDenied", "OperationDenied.MountTargetNotEmpty"),
        ("file system locked", "OperationDenied.InvalidState"),
        ("stuck deleting mount target", "OperationDenied.MountTargetNotEmpty"),
    ] {
        assert_eq!(first(&catalog, query).as_deref(), Some(code), "{query}");
    }
    for query in ["active directory", "banana"] {
        assert!(search(&catalog, query, None).is_empty(), "{query}");
    }
}
