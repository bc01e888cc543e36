//! The build step: checks the built-in layers and writes them as a static slice, so that a look-up parses nothing; and does
//! the same with the guesses from a name, and prepares what search needs.
//!
//! A problem in a layer fails the build with its file, line, entry and field.

#![allow(unused, unreachable_pub, reason = "the modules below are the library's and are only partly used here")]

use std::collections::BTreeMap;
use std::collections::HashSet;
use std::path::Path;
use std::process::ExitCode;
use std::{env, fs};

use catalog::entry::{Entry, Origin, Texts};
use catalog::{catalog_file, spelling};
use search::index;
use search::synonyms_file::SynonymsFile;

#[path = "../catalog"]
mod catalog {
    pub mod catalog_file;
    pub mod entry;
    pub mod spelling;
    pub use entry::Entry;
}
#[path = "../search"]
mod search {
    pub mod index;
    pub mod stems;
    pub mod synonyms_file;
}
#[path = "../sorted_lines.rs"]
mod sorted_lines;

/// The built-in layers in the order in which they are printed, each with its file.
const LAYERS: [(Origin, &str); 3] = [
    (Origin::Guide, "src/catalog/guide.json"),
    (Origin::Api, "src/catalog/api.json"),
    (Origin::Gateway, "src/catalog/gateway.json"),
];

const FAMILIES: &str = "src/catalog/families.json";
const SYNONYMS: &str = "src/search/synonyms.txt";

/// The fields of a family.
const FAMILY: [&str; 3] = ["Pattern", "Meaning", "Advice"];

fn main() -> ExitCode {
    println!("cargo::rerun-if-changed=src/catalog");
    println!("cargo::rerun-if-changed=src/search");
    println!("cargo::rerun-if-changed=src/sorted_lines.rs");
    let mut problems = Vec::new();
    let entries = layers(&mut problems);
    let families = families(&mut problems);
    let search_files = search_files(&entries, &mut problems);
    let places = spelling::places(&entries);
    let entries: String = entries.iter().map(entry_source).collect();
    let sources = [
        ("catalog.rs", format!("&[\n{entries}]")),
        ("families.rs", format!("&[\n{families}]")),
        ("places.txt", places),
    ];
    for (file, text) in sources.iter().chain(&search_files) {
        write(file, text, &mut problems);
    }
    for problem in &problems {
        println!("cargo::error={problem}");
    }
    if problems.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// The entries of all layers.
fn layers(problems: &mut Vec<String>) -> Vec<Entry> {
    let mut entries = Vec::new();
    let mut keys = HashSet::new();
    for (origin, file) in LAYERS {
        let layer = match catalog_file::read(&text_of(file, problems), origin) {
            Ok(layer) => layer,
            Err(found) => {
                problems.extend(found.iter().map(|problem| format!("{file}: {problem}")));
                continue;
            }
        };
        // What a user's catalog may do and a built-in layer may not.
        for entry in &layer {
            let mut problem = |what: &str| problems.push(format!("{file}: '{}': {what}", entry.code));
            if entry.message.is_empty() {
                problem("Message: missing");
            }
            if entry.resolution.is_empty() {
                problem("Resolution: missing");
            }
            if !keys.insert((spelling::fold(&entry.code), entry.http_code)) {
                problem("an earlier layer has this Code with this HttpCode");
            }
        }
        entries.extend(layer);
    }
    entries
}

fn text_of(file: &str, problems: &mut Vec<String>) -> String {
    fs::read_to_string(file).unwrap_or_else(|error| {
        problems.push(format!("{file}: {error}"));
        String::new()
    })
}

fn write(file: &str, text: &str, problems: &mut Vec<String>) {
    let folder = env::var_os("OUT_DIR").unwrap_or_default();
    let written = fs::write(Path::new(&folder).join(file), text);
    problems.extend(written.err().map(|error| format!("{file}: {error}")));
}

/// An entry as Rust source. A string's debug form is a string literal.
fn entry_source(entry: &Entry) -> String {
    let http_code = entry.http_code.map_or("None".to_owned(), |status| format!("HttpCode::new({status})"));
    let text = |text: &str| format!("Cow::Borrowed({text:?})");
    let texts = |list: &Texts| {
        let texts: Vec<String> = list.iter().map(|item| text(item)).collect();
        format!("Cow::Borrowed(&[{}])", texts.join(", "))
    };
    format!(
        "Entry {{ http_code: {http_code}, code: {}, message: {}, resolution: {}, retryable: Retryable::{:?}, \
         origin: Origin::{:?}, aliases: {}, actions: {}, notes: {}, sources: {} }},\n",
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

/// The guesses from a name as Rust source.
fn families(problems: &mut Vec<String>) -> String {
    let text = text_of(FAMILIES, problems);
    let families: Vec<BTreeMap<String, String>> = serde_json::from_str(&text).unwrap_or_else(|error| {
        problems.push(format!("{FAMILIES}: {error}"));
        Vec::new()
    });
    let mut source = String::new();
    for (number, family) in (1..).zip(&families) {
        let parts = FAMILY.map(|field| family.get(field).map_or("", String::as_str));
        for (field, text) in FAMILY.iter().zip(parts) {
            if let Some(problem) = catalog_file::problem_of_text(text) {
                problems.push(format!("{FAMILIES}: family {number}: {field}: {problem}"));
            }
        }
        if family.len() > FAMILY.len() {
            problems.push(format!("{FAMILIES}: family {number}: unknown field"));
        }
        let [pattern, meaning, advice] = parts;
        let row = format!("Family {{ pattern: {pattern:?}, meaning: {meaning:?}, advice: {advice:?} }},");
        source += &(row + "\n");
    }
    source
}

/// What search needs, by the file that it is written to.
fn search_files(entries: &[Entry], problems: &mut Vec<String>) -> [(&'static str, String); 4] {
    let synonyms = SynonymsFile::parse(&text_of(SYNONYMS, problems)).unwrap_or_else(|problem| {
        problems.push(format!("{SYNONYMS}: {problem}"));
        SynonymsFile::default()
    });
    let phrases = synonyms.phrases();
    [
        ("index.txt", index::write(entries, &phrases)),
        ("phrases.txt", phrases),
        ("words.txt", synonyms.words()),
        ("chinese.txt", synonyms.chinese()),
    ]
}
