//! The layout of the source: data flows one way, one part uses each outside crate, and no two files have the same name.
//!
//! Every file needs a rule, so a new part of the program begins with a line here.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::Path;
use std::{env, fs};

/// The parts of the program from the bottom to the top, each with the parts that it may use. A part is a folder of
/// `src` or a file in it.
const PARTS: &[(&str, &[&str])] = &[
    ("error", &[]),
    ("redact", &[]),
    ("sanitize", &[]),
    ("sorted_lines", &[]),
    ("catalog", &["sorted_lines"]),
    ("search", &["catalog", "sorted_lines"]),
    // Text in, errors out. It does not know the catalog: its caller tells it which words are codes.
    ("extract", &["sanitize"]),
    ("explain", &["catalog", "extract", "redact", "search"]),
    ("report", &["catalog", "explain", "extract", "search"]),
    // Renderers look nothing up. The report has everything that they print.
    ("render", &["catalog", "explain", "extract", "report", "sanitize", "search"]),
    ("terminal", &["error", "render", "sanitize"]),
    ("cli", &["catalog", "render", "terminal"]),
    (
        "commands",
        &[
            "catalog", "cli", "error", "explain", "extract", "redact", "render", "report", "sanitize", "search",
            "terminal",
        ],
    ),
    ("run", &["catalog", "cli", "commands", "error", "search", "terminal"]),
    // The program uses the library as others do.
    ("main", &[]),
];

/// Names what is public. No part uses it.
const LIBRARY: &str = "lib.rs";

/// The outside crates, each with the parts that may use it. Every part may use those in `ANYWHERE`.
const USERS: &[(&str, &[&str])] = &[
    ("aho_corasick", &["extract"]),
    ("bytecount", &["extract"]),
    ("clap", &["cli", "commands", "render", "run", "terminal"]),
    ("colored", &["render"]),
    ("comfy_table", &["render"]),
    ("foldhash", &["explain", "extract"]),
    ("flate2", &["explain"]),
    ("http", &["catalog", "extract"]),
    ("rustix", &["terminal"]),
    ("signal_hook", &["terminal"]),
    ("strsim", &["search"]),
    ("terminal_size", &["terminal"]),
    ("unicode_linebreak", &["render"]),
    ("unicode_width", &["render"]),
    ("zstd", &["explain"]),
    // The library itself.
    ("naserr", &["main"]),
];
const ANYWHERE: [&str; 3] = ["memchr", "serde", "serde_json"];

/// The folders that may contain folders.
const NESTED: [&str; 1] = ["extract"];

/// A source file: its path below `src` with slashes, its purpose, and its code without comments and tests.
struct Source {
    path: String,
    purpose: String,
    code: String,
}

impl Source {
    /// The part that it belongs to.
    fn part(&self) -> &str {
        let first = self.path.split('/').next().unwrap();
        first.strip_suffix(".rs").unwrap_or(first)
    }

    /// The parts that it uses, as in `crate::part::…` and `crate::{part::…, part}`.
    fn used(&self) -> BTreeSet<&str> {
        let mut used = BTreeSet::new();
        for (place, found) in self.code.match_indices("crate::") {
            let after = &self.code[place + found.len()..];
            match after.strip_prefix('{') {
                Some(group) => used.extend(members(group)),
                None => used.extend(word(after)),
            }
        }
        used
    }

    /// Whether it uses a crate. A longer word and a module of that name do not count.
    fn knows(&self, outside: &str) -> bool {
        let path = format!("{outside}::");
        self.code.match_indices(&path).any(|(place, _)| {
            let before = self.code[..place].chars().next_back();
            before.is_none_or(|c| !c.is_alphanumeric() && c != '_' && c != ':')
        })
    }
}

/// The name that a text begins with.
fn word(text: &str) -> Option<&str> {
    let end = text.find(|c: char| !c.is_ascii_alphanumeric() && c != '_');
    Some(&text[..end.unwrap_or(text.len())]).filter(|word| !word.is_empty())
}

/// The first names of a group of imports, up to the brace that closes it.
fn members(group: &str) -> Vec<&str> {
    let mut depth = 0;
    let mut begins = true;
    let mut found = Vec::new();
    for (place, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => begins = true,
            c if begins && !c.is_whitespace() => {
                begins = false;
                found.extend(word(&group[place..]));
            }
            _ => {}
        }
    }
    found
}

/// The first sentence of a file's `//!` comment.
fn purpose(text: &str) -> String {
    let lines = text.lines().map_while(|line| line.strip_prefix("//!"));
    let lines: Vec<&str> = lines.map(str::trim).take_while(|line| !line.is_empty()).collect();
    let comment = lines.join(" ");
    let sentence = comment.split(". ").next().unwrap_or_default();
    sentence.trim_end_matches('.').to_owned()
}

fn collect(folder: &Path, sources: &mut Vec<Source>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, sources);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path).unwrap();
            let code = text.split("#[cfg(test)]").next().unwrap_or_default();
            let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
            let path = path.strip_prefix("src").unwrap().to_str().unwrap();
            sources.push(Source {
                path: path.replace('\\', "/"),
                purpose: purpose(&text),
                code: lines.collect::<Vec<_>>().join("\n"),
            });
        }
    }
}

fn sources() -> Vec<Source> {
    let mut sources = Vec::new();
    collect("src".as_ref(), &mut sources);
    assert!(sources.len() > 40, "src has its files");
    sources
}

