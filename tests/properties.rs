//! What holds for any input.

use naserr::{Catalog, Selector};
use proptest::prelude::{any, proptest};
use proptest::sample::Index;

proptest! {
    #[test]
    fn a_code_is_found_whatever_its_case_and_blanks(
        place in any::<Index>(),
        upper in any::<u64>(),
        blanks in any::<u64>(),
    ) {
        let catalog = Catalog::built_in();
        let entry = catalog.entries().nth(place.index(catalog.entries().len())).unwrap();
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
        if let Err(reason) = Selector::parse(&word) {
            assert!(!reason.is_empty());
        }
    }

    #[test]
    fn any_pattern_ends_and_a_star_matches_all(pattern in "[a-zA-Z.*? ]{0,60}") {
        let catalog = Catalog::built_in();
        assert!(catalog.matching(&pattern).count() <= catalog.entries().len());
        assert_eq!(catalog.matching(&format!("*{}", "*".repeat(pattern.len()))).count(), catalog.entries().len());
    }
}
