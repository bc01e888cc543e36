//! Reads `vocabulary.txt`. Part of the build step; the crate itself only knows the thesaurus that is made of it.

use std::collections::{BTreeMap, BTreeSet};

use super::language;

/// The words of users and of the catalog.
#[derive(Default)]
pub struct Vocabulary {
    /// By the stem of what users say: the stems that stand for it, and whether each is as good.
    pub meanings: BTreeMap<String, BTreeMap<String, bool>>,
    /// The single words of what users say.
    pub words: BTreeSet<String>,
}

impl Vocabulary {
    /// Reads rows, or says what is wrong with the first that cannot be read.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut vocabulary = Self::default();
        let mut skipped = Vec::new();
        let mut said = Vec::new();
        let rows = rows(text);
        for row in &rows {
            let (kind, phrases) = row
                .split_once(": ")
                .ok_or_else(|| format!("'{row}' has no kind"))?;
            let phrases: Vec<&str> = phrases.split('|').map(str::trim).collect();
            match kind {
                "skip" => skipped.extend(phrases.iter().flat_map(|words| words.split(' '))),
                "same" => vocabulary.add(&phrases, &phrases, true)?,
                "said" => said = phrases,
                "mean" => vocabulary.add(&std::mem::take(&mut said), &phrases, false)?,
                _ => return Err(format!("'{kind}' is none of skip, same, said, mean")),
            }
        }
        for word in skipped {
            let stem = language::stem(word);
            vocabulary
                .meanings
                .entry(stem.to_owned())
                .or_default()
                .remove(stem);
        }
        Ok(vocabulary)
    }

    /// The stems of all phrases.
    pub fn stems(&self) -> BTreeSet<&str> {
        let said = self.meanings.keys();
        let meant = self.meanings.values().flat_map(BTreeMap::keys);
        said.chain(meant).map(String::as_str).collect()
    }

    /// Adds a row. What users say stands for itself, too.
    fn add(&mut self, said: &[&str], meant: &[&str], same: bool) -> Result<(), String> {
        let meant: Vec<String> = meant
            .iter()
            .map(|phrase| stem(phrase))
            .collect::<Result<_, _>>()?;
        for phrase in said {
            let stem = stem(phrase)?;
            let meanings = self.meanings.entry(stem.clone()).or_default();
            meanings.insert(stem, true);
            for meant in &meant {
                *meanings.entry(meant.clone()).or_default() |= same;
            }
            self.words.extend(phrase.split(' ').map(ToOwned::to_owned));
        }
        Ok(())
    }
}

/// The rows of a text, those of several lines put together.
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

/// The stem of a phrase, if it is written as phrases are.
fn stem(phrase: &str) -> Result<String, String> {
    let is_word = |word: &str| {
        let is_plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
        !word.is_empty() && word.bytes().all(is_plain)
    };
    let words: Vec<String> = phrase.split(' ').map(ToOwned::to_owned).collect();
    if words.len() <= language::PHRASE && words.iter().all(|word| is_word(word)) {
        Ok(stem_of_all(&words))
    } else {
        Err(format!(
            "'{phrase}' is not one to {} words of small letters",
            language::PHRASE
        ))
    }
}

/// The stem of words that are read as one: `file systems` is `filesystem`.
pub fn stem_of_all(words: &[String]) -> String {
    let mut all = words.concat();
    let length = language::stem(&all).len();
    all.truncate(length);
    all
}
