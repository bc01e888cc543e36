//! What holds for any input.

use std::sync::LazyLock;

use naserr::{Catalog, Finding, Selector, Totals};
use proptest::prelude::{ProptestConfig, Strategy, any, prop, proptest};
use proptest::sample::{Index, select};
use serde_json::Value;
use unicode_width::UnicodeWidthStr;

use crate::decoded;
use crate::extract::{findings, fixtures};
use crate::harness::at_terminal_with;
use crate::screen::{controls, without_color};

/// Everything that clients print, as the fixtures have it.
static FIXTURES: LazyLock<Vec<Vec<u8>>> =
    LazyLock::new(|| fixtures().into_iter().map(|fixture| fixture.input).collect());

/// Words that errors are made of, and punctuation between them.
const WORDS: &str = "(Code|code|Error:|RequestId|: |=|\"|\\{|\\}|\n|InternalError|[A-Z][a-z]{2,6}(\\.[A-Z][a-z]{2,6})?|\
    54744262-D1DB-5E41-AEF1-40A5B35366DF| ){0,40}";

/// Pieces of what clients print, words in any order, and any bytes.
fn input() -> impl Strategy<Value = Vec<u8>> {
    let piece = (select(&**FIXTURES), any::<Index>(), any::<Index>()).prop_map(|(text, one, other)| {
        let (one, other) = (one.index(text.len() + 1), other.index(text.len() + 1));
        text[one.min(other)..one.max(other)].to_vec()
    });
    let whole = select(&**FIXTURES);
    let words = WORDS.prop_map(String::into_bytes);
    let noise = prop::collection::vec(any::<u8>(), 0..8);
    let more_noise = prop::collection::vec(any::<u8>(), 0..2000);
    let part = proptest::prop_oneof![3 => piece, 3 => whole, 1 => words, 1 => noise, 1 => more_noise];
    prop::collection::vec(part, 1..6).prop_map(|parts| parts.concat())
}

/// Ordinary lines, more of them than are read completely.
fn ordinary() -> Vec<u8> {
    (0..6000)
        .flat_map(|n| format!("2026-11-26 09:00:00 INFO app: request {n} served in 12 ms\n").into_bytes())
        .collect()
}

/// What is found in an input that arrives in parts, cut at these places.
fn found_in_parts(input: &[u8], mut cuts: Vec<usize>) -> (Vec<Finding<'static>>, Totals) {
    cuts.extend([0, input.len()]);
    cuts.sort_unstable();
    let parts = cuts.windows(2).map(|pair| &input[pair[0]..pair[1]]);
    findings(parts.filter(|part| !part.is_empty()).map(Some))
}

/// Asserts that every code, RequestId and line that is reported is in the input.
fn assert_nothing_is_invented(input: &[u8]) {
    let (found, totals) = findings([Some(input)]);
    let readings = decoded::readings(input);
    for Finding { received, file, .. } in &found {
        // A record of our own output names its own place.
        let is_here = file == "-";
        assert!(!is_here || (1..=totals.lines).contains(&received.line), "{received:?}");
        for text in [&received.code, &received.request_id].into_iter().flatten() {
            let text = decoded::letters(text);
            assert!(readings.iter().any(|reading| reading.contains(&text)), "{received:?}");
        }
    }
}

#[test]
fn codes_and_ids_of_every_fixture_are_in_it() {
    for input in &*FIXTURES {
        assert_nothing_is_invented(input);
    }
}

