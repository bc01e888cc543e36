//! Compares a query with codes as a whole, letter by letter.

use super::hit::{Found, Rank};
use super::letters::{self, Outline};
use super::slips::{self, Slips};
use crate::catalog::Entry;

/// The dots, blanks and other signs that a code has at most.
const SIGNS: usize = 8;

/// A query in the form in which it is compared with codes.
#[derive(Debug)]
pub struct Folded {
    /// Letters and digits, small.
    pub letters: String,
    outline: Outline,
    /// The slips that it may hold.
    slips: usize,
}

/// How a query resembles a code.
#[derive(Debug, Clone, Copy)]
pub enum Likeness {
    /// It has the same letters and digits in the same order.
    Same,
    /// It is the code with its halves swapped.
    Swapped,
    /// A few slips turn it into the code.
    Near(Slips),
    /// The code begins with it.
    Prefix,
    /// It stands in the code, from the start of a word on.
    Part,
}

impl Folded {
    pub fn new(text: &str) -> Self {
        let letters = letters::fold(text);
        let outline = Outline::of(letters.as_bytes());
        // More than one slip in four letters makes another word. In a sentence two slips may be a word: `fs not found`.
        let letters_for_slip = if is_sentence(text) { 6 } else { 4 };
        let slips = slips::MAX.min(letters.len() / letters_for_slip);
        Self {
            letters,
            outline,
            slips,
        }
    }

    /// The best of what this finds in the code of an entry and its aliases.
    pub fn find(&self, place: usize, entry: &Entry) -> Option<Found> {
        let found = entry
            .spellings()
            .enumerate()
            .filter_map(|(spelling, code)| {
                let likeness = self.likeness(code)?;
                let rank = match likeness {
                    Likeness::Same if spelling > 0 => Rank::Alias,
                    Likeness::Same => Rank::Exact,
                    Likeness::Prefix => Rank::Prefix,
                    Likeness::Part => Rank::Parts,
                    Likeness::Swapped | Likeness::Near(_) => Rank::Distance,
                };
                Some(Found {
                    spelling,
                    ..Found::new(place, rank, self.closeness(likeness, code))
                })
            });
        found.reduce(|best, next| if next.score > best.score { next } else { best })
    }

    /// How near a code is, in 0 to 1, among those that it resembles in the same way.
    #[expect(clippy::cast_precision_loss, reason = "codes are short")]
    fn closeness(&self, likeness: Likeness, code: &str) -> f64 {
        match likeness {
            Likeness::Same | Likeness::Swapped => 1.0,
            Likeness::Prefix | Likeness::Part => self.letters.len() as f64 / code.len() as f64,
            Likeness::Near(slips) => 1.0 / slips.cost() as f64,
        }
    }

    /// Whether a code is too long to be meant as a whole, told before its letters are looked at.
    pub fn is_shorter_than(&self, code: &str) -> bool {
        self.letters.len() + slips::MAX + SIGNS < code.len()
    }

    /// How this resembles a code; `None` when it does not.
    pub fn likeness(&self, code: &str) -> Option<Likeness> {
        if self.letters.is_empty() || code.len() + slips::MAX < self.letters.len() {
            return None;
        }
        let outline = Outline::of(code.as_bytes());
        let inside = if self.outline.fits_in(outline) {
            self.inside(code.as_bytes(), outline)
        } else {
            None
        };
        match inside {
            Some(Likeness::Same | Likeness::Swapped) => inside,
            // A code without its last letter is the beginning of it, too.
            _ => self.slips_to(code, outline).map(Likeness::Near).or(inside),
        }
    }

    /// The slips between this and a code, if they are few.
    fn slips_to(&self, code: &str, outline: Outline) -> Option<Slips> {
        let is_near = self.outline.is_near(outline, self.slips);
        if is_near && letters::share_an_end(self.letters.as_bytes(), code.as_bytes()) {
            slips::between(&self.letters, &letters::fold(code), self.slips)
        } else {
            None
        }
    }

    /// How the letters of this, all of which a code has, stand in it.
    fn inside(&self, code: &[u8], outline: Outline) -> Option<Likeness> {
        let query = self.letters.as_bytes();
        let is_whole = outline.letters == query.len();
        if letters::read(code, 0, query).is_some() {
            return Some(if is_whole {
                Likeness::Same
            } else {
                Likeness::Prefix
            });
        }
        let mut likeness = None;
        letters::for_each_word_start(code, |start| {
            if letters::read(code, start, query).is_some() {
                likeness = Some(Likeness::Part);
            } else if is_whole && is_swapped(query, code, start) {
                likeness = Some(Likeness::Swapped);
            }
        });
        likeness
    }
}

/// Whether a query has more than one word.
pub fn is_sentence(query: &str) -> bool {
    query.split_whitespace().nth(1).is_some()
}

/// Whether a query is a code from `middle` on, followed by what stands before it.
fn is_swapped(query: &[u8], code: &[u8], middle: usize) -> bool {
    let (head, tail) = code.split_at(middle.min(code.len()));
    query
        .split_at_checked(Outline::of(tail).letters)
        .is_some_and(|(first, second)| {
            letters::read(tail, 0, first).is_some() && letters::read(head, 0, second).is_some()
        })
}

/// The texts of an entry that are searched.
pub fn texts(entry: &Entry) -> impl Iterator<Item = &str> {
    entry
        .spellings()
        .chain([&*entry.message, &*entry.resolution])
}
