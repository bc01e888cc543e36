//! What an error code looks like, and how certain its position makes it that a word is one.

use super::names;
use super::tables::{FILE_ENDINGS, GENERIC, NOTHING, REASONS, VERBS, rows};
use super::vocabulary::Vocabulary;

/// The longest word that can be an unknown code, in bytes.
pub const LONGEST: usize = 128;
/// The shortest unknown code, in bytes.
const SHORTEST: usize = 3;

/// How certain the position of a word makes it that it is an error code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Trust {
    /// An unknown word where clients print codes, but other things too: it needs a `RequestId`.
    Loose,
    /// A word that other systems use too: it needs something that points to the service.
    Plain,
    /// The code in a documentation link.
    Link,
    /// A known code with a dot, or in a position where only codes occur.
    Sure,
    /// After a key such as `Code`.
    Keyed,
}

/// A word that was read as a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Code {
    /// The length of the code within the word, in bytes: an `Error` glued to it is not part of it.
    pub len: usize,
    /// Whether it is in the vocabulary.
    pub known: bool,
    /// The trust that its position gives it.
    pub trust: Trust,
}

impl Code {
    /// Whether this code is more certain than the other.
    pub fn beats(self, other: Self) -> bool {
        (self.known, self.trust) > (other.known, other.trust)
    }

    /// Whether a more certain code next to it replaces it.
    pub fn yields(self) -> bool {
        self.trust <= Trust::Plain || (!self.known && self.trust < Trust::Keyed)
    }

    /// Whether other systems use the word too, or its position may hold anything.
    pub fn is_plain_unknown(self) -> bool {
        self.trust <= Trust::Plain && !self.known
    }
}

/// Reads a word. `known` is the trust in a code of the vocabulary, `unknown` that in any other word, which is ignored
/// if `None`.
pub fn read(word: &str, known: Trust, unknown: Option<Trust>, vocabulary: &dyn Vocabulary) -> Option<Code> {
    if word.starts_with("SDK.") {
        return None;
    }
    let has = |text: &str| vocabulary.canonical(text).is_some();
    if let Some(text) = known_part(word, has) {
        let sure = text.contains('.') && known != Trust::Link;
        let trust = if sure { known.max(Trust::Sure) } else { known };
        return Some(Code { len: text.len(), known: true, trust });
    }
    let word = word.trim_end_matches('.');
    let stem = word.strip_suffix("Error").filter(|stem| stem.contains('.') && stem.len() > SHORTEST);
    let text = stem.unwrap_or(word);
    let is_name = || names::key(text).is_some() && !is_dotted(text);
    (is_code(text) && !is_name()).then_some(())?;
    Some(Code { len: text.len(), known: false, trust: unknown? })
}

/// Reads the value of a key such as `Code`.
pub fn read_keyed(word: &str, vocabulary: &dyn Vocabulary) -> Option<Code> {
    let code = read(word, Trust::Keyed, Some(Trust::Keyed), vocabulary)?;
    let text = word.get(..code.len)?;
    let convinces = if code.known { !is_generic(text) } else { is_dotted(text) && names::key(text).is_none() };
    let trust = if convinces { Trust::Keyed } else { Trust::Plain };
    Some(Code { trust, ..code })
}

/// The part of a word that is a known code: without a full stop or a glued `Error`, unless they belong to the code.
fn known_part(word: &str, has: impl Fn(&str) -> bool) -> Option<&str> {
    let bare = word.trim_end_matches('.');
    let stem = bare.strip_suffix("Error");
    [Some(word), Some(bare), stem].into_iter().flatten().find(|text| has(text))
}

/// Whether many systems use the word as a code.
pub fn is_generic(text: &str) -> bool {
    !text.contains('.') && rows(&GENERIC).any(|word| text.eq_ignore_ascii_case(word))
}

/// Whether the shape alone, `Family.Detail`, makes an unknown code credible.
pub fn is_dotted(text: &str) -> bool {
    text.contains('.') && text.starts_with(|c: char| c.is_ascii_uppercase()) && !is_class(text)
}

/// Whether the word names a class, a package, a method, a file or a constant: `Tea.Exceptions.TeaException`,
/// `Client.send_request`, `Foo.java`, `ErrorCode.NotFound`.
pub fn is_class(text: &str) -> bool {
    let last = text.rsplit('.').next().unwrap_or_default();
    let first = text.split_once('.').map_or("", |(first, _)| first);
    let package = text.starts_with(|c: char| c.is_ascii_lowercase()) && text.contains('.');
    let method = last.starts_with(|c: char| c.is_ascii_lowercase()) && last.contains('_');
    package
        || names::key(first).is_some()
        || method
        || last.ends_with("Exception")
        || text.starts_with("System.")
        || rows(&FILE_ENDINGS).any(|row| *row == last)
}

/// Whether the word is more likely the name of a call (`CreateMountTarget`) or of a language's own error (`TypeError`).
pub fn is_other_name(word: &str) -> bool {
    let goes_on = |rest: &str| rest.starts_with(|c: char| c.is_ascii_uppercase());
    let is_call = rows(&VERBS).any(|verb| word.strip_prefix(verb).is_some_and(goes_on));
    let is_seam = |pair: &[u8]| matches!(pair, [a, b] if a.is_ascii_lowercase() && b.is_ascii_uppercase());
    let one_word = |name: &str| !name.contains(['_', '.']) && !name.as_bytes().windows(2).any(is_seam);
    is_call || word.strip_suffix("Error").is_some_and(one_word)
}

/// Whether two spellings mean the same code. Case, white space and a glued `Error` are ignored.
pub fn same(one: &str, other: &str) -> bool {
    let glued = |long: &str, short: &str| long.strip_suffix("Error").is_some_and(|stem| equal(stem, short));
    equal(one, other) || glued(one, other) || glued(other, one)
}

fn equal(one: &str, other: &str) -> bool {
    let plain = |text: &str| -> Vec<u8> {
        text.bytes().filter(|b| !b.is_ascii_whitespace()).map(|b| b.to_ascii_lowercase()).collect()
    };
    one.eq_ignore_ascii_case(other) || (one.len() != other.len() && plain(one) == plain(other))
}

/// A letter, then letters, digits and underscores, in parts joined by dots.
fn is_code(word: &str) -> bool {
    let same = |other: &&str| word.eq_ignore_ascii_case(other);
    (SHORTEST..=LONGEST).contains(&word.len())
        && word.starts_with(|c: char| c.is_ascii_alphabetic())
        && word.split('.').all(|part| !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || c == '_'))
        && !rows(&NOTHING).any(same)
        && !rows(&REASONS).any(|row| *row == word)
        && !is_system_code(word)
}

/// `ERR_SOCKET_CLOSED`, `ECONNREFUSED`, `E_NOTICE`: codes of a language or an operating system.
fn is_system_code(word: &str) -> bool {
    let is_part = |b: u8| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_';
    word.starts_with("ERR_") || (word.len() > 3 && word.starts_with('E') && word.bytes().all(is_part))
}
