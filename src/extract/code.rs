//! What an error code looks like, and how certain its position makes it that a word is one.

use super::interface::Vocabulary;
use super::names;
use super::shape::{folded, level_len, word_end};
use super::tables::{GENERIC, NOTHING, VERBS, rows};

/// The longest word that can be an unknown code, in bytes.
pub const LONGEST: usize = 128;
/// The shortest unknown code, in bytes.
const SHORTEST: usize = 3;

/// How the codes begin that the service's clients (`SDK.ServerError`) and Node make up themselves.
const OTHERS: [&str; 2] = ["SDK.", "ERR_"];

/// How certain the position of a word makes it that it is an error code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Trust {
    /// An unknown word where clients print codes, but other things too: it needs a `RequestId`.
    Loose,
    /// A word that other systems use too: it needs something that points to the service.
    Plain,
    /// A known code with a dot, or in a position where only codes occur, such as a documentation link.
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

/// Reads a word. `known` is the trust in a code of the vocabulary, `unknown` that in any other word.
pub fn read(word: &str, known: Trust, unknown: Trust, vocabulary: &dyn Vocabulary) -> Option<Code> {
    if OTHERS.iter().any(|other| word.starts_with(other)) {
        return None;
    }
    // Without a full stop or a glued `Error`, unless they belong to the code.
    let bare = word.trim_end_matches('.');
    let texts = [Some(word), Some(bare), bare.strip_suffix("Error")];
    if let Some(text) = texts.into_iter().flatten().find(|text| vocabulary.canonical(text).is_some()) {
        let trust = if text.contains('.') { known.max(Trust::Sure) } else { known };
        return Some(Code { len: text.len(), known: true, trust });
    }
    let text = bare.strip_suffix("Error").filter(|stem| stem.contains('.')).unwrap_or(bare);
    let is_name = || names::key(text).is_some() && !is_dotted(text);
    (is_code(text) && !is_name()).then_some(Code { len: text.len(), known: false, trust: unknown })
}

/// Reads the value of a key such as `Code`.
pub fn read_keyed(word: &str, vocabulary: &dyn Vocabulary) -> Option<Code> {
    let code = read(word, Trust::Keyed, Trust::Keyed, vocabulary)?;
    let text = word.get(..code.len)?;
    let convinces = if code.known { !is_generic(text) } else { is_dotted(text) };
    let trust = if convinces { Trust::Keyed } else { Trust::Plain };
    Some(Code { trust, ..code })
}

/// Where the word ends that ends at `end`, including what belongs to it: the second part of `User. Disabled`, which forms
/// write as `User.+Disabled`, and the dot of a code that ends in one.
pub fn whole(text: &str, end: usize, vocabulary: &dyn Vocabulary) -> usize {
    let bare = text.get(..end).unwrap_or_default().trim_end_matches('.');
    let tail = text.get(bare.len()..).unwrap_or_default();
    if let Some(second) = tail.strip_prefix(". ").or_else(|| tail.strip_prefix(".+")) {
        let second = second.get(..word_end(second, 0)).unwrap_or_default().trim_end_matches('.');
        let both = [bare, ". ", second].concat();
        if !second.is_empty() && vocabulary.canonical(both.strip_suffix("Error").unwrap_or(&both)).is_some() {
            return both.len();
        }
    }
    let has_dot = |code: &str| tail.starts_with('.') && code.ends_with('.');
    let dotted = text.get(..=bare.len()).and_then(|word| vocabulary.canonical(word));
    if dotted.is_some_and(has_dot) { bare.len() + 1 } else { bare.len() }
}

/// Whether many systems use the word as a code.
pub fn is_generic(text: &str) -> bool {
    rows(&GENERIC).any(|word| text.eq_ignore_ascii_case(word))
}

/// Whether the shape alone, `Family.Detail`, makes an unknown code credible. Other clouds number their codes.
pub fn is_dotted(text: &str) -> bool {
    let is_numbered = || text.split('.').any(|part| part.starts_with(|c: char| c.is_ascii_digit()));
    text.contains('.') && text.starts_with(|c: char| c.is_ascii_uppercase()) && !is_class(text) && !is_numbered()
}

/// Whether the word names a class, a package, a method, a file or a constant: `Tea.Exceptions.TeaException`,
/// `Client.send_request`, `Foo.java`, `ErrorCode.NotFound`.
pub fn is_class(text: &str) -> bool {
    let small = |part: &str| part.starts_with(|c: char| c.is_ascii_lowercase() || c == '_');
    let (first, last) = text.split_once('.').unwrap_or_default();
    let last = last.rsplit('.').next().unwrap_or(last);
    small(first) || small(last) || names::key(first).is_some() || text.ends_with("Exception")
}

/// Whether the word is more likely the name of a call (`CreateMountTarget`) or of a library's own error (`TeaError`), or
/// a level.
pub fn is_other_name(word: &str) -> bool {
    let begins_word = |rest: &str| rest.starts_with(|c: char| c.is_ascii_uppercase());
    let is_call = rows(&VERBS).any(|verb| word.strip_prefix(verb).is_some_and(begins_word));
    let one_word = |name: &str| !name.bytes().skip(1).any(|b| b == b'.' || b.is_ascii_uppercase());
    level_len(word) == word.len()
        || (is_call && !word.contains('.'))
        || word.strip_suffix("Error").is_some_and(one_word)
}

/// Whether two spellings mean the same code. Case and white space are ignored.
pub fn same(one: &str, other: &str) -> bool {
    folded(one) == folded(other)
}

/// A letter, then letters, digits and underscores, in parts joined by dots.
fn is_code(word: &str) -> bool {
    let same = |other: &&str| word.eq_ignore_ascii_case(other);
    (SHORTEST..=LONGEST).contains(&word.len())
        && word.starts_with(|c: char| c.is_ascii_alphabetic())
        && word.split('.').all(|part| !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || c == '_'))
        && !rows(&NOTHING).any(same)
}
