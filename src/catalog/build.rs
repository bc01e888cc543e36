//! The build step: checks the built-in layers and writes them down as a static table, so that a look-up parses nothing.
//!
//! A fault in a layer fails the build with its file, line, entry and field. `mod.rs` includes the table.

#![allow(
    unused,
    unreachable_pub,
    reason = "the modules below are the library's and are only partly used here"
)]

use std::path::Path;
use std::process::ExitCode;
use std::{env, fs};

use entry::{Entry, Origin};
use load::{Draft, Fault};
use table::{Row, Table};

#[path = "code.rs"]
mod code;
#[path = "entry.rs"]
mod entry;
#[path = "../search/language.rs"]
mod language;
#[path = "../search/letters.rs"]
mod letters;
#[path = "load.rs"]
mod load;
#[path = "../search/prepare.rs"]
mod prepare;
#[path = "table.rs"]
mod table;
#[path = "../search/vocabulary.rs"]
mod vocabulary;

/// The built-in layers in the order in which they are printed, each with its file beside this one.
const LAYERS: [(Origin, &str); 3] = [
    (Origin::Guide, "guide.json"),
    (Origin::Api, "api.json"),
    (Origin::Gateway, "gateway.json"),
];

fn main() -> ExitCode {
    println!("cargo::rerun-if-changed=src/catalog");
    println!("cargo::rerun-if-changed=src/search");
    let written = table().and_then(|table| write(&table).map_err(|error| vec![error.to_string()]));
    for fault in written.as_ref().err().into_iter().flatten() {
        println!("cargo::error={fault}");
    }
    if written.is_ok() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// All layers in one table, or every fault in any of them.
fn table() -> Result<Table, Vec<String>> {
    let mut table = Table::default();
    let mut faults = Vec::new();
    for (origin, file) in LAYERS {
        let path = Path::new("src/catalog").join(file);
        let named = |fault: Fault| format!("{}: {fault}", path.display());
        let text = fs::read_to_string(&path)
            .map_err(|error| vec![format!("{}: {error}", path.display())])?;
        match load::parse(&text) {
            Ok(drafts) => {
                for draft in drafts {
                    faults.extend(faults_of(&draft, &table).into_iter().map(named));
                    table.push(&draft.entry(origin));
                }
            }
            Err(found) => faults.extend(found.into_iter().map(named)),
        }
        table.index();
    }
    if faults.is_empty() {
        Ok(table)
    } else {
        Err(faults)
    }
}

/// What a user's catalog may do and a built-in layer may not: leave texts out, and repeat a key of an earlier layer.
fn faults_of(draft: &Draft, earlier: &Table) -> Vec<Fault> {
    let stated = [
        ("Message", &draft.message),
        ("Resolution", &draft.resolution),
    ];
    let missing = stated
        .into_iter()
        .filter(|(_, text)| text.is_none())
        .map(|(field, _)| (field, "is missing".to_owned()));
    let twin = earlier
        .with_code(&draft.code)
        .find(|entry| entry.http_code == draft.http_code);
    let repeated = twin.map(|entry| {
        (
            "",
            format!(
                "the {} layer has this Code with this HttpCode",
                entry.origin.word()
            ),
        )
    });
    let fault = |(field, problem): (&str, String)| Fault {
        line: draft.line,
        entry: format!("'{}'", draft.code),
        field: field.to_owned(),
        problem,
    };
    missing.chain(repeated).map(fault).collect()
}

/// Writes the table as a text and a Rust expression that refers to it.
fn write(table: &Table) -> std::io::Result<()> {
    let folder = env::var_os("OUT_DIR").unwrap_or_default();
    let rows: String = table.rows.iter().map(expression).collect();
    let expression = format!(
        "Table {{ text: Cow::Borrowed(include_str!(\"catalog.txt\")), rows: Cow::Borrowed(&[\n{rows}]), \
         by_code: Cow::Borrowed(&{:?}) }}",
        table.by_code
    );
    fs::write(
        Path::new(&folder).join("catalog.txt"),
        table.text.as_bytes(),
    )?;
    fs::write(Path::new(&folder).join("catalog.rs"), expression)?;
    let index = prepare::index_source(table.entries().map(|entry| searched(&entry)))
        .map_err(std::io::Error::other)?;
    fs::write(Path::new(&folder).join("search.rs"), index)
}

/// What search looks at in an entry: its spellings, and its texts.
fn searched<'t>(entry: &Entry<'t>) -> [Vec<&'t str>; 2] {
    let spellings = std::iter::once(entry.code).chain(entry.aliases.iter());
    [spellings.collect(), vec![entry.message, entry.resolution]]
}

fn expression(row: &Row) -> String {
    let Row {
        http_code,
        retryable,
        origin,
        code,
        message,
        resolution,
        aliases,
        actions,
        notes,
        sources,
    } = row;
    let http_code = http_code.map_or("None".to_owned(), |status| {
        format!("HttpCode::new({status})")
    });
    format!(
        "Row {{ http_code: {http_code}, retryable: Retryable::{retryable:?}, origin: Origin::{origin:?}, \
         code: {code:?}, message: {message:?}, resolution: {resolution:?}, aliases: {aliases:?}, actions: {actions:?}, \
         notes: {notes:?}, sources: {sources:?} }},\n"
    )
}
