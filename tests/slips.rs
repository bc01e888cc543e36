//! Typos of every kind in every code: does search still find the code, and does did-you-mean suggest it?
//!
//! `cargo test slips -- --nocapture` prints a report. The test that tries every single typo is left to
//! `cargo test --release -- --ignored slips`.

use std::collections::BTreeMap;

use naserr::{Catalog, Entry, search, suggest};

/// Letters that a slip brings in: common ones, a rare one, a capital and a digit.
const LETTERS: [char; 5] = ['e', 's', 'x', 'R', '2'];

/// A text that someone may write for a code, with its kind.
struct Slip {
    kind: &'static str,
    text: String,
}

fn folded(text: &str) -> String {
    text.chars().filter(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_lowercase()).collect()
}

fn single_slips(code: &str) -> Vec<Slip> {
    let letters: Vec<char> = code.chars().collect();
    let is_letter = |at: usize| letters.get(at).is_some_and(char::is_ascii_alphanumeric);
    let with = |range: std::ops::Range<usize>, new: &[char]| {
        letters[..range.start].iter().chain(new).chain(&letters[range.end..]).collect::<String>()
    };
    let mut slips = Vec::new();
    for at in (0..letters.len()).filter(|&at| is_letter(at)) {
        slips.push(Slip { kind: "deletion", text: with(at..at + 1, &[]) });
        slips.push(Slip { kind: "insertion", text: with(at..at, &[letters[at]]) });
        for new in LETTERS {
            slips.push(Slip { kind: "insertion", text: with(at..at, &[new]) });
            slips.push(Slip { kind: "substitution", text: with(at..at + 1, &[new]) });
        }
        if is_letter(at + 1) {
            slips.push(Slip { kind: "transposition", text: with(at..at + 2, &[letters[at + 1], letters[at]]) });
        }
    }
    slips.retain(|slip| folded(&slip.text) != folded(code));
    slips
}

/// Every eighth. In the next code that is another letter, and since a letter has 13 or 14 slips, another kind of slip.
fn some_single_slips(code: &str) -> Vec<Slip> {
    single_slips(code).into_iter().skip(code.len() % 8).step_by(8).collect()
}

/// A second slip on some of the first ones, with steps that reach every part of a code.
fn double_slips(code: &str) -> Vec<Slip> {
    let firsts = single_slips(code);
    let mut slips = Vec::new();
    for (turn, first) in firsts.iter().enumerate().step_by(97) {
        let seconds = single_slips(&first.text).into_iter().skip(turn % 7).step_by(113);
        slips.extend(seconds.map(|second| Slip { kind: "two slips", text: second.text }));
    }
    slips.retain(|slip| folded(&slip.text) != folded(code));
    slips
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

fn styles(code: &str) -> Vec<Slip> {
    let words = words(code);
    let mut styles = vec![
        Slip { kind: "small letters", text: code.to_lowercase() },
        Slip { kind: "capitals", text: code.to_uppercase() },
        Slip { kind: "kebab-case", text: words.join("-").to_lowercase() },
        Slip { kind: "snake_case", text: words.join("_").to_lowercase() },
        Slip { kind: "words", text: words.join(" ").to_lowercase() },
        Slip { kind: "no dots", text: code.replace('.', "") },
    ];
    if let Some((head, tail)) = code.split_once('.').filter(|(_, tail)| !tail.is_empty()) {
        let (head, tail) = (head.trim(), tail.trim());
        styles.push(Slip { kind: "swapped halves", text: format!("{tail}.{head}") });
        styles.push(Slip { kind: "swapped halves", text: format!("{tail} {head}").to_lowercase() });
    }
    styles
}

/// Whether no other code is as near to a text as the one it was made from, so that there is one right answer.
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

fn tally(slips: impl Fn(&str) -> Vec<Slip>) -> BTreeMap<&'static str, Tally> {
    let catalog = Catalog::built_in();
    let mut tallies = BTreeMap::<_, Tally>::new();
    for entry in catalog.entries() {
        for Slip { kind, text } in slips(&entry.code) {
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

/// Every slip must find its code in first place.
fn always_finds_its_code(slips: impl Fn(&str) -> Vec<Slip>) {
    let tallies = tally(slips);
    report(&tallies);
    assert_eq!(tallies.keys().copied().collect::<Vec<_>>(), ["deletion", "insertion", "substitution", "transposition"]);
    for (kind, tally) in tallies {
        assert_eq!((tally.first, tally.offered_first), (tally.tried, tally.tried), "{kind}");
    }
}

#[test]
fn a_single_slip_finds_its_code() {
    always_finds_its_code(some_single_slips);
}

#[test]
#[ignore = "takes long without --release"]
fn every_single_slip_finds_its_code() {
    always_finds_its_code(single_slips);
}

#[test]
fn every_style_finds_its_code() {
    let tallies = tally(styles);
    report(&tallies);
    for (kind, tally) in tallies {
        assert_eq!(tally.first, tally.tried, "{kind}");
    }
}

#[test]
fn two_slips_hardly_ever_miss() {
    let tallies = tally(double_slips);
    report(&tallies);
    for (kind, tally) in tallies {
        assert!(tally.first * 100 >= tally.tried * 99, "{kind}");
    }
}
