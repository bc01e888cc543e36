//! Chooses a few short literals such that every code contains one of them, and orders them for the search.

use std::collections::HashMap;
use std::ops::RangeInclusive;

/// The number of texts above which choosing the best literals would take too long.
const LARGE_VOCABULARY: usize = 2000;

/// Literals such that each of `texts` contains at least one. They are as long as possible with no more than
/// `most` of them.
pub fn pieces<'t>(
    texts: &[&'t str],
    lengths: RangeInclusive<usize>,
    most: usize,
    fits: fn(&str) -> bool,
) -> Option<Vec<&'t str>> {
    let shortest = *lengths.start();
    lengths
        .rev()
        .filter(|len| texts.len() <= LARGE_VOCABULARY || *len == shortest)
        .map(|len| cover(texts, len, fits))
        .find(|cover| cover.len() <= most)
}

/// A small set of literals of length `len`, one of which is in every text, the most common first.
fn cover<'t>(texts: &[&'t str], len: usize, fits: fn(&str) -> bool) -> Vec<&'t str> {
    let mut left: Vec<Vec<&str>> = texts.iter().map(|text| candidates(text, len, fits)).collect();
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for piece in left.iter().flatten() {
        *counts.entry(piece).or_default() += 1;
    }
    let mut chosen = Vec::new();
    while !left.is_empty() {
        let best = counts.iter().max_by_key(|&(piece, count)| (*count, *piece));
        let Some((&best, _)) = best else { break };
        chosen.push(best);
        left.retain(|pieces| {
            let covered = pieces.contains(&best);
            for piece in pieces.iter().filter(|_| covered) {
                counts.entry(piece).and_modify(|count| *count -= 1);
            }
            !covered
        });
    }
    chosen
}

/// The suitable literals in one text, or its beginning if there are none.
fn candidates(text: &str, len: usize, fits: fn(&str) -> bool) -> Vec<&str> {
    let windows = (0..text.len()).filter_map(|at| text.get(at..at + len));
    let mut pieces: Vec<&str> = windows.filter(|piece| fits(piece)).collect();
    if pieces.is_empty() {
        pieces.push(text.get(..len).unwrap_or(text));
    }
    pieces
}

/// Whether little in ordinary text begins like the literal, which starts with the capital of a longer word, or with a
/// dot before anything but a lower-case letter.
pub fn is_rare(piece: &str) -> bool {
    match piece.as_bytes() {
        [b'.', second, ..] => !second.is_ascii_lowercase(),
        [first, rest @ ..] => first.is_ascii_uppercase() && rest.iter().all(u8::is_ascii_alphabetic),
        [] => false,
    }
}

/// The number of groups among which the search distributes its literals in turn.
const GROUPS: usize = 8;
/// The bytes of its literals that the search checks first.
const SEEN: usize = 4;
/// The most common letters, a bit for each.
const COMMON: u128 = {
    let letters = b"etaoinsrETAOINSR";
    let mut bits = 0;
    let mut at = 0;
    while at < letters.len() {
        bits |= 1 << letters[at];
        at += 1;
    }
    bits
};
/// The extra weight of such a letter, in addition to the 1 of every byte.
const MORE: u32 = 3;

/// Orders literals so that the search puts similar ones into the same group.
///
/// Its first check combines the halves of a byte from any two literals of a group. With dissimilar literals it stops at
/// many words that match none of them, and a stop takes as long as reading a few hundred bytes.
pub fn grouped<'t>(literals: &[&'t str]) -> Vec<&'t str> {
    let seen = literals.iter().map(|literal| literal.len()).min();
    let seen = seen.unwrap_or_default().min(SEEN);
    let mut groups: [Vec<&str>; GROUPS] = Default::default();
    for literal in literals {
        let growth = |group: &[_]| stops(&[group, &[*literal]].concat(), seen) - stops(group, seen);
        let open = groups.iter_mut().enumerate();
        let open = open.filter(|(at, group)| at + group.len() * GROUPS < literals.len());
        if let Some((_, group)) = open.min_by_key(|(_, group)| growth(group)) {
            group.push(*literal);
        }
    }
    let rounds = 0..literals.len().div_ceil(GROUPS);
    let dealt = rounds.flat_map(|round| groups.iter().filter_map(move |group| group.get(round)));
    dealt.copied().collect()
}

/// An estimate of how often the search stops for a group, from the letters that it accepts at each position.
fn stops(group: &[&str], seen: usize) -> u64 {
    let weight = |at: usize| {
        let bytes = || {
            let bytes = group.iter().map(|literal| literal.as_bytes().get(at));
            bytes.flatten()
        };
        let mixed = bytes().flat_map(|high| bytes().map(move |low| (high & 0x70) | (low & 0x0f)));
        let taken = mixed.fold(0, |taken, byte| taken | 1_u128 << byte);
        u64::from(taken.count_ones() + MORE * (taken & COMMON).count_ones())
    };
    (0..seen).map(weight).product()
}

#[cfg(test)]
mod tests {
    use super::{GROUPS, grouped, is_rare, pieces};

    #[test]
    fn every_text_holds_a_piece() {
        let texts = ["InvalidVpc.NotFound", "InvalidVip.NotFound", "Forbbiden.Ram", "User. Disabled", "Throttling.Api"];
        let chosen = pieces(&texts, 2..=6, 4, is_rare).unwrap_or_default();
        assert!((1..=4).contains(&chosen.len()));
        for text in texts {
            assert!(chosen.iter().any(|piece| text.contains(piece)), "{text}");
        }
    }

    #[test]
    fn alike_literals_share_a_group() {
        let alike = ["Code", "User", "Para", "Inva", "Disa", "Reso", "Miss", "Supp"];
        let literals: Vec<String> =
            (b'a'..=b'b').flat_map(|end| alike.map(|start| format!("{start}{}", char::from(end)))).collect();
        let literals: Vec<&str> = literals.iter().rev().map(String::as_str).collect();
        let ordered = grouped(&literals);
        assert_eq!(ordered.len(), literals.len());
        let (first, second) = ordered.split_at(GROUPS);
        for (first, second) in first.iter().zip(second) {
            assert_eq!(first.get(..4), second.get(..4));
        }
    }

    #[test]
    fn too_many_texts_for_the_search_are_refused() {
        let texts: Vec<String> = (b'A'..=b'Z').map(|letter| format!("x.{}", char::from(letter))).collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        assert_eq!(pieces(&texts, 2..=6, 20, is_rare), None);
    }
}
