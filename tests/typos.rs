//! Typos of every kind in every code: does search still find the code, and does did-you-mean suggest it?
//!
//! `cargo test typos -- --nocapture` prints a report. `cargo test --release -- --ignored typos` tries every single typo.

use std::collections::BTreeMap;

use naserr::{Catalog, Entry, search, suggest};

/// Letters that a typo adds: common ones, a rare one, a capital and a digit.
const LETTERS: [char; 5] = ['e', 's', 'x', 'R', '2'];

/// A text that somebody may type instead of a code.
struct Typo {
    kind: &'static str,
    text: String,
}

fn folded(text: &str) -> String {
    text.chars().filter(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_lowercase()).collect()
}

fn single_typos(code: &str) -> Vec<Typo> {
    let letters: Vec<char> = code.chars().collect();
    let is_letter = |at: usize| letters.get(at).is_some_and(char::is_ascii_alphanumeric);
    let with = |range: std::ops::Range<usize>, new: &[char]| {
        letters[..range.start].iter().chain(new).chain(&letters[range.end..]).collect::<String>()
    };
    let mut typos = Vec::new();
    for at in (0..letters.len()).filter(|&at| is_letter(at)) {
        typos.push(Typo { kind: "deletion", text: with(at..at + 1, &[]) });
        typos.push(Typo { kind: "insertion", text: with(at..at, &[letters[at]]) });
        for new in LETTERS {
            typos.push(Typo { kind: "insertion", text: with(at..at, &[new]) });
            typos.push(Typo { kind: "substitution", text: with(at..at + 1, &[new]) });
        }
        if is_letter(at + 1) {
            typos.push(Typo { kind: "transposition", text: with(at..at + 2, &[letters[at + 1], letters[at]]) });
        }
    }
    typos.retain(|typo| folded(&typo.text) != folded(code));
    typos
}

/// Every eighth typo. A letter has 13 or 14, so over all codes this reaches every kind.
fn some_single_typos(code: &str) -> Vec<Typo> {
    single_typos(code).into_iter().skip(code.len() % 8).step_by(8).collect()
}

/// A second typo in some of the texts with one typo. The steps reach every part of a code.
fn double_typos(code: &str) -> Vec<Typo> {
    let firsts = single_typos(code);
    let mut typos = Vec::new();
    for (turn, first) in firsts.iter().enumerate().step_by(97) {
        let seconds = single_typos(&first.text).into_iter().skip(turn % 7).step_by(113);
        typos.extend(seconds.map(|second| Typo { kind: "two typos", text: second.text }));
    }
    typos.retain(|typo| folded(&typo.text) != folded(code));
    typos
}

/// The words of a code as its case shows them.
fn words(code: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut before = ' ';
    for letter in code.chars() {
        let starts = letter.is_ascii_alphanumeric()
            && (!before.is_ascii_alphanumeric() || letter.is_ascii_uppercase() && !before.is_ascii_uppercase());
        match words.last_mut() {
            Some(word) if !starts => word.extend(letter.is_ascii_alphanumeric().then_some(letter)),
            _ => words.extend(letter.is_ascii_alphanumeric().then(|| letter.to_string())),
        }
        before = letter;
    }
    words
}

fn styles(code: &str) -> Vec<Typo> {
    let words = words(code);
    let mut styles = vec![
        Typo { kind: "small letters", text: code.to_lowercase() },
        Typo { kind: "capitals", text: code.to_uppercase() },
        Typo { kind: "kebab-case", text: words.join("-").to_lowercase() },
        Typo { kind: "snake_case", text: words.join("_").to_lowercase() },
        Typo { kind: "words", text: words.join(" ").to_lowercase() },
        Typo { kind: "no dots", text: code.replace('.', "") },
    ];
    if let Some((head, tail)) = code.split_once('.').filter(|(_, tail)| !tail.is_empty()) {
        let (head, tail) = (head.trim(), tail.trim());
        styles.push(Typo { kind: "swapped halves", text: format!("{tail}.{head}") });
        styles.push(Typo { kind: "swapped halves", text: format!("{tail} {head}").to_lowercase() });
    }
    styles
}

/// Whether no other code is as near to the text, so that there is one right answer.
fn is_clear(text: &str, code: &str, catalog: &Catalog) -> bool {
    let text = folded(text);
    let distance = |other: &str| strsim::osa_distance(&text, &folded(other));
    let own = distance(code);
    let others = catalog.entries().iter().filter(|entry| entry.code != code).flat_map(Entry::spellings);
    others.filter(|other| other.len().abs_diff(code.len()) < 8).all(|other| distance(other) > own)
}

#[derive(Default)]
struct Tally {
    tried: usize,
    first: usize,
    in_three: usize,
    offered_first: usize,
    unclear: usize,
}

fn tally(typos: impl Fn(&str) -> Vec<Typo>) -> BTreeMap<&'static str, Tally> {
    let catalog = Catalog::built_in();
    let mut tallies = BTreeMap::<_, Tally>::new();
    for entry in catalog.entries() {
        for Typo { kind, text } in typos(&entry.code) {
            let tally = tallies.entry(kind).or_default();
            let hits = search(&catalog, &text, Some(3));
            let place = hits.iter().position(|hit| hit.entry.code == entry.code);
            let offered = suggest(&catalog, &text).first() == Some(&&*entry.code);
            if (place != Some(0) || !offered) && kind != "swapped halves" && !is_clear(&text, &entry.code, &catalog) {
                tally.unclear += 1;
                continue;
            }
            tally.tried += 1;
            tally.first += usize::from(place == Some(0));
            tally.in_three += usize::from(place.is_some());
            tally.offered_first += usize::from(offered);
        }
    }
    tallies
}

fn report(tallies: &BTreeMap<&'static str, Tally>) {
    println!("{:16} {:>7} {:>8} {:>8} {:>12} {:>8}", "", "tried", "first %", "in 3 %", "did you mean", "unclear");
    for (kind, tally) in tallies {
        let percent = |count: usize| 100.0 * count as f64 / tally.tried as f64;
        println!(
            "{kind:16} {:7} {:8.2} {:8.2} {:12.2} {:8}",
            tally.tried,
            percent(tally.first),
            percent(tally.in_three),
            percent(tally.offered_first),
            tally.unclear
        );
    }
}

/// Asserts that every typo finds its code in first place.
fn assert_always_found(typos: impl Fn(&str) -> Vec<Typo>) {
    let tallies = tally(typos);
    report(&tallies);
    assert_eq!(tallies.keys().copied().collect::<Vec<_>>(), ["deletion", "insertion", "substitution", "transposition"]);
    for (kind, tally) in tallies {
        assert_eq!((tally.first, tally.offered_first), (tally.tried, tally.tried), "{kind}");
    }
}

#[test]
fn a_code_with_a_typo_is_found() {
    assert_always_found(some_single_typos);
}

#[test]
#[ignore = "takes long without --release"]
fn a_code_with_any_typo_is_found() {
    assert_always_found(single_typos);
}

#[test]
fn a_code_in_another_style_is_found() {
    let tallies = tally(styles);
    report(&tallies);
    for (kind, tally) in tallies {
        assert_eq!(tally.first, tally.tried, "{kind}");
    }
}

#[test]
fn a_code_with_two_typos_is_found_in_99_percent() {
    let tallies = tally(double_typos);
    report(&tallies);
    for (kind, tally) in tallies {
        assert!(tally.first * 100 >= tally.tried * 99, "{kind}");
    }
}