#[test]
fn every_file_belongs_to_a_part_and_uses_only_parts_below_it() {
    for source in sources().iter().filter(|source| source.path != LIBRARY) {
        let (path, part) = (&source.path, source.part());
        let rule = PARTS.iter().position(|(name, _)| *name == part);
        let Some(place) = rule else {
            panic!("tests/layers.rs has no rule for src/{path}");
        };
        for used in source.used() {
            let allowed = used == part || PARTS[place].1.contains(&used);
            assert!(allowed, "src/{path} uses crate::{used}, which {part} may not");
        }
    }
}

/// This excludes circles.
#[test]
fn a_part_may_only_use_parts_that_come_before_it_in_the_list() {
    for (place, (part, allowed)) in PARTS.iter().enumerate() {
        for used in *allowed {
            let below = PARTS[..place].iter().any(|(name, _)| name == used);
            assert!(below, "{part} may use {used}, which comes later");
        }
    }
}

#[test]
fn an_outside_crate_is_used_only_where_it_may_be() {
    let manifest = fs::read_to_string("Cargo.toml").unwrap();
    let mut section = "";
    for line in manifest.lines() {
        if line.starts_with('[') {
            section = line;
        }
        let name = line.split([' ', '=', '.']).next().unwrap().replace('-', "_");
        if section.ends_with(".dependencies]") || section == "[dependencies]" {
            let is_comment = name.is_empty() || line.starts_with(['#', '[']);
            let has_rule =
                is_comment || ANYWHERE.contains(&&*name) || USERS.iter().any(|(outside, _)| *outside == name);
            assert!(has_rule, "tests/layers.rs does not say who may use {name}");
        }
    }
    for source in sources().iter().filter(|source| source.path != LIBRARY) {
        for (outside, users) in USERS {
            let (path, part) = (&source.path, source.part());
            let allowed = users.contains(&part) || !source.knows(outside);
            assert!(allowed, "src/{path} uses {outside}, which {part} may not");
        }
    }
}

#[test]
fn a_part_that_may_use_an_outside_crate_does() {
    let sources = sources();
    for (outside, users) in USERS {
        for user in *users {
            let mut of_part = sources.iter().filter(|source| source.part() == *user);
            let is_used = of_part.any(|source| source.knows(outside));
            assert!(is_used, "{user} does not use {outside}");
        }
    }
}

#[test]
fn a_folder_has_one_level_of_files() {
    for Source { path, .. } in sources() {
        let depth = path.matches('/').count();
        let nested = NESTED.iter().any(|folder| path.starts_with(folder));
        assert!(depth <= 1 || nested && depth == 2, "src/{path} is too deep");
    }
}

#[test]
fn no_two_files_have_the_same_name() {
    let mut paths = BTreeMap::<String, Vec<String>>::new();
    for Source { path, .. } in sources() {
        let name = path.rsplit('/').next().unwrap();
        if name != "mod.rs" {
            paths.entry(name.to_owned()).or_default().push(path);
        }
    }
    paths.retain(|_, paths| paths.len() > 1);
    assert!(paths.is_empty(), "used twice: {paths:?}");
}

#[test]
fn no_two_types_have_the_same_name() {
    let mut places = BTreeMap::<String, Vec<String>>::new();
    for Source { path, code, .. } in sources() {
        for line in code.lines() {
            let line = line.trim_start().trim_start_matches("pub ");
            let named = ["struct ", "enum ", "trait "].iter().find_map(|keyword| line.strip_prefix(keyword));
            if let Some(name) = named.and_then(word) {
                places.entry(name.to_owned()).or_default().push(path.clone());
            }
        }
    }
    assert!(places.len() > 40, "src has its types");
    places.retain(|_, paths| paths.len() > 1);
    assert!(places.is_empty(), "used twice: {places:?}");
}

/// The files of a folder and then its folders, each with its purpose.
fn draw(sources: &[Source], folder: &str, depth: usize, tree: &mut String) {
    let within = |path: &'_ str| path.strip_prefix(folder).map(str::to_owned);
    let mut folders = BTreeSet::new();
    for Source { path, purpose, .. } in sources {
        match within(path) {
            Some(name) if !name.contains('/') => {
                let indent = "  ".repeat(depth);
                _ = writeln!(tree, "{:<26} {purpose}", format!("{indent}{name}"));
            }
            Some(rest) => {
                folders.extend(rest.split('/').next().map(str::to_owned));
            }
            None => {}
        }
    }
    for name in folders {
        _ = writeln!(tree, "{}{name}/", "  ".repeat(depth));
        draw(sources, &format!("{folder}{name}/"), depth + 1, tree);
    }
}

#[test]
fn contributing_shows_every_file_with_its_purpose() {
    const FILE: &str = "CONTRIBUTING.md";
    const BEGIN: &str = "```text\nsrc/\n";
    let mut sources = sources();
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    for Source { path, purpose, .. } in &sources {
        assert!(!purpose.is_empty(), "src/{path} does not say what it is for");
    }
    let mut tree = BEGIN.to_owned();
    draw(&sources, "", 1, &mut tree);
    let page = fs::read_to_string(FILE).unwrap();
    let start = page.find(BEGIN).expect("the page has a tree");
    let length = page[start..].find("\n```\n").expect("the tree ends") + 1;
    let fresh = format!("{}{tree}{}", &page[..start], &page[start + length..]);
    if env::var_os("UPDATE_TREE").is_some() {
        fs::write(FILE, &fresh).unwrap();
    }
    assert!(page == fresh, "UPDATE_TREE=1 cargo test layers brings {FILE} up to date");
}
