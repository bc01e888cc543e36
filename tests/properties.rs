//! What holds for any input.

use std::fs;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::LazyLock;

use naserr::{Catalog, Occurrence, Selector, Totals};
use proptest::prelude::{ProptestConfig, Strategy, any, prop, proptest};
use proptest::sample::{Index, select};
use serde_json::Value;
use unicode_width::UnicodeWidthStr;

use crate::decoded;
use crate::harness::at_terminal_with;
use crate::screen::{steers, without_color};

/// Everything that clients print, as the fixtures have it.
static FIXTURES: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/explain");
    let files = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    let mut files: Vec<_> = files.filter(|file| file.file_name().is_some_and(|name| name != "index.tsv")).collect();
    files.sort();
    files.into_iter().map(|file| fs::read(file).unwrap()).collect()
});

/// Pieces of what clients print, and bytes in between.
fn input() -> impl Strategy<Value = Vec<u8>> {
    let piece = (select(&**FIXTURES), any::<Index>(), any::<Index>()).prop_map(|(text, one, other)| {
        let (one, other) = (one.index(text.len() + 1), other.index(text.len() + 1));
        text[one.min(other)..one.max(other)].to_vec()
    });
    let whole = select(&**FIXTURES);
    let noise = prop::collection::vec(any::<u8>(), 0..8);
    let part = proptest::prop_oneof![3 => piece, 3 => whole, 1 => noise];
    prop::collection::vec(part, 1..6).prop_map(|parts| parts.concat())
}

/// Ordinary lines, more of them than are read before only the neighbourhood of some words is.
fn much() -> Vec<u8> {
    (0..6000)
        .flat_map(|n| format!("2026-11-26 09:00:00 INFO app: request {n} served in 12 ms\n").into_bytes())
        .collect()
}

/// What is found in parts that come one after the other, each with the name of the file that it stands in.
fn explained(parts: &[&[u8]]) -> (Vec<(Occurrence, String)>, Totals) {
    /// After each part, a signal interrupts the read, which is not the end.
    struct Parts<'p>(&'p [&'p [u8]], bool);

    impl std::io::Read for Parts<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
            self.1 = !self.1;
            if self.1 {
                return Err(std::io::ErrorKind::Interrupted.into());
            }
            let Some((first, rest)) = self.0.split_first() else {
                return Ok(0);
            };
            let length = first.len().min(buffer.len());
            buffer[..length].copy_from_slice(&first[..length]);
            assert_eq!(length, first.len(), "parts fit the reader's buffer");
            self.0 = rest;
            Ok(length)
        }
    }

    let catalog = Catalog::built_in();
    let mut found = Vec::new();
    let parts: Vec<&[u8]> = parts.iter().flat_map(|part| part.chunks(64 * 1024)).collect();
    let parts = &mut Parts(&parts, true);
    let totals = naserr::explain(&catalog, parts, "-", |finding| {
        found.push((finding.received, finding.file));
        ControlFlow::Continue(())
    });
    (found, totals.unwrap())
}

/// Text that wants to be shown otherwise than it is: controls, sequences, other directions, wide and invisible characters, markup.
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
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn what_is_reported_stands_in_the_input(input in input()) {
        let (found, totals) = explained(&[&input]);
        let readings = decoded::readings(&input);
        for (one, file) in &found {
            // Our own output names the place that it was made from.
            let is_here = file == "-";
            assert!(!is_here || (1..=totals.lines).contains(&one.line), "{one:?}");
            for text in [&one.code, &one.request_id].into_iter().flatten() {
                let text = decoded::letters(text);
                assert!(readings.iter().any(|reading| reading.contains(&text)), "{one:?}");
            }
        }
    }

    #[test]
    fn no_split_changes_anything(input in input(), cuts in prop::collection::vec(any::<Index>(), 1..8)) {
        let mut cuts: Vec<usize> = cuts.into_iter().map(|cut| cut.index(input.len() + 1)).collect();
        cuts.extend([0, input.len()]);
        cuts.sort_unstable();
        let parts: Vec<&[u8]> = cuts.windows(2).map(|pair| &input[pair[0]..pair[1]]).filter(|part| !part.is_empty()).collect();
        assert_eq!(explained(&parts), explained(&[&input]));
    }

    #[test]
    fn what_is_printed_can_be_read_and_steers_nothing(
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
            assert!(!shown.chain(messages.chars()).any(steers), "{options:?}: {answer:?}");
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
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn no_split_of_a_large_input_changes_anything(input in input(), cuts in prop::collection::vec(any::<Index>(), 1..4)) {
        let before = much();
        let input = [&*before, &input, b"\n", &before[..4000], &input].concat();
        // Near what is read; ordinary lines far away from it are not worth a cut.
        let start = before.len() - 200;
        let mut cuts: Vec<usize> = cuts.into_iter().map(|cut| start + cut.index(input.len() - start)).collect();
        cuts.extend([0, input.len()]);
        cuts.sort_unstable();
        let parts: Vec<&[u8]> = cuts.windows(2).map(|pair| &input[pair[0]..pair[1]]).filter(|part| !part.is_empty()).collect();
        assert_eq!(explained(&parts), explained(&[&input]));
    }
}

proptest! {
    #[test]
    fn a_code_is_found_whatever_its_case_and_blanks(
        place in any::<Index>(),
        upper in any::<u64>(),
        blanks in any::<u64>(),
    ) {
        let catalog = Catalog::built_in();
        let entry = place.get(catalog.entries());
        let bit = |bits: u64, place: usize| bits >> (place % 64) & 1 == 1;
        let mut written = String::new();
        for (place, c) in entry.code.chars().enumerate() {
            if bit(blanks, place) {
                written.push(' ');
            }
            written.push(if bit(upper, place) { c.to_ascii_uppercase() } else { c.to_ascii_lowercase() });
        }
        let found = catalog.find(&written).unwrap();
        assert!(found.entries.contains(&entry), "{written}");
    }

    #[test]
    fn any_word_is_some_selector_or_a_reasoned_refusal(word in any::<String>()) {
        if let Err(reason) = word.parse::<Selector>() {
            assert!(!reason.to_string().is_empty());
        }
    }

    #[test]
    fn any_pattern_ends_and_a_star_matches_all(pattern in "[a-zA-Z.*? ]{0,60}") {
        let catalog = Catalog::built_in();
        assert!(catalog.matching(&pattern).count() <= catalog.entries().len());
        assert_eq!(catalog.matching(&format!("*{}", "*".repeat(pattern.len()))).count(), catalog.entries().len());
    }
}
