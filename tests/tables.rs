//! Several entries: a few are cards, many are one line each.

use unicode_width::UnicodeWidthStr;

use crate::harness::{at_terminal, at_terminal_with, file, id, naserr, without_color};

const THREE: [&str; 4] = ["lookup", "NotQualified", "ServiceTimeout", "InternalError"];

const FOUR: [&str; 5] = ["lookup", "NotQualified", "ServiceTimeout", "InternalError", "VpcSubRam.CheckFailed"];

#[test]
fn up_to_three_entries_are_full_cards() {
    let cards = naserr(THREE).stdout();
    let cards: Vec<&str> = cards.split("\n\n").collect();
    assert_eq!(cards.len(), 3, "{cards:?}");
    for (card, code) in cards.iter().zip(&THREE[1..]) {
        for field in ["HttpCode", "Message", "Resolution", "Retryable", "Notes", "Link"] {
            assert!(card.contains(&format!("\n{field:<12}")) || card.starts_with(field));
        }
        assert!(card.contains(&format!("\nCode        {code}\n")), "{card}");
    }
}

#[test]
fn more_entries_are_a_line_each_unless_full_is_set() {
    let lines = naserr(FOUR).stdout();
    assert_eq!(
        lines,
        "HttpCode  Code                   Retryable  Message\n\
         403       NotQualified           no         User has not been approved for the trail application.\n\
         504       ServiceTimeout         yes        The request processing has failed due to timeout.\n\
         500       InternalError          yes        The request processing has failed due to some unknown error.\n\
         503       VpcSubRam.CheckFailed  yes        The Vpc sub user ram check has failed due to some internal error.\n"
    );
    let full = naserr(FOUR.iter().chain(&["--full"])).stdout();
    assert_eq!(full.matches("Resolution  ").count(), 4, "{full}");
    let hits = ["search", "mount", "target", "-n", "4", "-q"];
    assert_eq!(naserr(hits).stdout().lines().count(), 5);
    let full = naserr(hits.iter().chain(&["--full"])).stdout();
    assert_eq!(full.matches("Resolution  ").count(), 4, "{full}");
}

#[test]
fn at_a_terminal_each_entry_is_one_line_and_a_hint_says_what_is_missing() {
    let cut = "hint: long messages are cut; --full shows every field\n";
    let narrow = "hint: this terminal is too narrow for all columns; --full shows every field\n";
    for (width, heading, hint) in [
        (120, "HttpCode  Code  Retryable  Message", ""),
        (90, "HttpCode  Code  Retryable  Message", cut),
        (64, "HttpCode  Code  Retryable  Message", cut),
        (63, "HttpCode  Code  Retryable", narrow),
        (42, "HttpCode  Code  Retryable", narrow),
        (41, "HttpCode  Code", narrow),
        (31, "HttpCode  Code", narrow),
    ] {
        let (table, messages, _) = at_terminal(width, &FOUR);
        let table = without_color(&table);
        let lines: Vec<&str> = table.lines().collect();
        let names: Vec<&str> = lines[0].split_whitespace().collect();
        assert_eq!(names.join("  "), heading, "{width}");
        assert_eq!(lines.len(), FOUR.len(), "{width}:\n{table}");
        assert!(lines.iter().all(|line| line.width() <= width), "{table}");
        assert_eq!(table.contains('…'), width < 120 && heading.ends_with("Message"));
        let messages = without_color(&messages).replace("\n      ", " ");
        assert_eq!(messages, hint, "{width}");
    }
    let quiet: Vec<&str> = FOUR.iter().copied().chain(["-q"]).collect();
    assert_eq!(at_terminal(60, &quiet).1, "");
}

#[test]
fn a_cell_is_one_line_and_never_empty() {
    let entries = r#"[{"Code":"A.One","Message":"one\ntwo"},{"Code":"A.Two"},{"Code":"A.Three"},{"Code":"A.Four"}]"#;
    let table = naserr(["list", "--origin", "user", "--catalog", &file("cells.json", entries)]).stdout();
    let lines: Vec<&str> = table.lines().collect();
    assert_eq!(lines.len(), 5, "{table}");
    assert!(lines.contains(&"-         A.One    unknown    one two"), "{table}");
    assert!(lines.contains(&"-         A.Two    unknown    -"), "{table}");
}

#[test]
fn of_a_long_list_a_card_shows_the_first_six_and_how_many_more_there_are() {
    let entry = r#"[{"Code":"A.One","Actions":["A1","A2","A3","A4","A5","A6","A7","A8"]}]"#;
    let card = naserr(["lookup", "A.One", "--catalog", &file("long.json", entry)]).stdout();
    assert!(card.contains("A1, A2, A3, A4, A5, A6 and 2 more (see -f json)\n"), "{card}");
}

#[test]
fn a_code_that_leaves_no_room_for_its_count_goes_on_below() {
    let response = |code, number| format!("{{\"Code\":\"{code}\",\"RequestId\":\"{}\"}}\n", id(number));
    let input = response("InvalidAccessGroup.AlreadyAttached", 1) + &response("InternalError", 2);
    let (summary, ..) = at_terminal_with(40, &["explain", "--summary"], input.as_bytes());
    let summary = without_color(&summary);
    let lines: Vec<&str> = summary.lines().take(4).collect();
    assert_eq!(
        lines,
        [
            "Code                 Count  Share",
            "InvalidAccessGroup.      1    50%",
            "AlreadyAttached",
            "InternalError            1    50%",
        ]
    );
}
