//! `naserr list`.

use naserr::Catalog;

use crate::harness::naserr;

/// The codes of a listing in tab-separated values.
fn codes(arguments: &[&str]) -> Vec<String> {
    let listing = naserr(["list", "-f", "tsv"].iter().chain(arguments)).stdout();
    listing.lines().skip(1).filter_map(|line| line.split('\t').nth(1)).map(str::to_owned).collect()
}

#[test]
fn it_lists_every_entry_in_the_order_of_the_catalog() {
    let catalog = Catalog::built_in();
    assert_eq!(codes(&[]), catalog.entries().iter().map(|entry| entry.code.to_string()).collect::<Vec<_>>());
}

#[test]
fn several_filters_narrow_and_a_repeated_one_widens() {
    let denied = codes(&["--family", "operationdenied", "--status", "403", "--origin", "guide"]);
    assert_eq!(denied.len(), 8);
    let wider = codes(&["--status", "500", "--status", "504", "--origin", "guide"]);
    assert_eq!(wider, ["InternalError", "ServiceTimeout"]);
    assert!(codes(&["--action", "createmounttarget"]).contains(&"InvalidFileSystem.NotFound".to_owned()));
    let retryable = codes(&["--retryable", "yes", "--origin", "guide"]);
    assert!(retryable.contains(&"ServiceTimeout".to_owned()) && !retryable.contains(&"NotQualified".to_owned()));
}

#[test]
fn values_of_options_ignore_case() {
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
fn filters_without_a_match_end_with_1() {
    naserr(["list", "--status", "418", "-f", "json"]).ends(
        1,
        "[]\n",
        "error: no code matches these filters\nhint: 'naserr list' shows every code\n",
    );
}

#[test]
fn a_misspelt_family_or_action_is_corrected() {
    for (filter, typed, what, meant) in [
        ("--family", "Throtling", "in the family", "Throttling"),
        ("--action", "CreateMountTargt", "for the action", "CreateMountTarget"),
    ] {
        naserr(["list", "-f", "tsv", filter, typed, "--status", "418"]).ends(
            1,
            &codes_heading(),
            &format!("error: no code {what} '{typed}'\nhint: did you mean '{meant}'?\n"),
        );
    }
    let ended = naserr(["list", "-f", "tsv", "--family", "Throtling,User"]).end();
    assert!(ended.stdout.contains("User. Disabled"));
    assert_eq!(ended.code, Some(1), "{}", ended.stderr);
    naserr(["list", "--json", "--family", "Banana"]).ends(
        1,
        "[]\n",
        "error: no code in the family 'Banana'\nhint: 'naserr list' shows every code\n",
    );
}

/// The first line of every listing in tab-separated values.
fn codes_heading() -> String {
    let listing = naserr(["list", "-f", "tsv"]).stdout();
    format!("{}\n", listing.lines().next().unwrap())
}

#[test]
fn values_may_be_separated_by_commas_and_a_family_may_end_in_a_dot() {
    let both = codes(&["--status", "403", "--status", "404"]);
    assert_eq!(codes(&["--status", "403,404"]), both);
}

#[test]
fn an_invalid_value_of_a_filter_is_a_usage_error() {
    for (filter, value) in [("--status", "600"), ("--origin", "vendor"), ("--retryable", "maybe")] {
        let ended = naserr(["list", filter, value]).end();
        assert_eq!((ended.stdout.as_str(), ended.code), ("", Some(2)), "{filter}");
        assert!(ended.stderr.contains(value), "{}", ended.stderr);
    }
}
