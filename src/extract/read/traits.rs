//! Sorts out, by a look at few bytes, the many words of a line that cannot mean anything.

use crate::extract::read::keys;
use crate::extract::read::mention;

/// What a word may be.
#[derive(Clone, Copy, Debug)]
pub struct Traits {
    /// One that opens a phrase or a link.
    pub phrase: bool,
    /// The first part of a UUID.
    pub id: bool,
    /// The name of a field, or its first word.
    pub name: bool,
}

impl Traits {
    /// What `word` may be, which has a dot in or after it and `next` behind it; `None` when it is a mere word.
    pub fn of(word: &str, dotted: bool, next: Option<&u8>) -> Option<Self> {
        let bytes = word.as_bytes();
        let traits = Self {
            phrase: may_open_phrase(bytes),
            id: bytes.len() == 8 && next == Some(&b'-'),
            name: keys::may_lead(word),
        };
        let status = matches!(bytes, [b'4' | b'5', _, _]);
        let matters = traits.phrase
            || traits.id
            || traits.name
            || status
            || word.starts_with("SDK")
            || mention::may_be_code(bytes, dotted, next);
        matters.then_some(traits)
    }
}

/// The first bytes of the words that open a phrase, and the last one of `Error`.
fn may_open_phrase(word: &[u8]) -> bool {
    match word {
        [
            b'h' | b'H' | b'e' | b'E' | b'a' | b'A' | b'S' | b'p' | b'T' | b'C',
            rest @ ..,
        ] => rest.len() >= 3,
        [.., b'r', b'o', b'r'] => true,
        _ => false,
    }
}
