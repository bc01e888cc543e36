//! Reads `synonyms.txt`, which explains its own format, and writes what [`super::synonyms`] looks up. Part of the build step.

use std::collections::{BTreeMap, BTreeSet};

use super::stems::{LONGEST_PHRASE, stem};
use crate::sorted_lines;

/// The words of users and what they mean in the words of the catalog.
#[derive(Default)]
pub struct SynonymsFile {
    /// By the stem of what users say: the stems that it means, and whether each is as good as it.
    meanings: BTreeMap<String, BTreeMap<String, bool>>,
    /// The single words of what users say.
    words: BTreeSet<String>,
    /// Chinese phrases and the English ones that they mean.
    chinese: Vec<(String, String)>,
}

impl SynonymsFile {
    /// Reads the file, or returns what is wrong with the first row that cannot be read.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut file = Self::default();
        let mut skipped = Vec::new();
        let mut said = Vec::new();
        let rows = rows(text);
        for row in &rows {
            let (kind, phrases) = row.split_once(": ").ok_or_else(|| format!("'{row}' has no kind"))?;
            let phrases: Vec<&str> = phrases.split('|').map(str::trim).collect();
            match kind {
                "skip" => skipped.extend(phrases.iter().flat_map(|words| words.split(' '))),
                "same" => file.add(&phrases, &phrases, true)?,
                "said" => said = phrases,
                "mean" => file.add(&std::mem::take(&mut said), &phrases, false)?,
                "chinese" => file.add_chinese(&phrases)?,
                _ => {
                    return Err(format!("'{kind}' is not one of skip, same, said, mean, chinese"));
                }
            }
        }
        for word in skipped {
            let stem = stem(word);
            let meanings = file.meanings.entry(stem.to_owned()).or_default();
            meanings.remove(stem);
        }
        // A longer phrase may contain a shorter one.
        file.chinese.sort_by_key(|(chinese, _)| std::cmp::Reverse(chinese.len()));
        Ok(file)
    }

    /// Adds a row. What users say means itself, too.
    fn add(&mut self, said: &[&str], meant: &[&str], same: bool) -> Result<(), String> {
        let meant = meant.iter().map(|phrase| stem_of_phrase(phrase));
        let meant: Vec<String> = meant.collect::<Result<_, _>>()?;
        for phrase in said {
            let stem = stem_of_phrase(phrase)?;
            let meanings = self.meanings.entry(stem.clone()).or_default();
            meanings.insert(stem, true);
            for meant in &meant {
                *meanings.entry(meant.clone()).or_default() |= same;
            }
            self.words.extend(phrase.split(' ').map(ToOwned::to_owned));
        }
        Ok(())
    }

    fn add_chinese(&mut self, phrases: &[&str]) -> Result<(), String> {
        for phrase in phrases {
            let (chinese, english) = phrase
                .split_once(" = ")
                .ok_or_else(|| format!("'{phrase}' has no ' = ' between Chinese and English"))?;
            self.chinese.push((chinese.to_owned(), english.to_owned()));
        }
        Ok(())
    }

    /// A line for each phrase in the order of the phrases, with its meanings; `=` marks those that are as good as the phrase.
    pub fn phrases(&self) -> String {
        let mark = |same: bool| if same { "=" } else { "" };
        sorted_lines::write(self.meanings.iter().map(|(phrase, meanings)| {
            let meanings = meanings.iter().map(|(stem, &same)| format!("{}{stem}", mark(same)));
            (phrase, meanings.collect::<Vec<_>>().join(" "))
        }))
    }

    /// The single words of what users say, one per line.
    pub fn words(&self) -> String {
        let words = self.words.iter();
        words.flat_map(|word| [word, "\n"]).collect()
    }

    /// A line for each Chinese phrase with its meaning, the longest first.
    pub fn chinese(&self) -> String {
        sorted_lines::write(self.chinese.iter().map(|(chinese, english)| (chinese, english)))
    }
}

/// The rows of a text. An indented line continues the row above it.
fn rows(text: &str) -> Vec<String> {
    let mut rows: Vec<String> = Vec::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        match rows.last_mut() {
            Some(row) if line.starts_with(' ') => {
                row.push(' ');
                row.push_str(line.trim());
            }
            _ => rows.extend((!line.is_empty()).then(|| line.to_owned())),
        }
    }
    rows
}

/// The stem of a phrase, if it is written as phrases have to be.
fn stem_of_phrase(phrase: &str) -> Result<String, String> {
    let is_plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    let words: Vec<&str> = phrase.split(' ').collect();
    let is_word = |word: &&str| !word.is_empty() && word.bytes().all(is_plain);
    if words.len() <= LONGEST_PHRASE && words.iter().all(is_word) {
        Ok(stem(&words.concat()).to_owned())
    } else {
        Err(format!("'{phrase}' is not one to {LONGEST_PHRASE} words of lower-case letters"))
    }
}
