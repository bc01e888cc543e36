//! What users say and what the catalog calls it. The data is in `synonyms.txt`; the build step prepares it.

use std::cmp::Ordering;

use memchr::{memchr, memrchr};

/// For each phrase that users say, by its stem and in the order of the stems: the stems that it means. A word that says
/// nothing about an error means nothing.
const PHRASES: &str = include_str!(concat!(env!("OUT_DIR"), "/phrases.txt"));

/// The single words of all phrases.
pub const WORDS: &str = include_str!(concat!(env!("OUT_DIR"), "/words.txt"));

/// Chinese phrases and the English ones that they mean, the longest first.
const CHINESE: &str = include_str!(concat!(env!("OUT_DIR"), "/chinese.txt"));

/// What a phrase means: stems, and whether each is as good as the phrase itself. `None` for an unknown phrase.
pub fn meanings(phrase: &str) -> Option<impl Iterator<Item = (&'static str, bool)>> {
    let meanings = value_of(PHRASES, phrase)?.split_ascii_whitespace();
    Some(meanings.map(|stem| match stem.strip_prefix('=') {
        Some(stem) => (stem, true),
        None => (stem, false),
    }))
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

/// The value of a key in lines of keys and values, which are in the order of their keys.
pub fn value_of<'t>(lines: &'t str, key: &str) -> Option<&'t str> {
    let mut rest = lines;
    while !rest.is_empty() {
        let (before, after) = rest.as_bytes().split_at(rest.len() / 2);
        let start = memrchr(b'\n', before).map_or(0, |end| end + 1);
        let end = memchr(b'\n', after).map_or(rest.len(), |end| before.len() + end);
        let (found, value) = rest[start..end].split_once('\t')?;
        rest = match key.cmp(found) {
            Ordering::Equal => return Some(value),
            Ordering::Less => &rest[..start],
            Ordering::Greater => rest.get(end + 1..).unwrap_or_default(),
        };
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{PHRASES, in_english, meanings, value_of};

    #[test]
    fn every_phrase_is_found_and_no_other() {
        for line in PHRASES.lines() {
            let (phrase, meanings) = line.split_once('\t').unwrap_or_default();
            assert_eq!(value_of(PHRASES, phrase), Some(meanings), "{phrase}");
            assert_eq!(value_of(PHRASES, &format!("{phrase}0")), None);
        }
        assert_eq!(value_of("", "a"), None);
        let mut known = meanings("mountpoint").into_iter().flatten();
        assert!(known.any(|known| known == ("mounttarget", true)));
    }

    #[test]
    fn the_longest_chinese_phrase_counts() {
        let words = |query| in_english(query).split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(words("文件系统不存在"), "file system not found");
        assert_eq!(words("mount 挂载点"), "mount mount target");
    }
}
