//! At a terminal: widths from 40 columns up, and colour for each stream.

use naserr::{Catalog, Exit};
use unicode_width::UnicodeWidthStr;

use crate::harness::{at_terminal, naserr, without_color};

const WIDTHS: [usize; 5] = [40, 60, 80, 120, 200];

/// Every word of a text, so that texts wrapped differently compare equal. Words too long for a line are put together again.
fn letters(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

#[test]
fn every_card_fits_and_nothing_of_its_texts_is_cut() {
    let catalog = Catalog::built_in();
    // A code with two statuses is a table of two entries; the next test looks at tables.
    let single = |code: &str| {
        catalog
            .find(code)
            .is_some_and(|found| found.entries.len() == 1)
    };
    for entry in catalog.entries().filter(|entry| single(entry.code)) {
        for width in WIDTHS {
            let (card, _, exit) = at_terminal(width, &["lookup", entry.code]);
            let card = without_color(&card);
            assert_eq!(exit, Exit::Found);
            assert!(
                card.lines().all(|line| line.width() <= width),
                "{} at {width}:\n{card}",
                entry.code
            );
            for text in [entry.message, entry.resolution] {
                assert!(
                    letters(&card).contains(&letters(text)),
                    "{} at {width}:\n{card}",
                    entry.code
                );
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
        for entry in Catalog::built_in().entries() {
            let code = letters(entry.code);
            assert!(
                letters(&listing).contains(&code),
                "{} at {width}",
                entry.code
            );
        }
    }
}

#[test]
fn the_resolution_stands_apart_and_is_the_only_bold_text() {
    let (card, _, _) = at_terminal(80, &["lookup", "NotQualified"]);
    let lines: Vec<&str> = card.lines().collect();
    let place = lines
        .iter()
        .position(|line| line.contains("Resolution"))
        .unwrap();
    assert_eq!(lines[place - 1], "");
    assert!(
        lines[place].contains("\u{1b}[1mPlease initiate"),
        "{card:?}"
    );
    let bold: Vec<&&str> = lines
        .iter()
        .filter(|line| line.contains("\u{1b}[1m"))
        .collect();
    assert_eq!(bold.len(), 2, "{card:?}");
}

#[test]
fn classes_of_status_differ_in_colour() {
    let color = |code: &str| {
        let (card, _, _) = at_terminal(80, &["lookup", code]);
        let (_, after) = card.split_once("HttpCode").unwrap();
        after
            .split_once(code)
            .unwrap()
            .0
            .split("\u{1b}[")
            .nth(2)
            .unwrap()
            .split_once('m')
            .unwrap()
            .0
            .to_owned()
    };
    assert_ne!(color("NotQualified"), color("ServiceTimeout"));
}

#[test]
fn colour_obeys_the_arguments_then_the_environment_then_the_terminal() {
    let colored = |arguments: &[&str], environment: &[(&str, &str)]| {
        let run = naserr(["lookup", "NotQualified"].iter().chain(arguments));
        environment
            .iter()
            .fold(run, |run, (name, value)| run.env(name, value))
            .stdout()
            .contains('\u{1b}')
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
fn each_stream_decides_for_itself() {
    let (stdout, stderr, exit) = at_terminal(80, &["lookup", "NotQualified", "No.Such"]);
    assert!(
        stdout.contains('\u{1b}') && stderr.contains("\u{1b}["),
        "{stderr:?}"
    );
    assert_eq!(exit, Exit::NotFound);
    // Piped, neither is coloured, and the machine's formats never are.
    let (json, _, _) = at_terminal(80, &["lookup", "NotQualified", "-f", "json"]);
    assert!(!json.contains('\u{1b}'));
}

#[test]
fn standard_input_that_is_typed_is_asked_for() {
    let (stdout, stderr, exit) = at_terminal(80, &["lookup", "-"]);
    assert_eq!((stdout.as_str(), exit), ("", Exit::NotFound));
    assert!(
        without_color(&stderr)
            .starts_with("hint: reading codes from standard input, one a line; Ctrl-D ends\n")
    );
}
