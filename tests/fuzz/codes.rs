//! Any text as a code, a pattern or a status. Case and spaces are ignored, and patterns match the same codes as a
//! simple matcher.
#![no_main]

use libfuzzer_sys::fuzz_target;
use naserr::{Catalog, Selector};

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
    let text = text.trim_end_matches(|c: char| c == ',' || c.is_whitespace());
    text.chars().filter(|c| !c.is_whitespace()).map(|c| c.to_ascii_lowercase()).collect()
}

fuzz_target!(|text: &str| {
    let catalog = Catalog::built_in();
    let entries = catalog.find(text);
    let mut spread: String = text.chars().flat_map(|c| [' ', c]).collect();
    spread.push_str(",\n");
    for other in [&text.to_ascii_uppercase(), &text.to_ascii_lowercase(), &spread] {
        assert_eq!(catalog.find(other), entries, "{other:?}");
    }
    for entry in &entries {
        assert!(entry.spellings().any(|spelling| folded(spelling) == folded(text)), "{text:?} found {}", entry.code);
    }
    match text.parse() {
        Ok(Selector::Status(status)) => {
            let admitted = (0..=u16::MAX).filter(|&code| status.admits(Some(code)));
            assert!(matches!(admitted.count(), 1 | 100), "{text:?}");
            assert!(catalog.with_status(&status).all(|entry| status.admits(entry.http_code)));
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
        Ok(Selector::Code(code)) => assert_eq!(catalog.find(&code), entries, "{text:?}"),
        Ok(other) => panic!("{other:?} is a selector that this test does not know"),
        Err(reason) => assert!(!reason.to_string().is_empty()),
    }
});
