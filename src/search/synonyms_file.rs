//! Reads `synonyms.txt`, which explains its own format, for the build step.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::stems::{LONGEST_PHRASE, stem};
use crate::sorted_lines;

/// What users say, and what it means in the words of the catalog.
#[derive(Default)]
pub struct SynonymsFile {
    /// The stems that each phrase of users means, by the stem of the phrase, and whether each is as good as the phrase.
    meanings: BTreeMap<String, BTreeMap<String, bool>>,
    /// The single words of what users say.
    pub words: BTreeSet<String>,
    /// Chinese phrases and the English ones that they mean, the longest first, because they may contain shorter ones.
    pub chinese: Vec<(String, String)>,
    /// Messages of the operating system for failures of NFS and SMB.
    pub system: Vec<String>,
}

impl SynonymsFile {
    /// Reads the file, or returns what is wrong with the first invalid row.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut file = Self::default();
        let (mut skipped, mut said) = (Vec::new(), Vec::new());
        // An indented line continues the row above it.
        let text = text.replace("\n ", " ");
        for row in text.lines().filter(|row| !row.is_empty() && !row.starts_with('#')) {
            let (kind, phrases) = row.split_once(": ").ok_or_else(|| format!("'{row}' has no kind"))?;
            let phrases: Vec<&str> = phrases.split('|').map(str::trim).collect();
            match kind {
                "skip" => skipped.extend(phrases.iter().flat_map(|words| words.split_whitespace())),
                "same" => file.add(&phrases, &phrases, true)?,
                "said" => said = phrases,
                "mean" => file.add(&std::mem::take(&mut said), &phrases, false)?,
                "chinese" => {
                    for phrase in phrases {
                        let (chinese, english) = phrase
                            .split_once(" = ")
                            .ok_or_else(|| format!("'{phrase}' has no ' = ' between Chinese and English"))?;
                        file.chinese.push((chinese.to_owned(), english.to_owned()));
                    }
                }
                "system" => file.system.extend(phrases.into_iter().map(str::to_owned)),
                _ => return Err(format!("'{kind}' is not one of skip, same, said, mean, chinese, system")),
            }
        }
        for word in skipped {
            file.meanings.entry(stem(word).to_owned()).or_default().remove(stem(word));
        }
        file.chinese.sort_by_key(|(chinese, _)| Reverse(chinese.len()));
        Ok(file)
    }

    /// Adds a row. What users say also means itself.
    fn add(&mut self, said: &[&str], meant: &[&str], same: bool) -> Result<(), String> {
        let meant: Vec<String> = meant.iter().map(|phrase| stem_of_phrase(phrase)).collect::<Result<_, _>>()?;
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

    /// A line for each phrase, with its meanings. `=` marks those that are as good as the phrase.
    pub fn phrases(&self) -> String {
        sorted_lines::write(self.meanings.iter().map(|(phrase, meanings)| {
            let meanings = meanings.iter().map(|(stem, same)| format!("{}{stem}", if *same { "=" } else { "" }));
            (phrase, meanings.collect::<Vec<_>>().join(" "))
        }))
    }
}

/// The stem of a phrase, or an error if the phrase is not written correctly.
fn stem_of_phrase(phrase: &str) -> Result<String, String> {
    let is_plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    let words: Vec<&str> = phrase.split(' ').collect();
    if words.len() <= LONGEST_PHRASE && words.iter().all(|word| !word.is_empty() && word.bytes().all(is_plain)) {
        Ok(stem(&words.concat()).to_owned())
    } else {
        Err(format!("'{phrase}' is not one to {LONGEST_PHRASE} words of lower-case letters"))
    }
}
