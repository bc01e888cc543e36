//! At a terminal: widths from 40 columns up, and the colours of each stream.

use naserr::{Catalog, Exit};
use unicode_width::UnicodeWidthStr;

use crate::harness::{at_terminal, file, naserr, without_color};
use crate::screen;

const WIDTHS: [usize; 5] = [40, 60, 80, 120, 200];

/// A text without spaces and line ends, to compare texts that are wrapped differently.
fn letters(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

#[test]
fn every_card_fits_and_no_text_is_cut() {
    let catalog = Catalog::built_in();
    // A code with two statuses would be two cards.
    let single = |code: &str| catalog.find(code).len() == 1;
    for entry in catalog.entries().iter().filter(|entry| single(&entry.code)) {
        for width in WIDTHS {
            let (card, _, exit) = at_terminal(width, &["lookup", &entry.code]);
            let card = without_color(&card);
            assert_eq!(exit, Exit::Found);
            assert!(
                card.lines().filter(|line| !line.contains("://")).all(|line| line.width() <= width),
                "{} at {width}:\n{card}",
                entry.code
            );
            let link = entry.code.replace(' ', "%20");
            assert!(card.contains(&format!("?q={link}&product=NAS\n")), "{card}");
            for text in [&entry.message, &entry.resolution] {
                assert!(letters(&card).contains(&letters(text)), "{} at {width}:\n{card}", entry.code);
            }
        }
    }
}

#[test]
fn the_whole_catalog_fits() {
    for width in WIDTHS {
        let (listing, _, _) = at_terminal(width, &["list"]);
        let listing = without_color(&listing);
        for line in listing.lines() {
            assert!(line.width() <= width, "{width}: {line}");
        }
        if listing.contains('…') {
            assert!(listing.lines().any(|line| line.width() == width), "{width}: {listing}");
        }
        for entry in Catalog::built_in().entries() {
            let code = letters(&entry.code);
            assert!(letters(&listing).contains(&code), "{} at {width}", entry.code);
        }
    }
}

#[test]
fn help_fits_the_terminal() {
    for width in WIDTHS {
        for command in ["lookup", "search", "list", "explain"] {
            let (help, _, _) = at_terminal(width, &[command, "--help"]);
            for line in help.lines().filter(|line| !line.starts_with("Usage: ") && !line.contains("://")) {
                assert!(line.width() <= width.min(100), "{command} at {width}: {line}");
            }
        }
    }
}

#[test]
fn the_resolution_is_set_apart_and_is_the_only_bold_text() {
    let (card, _, _) = at_terminal(80, &["lookup", "NotQualified"]);
    let lines: Vec<&str> = card.lines().collect();
    let place = lines.iter().position(|line| line.contains("Resolution")).unwrap();
    assert_eq!(lines[place - 1], "");
    assert!(lines[place].contains("\u{1b}[1mPlease initiate"), "{card:?}");
    let bold: Vec<&&str> = lines.iter().filter(|line| line.contains("\u{1b}[1m")).collect();
    assert_eq!(bold.len(), 2, "{card:?}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_real_terminal_says_how_wide_it_is() {
    use crate::harness::{BINARY, Run, has_tools};

    if !has_tools(&["script", "stty"]) {
        return;
    }
    // A terminal that does not know its size counts as one of 80 columns.
    for (size, width) in [("cols 40 rows 24", 40), ("cols 100 rows 24", 100), ("cols 0 rows 0", 80)] {
        let mut script = std::process::Command::new("script");
        script.args(["-qec", &format!("stty {size} && '{BINARY}' list -q"), "/dev/null"]);
        let listing = Run::of(script).end().stdout.replace("\r\n", "\n");
        assert_eq!(listing, at_terminal(width, &["list"]).0);
    }
}

#[test]
fn client_and_server_errors_have_different_colours() {
    let color = |code: &str| {
        let (card, _, _) = at_terminal(80, &["lookup", code]);
        let (_, after) = card.split_once("HttpCode").unwrap();
        after.split_once(code).unwrap().0.split("\u{1b}[").nth(2).unwrap().split_once('m').unwrap().0.to_owned()
    };
    assert_eq!((color("NotQualified").as_str(), color("ServiceTimeout").as_str()), ("33", "31"));
}

#[test]
fn colour_obeys_the_arguments_then_the_environment_then_the_terminal() {
    let colored = |arguments: &[&str], environment: &[(&str, &str)]| {
        let run = naserr(["lookup", "NotQualified"].iter().chain(arguments));
        environment.iter().fold(run, |run, (name, value)| run.env(name, value)).stdout().contains('\u{1b}')
    };
    assert!(!colored(&[], &[]));
    assert!(colored(&["--color", "always"], &[("NO_COLOR", "1")]));
    assert!(colored(&["--color", "always"], &[("TERM", "dumb")]));
    assert!(!colored(&["--color", "never"], &[("CLICOLOR_FORCE", "1")]));
    assert!(colored(&[], &[("CLICOLOR_FORCE", "1")]));
    assert!(!colored(&[], &[("CLICOLOR_FORCE", "0")]));
    assert!(!colored(&[], &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]));
    assert!(colored(&[], &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "")]));
}

