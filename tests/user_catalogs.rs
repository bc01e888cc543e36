//! A user's own catalogs: `--catalog`, the environment and the configuration folder.

use std::fs;
use std::path::PathBuf;

use crate::harness::{Run, naserr};

/// A file with this text, in a folder that cargo keeps for the tests.
fn file(name: &str, text: &str) -> String {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

fn lookup(catalog: &str, code: &str) -> Run {
    naserr(["lookup", code, "-f", "json", "--catalog", catalog])
}

#[test]
fn a_whole_entry_wins_over_the_built_in_one_with_its_key() {
    let catalog = file(
        "whole.json",
        r#"[{"Code": "InternalError", "HttpCode": 500, "Resolution": "Call us."}]"#,
    );
    let json: serde_json::Value =
        serde_json::from_str(&lookup(&catalog, "InternalError").stdout()).unwrap();
    assert_eq!(json.as_array().unwrap().len(), 1);
    assert_eq!(json[0]["Origin"], "user");
    assert_eq!(json[0]["Resolution"], "Call us.");
    assert_eq!(json[0]["Message"], serde_json::Value::Null);
}

#[test]
fn notes_alone_complete_an_entry_and_name_their_file() {
    let catalog = file(
        "notes.json",
        r#"[{"Code": "user.disabled", "Notes": ["Ask billing."]}]"#,
    );
    let json: serde_json::Value =
        serde_json::from_str(&lookup(&catalog, "User. Disabled").stdout()).unwrap();
    assert_eq!(json[0]["Origin"], "guide");
    let notes = json[0]["Notes"].as_array().unwrap();
    assert_eq!(notes.last().unwrap(), &format!("Ask billing. ({catalog})"));
    assert!(notes.len() > 1, "the catalog's own notes stay");
}

#[test]
fn a_code_alone_is_an_entry() {
    let catalog = file("alone.json", "\u{feff}[{\"Code\": \"Ours.Own\"}]");
    let ended = lookup(&catalog, "ours.own").end();
    assert!(ended.stdout.contains("\"Code\": \"Ours.Own\""));
    assert_eq!(
        ended.stderr,
        "note: 'ours.own' is published as 'Ours.Own'\n"
    );
}

#[test]
fn files_come_from_the_configuration_the_environment_and_the_arguments_in_this_order() {
    let entry =
        |resolution: &str| format!(r#"[{{"Code": "Ours.Own", "Resolution": "{resolution}"}}]"#);
    let home = file("config/naserr/catalog.json", &entry("From the folder."));
    let home = home.strip_suffix("/naserr/catalog.json").unwrap();
    let first = file("first.json", &entry("From the environment."));
    let second = file("second.json", r#"[{"Code": "Ours.Other"}]"#);
    let last = file("last.json", &entry("From the arguments."));
    let run = || naserr(["lookup", "Ours.Own", "-f", "jsonl"]).env("XDG_CONFIG_HOME", home);
    assert!(run().stdout().contains("From the folder."));
    let environment = format!("{first}:{second}");
    assert!(
        run()
            .env("NASERR_CATALOG", &environment)
            .stdout()
            .contains("From the environment.")
    );
    let run = naserr([
        "--catalog",
        &second,
        "lookup",
        "Ours.Own",
        "-f",
        "jsonl",
        "--catalog",
        &last,
    ]);
    assert!(
        run.env("NASERR_CATALOG", &environment)
            .stdout()
            .contains("From the arguments.")
    );
}

#[test]
fn what_is_listed_can_be_read_again() {
    let listed = naserr(["list", "-f", "json"]).stdout();
    let catalog = file("listed.json", &listed);
    let again = naserr(["list", "-f", "json", "--catalog", &catalog]).stdout();
    let as_user = |text: &str| {
        ["guide", "api", "gateway"]
            .iter()
            .fold(text.to_owned(), |text, origin| {
                text.replace(&format!("\"Origin\": \"{origin}\""), "\"Origin\": \"user\"")
            })
    };
    assert_eq!(again, as_user(&listed));
}

#[test]
fn a_broken_catalog_stops_everything_and_names_every_fault() {
    let broken = file(
        "broken.json",
        "[\n  {\"Code\": \"A\", \"HttpCode\": 9},\n  {\"Cod\": \"B\"}\n]",
    );
    naserr(["list", "--catalog", &broken, "--catalog", "/nonexistent/x.json"]).ends(
        2,
        "",
        &format!(
            "error: catalog '{broken}': line 2: entry 1 'A': HttpCode: 9 is no HTTP status: a number from 100 to 599, or null\n\
             catalog '{broken}': line 3: entry 2: Code: is missing\n\
             catalog '{broken}': line 3: entry 2: Cod: is not a field of an entry\n\
             catalog '/nonexistent/x.json': cannot be read: No such file or directory (os error 2)\n"
        ),
    );
}
