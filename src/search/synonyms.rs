//! What users say and what the catalog calls it. The data is in `synonyms.txt`; the build step prepares it.

use crate::sorted_lines;

/// For each phrase that users say, by its stem and in the order of the stems: the stems that it means. A word that says
/// nothing about an error means nothing.
pub const PHRASES: &str = include_str!(concat!(env!("OUT_DIR"), "/phrases.txt"));

/// The single words of all phrases.
pub const WORDS: &str = include_str!(concat!(env!("OUT_DIR"), "/words.txt"));

/// Chinese phrases and the English ones that they mean, the longest first.
const CHINESE: &str = include_str!(concat!(env!("OUT_DIR"), "/chinese.txt"));

/// What the operating system says where NFS or SMB fails.
const SYSTEM: &str = include_str!(concat!(env!("OUT_DIR"), "/system.txt"));

/// What a phrase means: stems, each with whether it is as good as the phrase itself. `None` for an unknown phrase.
pub fn meanings(phrase: &str) -> Option<Vec<(String, bool)>> {
    let meanings = sorted_lines::get(PHRASES, phrase)?.split_ascii_whitespace();
    let meaning = |stem: &str| (stem.trim_start_matches('=').to_owned(), stem.starts_with('='));
    Some(meanings.map(meaning).collect())
}

/// A query with its Chinese phrases in English.
pub fn in_english(query: &str) -> String {
    let phrases = sorted_lines::rows(CHINESE).filter(|_| !query.is_ascii());
    phrases.fold(query.to_owned(), |query, (chinese, english)| query.replace(chinese, &format!(" {english} ")))
}

/// The error message of the operating system that a query contains, if there is one: no code of the API explains it.
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
