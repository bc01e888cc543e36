//! Errors of which a text has only the message.

use std::collections::BTreeSet;
use std::iter;

use naserr::{Catalog, Origin};
use serde_json::Value;

use crate::harness::naserr;

const DATA: &str = include_str!("../src/explain/received_messages.tsv");
const ID: &str = "54744262-D1DB-5E41-AEF1-40A5B35366DF";

/// The lines of the data without its comments. The first one names the columns.
fn lines() -> impl Iterator<Item = &'static str> {
    DATA.lines().filter(|line| !line.starts_with('#'))
}

/// Code and message of each row.
fn rows() -> Vec<(&'static str, &'static str)> {
    let cells = lines().skip(1).map(|line| {
        let cells: Vec<&str> = line.split('\t').collect();
        assert!(cells.len() == 3 && !cells.contains(&""), "{line}");
        (cells[0], cells[1])
    });
    cells.collect()
}

fn json(arguments: &[&str], input: &str) -> Vec<Value> {
    let arguments = arguments.iter().chain(&["-f", "json"]);
    serde_json::from_str(&naserr(arguments).stdin(input).stdout()).unwrap()
}

fn suggestions(finding: &Value) -> Vec<&str> {
    let list = finding["Suggestions"].as_array().unwrap();
    list.iter().map(|code| code.as_str().unwrap()).collect()
}

/// Explains a text with the message of each row, and asserts that the only finding suggests the code of the row.
#[track_caller]
fn each_suggests_its_code(text: impl Fn(usize, &str) -> String) {
    let rows = rows();
    let texts = rows.iter().enumerate();
    // One run for each row, because a message directly behind another error may belong to that one.
    let wrong: Vec<String> = texts
        .filter_map(|(number, (code, message))| {
            let text = text(number, message);
            let found = json(&["explain"], &text);
            let fits = found.len() == 1 && found[0]["Code"] == Value::Null && suggestions(&found[0]).contains(code);
            (!fits).then(|| format!("{code}: {text}{found:?}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_message_alone_on_a_line_suggests_its_code() {
    each_suggests_its_code(|_, message| format!("{message}\n"));
}

#[test]
fn a_message_in_the_text_of_a_tea_client_suggests_its_code() {
    each_suggests_its_code(|_, message| format!("code: 400, {message} request id: {ID}\n"));
}

#[test]
fn the_data_is_sorted_and_each_code_is_in_the_catalog() {
    assert_eq!(lines().next(), Some("Code\tMessage\tSource"));
    assert!(lines().skip(1).is_sorted());
    let known = json(&["list"], "");
    let known: BTreeSet<&str> = known.iter().filter_map(|entry| entry["Code"].as_str()).collect();
    let unknown: Vec<_> = rows().into_iter().filter(|(code, _)| !known.contains(code)).collect();
    assert!(unknown.is_empty(), "{unknown:?}");
}

#[test]
fn a_message_is_long_enough_to_be_distinctive() {
    let is_name = |word: &str| word.chars().skip(1).any(char::is_uppercase);
    for (code, message) in rows() {
        let words = message.split_whitespace().count();
        let enough = words >= 5 || words == 4 && message.split_whitespace().any(is_name);
        assert!(enough && !message.contains('%'), "{code}: {message}");
    }
}

#[test]
fn no_message_is_also_our_text_for_another_code() {
    let entries = json(&["list"], "");
    for (code, message) in rows() {
        let others = entries.iter().filter(|entry| entry["Origin"] != "guide" && entry["Code"] != code);
        for other in others {
            for field in ["Message", "Resolution"] {
                assert_ne!(other[field], message, "{code} and {}", other["Code"]);
            }
        }
    }
}

#[test]
fn codes_that_share_a_message_are_all_suggested_with_the_guide_first() {
    let of = |message: &str| json(&["explain"], message).remove(0);
    let ram = "User not authorized to operate on the specified resource, or this API doesn't support RAM.";
    assert_eq!(suggestions(&of(ram)), ["Forbbiden.Ram", "Forbidden.RAM"]);
    let api = of("specified api is not found, please check your URL and method\n");
    assert_eq!(suggestions(&api), ["InvalidAction.NotFound", "InvalidApi.NotFound"]);
}

#[test]
fn messages_that_other_services_send_too_are_not_errors() {
    for message in [
        "Request was denied due to request throttling.",
        "The specified filesystem already exists.",
        "The request is invalid.",
        "The specified path does not exist.",
        "The parameter contains illegal characters.",
    ] {
        assert_eq!(naserr(["explain"]).stdin(message).end().code, Some(1), "{message}");
    }
}

#[test]
fn a_message_beside_an_error_is_found_in_a_large_input() {
    let message = "Specified access key is not found.\n";
    let filler: String = iter::repeat_n("a line of a log that tells nothing of interest\n", 8000).collect();
    let answer = format!("{{\"Code\":\"InvalidFileSystem.NotFound\",\"RequestId\":\"{ID}\"}}\n");
    let found = json(&["explain"], &format!("{filler}{answer}{message}"));
    assert_eq!(found.len(), 2, "{found:?}");
    assert_eq!(suggestions(&found[1]), ["InvalidAccessKeyId.NotFound"]);
}

#[test]
fn what_only_naserr_says_about_a_code_is_not_a_message_of_the_service() {
    let catalog = Catalog::built_in();
    let entry = catalog.find("AssumeRoleFailed")[0];
    assert_eq!(entry.origin, Origin::Api);
    let body = serde_json::json!({"Message": entry.message, "RequestId": ID, "HostId": "nas.aliyuncs.com"});
    let explained = naserr(["explain", "-f", "json"]).stdin(body.to_string()).end().stdout;
    assert!(!explained.contains("AssumeRoleFailed"), "{explained}");
}