#[test]
fn a_dumb_terminal_and_clicolor_0_turn_colour_off_at_a_terminal() {
    let colored = |name: &'static str, value: &'static str| {
        let environment = move |asked: &str| (asked == name).then(|| value.into());
        let (card, ..) = screen::run_with(80, &["lookup", "NotQualified"], None, environment);
        card.contains('\u{1b}')
    };
    assert!(colored("TERM", "xterm") && colored("CLICOLOR", "1"));
    assert!(!colored("TERM", "dumb"));
    assert!(!colored("CLICOLOR", "0"));
    assert!(!colored("NO_COLOR", "1"));
}

#[test]
fn each_stream_decides_for_itself() {
    let (stdout, stderr, exit) = at_terminal(80, &["lookup", "NotQualified", "No.Such"]);
    assert!(stdout.contains('\u{1b}') && stderr.contains("\u{1b}["), "{stderr:?}");
    assert_eq!(exit, Exit::NotFound);
    let (stdout, stderr, _) = screen::run_in_pipe(80, &["lookup", "NotQualified", "No.Such"]);
    assert!(!stdout.contains('\u{1b}') && stderr.contains("\u{1b}["), "{stdout:?} {stderr:?}");
    // Formats for programs have no colours even at a terminal.
    let (json, _, _) = at_terminal(80, &["lookup", "NotQualified", "-f", "json"]);
    assert!(!json.contains('\u{1b}'));
}

#[test]
fn at_a_terminal_lookup_asks_for_codes() {
    let (stdout, stderr, exit) = at_terminal(80, &["lookup", "-"]);
    assert_eq!((stdout.as_str(), exit), ("", Exit::NotFound));
    assert!(
        without_color(&stderr)
            .starts_with("hint: reading codes from standard input, one per line; press Ctrl-D to end\n")
    );
}

#[test]
fn a_code_that_is_too_long_for_a_card_is_broken_at_a_dot() {
    let (card, _, _) = at_terminal(40, &["lookup", "OperationDenied.MountTargetNotEmpty"]);
    let card = without_color(&card);
    let lines: Vec<&str> = card.lines().collect();
    assert_eq!(lines[1..3], ["Code        OperationDenied.", "            MountTargetNotEmpty"]);
}

#[test]
fn a_line_goes_on_below_its_first_letter_and_an_address_stays_whole() {
    let address = "https://example.com/a/very/long/path?with=a&query=b";
    let notes =
        [format!("See {address} --or-else"), "7A9C1D52-3B1F-5E0A-9C47-4E2D8F6B1A03  ends".to_owned(), "o".repeat(30)];
    let own = file("own.json", &serde_json::json!([{"Code": "A.One", "Notes": notes}]).to_string());
    let (card, _, _) = at_terminal(40, &["lookup", "A.One", "--catalog", &own]);
    let card = without_color(&card);
    let (_, notes) = card.split_once("Notes      ").unwrap();
    assert_eq!(
        notes,
        "- See\n\
         \u{20}            https://example.com/a/very/long/path?with=a&query=b\n\
         \u{20}            --or-else\n\
         \u{20}          - 7A9C1D52-3B1F-5E0A-9C47-\n\
         \u{20}            4E2D8F6B1A03  ends\n\
         \u{20}          - ooooooooooooooooooooooooooo\n\
         \u{20}            ooo\n"
    );
}

