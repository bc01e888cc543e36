//! A user's own catalogs: `--catalog`, the environment and the configuration folder.

use std::fs;
use std::path::PathBuf;

use serde_json::Value;

use crate::harness::{Run, TempFolder, file, naserr};

fn lookup(catalog: &str, code: &str) -> Run {
    naserr(["lookup", code, "-f", "json", "--catalog", catalog])
}

#[test]
fn a_complete_entry_replaces_the_built_in_one() {
    let catalog = file("whole.json", r#"[{"Code": "InternalError", "HttpCode": 500, "Resolution": "Call us."}]"#);
    let json: Value = serde_json::from_str(&lookup(&catalog, "InternalError").stdout()).unwrap();
    assert_eq!(json.as_array().unwrap().len(), 1);
    assert_eq!(json[0]["Origin"], "user");
    assert_eq!(json[0]["Resolution"], "Call us.");
    assert_eq!(json[0]["Message"], Value::Null);
}

#[test]
fn notes_are_added_to_the_built_in_entry_and_name_their_file() {
    let catalog = file("notes.json", r#"[{"Code": "user.disabled", "Notes": ["Ask billing."]}]"#);
    let json: Value = serde_json::from_str(&lookup(&catalog, "User. Disabled").stdout()).unwrap();
    assert_eq!(json[0]["Origin"], "guide");
    let notes = json[0]["Notes"].as_array().unwrap();
    assert_eq!(notes.last().unwrap(), &format!("Ask billing. ({catalog})"));
    assert!(notes.len() > 1, "the catalog's own notes stay");
}

#[test]
fn what_the_built_in_entry_already_has_is_not_repeated() {
    let text = r#"[{"Code": "OperationDenied.MountTargetNotEmpty", "Actions": ["DeleteFileSystem", "Ours"], "Notes": ["n"], "Aliases": ["MTNE"], "Sources": ["Ours."], "Retryable": "unknown"}]"#;
    let catalog = file("twice.json", text);
    let run = lookup(&catalog, "OperationDenied.MountTargetNotEmpty");
    let json: Value = serde_json::from_str(&run.env("NASERR_CATALOG", &catalog).stdout()).unwrap();
    assert_eq!(json[0]["Aliases"], serde_json::json!(["MTNE"]));
    let count = |field: &str, text: &str| {
        let texts = json[0][field].as_array().unwrap();
        texts.iter().filter(|found| *found == text).count()
    };
    assert_eq!(count("Actions", "DeleteFileSystem"), 1);
    assert_eq!(count("Actions", "Ours"), 1);
    assert_eq!(count("Notes", &format!("n ({catalog})")), 1);
    assert_eq!(count("Sources", "Ours."), 1);
    assert_eq!(json[0]["Retryable"], "no", "'unknown' does not replace what is known");
}

#[test]
fn an_entry_without_texts_can_change_the_retry_advice_of_another() {
    let code = "OperationDenied.MountTargetNotEmpty";
    let own = naserr::Catalog::from_json(&format!(r#"[{{"Code": "{code}", "Retryable": "yes"}}]"#)).unwrap();
    let found = own.find(code);
    assert_eq!((found.len(), found[0].retryable), (1, naserr::Retryable::Yes));
}

#[test]
fn a_code_may_begin_with_a_digit() {
    let catalog = file("digit.json", r#"[{"Code": "2FA.Missing"}]"#);
    assert!(lookup(&catalog, "2FA.Missing").stdout().contains("\"Code\": \"2FA.Missing\""));
}

#[test]
fn a_code_is_found_without_its_spaces_and_the_comma_after_it() {
    let own = naserr::Catalog::from_json(r#"[{"Code": "Own.\u00a0Code,", "Aliases": ["Also\u00a0Own"]}]"#).unwrap();
    for spelling in ["Own.\u{a0}Code,", "own.code", "OWN.CODE , \n", "also own"] {
        assert_eq!(own.find(spelling).len(), 1, "{spelling}");
    }
}

#[test]
fn a_code_counts_before_an_alias_that_is_spelled_like_it() {
    let own = naserr::Catalog::from_json(r#"[{"Code": "Own.Code", "Aliases": ["InternalError"]}]"#).unwrap();
    assert_eq!(own.find("InternalError")[0].code, "InternalError");
}

#[test]
fn a_code_is_enough_for_an_entry() {
    let catalog = file("alone.json", "\u{feff}[{\"Code\": \"Ours.Own\"}]");
    let ended = lookup(&catalog, "ours.own").end();
    assert!(ended.stdout.contains("\"Code\": \"Ours.Own\""));
    assert_eq!(ended.stderr, "note: 'ours.own' is spelled 'Ours.Own'\n");
}

/// The specification of the variable says so.
#[test]
fn a_relative_configuration_folder_is_ignored() {
    let entry = r#"[{"Code": "Ours.Own"}]"#;
    let path = file("home/.config/naserr/catalog.json", entry);
    let home = path.strip_suffix("/.config/naserr/catalog.json").unwrap();
    let run = |folder: &str| {
        let run = naserr(["lookup", "Ours.Own", "-f", "jsonl"]);
        run.env("HOME", home).env("XDG_CONFIG_HOME", folder).end()
    };
    assert_eq!(run("target/none").code, Some(0), "HOME is used instead");
    assert_eq!(run("/nonexistent").code, Some(1));
}

#[test]
fn arguments_beat_the_environment_which_beats_the_configuration() {
    let entry = |resolution: &str| format!(r#"[{{"Code": "Ours.Own", "Resolution": "{resolution}"}}]"#);
    let home = file("config/naserr/catalog.json", &entry("From the folder."));
    let home = home.strip_suffix("/naserr/catalog.json").unwrap();
    let first = file("first.json", &entry("From the environment."));
    let second = file("second.json", r#"[{"Code": "Ours.Other"}]"#);
    let last = file("last.json", &entry("From the arguments."));
    let run = || naserr(["lookup", "Ours.Own", "-f", "jsonl"]).env("XDG_CONFIG_HOME", home);
    assert!(run().stdout().contains("From the folder."));
    let environment = format!("{first}:{second}");
    assert!(run().env("NASERR_CATALOG", &environment).stdout().contains("From the environment."));
    let run = naserr(["--catalog", &second, "lookup", "Ours.Own", "-f", "jsonl", "--catalog", &last]);
    assert!(run.env("NASERR_CATALOG", &environment).stdout().contains("From the arguments."));
}

#[test]
fn what_list_prints_can_be_read_again() {
    let listed = naserr(["list", "-f", "json", "--catalog", "tests/fixtures/catalogs/team.json"]).stdout();
    let catalog = file("listed.json", &listed);
    let again = naserr(["list", "-f", "json", "--catalog", &catalog]).stdout();
    let mut expected: Vec<Value> = serde_json::from_str(&listed).unwrap();
    for entry in &mut expected {
        // An entry of a file is the user's own, and the vendor has no page for it.
        entry["Origin"] = "user".into();
        entry["Link"] = Value::Null;
    }
    assert_eq!(serde_json::from_str::<Vec<Value>>(&again).unwrap(), expected);
}

#[test]
fn a_broken_catalog_is_refused_with_every_error_in_it() {
    let broken = file("broken.json", "[\n  {\"Code\": \"A\", \"HttpCode\": 9},\n  {\"Cod\": \"B\"}\n]");
    naserr(["list", "--catalog", &broken, "--catalog", "/nonexistent/x.json"]).ends(
        2,
        "",
        &format!(
            "error: catalog '{broken}': line 2: entry 1 'A': HttpCode: invalid HTTP status 9 (expected 100 to 599, or null)\n\
             \x20      catalog '{broken}': line 3: entry 2: Code: missing\n\
             \x20      catalog '{broken}': line 3: entry 2: Cod: unknown field\n\
             \x20      catalog '/nonexistent/x.json': cannot be read: No such file or directory (os error 2)\n"
        ),
    );
}

/// The problems of a catalog, as a reader sees them.
fn problems(text: &str) -> Vec<String> {
    let error = naserr::Catalog::from_json(text).unwrap_err();
    error.problems().iter().map(|problem| problem.replace("catalog: ", "")).collect()
}

#[test]
fn each_problem_names_its_line_entry_and_field() {
    let text = r#"[
        {"Code": "Good", "HttpCode": null, "Message": "Two\nlines."},
        {"HttpCode": 404},
        {"Code": "A", "HttpCode": 999, "Colour": 1, "message": "x", "Message": " x", "Notes": "n"},
        {"Code": "B", "Message": "", "Retryable": "maybe", "Origin": "guide", "Actions": [1]},
        {"Code": "C", "Code": "D", "Resolution": "\u001b[31m"},
        {"Code": "good"},
        {"Code": "E", "Origin": 4, "Link": 5},
        7
    ]"#;
    assert_eq!(
        problems(text),
        [
            "line 3: entry 2: Code: missing",
            "line 4: entry 3 'A': HttpCode: invalid HTTP status 999 (expected 100 to 599, or null)",
            "line 4: entry 3 'A': Colour: unknown field",
            "line 4: entry 3 'A': message: unknown field, did you mean 'Message'?",
            "line 4: entry 3 'A': Message: ' x' begins or ends with white space",
            "line 4: entry 3 'A': Notes: expected a list of strings, found \"n\"",
            "line 5: entry 4 'B': Message: empty",
            "line 5: entry 4 'B': Retryable: expected yes, no or unknown, found \"maybe\"",
            "line 5: entry 4 'B': Actions: expected a list of strings, found [1]",
            "line 6: entry 5 'C': Code: duplicate field",
            "line 6: entry 5 'C': Resolution: \"\\u{1b}[31m\" contains a control character",
            "line 7: entry 6 'good': duplicate of entry 1 (same Code, no HttpCode)",
            "line 8: entry 7 'E': Origin: expected guide, api, gateway or user, found 4",
            "line 8: entry 7 'E': Link: expected a string, found 5",
            "line 9: entry 8: expected an object with a Code, found 7",
        ]
    );
}

#[test]
fn text_that_is_no_catalog_is_one_problem_with_its_line() {
    for (text, start) in [
        ("[\n{\"Code\": \"A\"},\n{\"Code\" \"B\"}]", "line 3: not valid JSON at column 9: "),
        ("{\"Code\": \"A\"}", "line 1: expected an array of entries, found an object; "),
        ("\"A\"", "line 1: expected an array of entries: "),
    ] {
        let found = problems(text);
        assert!(found.len() == 1 && found[0].starts_with(start), "{found:?}");
    }
}

#[test]
fn null_is_the_same_as_no_value() {
    let catalog = file(
        "null.json",
        r#"[{"Code": "InternalError", "HttpCode": null, "Message": null, "Resolution": null, "Notes": ["Ours."]}]"#,
    );
    let json = lookup(&catalog, "InternalError").stdout();
    assert!(json.contains("\"Origin\": \"guide\"") && json.contains("Ours. ("), "{json}");
}

#[test]
fn a_note_with_a_status_is_added_only_to_the_entry_with_that_status() {
    let catalog =
        file("one-status.json", r#"[{"Code": "OperationDenied.NoStock", "HttpCode": 404, "Notes": ["Ours."]}]"#);
    let lines = naserr(["lookup", "OperationDenied.NoStock", "-f", "jsonl", "--catalog", &catalog]).stdout();
    let noted: Vec<bool> = lines.lines().map(|line| line.contains("Ours. (")).collect();
    assert_eq!(noted, [false, true], "{lines}");
}

#[test]
fn every_code_of_a_large_catalog_is_found_among_the_others() {
    let entries: Vec<String> = (0..2000)
        .map(|number| {
            format!(r#"{{"Code": "{}.Number{number}", "HttpCode": 400}}"#, ["Zz", "Aa", "Invalid"][number % 3])
        })
        .collect();
    let catalog = file("large.json", &format!("[{}]", entries.join(",")));
    let catalog = naserr::Catalog::with_files([&*catalog]).unwrap();
    assert_eq!(catalog.entries().len(), naserr::Catalog::built_in().entries().len() + 2000);
    for entry in catalog.entries() {
        assert!(catalog.find(&entry.code.to_uppercase()).contains(&entry), "{}", entry.code);
    }
}

#[test]
fn a_gigabyte_is_refused() {
    let folder = TempFolder::new();
    let largest = folder.join("largest.json");
    let entry = r#"[{"Code": "Own.Large"}]"#;
    fs::write(&largest, entry.to_owned() + &" ".repeat((64 << 20) - entry.len())).unwrap();
    assert!(naserr::Catalog::with_files([largest]).is_ok());
    let path = folder.join("gigabyte.json");
    // A sparse file: nothing is written.
    fs::File::create(&path).unwrap().set_len(1 << 30).unwrap();
    let path = path.to_str().unwrap();
    naserr(["list", "--catalog", path]).ends(
        2,
        "",
        &format!("error: catalog '{path}': is larger than 64 MiB, the limit for a catalog\n"),
    );
}

#[test]
fn nesting_of_any_depth_is_refused() {
    for (name, open, close) in [("lists.json", "[", "]"), ("objects.json", "{\"a\":", "}")] {
        let deep = format!("[{{\"Code\": \"A\", \"Notes\": {}1{}}}]", open.repeat(200_000), close.repeat(200_000));
        let catalog = file(name, &deep);
        let ended = naserr(["list", "--catalog", &catalog]).end();
        assert_eq!((ended.stdout.as_str(), ended.code), ("", Some(2)));
        assert!(ended.stderr.starts_with(&format!("error: catalog '{catalog}': line 1: ")), "{}", ended.stderr);
        assert!(ended.stderr.contains("recursion limit exceeded"), "{}", ended.stderr);
        assert!(ended.stderr.len() < 500);
    }
}

/// Large inputs are searched for a few literals. Those of an entry must not hide others at the same place.
#[test]
fn an_entry_does_not_hide_errors_in_a_large_log() {
    let ordinary = "12:00:01 INFO worker 7 is fine\n".repeat(10_000);
    for (entry, line, code) in [
        (r#"{"Code": "Parameter.Odd"}"#, "it says Parameter.Odd and stops", "Parameter.Odd"),
        (r#"{"Code": "Required.RequestId"}"#, "it says Required.RequestId", "Required.RequestId"),
        (r#"{"Code": "Error.Odd"}"#, "Error: InternalError", "InternalError"),
        (r#"{"Code": "Our.Own", "Message": "Code is odd."}"#, r#"{"Code": "InvalidDisk.Gone"}"#, "InvalidDisk.Gone"),
        (r#"{"Code": "Our.Own", "Message": "Errors happen."}"#, "Error: InternalError", "InternalError"),
    ] {
        let catalog = file("hides.json", &format!("[{entry}]"));
        let log = format!("{ordinary}{line}\n");
        let run = naserr(["explain", "-f", "tsv", "--catalog", &catalog]).stdin(&log);
        let ended = run.end();
        assert!(ended.stdout.contains(code), "{entry}: {}{}", ended.stdout, ended.stderr);
    }
}

#[test]
fn a_broken_catalog_of_the_configuration_leads_to_no_catalog() {
    let broken = file("broken-home/naserr/catalog.json", "[{}]");
    let home = PathBuf::from(&*broken);
    let home = home.parent().unwrap().parent().unwrap().to_str().unwrap();
    let run = |arguments: &[&str]| naserr(arguments).env("XDG_CONFIG_HOME", home).end();
    let hint = "hint: '--no-catalog' runs without your own catalogs\n";
    let ended = run(&["lookup", "NotQualified"]);
    assert_eq!((ended.stdout.as_str(), ended.code), ("", Some(2)));
    assert!(ended.stderr.contains(&*broken), "{}", ended.stderr);
    assert!(ended.stderr.ends_with(hint), "{}", ended.stderr);
    for arguments in [["--no-catalog", "lookup", "NotQualified"], ["lookup", "NotQualified", "--no-catalog"]] {
        let ended = run(&arguments);
        assert_eq!((ended.stderr.as_str(), ended.code), ("", Some(0)));
    }
    // If the file of --catalog is broken too, --no-catalog would not help.
    let named = file("broken-named.json", "[{}]");
    let ended = run(&["lookup", "NotQualified", "--catalog", &named]);
    assert!(!ended.stderr.contains("hint"), "{}", ended.stderr);
}

#[test]
fn no_catalog_ignores_the_environment_but_not_the_arguments() {
    let own = file("left-out.json", r#"[{"Code": "Own.LeftOut"}]"#);
    let named = file("not-left-out.json", r#"[{"Code": "Own.Named"}]"#);
    let listed = naserr(["list", "--no-catalog", "--origin", "user", "--catalog", &named, "-f", "tsv"])
        .env("NASERR_CATALOG", &own)
        .stdout();
    assert!(listed.contains("Own.Named") && !listed.contains("Own.LeftOut"), "{listed}");
    let offered = naserr(["complete", "lookup", "--no-catalog", "Own."]).env("NASERR_CATALOG", &own).end();
    assert_eq!(offered.stdout, "");
}
