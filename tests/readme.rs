//! Every command that the README and the guides show is run, and they show what it prints.

use std::fmt::Write;
use std::process::Command;
use std::{env, fs, path::Path};

use crate::harness::BINARY;

/// What a shell prints on both streams for a command, the program being on its path.
fn printed(command: &str) -> String {
    let folder = Path::new(BINARY).parent().unwrap().to_path_buf();
    let path = env::var_os("PATH").unwrap_or_default();
    let path = env::join_paths([folder].into_iter().chain(env::split_paths(&path))).unwrap();
    let output = Command::new("sh")
        .args(["-c", &format!("exec 2>&1\n{command}")])
        .env("PATH", path)
        .env("XDG_CONFIG_HOME", "/nonexistent")
        .env_remove("NASERR_FORMAT")
        .env_remove("NASERR_CATALOG")
        .output()
        .unwrap();
    String::from_utf8(output.stdout).unwrap()
}

/// A console block whose commands (lines that begin with `$ `, going on after a backslash) are followed by what they print.
fn run(block: &str) -> String {
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
        _ = write!(shown, "$ {command}\n{}", printed(&command));
    }
    shown
}

/// Checks every console block of a page, of which there are at least so many.
fn check(page: &str, blocks: usize) {
    const BEGIN: &str = "```console\n";
    let shown = fs::read_to_string(page).unwrap();
    let mut parts = shown.split(BEGIN);
    let mut fresh = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (block, after) = part.split_once("```").expect("a block ends");
        _ = write!(fresh, "{BEGIN}{}```{after}", run(block));
    }
    if env::var_os("UPDATE_README").is_some() {
        fs::write(page, &fresh).unwrap();
    }
    assert!(
        fresh.matches(BEGIN).count() >= blocks,
        "{page} shows commands"
    );
    assert_eq!(
        shown, fresh,
        "UPDATE_README=1 cargo test readme brings {page} up to date"
    );
}

#[test]
fn every_console_block_shows_what_its_commands_print() {
    check("README.md", 6);
    check("docs/fleet.md", 1);
}
