//! What an error code looks like, and how sure a place makes us that one stands there.

use super::names;
use super::tables::{FILE_ENDINGS, GENERIC, NOTHING, REASONS, VERBS, rows};
use super::vocabulary::Vocabulary;

/// The bytes of the longest word that may be an unknown code.
pub const LONGEST: usize = 128;
/// The shortest code that nobody has published, in bytes.
const SHORTEST: usize = 3;

/// How sure the place makes us that a word is an error code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Trust {
    /// Unknown, where clients put codes and other things: needs a `RequestId`.
    Loose,
    /// A word that others use too: needs something that speaks of the service.
    Plain,
    /// Named by a documentation link.
    Link,
    /// A known code with a dot, or where only a code stands.
    Sure,
    /// After a key such as `Code`.
    Keyed,
}

/// A word that was read as a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Code {
    /// The bytes of the word that are the code: a glued `Error` is not.
    pub len: usize,
    /// Whether the vocabulary has it.
    pub known: bool,
    /// What the place says.
    pub trust: Trust,
}

impl Code {
    /// Whether this one tells more than the other.
    pub fn beats(self, other: Self) -> bool {
        (self.known, self.trust) > (other.known, other.trust)
    }

    /// Whether a surer code beside it takes its place.
    pub fn yields(self) -> bool {
        self.trust <= Trust::Plain || (!self.known && self.trust < Trust::Keyed)
    }

    /// Whether it is a word that others use too, or one where anything may stand.
    pub fn is_plain_unknown(self) -> bool {
        self.trust <= Trust::Plain && !self.known
    }
}

/// Reads a word: `known` is the trust in one that the vocabulary has, `unknown` in another one, which counts only where there is one.
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

/// The part of a word that is a known code: without a full stop or a glued `Error`, unless they are of the code.
fn known_part(word: &str, has: impl Fn(&str) -> bool) -> Option<&str> {
    let bare = word.trim_end_matches('.');
    let stem = bare.strip_suffix("Error");
    [Some(word), Some(bare), stem].into_iter().flatten().find(|text| has(text))
}

/// Whether many systems use the word as a code.
pub fn is_generic(text: &str) -> bool {
    !text.contains('.') && rows(&GENERIC).any(|word| text.eq_ignore_ascii_case(word))
}

/// Whether the shape is convincing even of an unknown code: `Family.Detail`.
pub fn is_dotted(text: &str) -> bool {
    text.contains('.') && text.starts_with(|c: char| c.is_ascii_uppercase()) && !is_class(text)
}

/// Whether the name is that of a class, a package, a method, a file or a constant: `Tea.Exceptions.TeaException`,
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

/// Whether the word is rather the name of a call (`CreateMountTarget`) or of a language's own error (`TypeError`).
pub fn is_other_name(word: &str) -> bool {
    let goes_on = |rest: &str| rest.starts_with(|c: char| c.is_ascii_uppercase());
    let is_call = rows(&VERBS).any(|verb| word.strip_prefix(verb).is_some_and(goes_on));
    let is_seam = |pair: &[u8]| matches!(pair, [a, b] if a.is_ascii_lowercase() && b.is_ascii_uppercase());
    let one_word = |name: &str| !name.contains(['_', '.']) && !name.as_bytes().windows(2).any(is_seam);
    is_call || word.strip_suffix("Error").is_some_and(one_word)
}

/// Whether two spellings name one code: case, white space and a glued `Error` aside.
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