/// Text that would not be shown as it is: control characters, escape sequences, text in other directions, wide and
/// invisible characters, markup.
fn text() -> impl Strategy<Value = String> {
    let odd = select(vec![
        "\u{1b}[31m",
        "\u{1b}]0;x\u{7}",
        "\u{9b}",
        "\u{202e}",
        "\u{200b}",
        "\r",
        "\t",
        "\u{0}",
        "<",
        "&",
        "]]>",
        "\"",
        "\\",
        "|",
        "文件系统",
        "👩\u{200d}🚀",
        "e\u{301}",
        "\u{fffe}",
        " ",
        "a word ",
    ])
    .prop_map(str::to_owned);
    let any_text = any::<String>();
    prop::collection::vec(proptest::prop_oneof![3 => odd, 1 => any_text], 0..12).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn codes_and_ids_that_are_reported_are_in_the_input(input in input()) {
        assert_nothing_is_invented(&input);
    }

    #[test]
    fn cuts_between_reads_change_nothing(input in input(), cuts in prop::collection::vec(any::<Index>(), 1..8)) {
        let cuts = cuts.into_iter().map(|cut| cut.index(input.len() + 1)).collect();
        assert_eq!(found_in_parts(&input, cuts), findings([Some(&*input)]));
    }

    #[test]
    fn output_can_be_parsed_and_cannot_control_the_terminal(
        texts in prop::collection::vec(text(), 4),
        code in select(vec!["NotQualified", "Strange.Thing", "InternalError"]),
        width in 40_usize..200,
    ) {
        let record = serde_json::json!({
            "Known": false, "Resolution": null, "Count": 1, "Code": code,
            "Message": &texts[0], "RequestId": &texts[1], "HostId": &texts[2], "Recommend": &texts[3],
        });
        let input = record.to_string();
        let explain = |options: &[&str]| {
            let arguments = [&["explain"], options].concat();
            let (answer, messages, _) = at_terminal_with(width, &arguments, input.as_bytes());
            let (answer, messages) = (without_color(&answer), without_color(&messages));
            let shown = answer.chars().filter(|c| *c != '\t' || !options.contains(&"tsv"));
            assert!(!shown.chain(messages.chars()).any(controls), "{options:?}: {answer:?}");
            answer
        };
        for options in [[].as_slice(), &["--each"], &["--summary"]] {
            let answer = explain(options);
            assert!(answer.lines().all(|line| line.width() <= width), "{options:?} at {width}:\n{answer}");
        }
        let received: Vec<Option<&str>> = texts.iter().map(|text| Some(text.as_str()).filter(|text| !text.is_empty())).collect();
        let names = ["Message", "RequestId", "HostId", "Recommend"];
        let json: Value = serde_json::from_str(&explain(&["-f", "json"])).unwrap();
        let jsonl: Value = serde_json::from_str(&explain(&["-f", "jsonl"])).unwrap();
        assert_eq!(json[0], jsonl);
        let xml = explain(&["-f", "xml"]);
        let document = roxmltree::Document::parse(&xml).unwrap();
        for (name, text) in names.into_iter().zip(&received) {
            // A message that was not received is the catalog's.
            if name == "Message" && text.is_none() {
                continue;
            }
            assert_eq!(jsonl[name].as_str(), *text, "{name}");
            let element = document.descendants().find(|node| node.has_tag_name(name));
            assert_eq!(element.is_some(), text.is_some(), "{name}: {xml}");
            // What XML cannot hold is written out there.
            let holds = |c: char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..);
            if let Some((element, text)) = element.zip(*text)
                && text.chars().all(holds)
            {
                assert_eq!(element.text(), Some(text), "{name}: {xml}");
            }
        }
        let tsv = explain(&["-f", "tsv"]);
        let columns: Vec<usize> = tsv.lines().map(|line| line.split('\t').count()).collect();
        assert_eq!(columns, [15, 15], "{tsv}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn cuts_between_reads_of_a_large_input_change_nothing(input in input(), cuts in prop::collection::vec(any::<Index>(), 1..4)) {
        let before = ordinary();
        let input = [&*before, &input, b"\n", &before[..4000], &input].concat();
        // Near what is read completely; far away from it, a cut changes nothing.
        let start = before.len() - 200;
        let cuts = cuts.into_iter().map(|cut| start + cut.index(input.len() - start)).collect();
        assert_eq!(found_in_parts(&input, cuts), findings([Some(&*input)]));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_word_is_a_selector_or_is_refused_with_a_reason(word in any::<String>()) {
        if let Err(reason) = word.parse::<Selector>() {
            assert!(!reason.to_string().is_empty());
        }
    }

    #[test]
    fn any_pattern_ends_and_stars_match_every_code(pattern in "[a-zA-Z.*? ]{0,60}") {
        let catalog = Catalog::built_in();
        assert!(catalog.matching(&pattern).count() <= catalog.entries().len());
        assert_eq!(catalog.matching(&format!("*{}", "*".repeat(pattern.len()))).count(), catalog.entries().len());
    }
}
