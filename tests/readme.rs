//! Runs every command in the README and the guides, and compares what it prints with what they show.

use std::fmt::Write;
use std::process::Command;
use std::{env, fs, path::Path};

use crate::harness::{TempFolder, has_tools, search_path};

/// What a shell prints on both streams for a command. Instead of `/tmp`, it uses a folder of this run.
fn printed(command: &str, temporary: &Path) -> String {
    let command = command.replace("/tmp/", &format!("{}/", temporary.display()));
    let output = Command::new("sh")
        .args(["-c", &format!("exec 2>&1\n{command}")])
        .env("PATH", search_path(None))
        .env("XDG_CONFIG_HOME", "/nonexistent")
        .env_remove("NASERR_FORMAT")
        .env_remove("NASERR_CATALOG")
        .output()
        .unwrap();
    String::from_utf8(output.stdout).unwrap()
}

/// Runs the commands of a console block: lines that begin with `$ `, and the lines after a backslash.
fn run(block: &str, temporary: &Path) -> String {
    let mut shown = String::new();
    let mut lines = block.lines();
    while let Some(line) = lines.next() {
        let Some(command) = line.strip_prefix("$ ") else {
            continue;
        };
        let mut command = command.to_owned();
        while command.ends_with('\\') {
            command.push('\n');
            command.push_str(lines.next().expect("a command that goes on"));
        }
        _ = write!(shown, "$ {command}\n{}", printed(&command, temporary));
    }
    shown
}

/// Checks every console block of a page, which has at least this many.
fn check(page: &str, blocks: usize) {
    const BEGIN: &str = "```console\n";
    if !has_tools(&["jq"]) {
        return;
    }
    let temporary = TempFolder::new();
    let shown = fs::read_to_string(page).unwrap();
    let mut parts = shown.split(BEGIN);
    let mut fresh = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (block, after) = part.split_once("```").expect("a block ends");
        _ = write!(fresh, "{BEGIN}{}```{after}", run(block, &temporary));
    }
    if env::var_os("UPDATE_README").is_some() {
        fs::write(page, &fresh).unwrap();
    }
    assert!(fresh.matches(BEGIN).count() >= blocks, "{page} shows commands");
    assert_eq!(shown, fresh, "UPDATE_README=1 cargo test readme brings {page} up to date");
}

#[test]
fn every_console_block_shows_what_its_commands_print() {
    check("README.md", 6);
    check("docs/fleet.md", 1);
}
