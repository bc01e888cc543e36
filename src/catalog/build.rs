//! The build step: checks the built-in layers and the synonyms, and writes them as a static slice and as sorted tables,
//! so that lookups and searches parse nothing.
//!
//! A problem in a layer fails the build with its file, line, entry and field. `synonyms.txt` explains its own format.

#![allow(unused, unreachable_pub, reason = "the modules below are the library's and are only partly used here")]

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;
use std::process::ExitCode;
use std::{env, fs};

use catalog::entry::{Entry, Origin, Texts};
use catalog::{catalog_file, query};
use search::index::{self, LONGEST_PHRASE, stem};

#[path = "../catalog"]
mod catalog {
    pub mod catalog_file;
    pub mod entry;
    pub mod query;
    pub use entry::Entry;
}
#[path = "../search"]
mod search {
    pub mod index;
}
#[path = "../sorted_lines.rs"]
mod sorted_lines;

/// The built-in layers in the order in which they are printed, each with its file.
const LAYERS: [(Origin, &str); 3] = [
    (Origin::Guide, "src/catalog/guide.json"),
    (Origin::Api, "src/catalog/api.json"),
    (Origin::Gateway, "src/catalog/gateway.json"),
];

const SYNONYMS: &str = "src/search/synonyms.txt";

fn main() -> ExitCode {
    println!("cargo::rerun-if-changed=src/catalog");
    println!("cargo::rerun-if-changed=src/search");
    println!("cargo::rerun-if-changed=src/sorted_lines.rs");
    let Err(error) = generate() else {
        return ExitCode::SUCCESS;
    };
    for line in error.to_string().lines() {
        println!("cargo::error={line}");
    }
    ExitCode::FAILURE
}

fn generate() -> Result<(), Box<dyn Error>> {
    let mut entries = Vec::new();
    for (origin, file) in LAYERS {
        entries.extend(catalog_file::read_file(Path::new(file), origin)?);
    }
    let synonyms = fs::read_to_string(SYNONYMS)?;
    let synonyms = Synonyms::parse(&synonyms).map_err(|row| format!("{SYNONYMS}: cannot read '{row}'"))?;
    let phrases = synonyms.phrases();
    let rows: String = entries.iter().map(entry_source).collect();
    let folder = env::var_os("OUT_DIR").unwrap_or_default();
    for (file, text) in [
        ("catalog.rs", format!("&[\n{rows}]")),
        ("places.txt", query::places(&entries)),
        ("index.txt", index::write(&entries, &phrases)),
        ("phrases.txt", phrases),
        ("chinese.txt", sorted_lines::write(synonyms.chinese)),
        ("system.txt", synonyms.system.join("\n")),
    ] {
        fs::write(Path::new(&folder).join(file), text)?;
    }
    Ok(())
}

/// An entry as Rust source. The debug output of a string is a string literal.
fn entry_source(entry: &Entry) -> String {
    let text = |text: &str| format!("Cow::Borrowed({text:?})");
    let texts = |list: &Texts| {
        let texts: Vec<String> = list.iter().map(|item| text(item)).collect();
        format!("Cow::Borrowed(&[{}])", texts.join(", "))
    };
    format!(
        "Entry {{ http_code: {:?}, code: {}, message: {}, resolution: {}, retryable: Retryable::{:?}, \
         origin: Origin::{:?}, aliases: {}, actions: {}, notes: {}, sources: {} }},\n",
        entry.http_code,
        text(&entry.code),
        text(&entry.message),
        text(&entry.resolution),
        entry.retryable,
        entry.origin,
        texts(&entry.aliases),
        texts(&entry.actions),
        texts(&entry.notes),
        texts(&entry.sources),
    )
}

/// What users say, and what it means in the words of the catalog.
#[derive(Default)]
struct Synonyms {
    /// The stems that each phrase of users means, by the stem of the phrase, and whether each is as good as the phrase.
    meanings: BTreeMap<String, BTreeMap<String, bool>>,
    /// Chinese phrases and the English ones that they mean, the longest first, because they may contain shorter ones.
    chinese: Vec<(String, String)>,
    /// Messages of the operating system for failures of NFS and SMB.
    system: Vec<String>,
}

impl Synonyms {
    /// Reads the file, or returns the first row or phrase that is not written correctly.
    fn parse(text: &str) -> Result<Self, String> {
        let mut file = Self::default();
        let (mut skipped, mut said) = (Vec::new(), Vec::new());
        // An indented line continues the row above it.
        let text = text.replace("\n ", " ");
        for row in text.lines().filter(|row| !row.is_empty() && !row.starts_with('#')) {
            let (kind, phrases) = row.split_once(": ").ok_or(row)?;
            let phrases: Vec<&str> = phrases.split('|').map(str::trim).collect();
            match kind {
                "skip" => skipped.extend(phrases.iter().flat_map(|words| words.split_whitespace())),
                "same" => file.add(&phrases, &phrases, true)?,
                "said" => said = phrases,
                "mean" => file.add(&std::mem::take(&mut said), &phrases, false)?,
                "chinese" => {
                    for phrase in phrases {
                        let (chinese, english) = phrase.split_once(" = ").ok_or(phrase)?;
                        file.chinese.push((chinese.to_owned(), english.to_owned()));
                    }
                }
                "system" => file.system.extend(phrases.into_iter().map(str::to_owned)),
                _ => return Err(row.to_owned()),
            }
        }
        for word in skipped {
            file.meanings.entry(stem(word).to_owned()).or_default().remove(stem(word));
        }
        file.chinese.sort_by_key(|(chinese, _)| Reverse(chinese.len()));
        Ok(file)
    }

    /// Adds a row. What users say also means itself, and so does each word of it: a query with only that word has no
    /// typo.
    fn add(&mut self, said: &[&str], meant: &[&str], is_same: bool) -> Result<(), String> {
        for phrase in said {
            let words = index::words(phrase);
            if words.is_empty() || words.len() > LONGEST_PHRASE {
                return Err((*phrase).to_owned());
            }
            let whole = words.concat();
            for own in words.iter().chain([&whole]) {
                self.meanings.entry(stem(own).to_owned()).or_default().insert(stem(own).to_owned(), true);
            }
            let meanings = self.meanings.entry(stem(&whole).to_owned()).or_default();
            for meant in meant {
                *meanings.entry(stem(&index::words(meant).concat()).to_owned()).or_default() |= is_same;
            }
        }
        Ok(())
    }

    /// A line for each phrase, with its meanings. `=` marks those that are as good as the phrase.
    fn phrases(&self) -> String {
        sorted_lines::write(self.meanings.iter().map(|(phrase, meanings)| {
            let meanings = meanings.iter().map(|(stem, same)| format!("{}{stem}", if *same { "=" } else { "" }));
            (phrase, meanings.collect::<Vec<_>>().join(" "))
        }))
    }
}
