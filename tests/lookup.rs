//! `naserr lookup`.

use crate::harness::naserr;

const CARD: &str = "\
HttpCode    403 Forbidden
Code        NotQualified
Message     User has not been approved for the trail application.

Resolution  Please initiate an application to try the related features. If your application fails to be approved, open a ticket.

";

#[test]
fn one_code_is_a_card() {
    let card = naserr(["lookup", "NotQualified"]).stdout();
    assert!(card.starts_with(CARD), "{card}");
}

#[test]
fn many_codes_are_a_line_each_and_none_is_printed_twice() {
    let table = naserr([
        "lookup",
        "ServiceTimeout",
        "504",
        "ServiceTimeout",
        "InternalError",
        "ServiceTimeou*",
        "NotQualified",
        "User.Disabled",
    ])
    .end()
    .stdout;
    let codes: Vec<&str> =
        table.lines().map(|line| line.split("  ").filter(|cell| !cell.is_empty()).nth(1).unwrap().trim()).collect();
    assert_eq!(codes, ["Code", "ServiceTimeout", "InternalError", "NotQualified", "User. Disabled"]);
}

#[test]
fn a_status_finds_its_entries() {
    let table = naserr(["lookup", "404"]).stdout();
    assert!(table.lines().skip(1).all(|line| line.starts_with("404  ")), "{table}");
    assert!(table.contains("InvalidFileSystem.NotFound") && !table.contains("NotQualified"));
}

#[test]
fn patterns_and_classes_mix_with_codes() {
    let lines = naserr(["lookup", "5XX", "*.alreadyattached", "user.*", "-f", "jsonl"]).end().stdout;
    assert!(lines.contains("InvalidAccessGroup.AlreadyAttached"));
    assert!(lines.contains("\"User. Disabled\""));
    assert!(lines.contains("ServiceTimeout"));
    assert!(!lines.contains("NotQualified"));
}

#[test]
fn another_spelling_is_a_note() {
    let ended = naserr(["lookup", "user.disabled", "-f", "jsonl"]).end();
    assert!(ended.stdout.contains("\"Code\":\"User. Disabled\""));
    assert_eq!(ended.stderr, "note: 'user.disabled' is spelled 'User. Disabled'\n");
    assert_eq!(ended.code, Some(0));
    let ended = naserr(["lookup", "InvalidLocation.NotFound", "-f", "jsonl"]).end();
    assert!(ended.stdout.contains("\"Code\":\"InvalidLocatin.NotFound\""));
    assert_eq!(ended.stderr, "note: 'InvalidLocation.NotFound' is an alias of 'InvalidLocatin.NotFound'\n");
}

#[test]
fn quiet_omits_notes_and_hints_but_not_errors() {
    let ended = naserr(["lookup", "notqualified", "Foo.Bar", "-q", "-f", "tsv"]).end();
    assert!(ended.stdout.contains("NotQualified"));
    assert_eq!(ended.stderr, "error: 'Foo.Bar' is not in the catalog\n");
    assert_eq!(ended.code, Some(1));
}

#[test]
fn an_unknown_code_is_an_error_and_the_others_are_printed() {
    let ended =
        naserr(["lookup", "Quite.Unknown", "NotQualified", "zzz*", "Quite.Unknown", "299", "999", "-f", "jsonl"]).end();
    assert_eq!(ended.stdout.lines().count(), 1);
    assert!(ended.stdout.contains("NotQualified"));
    assert_eq!(
        ended.stderr,
        "error: 'Quite.Unknown' is not in the catalog\n\
         error: no code matches 'zzz*'\n\
         error: no code has the HTTP status '299'\n\
         error: '999' is neither a code nor an HTTP status: expected an HTTP status from 100 to 599 or a class from 1xx to 5xx\n\
         hint: 'naserr search Quite.Unknown' finds similar codes; 'naserr list' shows every code\n"
    );
    assert_eq!(ended.code, Some(1));
}

#[test]
fn a_dash_reads_codes_from_standard_input() {
    let ended =
        naserr(["lookup", "-", "-f", "jsonl"]).stdin("NotQualified\r\n\n  ServiceTimeout, \nUser. Disabled").end();
    assert_eq!(ended.stdout.lines().count(), 3);
    assert_eq!((ended.stderr.as_str(), ended.code), ("", Some(0)));
}

#[test]
fn an_empty_standard_input_is_an_error() {
    naserr(["lookup", "-"]).ends(1, "", "error: no codes in standard input\nhint: 'naserr list' shows every code\n");
}

#[test]
fn no_argument_is_a_usage_error() {
    let ended = naserr(["lookup"]).end();
    assert_eq!((ended.stdout.as_str(), ended.code), ("", Some(2)));
    assert!(ended.stderr.contains("<CODE|STATUS>"), "{}", ended.stderr);
}

#[test]
fn every_kind_of_query_that_finds_nothing_gets_a_hint() {
    for (word, error) in [
        ("418", "no code has the HTTP status '418'"),
        ("Nope.*", "no code matches 'Nope.*'"),
        ("", "an empty argument is not a code"),
    ] {
        let stderr = format!("error: {error}\nhint: 'naserr list' shows every code\n");
        naserr(["lookup", word]).ends(1, "", &stderr);
        naserr(["lookup", word, "-q"]).ends(1, "", &format!("error: {error}\n"));
    }
}

#[test]
fn search_is_suggested_only_if_it_finds_something() {
    naserr(["lookup", "Qqqq"]).ends(
        1,
        "",
        "error: 'Qqqq' is not in the catalog\nhint: 'naserr list' shows every code\n",
    );
}

#[test]
fn a_part_of_a_code_or_a_text_with_a_code_gets_the_command_to_type() {
    for (asked, hint) in [
        ("InvalidFileSystem", "hint: some codes contain it: naserr lookup 'InvalidFileSystem.*'\n"),
        ("MountTargetNotEmpty", "hint: some codes contain it: naserr lookup '*.MountTargetNotEmpty'\n"),
        ("Code: InvalidFileSystem.NotFound.", "hint: 'naserr explain' finds the codes in a text\n"),
    ] {
        let ended = naserr(["lookup", asked]).end();
        assert_eq!((ended.stdout.as_str(), ended.code), ("", Some(1)), "{asked}");
        let error = format!("error: '{asked}' is not in the catalog\n");
        assert_eq!(ended.stderr, error + hint);
    }
    let hint = naserr(["InvalidFileSystem"]).end().stderr;
    assert!(hint.contains("'InvalidFileSystem.*'"), "{hint}");
}

#[test]
fn lines_of_standard_input_may_have_quotes_and_a_byte_order_mark() {
    let lines = "\u{feff}\"NotQualified\"\nServiceTimeout\n";
    let looked_up = naserr(["lookup", "-", "-f", "tsv"]).stdin(lines).stdout();
    let asked = naserr(["lookup", "NotQualified", "ServiceTimeout", "-f", "tsv"]);
    assert_eq!(looked_up, asked.stdout());
}

#[test]
fn a_word_that_is_too_long_for_a_code_is_quoted_in_part() {
    let start = "x".repeat(60);
    naserr(["lookup", "-"]).stdin("x".repeat(300)).ends(
        1,
        "",
        &format!("error: '{start}…' is not in the catalog\nhint: 'naserr list' shows every code\n"),
    );
}