#[test]
fn a_deeply_indented_line_goes_on_in_the_middle() {
    let notes = format!("First.\n{}second and third, fourth, fifth", " ".repeat(60));
    let own = file("own.json", &serde_json::json!([{"Code": "A.One", "Notes": [notes]}]).to_string());
    let (card, _, _) = at_terminal(40, &["lookup", "A.One", "--catalog", &own]);
    let card = without_color(&card);
    let (_, rest) = card.split_once("First.\n").unwrap();
    assert_eq!(rest, format!("{0}second and\n{0}third, fourth,\n{0}fifth\n", " ".repeat(25)));
}

#[test]
fn messages_are_broken_between_words() {
    let (_, messages, exit) = at_terminal(40, &["lookup", "Foo.Bar.NotFound"]);
    assert_eq!(exit, Exit::NotFound);
    assert_eq!(
        without_color(&messages).lines().take(5).collect::<Vec<_>>(),
        [
            "error: 'Foo.Bar.NotFound' is not in the",
            "       catalog",
            "note: a guess from the name",
            "      'Foo.Bar.NotFound' alone",
            "      (*NotFound*): an object that the",
        ]
    );
    let (_, usage, exit) = at_terminal(40, &["list", "-f", "yaml"]);
    assert_eq!(exit, Exit::Error);
    assert_eq!(
        usage,
        "\u{1b}[1;31merror:\u{1b}[0m invalid value 'yaml' for\n\
         \u{20}      '--format <FORMAT>'\n\
         \u{20}        [possible values: table, json,\n\
         \u{20}        jsonl, xml, markdown, tsv]\n\
         \n\
         \u{20} tip: a similar value exists: 'xml'\n\
         \n\
         For more information, try '--help'.\n"
    );
}

#[test]
fn usage_errors_cannot_control_a_terminal() {
    let (_, usage, _) = at_terminal(80, &["list", "\u{1b}]0;title\u{7}"]);
    assert!(usage.contains("'\\u{1b}]0;title\\u{7}'"), "{usage:?}");
}

/// Entries in Chinese and Hebrew, and with a Chinese code.
const SCRIPTS: &str = "tests/fixtures/catalogs/scripts.json";

#[test]
fn wide_characters_stay_in_their_columns() {
    for width in WIDTHS {
        let (listing, _, _) = at_terminal(width, &["list", "--origin", "user", "--catalog", SCRIPTS]);
        let listing = without_color(&listing);
        for line in listing.lines() {
            assert!(line.width() <= width, "{width}: {line}");
            let text = line.split("  ").last().unwrap_or_default();
            assert!(!text.starts_with(['。', '，']), "{width}: {line}");
        }
    }
    let arguments = ["lookup", "自有.配额", "Own.Chinese", "504", "503", "--catalog", SCRIPTS];
    let (table, _, _) = at_terminal(200, &arguments);
    let table = without_color(&table);
    let column = |text: &str| {
        let line = table.lines().find(|line| line.contains(text)).unwrap();
        line.split_once(text).unwrap().0.width()
    };
    assert_eq!(column("配额已用完"), column("Message"));
    assert_eq!(column("文件系统不存在"), column("Message"));
}

#[test]
fn a_line_may_have_latin_words_and_wide_characters() {
    let (card, _, _) = at_terminal(60, &["lookup", "Own.Chinese", "--catalog", SCRIPTS]);
    assert!(without_color(&card).contains("Resolution  在控制台或用 DescribeFileSystems 核对文件系"), "{card}");
}

#[test]
fn a_summary_shows_the_columns_for_which_there_is_room() {
    for (width, columns, has_bars) in [
        (87, 5, true),
        (86, 5, false),
        (61, 5, false),
        (60, 4, false),
        (50, 4, false),
        (49, 3, false),
        (40, 3, false),
        (39, 2, false),
        (30, 2, false),
    ] {
        let (summary, _, _) = at_terminal(width, &["explain", "--summary", "tests/fixtures/app.log"]);
        let summary = without_color(&summary);
        let table: Vec<&str> = summary.lines().take_while(|line| !line.is_empty()).collect();
        assert!(width == 30 || table.iter().all(|line| line.width() <= width), "{width}: {summary}");
        let names: Vec<&str> = table[0].split_whitespace().collect();
        assert_eq!(names, ["Code", "Count", "Share", "HttpCode", "Retryable"][..columns], "{width}");
        assert_eq!(summary.contains('█'), has_bars, "{width}");
    }
}
