//! What users say and what the catalog calls it. The data is in `synonyms.txt`; the build step prepares it.

use crate::sorted_lines;

/// For each phrase that users say, by its stem and in the order of the stems: the stems that it means. A word that says
/// nothing about an error means nothing.
pub const PHRASES: &str = include_str!(concat!(env!("OUT_DIR"), "/phrases.txt"));

/// The single words of all phrases.
pub const WORDS: &str = include_str!(concat!(env!("OUT_DIR"), "/words.txt"));

/// Chinese phrases and the English ones that they mean, the longest first.
const CHINESE: &str = include_str!(concat!(env!("OUT_DIR"), "/chinese.txt"));

/// What a phrase means: stems, each with whether it is as good as the phrase itself. `None` for an unknown phrase.
pub fn meanings(phrase: &str) -> Option<Vec<(String, bool)>> {
    let meanings = sorted_lines::get(PHRASES, phrase)?.split_ascii_whitespace();
    let meaning = |stem: &str| (stem.trim_start_matches('=').to_owned(), stem.starts_with('='));
    Some(meanings.map(meaning).collect())
}

/// A query with its Chinese phrases in English.
pub fn in_english(query: &str) -> String {
    let mut english = query.to_owned();
    if !query.is_ascii() {
        for (chinese, meaning) in CHINESE.lines().filter_map(|line| line.split_once('\t')) {
            if english.contains(chinese) {
                english = english.replace(chinese, &format!(" {meaning} "));
            }
        }
    }
    english
}

#[cfg(test)]
mod tests {
    use super::in_english;

    #[test]
    fn the_longest_chinese_phrase_counts() {
        let words = |query| in_english(query).split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(words("文件系统不存在"), "file system not found");
        assert_eq!(words("mount 挂载点"), "mount mount target");
    }
}
