//! Chooses few short pieces of text of which every code holds one, for a search that takes few.

use std::collections::HashMap;
use std::ops::RangeInclusive;

/// Texts from which on choosing the best pieces would take too long.
const LARGE_VOCABULARY: usize = 2000;

/// Pieces of text of which every one of `texts` holds at least one: the longest of which no more than
/// `most` are needed.
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

/// A small set of pieces of length `len` that every text holds one of: the commonest first.
fn cover<'t>(texts: &[&'t str], len: usize, fits: fn(&str) -> bool) -> Vec<&'t str> {
    let mut left: Vec<Vec<&str>> = texts
        .iter()
        .map(|text| candidates(text, len, fits))
        .collect();
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

/// The pieces of one text that fit, or its beginning when none does.
fn candidates(text: &str, len: usize, fits: fn(&str) -> bool) -> Vec<&str> {
    let windows = (0..text.len()).filter_map(|at| text.get(at..at + len));
    let mut pieces: Vec<&str> = windows.filter(|piece| fits(piece)).collect();
    if pieces.is_empty() {
        pieces.push(text.get(..len).unwrap_or(text));
    }
    pieces
}

/// Whether the piece begins as little in ordinary text does: with a capital that begins a word of
/// some length, or a dot before anything but a small letter.
pub fn is_rare(piece: &str) -> bool {
    match piece.as_bytes() {
        [b'.', second, ..] => !second.is_ascii_lowercase(),
        [first, rest @ ..] => {
            first.is_ascii_uppercase() && rest.iter().all(u8::is_ascii_alphabetic)
        }
        [] => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{is_rare, pieces};

    #[test]
    fn every_text_holds_a_piece() {
        let texts = [
            "InvalidVpc.NotFound",
            "InvalidVip.NotFound",
            "Forbbiden.Ram",
            "User. Disabled",
            "Throttling.Api",
        ];
        let chosen = pieces(&texts, 2..=6, 4, is_rare).unwrap_or_default();
        assert!((1..=4).contains(&chosen.len()));
        for text in texts {
            assert!(chosen.iter().any(|piece| text.contains(piece)), "{text}");
        }
    }

    #[test]
    fn too_many_texts_for_the_search_are_refused() {
        let texts: Vec<String> = (b'A'..=b'Z')
            .map(|letter| format!("x.{}", char::from(letter)))
            .collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        assert_eq!(pieces(&texts, 2..=6, 20, is_rare), None);
    }
}
