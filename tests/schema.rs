//! The JSON Schema of a catalog file: a validator that is not ours reads it, and it admits what the program reads.

use std::fs;

use jsonschema::Validator;
use serde_json::{Value, json};

use crate::harness::{TempFolder, naserr};

fn schema() -> Value {
    serde_json::from_str(&naserr(["schema"]).stdout()).unwrap()
}

fn json(path: &str) -> Value {
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

/// The errors that the validator finds in a document.
fn errors(validator: &Validator, document: &Value) -> Vec<String> {
    let found = validator.iter_errors(document);
    found.map(|error| format!("{}: {error}", error.instance_path())).collect()
}

#[test]
fn it_is_a_schema_that_describes_every_field() {
    let schema = schema();
    jsonschema::draft202012::meta::validate(&schema).unwrap();
    let fields = schema["$defs"]["entry"]["properties"].as_object().unwrap();
    assert_eq!(fields.len(), 11);
    for (name, field) in fields {
        for key in ["title", "description"] {
            assert!(field[key].as_str().is_some_and(|text| !text.is_empty()), "{name}: {key}");
        }
    }
}

#[test]
fn it_admits_the_built_in_catalog_what_list_prints_and_the_examples() {
    let validator = jsonschema::draft202012::new(&schema()).unwrap();
    for path in [
        "src/catalog/guide.json",
        "src/catalog/api.json",
        "src/catalog/gateway.json",
        "tests/fixtures/catalogs/team.json",
        "tests/fixtures/catalogs/smallest.json",
    ] {
        assert_eq!(errors(&validator, &json(path)), [""; 0], "{path}");
    }
    for arguments in [&["list"][..], &["list", "--catalog", "tests/fixtures/catalogs/team.json"]] {
        let listed = naserr(arguments.iter().chain(&["-f", "json"])).stdout();
        assert_eq!(errors(&validator, &serde_json::from_str(&listed).unwrap()), [""; 0]);
    }
}

/// Each entry of the example is wrong in one way. The schema and the program must both refuse it.
#[test]
fn it_refuses_what_the_program_refuses() {
    let path = "tests/fixtures/catalogs/broken.json";
    let broken = json(path);
    let validator = jsonschema::draft202012::new(&schema()).unwrap();
    for entry in broken.as_array().unwrap() {
        assert!(!validator.is_valid(&json!([entry])), "{entry}");
    }
    let ended = naserr(["list", "--catalog", path]).end();
    assert_eq!((ended.stdout.as_str(), ended.code), ("", Some(2)));
    let named: Vec<&str> = ended.stderr.lines().collect();
    assert_eq!(named.len(), broken.as_array().unwrap().len(), "{}", ended.stderr);
    for (place, line) in named.iter().enumerate() {
        assert!(line.contains(&format!("line {}: entry {}", place + 2, place + 1)), "{line}");
    }
    assert!(!validator.is_valid(&json!({"Code": "No.Array"})));
}

/// Both refuse codes that no lookup would find: those with a comma at the end, or with a space that is not ASCII.
#[test]
fn it_admits_the_codes_that_the_program_admits() {
    let validator = jsonschema::draft202012::new(&schema()).unwrap();
    let folder = TempFolder::new();
    let path = folder.join("codes.json");
    let blanks = ('\u{80}'..'\u{4000}').filter(|c| c.is_whitespace());
    let codes = ["A.B", "A.B.", "A,B", "A.B,", "User. Disabled", "码.B"].map(str::to_owned);
    for code in codes.into_iter().chain(blanks.map(|c| format!("A{c}B"))) {
        for catalog in [json!([{"Code": code}]), json!([{"Code": "Own.Code", "Aliases": [code]}])] {
            fs::write(&path, catalog.to_string()).unwrap();
            let run = naserr(["list", "-f", "json", "--catalog", path.to_str().unwrap()]);
            let is_read = run.end().code == Some(0);
            assert_eq!(validator.is_valid(&catalog), is_read, "{catalog}");
        }
    }
}

#[test]
fn the_schema_is_printed_even_if_a_catalog_is_broken() {
    let run = naserr(["schema"]).env("NASERR_CATALOG", "/nonexistent/x.json");
    assert!(run.stdout().starts_with("{\n"));
}
