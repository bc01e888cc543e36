//! `naserr list`.

use naserr::Catalog;

use crate::harness::naserr;

/// The codes of a listing in tab-separated values.
fn codes(arguments: &[&str]) -> Vec<String> {
    let listing = naserr(["list", "-f", "tsv"].iter().chain(arguments)).stdout();
    listing
        .lines()
        .skip(1)
        .filter_map(|line| line.split('\t').nth(1))
        .map(str::to_owned)
        .collect()
}

#[test]
fn it_lists_everything_in_the_catalog_s_order() {
    let catalog = Catalog::built_in();
    assert_eq!(
        codes(&[]),
        catalog
            .entries()
            .iter()
            .map(|entry| entry.code.to_string())
            .collect::<Vec<_>>()
    );
}

#[test]
fn filters_combine_and_a_repeated_one_widens() {
    let denied = codes(&[
        "--family",
        "operationdenied",
        "--status",
        "403",
        "--origin",
        "guide",
    ]);
    assert_eq!(denied.len(), 8);
    let wider = codes(&["--status", "500", "--status", "504", "--origin", "guide"]);
    assert_eq!(wider, ["InternalError", "ServiceTimeout"]);
    assert!(
        codes(&["--action", "createmounttarget"])
            .contains(&"InvalidFileSystem.NotFound".to_owned())
    );
    let retryable = codes(&["--retryable", "yes", "--origin", "guide"]);
    assert!(
        retryable.contains(&"ServiceTimeout".to_owned())
            && !retryable.contains(&"NotQualified".to_owned())
    );
}

#[test]
fn the_case_of_a_word_does_not_count() {
    for (typed, meant) in [
        (["--origin", "GUIDE"], ["--origin", "guide"]),
        (["--retryable", "Yes"], ["--retryable", "yes"]),
        (["-f", "JSON"], ["-f", "json"]),
        (["--color", "Always"], ["--color", "always"]),
    ] {
        let list = |options: [&str; 2]| naserr(["list"].iter().chain(&options)).stdout();
        assert_eq!(list(typed), list(meant), "{typed:?}");
    }
    let scripts = ["Bash", "bash"].map(|shell| naserr(["completions", shell]).stdout());
    assert_eq!(scripts[0], scripts[1]);
}

#[test]
fn nothing_that_passes_is_said_and_ends_with_1() {
    naserr(["list", "--status", "418", "-f", "json"]).ends(
        1,
        "[]\n",
        "error: no entry passes the filters\nhint: 'naserr list' shows every entry; each filter narrows it\n",
    );
}

#[test]
fn a_filter_that_cannot_be_is_a_usage_error() {
    for (filter, value) in [
        ("--status", "600"),
        ("--origin", "vendor"),
        ("--retryable", "maybe"),
    ] {
        let ended = naserr(["list", filter, value]).end();
        assert_eq!(
            (ended.stdout.as_str(), ended.code),
            ("", Some(2)),
            "{filter}"
        );
        assert!(ended.stderr.contains(value), "{}", ended.stderr);
    }
}
