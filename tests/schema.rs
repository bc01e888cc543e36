//! The JSON Schema of a catalog file: a validator that is not ours reads it, and it admits what the program reads.

use std::fs;

use jsonschema::Validator;
use serde_json::{Value, json};

use crate::harness::naserr;

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

#[test]
fn the_schema_is_printed_even_if_a_catalog_is_broken() {
    let run = naserr(["schema"]).env("NASERR_CATALOG", "/nonexistent/x.json");
    assert!(run.stdout().starts_with("{\n"));
}
