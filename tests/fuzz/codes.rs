//! Any text as a code, a pattern or a status. Case and spaces are ignored, and patterns match the same codes as a
//! simple matcher.
#![no_main]

use libfuzzer_sys::fuzz_target;
use naserr::{Catalog, Entry, HttpCode, Selector};

/// A simple matcher, which compares one character after the other.
fn matches(pattern: &[char], code: &[char]) -> bool {
    match (pattern, code) {
        ([], []) => true,
        (['*', rest @ ..], _) => (0..=code.len()).any(|skipped| matches(rest, &code[skipped..])),
        (['?', rest @ ..], [_, code @ ..]) => matches(rest, code),
        ([c, rest @ ..], [first, code @ ..]) => c == first && matches(rest, code),
        _ => false,
    }
}

fn folded(text: &str) -> Vec<char> {
    let kept = text.chars().filter(|c| !c.is_ascii_whitespace());
    kept.map(|c| c.to_ascii_lowercase()).collect()
}

fn found<'c>(catalog: &'c Catalog, code: &str) -> Option<Vec<&'c Entry>> {
    catalog.find(code).map(|found| found.entries)
}

fuzz_target!(|text: &str| {
    let catalog = Catalog::built_in();
    let entries = found(&catalog, text);
    let mut spread: String = text.chars().flat_map(|c| [' ', c]).collect();
    spread.push_str(",\n");
    for other in [&text.to_ascii_uppercase(), &text.to_ascii_lowercase(), &spread] {
        assert_eq!(found(&catalog, other), entries, "{other:?}");
    }
    for entry in entries.iter().flatten() {
        let wanted = folded(text.trim_end_matches(|c: char| c == ',' || c.is_whitespace()));
        let wanted: Vec<char> = wanted.into_iter().filter(|c| !c.is_whitespace()).collect();
        let spellings = entry.spellings();
        assert!(spellings.map(folded).any(|spelling| spelling == wanted), "{text:?} found {}", entry.code);
    }
    match text.parse() {
        Ok(Selector::Status(status)) => {
            let admitted = (100..=599).filter_map(HttpCode::new).filter(|&code| status.admits(Some(code)));
            assert!(matches!(admitted.count(), 1 | 100), "{text:?}");
            assert!(catalog.with_status(status).all(|entry| status.admits(entry.http_code)));
        }
        Ok(Selector::Pattern(pattern)) => {
            let all: Vec<&str> = catalog.matching(&pattern).map(|entry| &*entry.code).collect();
            let pattern = folded(&pattern);
            // The simple matcher takes exponential time for many stars.
            if pattern.iter().filter(|c| **c == '*').count() <= 3 && pattern.iter().all(char::is_ascii) {
                let read = catalog.entries().iter().map(|entry| &*entry.code);
                let read: Vec<&str> = read.filter(|code| matches(&pattern, &folded(code))).collect();
                assert_eq!(all, read, "{text:?}");
            }
        }
        Ok(Selector::Code(code)) => assert_eq!(found(&catalog, &code), entries, "{text:?}"),
        Ok(other) => panic!("{other:?} is a selector that this test does not know"),
        Err(reason) => assert!(!reason.to_string().is_empty()),
    }
});
