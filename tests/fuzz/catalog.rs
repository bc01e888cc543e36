//! Any file as a catalog. It is refused with reasons, or every entry can be found, has the texts of the file, and stays
//! the same when it is written and read again.
#![no_main]

use std::fs;
use std::path::PathBuf;
use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use naserr::{Catalog, Entry, Origin};
use serde_json::Value;

/// A file for this process, in memory if the system has a place for that.
static FILE: LazyLock<PathBuf> = LazyLock::new(|| {
    let memory = PathBuf::from("/dev/shm");
    let folder = if memory.is_dir() { memory } else { std::env::temp_dir() };
    folder.join(format!("naserr-fuzz-{}.json", std::process::id()))
});

fn load(text: &[u8]) -> Result<Catalog, String> {
    fs::write(&*FILE, text).expect("a file can be written");
    Catalog::with_files(&[FILE.clone()]).map_err(|error| error.to_string())
}

fn own(catalog: &Catalog) -> Vec<&Entry> {
    catalog.entries().iter().filter(|entry| entry.origin == Origin::User).collect()
}

/// An entry as `naserr list -f json` prints it.
fn written(entry: &Entry) -> Value {
    serde_json::to_value(entry).expect("an entry has a form in JSON")
}

fuzz_target!(|text: &[u8]| {
    let catalog = match load(text) {
        Ok(catalog) => catalog,
        Err(reasons) => {
            assert!(!reasons.is_empty());
            assert!(reasons.lines().next().is_some_and(|line| line.starts_with("catalog '")), "{reasons}");
            return;
        }
    };
    for entry in catalog.entries() {
        assert!(!entry.code.is_empty());
        assert!(catalog.find(&entry.code).contains(&entry), "{}", entry.code);
        let lists = [&entry.aliases, &entry.actions, &entry.notes, &entry.sources];
        let texts = lists.into_iter().flat_map(|list| list.iter());
        for text in texts.chain([&entry.code, &entry.message, &entry.resolution]) {
            assert!(!text.contains(|c: char| c.is_control() && c != '\n'), "{text:?}");
        }
    }
    let entries = own(&catalog);
    let again: Vec<Value> = entries.iter().copied().map(written).collect();
    let again = load(Value::from(again).to_string().as_bytes()).expect("what was read can be written and read again");
    // An entry without a message and a resolution adds to the built-in entries with its code, if there are any.
    assert_eq!(own(&again), entries);
});
