//! The build step: checks the built-in layers, and writes them as a static slice and as sorted tables, so that lookups
//! and searches parse nothing.
//!
//! A problem in a layer fails the build with its file, line, entry and field.

#![allow(unused, unreachable_pub, reason = "the modules below are the library's and are only partly used here")]

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
    pub mod fields;
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

const SYNONYMS: &str = "src/search/synonyms.txt";

fn main() -> ExitCode {
    println!("cargo::rerun-if-changed=src/catalog");
    println!("cargo::rerun-if-changed=src/search");
    println!("cargo::rerun-if-changed=src/sorted_lines.rs");
    let mut problems = Vec::new();
    let mut entries = Vec::new();
    for (origin, file) in LAYERS {
        match catalog_file::read(&text_of(file, &mut problems), origin) {
            Ok(layer) => entries.extend(layer),
            Err(found) => problems.extend(found.iter().map(|problem| format!("{file}: {problem}"))),
        }
    }
    let synonyms = SynonymsFile::parse(&text_of(SYNONYMS, &mut problems)).unwrap_or_else(|problem| {
        problems.push(format!("{SYNONYMS}: {problem}"));
        SynonymsFile::default()
    });
    let phrases = synonyms.phrases();
    let rows: String = entries.iter().map(entry_source).collect();
    let folder = env::var_os("OUT_DIR").unwrap_or_default();
    for (file, text) in [
        ("catalog.rs", format!("&[\n{rows}]")),
        ("places.txt", spelling::places(&entries)),
        ("index.txt", index::write(&entries, &phrases)),
        ("phrases.txt", phrases),
        ("words.txt", synonyms.words.into_iter().collect::<Vec<_>>().join("\n")),
        ("chinese.txt", sorted_lines::write(synonyms.chinese)),
        ("system.txt", synonyms.system.join("\n")),
    ] {
        let written = fs::write(Path::new(&folder).join(file), text);
        problems.extend(written.err().map(|error| format!("{file}: {error}")));
    }
    for problem in &problems {
        println!("cargo::error={problem}");
    }
    if problems.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn text_of(file: &str, problems: &mut Vec<String>) -> String {
    fs::read_to_string(file).unwrap_or_else(|error| {
        problems.push(format!("{file}: {error}"));
        String::new()
    })
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
