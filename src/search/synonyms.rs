//! What users say and what the catalog calls it. The data is in `synonyms.txt`; the build step prepares it.

use crate::sorted_lines;

/// For each phrase that users say, sorted by its stem: the stems that it means. A word that says nothing about an error
/// has no meaning.
pub const PHRASES: &str = include_str!(concat!(env!("OUT_DIR"), "/phrases.txt"));

/// The single words of all phrases.
pub const WORDS: &str = include_str!(concat!(env!("OUT_DIR"), "/words.txt"));

/// Chinese phrases and the English ones that they mean, the longest first.
const CHINESE: &str = include_str!(concat!(env!("OUT_DIR"), "/chinese.txt"));

/// Messages of the operating system for failures of NFS and SMB.
const SYSTEM: &str = include_str!(concat!(env!("OUT_DIR"), "/system.txt"));

/// The meaning of a phrase: stems, and whether each is as good as the phrase itself. `None` for an unknown phrase.
pub fn meanings(phrase: &str) -> Option<Vec<(String, bool)>> {
    let meanings = sorted_lines::get(PHRASES, phrase)?.split_ascii_whitespace();
    let meaning = |stem: &str| (stem.trim_start_matches('=').to_owned(), stem.starts_with('='));
    Some(meanings.map(meaning).collect())
}

/// A query with its Chinese phrases replaced by English ones.
pub fn in_english(query: &str) -> String {
    let phrases = sorted_lines::rows(CHINESE).filter(|_| !query.is_ascii());
    phrases.fold(query.to_owned(), |query, (chinese, english)| query.replace(chinese, &format!(" {english} ")))
}

/// The message of the operating system that a query contains, if any. No code of the API explains such a message.
///
/// ```
/// assert_eq!(naserr::mount_error("cp: No space left on device"), Some("no space left on device"));
/// assert_eq!(naserr::mount_error("mount point in use"), None);
/// ```
#[must_use]
pub fn mount_error(query: &str) -> Option<&'static str> {
    let query = query.to_lowercase();
    SYSTEM.lines().find(|message| query.contains(message))
}
