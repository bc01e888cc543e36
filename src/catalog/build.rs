//! The build step: checks the built-in layers and writes them down as a static table, so that a look-up parses nothing; and
//! does the same with the families of codes.
//!
//! A fault in a layer fails the build with its file, line, entry and field. `mod.rs` includes the table, `family.rs` the
//! families.

#![allow(
    unused,
    unreachable_pub,
    reason = "the modules below are the library's and are only partly used here"
)]

use std::collections::BTreeMap;
use std::path::Path;
use std::process::ExitCode;
use std::{env, fs};

use entry::{Entry, Origin, Texts};
use fault::{Fault, Flaw};
use prepare::Searched;
use table::{Row, Table};
use vocabulary::Vocabulary;

#[path = "code.rs"]
mod code;
#[path = "entry.rs"]
mod entry;
#[path = "fault.rs"]
mod fault;
#[path = "fields.rs"]
mod fields;
#[path = "../search/index.rs"]
mod index;
#[path = "item.rs"]
mod item;
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

/// The fields of a family, in the order in which they are written down.
const FAMILY: [&str; 3] = ["Pattern", "Meaning", "Advice"];

fn main() -> ExitCode {
    println!("cargo::rerun-if-changed=src/catalog");
    println!("cargo::rerun-if-changed=src/search");
    let written = table().and_then(|table| {
        write(&table).map_err(|error| vec![error.to_string()])?;
        prepare_search(&table).map_err(|problem| vec![problem])
    });
    let written = [written, families()];
    for fault in written
        .iter()
        .filter_map(|step| step.as_ref().err())
        .flatten()
    {
        println!("cargo::error={fault}");
    }
    if written.iter().all(Result::is_ok) {
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
        match load::parse(&text, origin) {
            Ok(mut layer) => {
                let flaws = flaws(&layer, &table);
                faults.extend(load::faults(flaws, &layer, &text).into_iter().map(named));
                layer.put_before(&table);
                table = layer;
            }
            Err(found) => faults.extend(found.into_iter().map(named)),
        }
    }
    if faults.is_empty() {
        Ok(table)
    } else {
        Err(faults)
    }
}

/// What a user's catalog may do and a built-in layer may not: leave texts out, and repeat a key of an earlier layer.
fn flaws(layer: &Table, earlier: &Table) -> Vec<Flaw> {
    let mut flaws = Vec::new();
    for (place, entry) in layer.entries().enumerate() {
        let mut flaw = |field: &str, problem: String| {
            let field = field.to_owned();
            flaws.push(Flaw {
                place,
                field,
                problem,
            });
        };
        for (field, text) in [("Message", entry.message), ("Resolution", entry.resolution)] {
            if text.is_empty() {
                flaw(field, "is missing".to_owned());
            }
        }
        let twin = earlier
            .with_code(entry.code)
            .find(|twin| twin.http_code == entry.http_code);
        if let Some(twin) = twin {
            let layer = twin.origin.word();
            flaw(
                "",
                format!("the {layer} layer has this Code with this HttpCode"),
            );
        }
    }
    flaws
}

/// Writes the families down, one a line, their parts separated as the texts of a list are; or says what is wrong with them.
fn families() -> Result<(), Vec<String>> {
    const FILE: &str = "src/catalog/families.json";
    let named = |problem: String| vec![format!("{FILE}: {problem}")];
    let text = fs::read_to_string(FILE).map_err(|error| named(error.to_string()))?;
    let families: Vec<BTreeMap<String, String>> =
        serde_json::from_str(&text).map_err(|error| named(error.to_string()))?;
    let mut lines = String::new();
    let mut faults = Vec::new();
    for (index, family) in families.iter().enumerate() {
        let mut fault =
            |problem: &str| faults.push(format!("{FILE}: family {}: {problem}", index + 1));
        let parts = FAMILY.map(|field| family.get(field).map_or("", String::as_str));
        for (field, text) in FAMILY.iter().zip(parts) {
            if let Some(problem) = fields::problem(text) {
                fault(&format!("{field}: {problem}"));
            }
        }
        if family.len() > FAMILY.len() {
            fault("has more fields than a family has");
        }
        lines += &(parts.join(&Texts::SEPARATOR.to_string()) + "\n");
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let folder = env::var_os("OUT_DIR").unwrap_or_default();
    fs::write(Path::new(&folder).join("families.txt"), lines)
        .map_err(|error| named(error.to_string()))
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
    fs::write(Path::new(&folder).join("catalog.rs"), expression)
}

/// Writes down what a search of the table needs; or says what is wrong with the words of users.
fn prepare_search(table: &Table) -> Result<(), String> {
    const FILE: &str = "src/search/vocabulary.txt";
    let named = |problem: String| format!("{FILE}: {problem}");
    let text = fs::read_to_string(FILE).map_err(|error| named(error.to_string()))?;
    let vocabulary = Vocabulary::parse(&text).map_err(named)?;
    let searched = table.entries().map(|entry| Searched {
        code: entry.code,
        aliases: entry.aliases.iter().collect(),
        message: entry.message,
        resolution: entry.resolution,
    });
    let folder = env::var_os("OUT_DIR").unwrap_or_default();
    let sources = [
        ("index.rs", prepare::index_source(searched, &vocabulary)),
        ("thesaurus.rs", prepare::thesaurus_source(&vocabulary)),
    ];
    for (file, source) in sources {
        let source = source.map_err(|error| error.to_string())?;
        fs::write(Path::new(&folder).join(file), source).map_err(|error| error.to_string())?;
    }
    Ok(())
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
    let retryable = retryable.map_or("None".to_owned(), |word| {
        format!("Some(Retryable::{word:?})")
    });
    format!(
        "Row {{ http_code: {http_code}, retryable: {retryable}, origin: Origin::{origin:?}, \
         code: {code:?}, message: {message:?}, resolution: {resolution:?}, aliases: {aliases:?}, actions: {actions:?}, \
         notes: {notes:?}, sources: {sources:?} }},\n"
    )
}
