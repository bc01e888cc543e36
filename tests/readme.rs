//! Every command of the README is run, and prints what the README says.

use std::env;
use std::fs;
use std::path::Path;
use std::process::Command;

use crate::harness::BINARY;

/// The commands of a text's console blocks, each with what it prints on both streams.
fn examples(text: &str) -> Vec<(String, String)> {
    let mut examples: Vec<(String, String)> = Vec::new();
    for block in text.split("```console\n").skip(1) {
        let (block, _) = block.split_once("```").expect("a block ends");
        for line in block.lines() {
            match (line.strip_prefix("$ "), examples.last_mut()) {
                (Some(command), _) => examples.push((command.to_owned(), String::new())),
                // A line that ends in a backslash goes on, as it does in a shell.
                (None, Some((command, _))) if command.ends_with('\\') => {
                    *command = format!("{command}\n{line}")
                }
                (None, Some((_, printed))) => *printed += &format!("{line}\n"),
                (None, None) => panic!("a block begins with a command: {line}"),
            }
        }
    }
    examples
}

#[test]
fn every_console_block_is_true() {
    let readme = fs::read_to_string("README.md").unwrap();
    let examples = examples(&readme);
    assert!(examples.len() > 5, "the README shows commands");
    let folder = Path::new(BINARY).parent().unwrap();
    let mut path = vec![folder.to_path_buf()];
    path.extend(env::split_paths(&env::var_os("PATH").unwrap()));
    for (command, printed) in examples {
        let output = Command::new("sh")
            .args(["-c", &format!("exec 2>&1\n{command}")])
            .env("PATH", env::join_paths(&path).unwrap())
            .env("XDG_CONFIG_HOME", "/nonexistent")
            .env_remove("NASERR_FORMAT")
            .env_remove("NASERR_CATALOG")
            .output()
            .unwrap();
        assert_eq!(
            String::from_utf8_lossy(&output.stdout),
            printed,
            "$ {command}"
        );
    }
}
