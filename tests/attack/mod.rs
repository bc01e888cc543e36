//! What somebody hostile would try: with texts, with sizes, with files and with the process.

mod files;
mod lookalikes;
mod markup;
mod memory;
mod process;
mod steering;

use std::fs;
use std::path::PathBuf;

/// A RequestId, another one for each number.
fn id(number: usize) -> String {
    format!("{number:08X}-D1DB-5E41-AEF1-40A5B35366DF")
}

/// An empty folder for a test.
fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"))
        .join("attack")
        .join(name);
    _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// A path as an argument.
fn argument(path: &std::path::Path) -> String {
    path.to_str().unwrap().to_owned()
}
