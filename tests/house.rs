//! Who may know whom: data flows one way, and one file is the door to each outside crate.

use std::fs;
use std::path::{Path, PathBuf};

/// What each part of the program may use of the others.
const ALLOWED: [(&str, &[&str]); 13] = [
    ("catalog", &["catalog"]),
    ("extract", &["extract", "sanitize"]),
    ("search", &["catalog", "search"]),
    (
        "explain",
        &["catalog", "explain", "extract", "redact", "search"],
    ),
    ("report.rs", &["catalog", "explain", "search"]),
    (
        "render",
        &[
            "catalog", "explain", "render", "report", "sanitize", "search",
        ],
    ),
    ("terminal", &["error", "terminal"]),
    ("diagnostics.rs", &["render", "terminal"]),
    ("cli.rs", &["catalog", "render", "terminal"]),
    (
        "default_command.rs",
        &["catalog", "cli", "nearest", "search"],
    ),
    (
        "session.rs",
        &["catalog", "cli", "error", "render", "terminal"],
    ),
    ("nearest.rs", &[]),
    ("sanitize.rs", &[]),
];

/// What each room of the extraction may use of the others.
const ROOMS: [(&str, &[&str]); 4] = [
    ("extract/text", &["text", "sanitize"]),
    ("extract/cut", &["cut", "text", "vocabulary"]),
    (
        "extract/read",
        &["occurrence", "read", "text", "vocabulary"],
    ),
    (
        "extract/join",
        &["join", "occurrence", "read", "vocabulary"],
    ),
];

/// Outside crates and the only places that know them.
const DOORS: [(&str, &[&str]); 15] = [
    // Besides the definition of the arguments: what reads it, and values that the arguments may have.
    (
        "clap",
        &[
            "cli.rs",
            "run.rs",
            "default_command.rs",
            "session.rs",
            "commands/complete/",
            "render/mod.rs",
            "terminal/mod.rs",
        ],
    ),
    ("http", &["catalog/query.rs", "extract/text/shape.rs"]),
    ("quick_xml", &["extract/read/xml.rs", "render/xml.rs"]),
    ("comfy_table", &["render/grid.rs"]),
    ("unicode_linebreak", &["render/wrap.rs"]),
    ("unicode_width", &["render/wrap.rs"]),
    ("colored", &["render/palette.rs"]),
    ("strsim", &["search/", "nearest.rs"]),
    ("aho_corasick", &["extract/cut/"]),
    ("bytecount", &["extract/stream.rs"]),
    ("terminal_size", &["terminal/"]),
    ("rustix", &["terminal/"]),
    ("signal_hook", &["terminal/"]),
    ("flate2", &["explain/compression.rs"]),
    ("zstd", &["explain/compression.rs"]),
];

/// The source files below a folder, with their code before the tests.
fn sources(folder: &Path) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path).unwrap();
            let code = text.split("#[cfg(test)]").next().unwrap_or_default();
            let lines = code
                .lines()
                .filter(|line| !line.trim_start().starts_with("//"));
            let code = lines.collect::<Vec<_>>().join("\n");
            found.push((path, code));
        }
    }
    found
}

fn all() -> Vec<(String, String)> {
    let src = Path::new("src");
    let name = |path: PathBuf| {
        path.strip_prefix(src)
            .unwrap()
            .to_string_lossy()
            .into_owned()
    };
    sources(src)
        .into_iter()
        .map(|(path, code)| (name(path), code))
        .collect()
}

/// Each part knows only those parts below `parent` that it may.
fn know_only(allowed: &[(&str, &[&str])], parent: &str) {
    for (file, code) in all() {
        let is_in = |part: &str| file == part || file.starts_with(&format!("{part}/"));
        let Some((_, allowed)) = allowed.iter().find(|(part, _)| is_in(part)) else {
            continue;
        };
        for (_, used) in code
            .match_indices(parent)
            .map(|(place, found)| code.split_at(place + found.len()))
        {
            let end = used
                .find(|c: char| !c.is_ascii_alphanumeric() && c != '_')
                .unwrap_or(used.len());
            let used = &used[..end];
            assert!(allowed.contains(&used), "src/{file} knows {parent}{used}");
        }
    }
}

#[test]
fn no_part_reaches_around_another() {
    know_only(&ALLOWED, "crate::");
}

#[test]
fn no_room_of_the_extraction_reaches_around_another() {
    know_only(&ROOMS, "crate::extract::");
}

#[test]
fn each_outside_crate_is_used_at_its_door() {
    let all = all();
    for (outside, doors) in DOORS {
        let is_used = all.iter().any(|(file, code)| {
            doors.iter().any(|door| file.starts_with(door))
                && code.contains(&format!("{outside}::"))
        });
        assert!(is_used, "nothing uses {outside}");
    }
}

#[test]
fn one_place_is_the_door_to_each_outside_crate() {
    for (file, code) in all() {
        for (outside, doors) in DOORS {
            let knows = code.contains(&format!("{outside}::"));
            let is_door = doors
                .iter()
                .any(|door| file == *door || file.starts_with(door));
            assert!(!knows || is_door, "src/{file} knows {outside}");
        }
    }
}
