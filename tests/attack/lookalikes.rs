//! Codes that look like published ones, but are not.

use serde_json::Value;

use crate::harness::{id, naserr};

/// With a Cyrillic letter inside, before or behind; an invisible space, hyphen or Arabic mark; a full-width letter;
/// text that runs backwards; and a combining accent.
const LOOKALIKES: [&str; 10] = [
    "Inv\u{430}lidFileSystem.NotFound",
    "\u{445}InvalidFileSystem.NotFound",
    "InvalidFileSystem.NotFound\u{455}",
    "InvalidFileSystem.NotFound\u{200b}s",
    "InvalidFileSystem\u{ad}.NotFound",
    "Invalid\u{61c}FileSystem.NotFound",
    "\u{ff29}nvalidFileSystem.NotFound",
    "Invalid\u{202e}FileSystem.NotFound",
    "Invalid\u{200b}FileSystem.NotFound",
    "Inva\u{301}lidFileSystem.NotFound",
];

#[test]
fn a_lookalike_is_not_in_the_catalog_and_its_odd_character_is_named() {
    for code in LOOKALIKES {
        let ended = naserr(["lookup", code]).end();
        assert_eq!((ended.stdout.as_str(), ended.code), ("", Some(1)), "{code}");
        let odd = code.chars().find(|c| !c.is_ascii()).unwrap();
        let name = format!("(U+{:04X})\n", u32::from(odd));
        assert!(ended.stderr.contains(&name), "{}", ended.stderr);
    }
    let ended = naserr(["lookup", LOOKALIKES[0]]).end();
    assert!(ended.stderr.ends_with("hint: did you mean 'InvalidFileSystem.NotFound'?\n"), "{}", ended.stderr);
}

#[test]
fn a_lookalike_is_never_explained_as_the_published_code_or_as_a_part_of_itself() {
    for code in LOOKALIKES {
        for input in [
            format!("{{\"Code\":\"{code}\",\"RequestId\":\"{}\",\"Message\":\"Received.\"}}\n", id(1)),
            format!("<Error><Code>{code}</Code><RequestId>{}</RequestId></Error>\n", id(1)),
            format!("SDK.ServerError\nErrorCode: {code}\nRequestId: {}\nMessage: Received.\n", id(1)),
            format!("2026-11-26 12:00:00 ERROR request failed Code={code}\n"),
            format!("2026-11-26 12:00:00 ERROR {code} seen\n"),
        ] {
            let ended = naserr(["explain", "-f", "json"]).stdin(&input).end();
            let found: Vec<Value> = serde_json::from_str(&ended.stdout).unwrap();
            for finding in found {
                assert_ne!(finding["Code"], "InvalidFileSystem.NotFound", "{input}");
                let piece = finding["Code"].as_str().is_some_and(|found| found != code);
                assert!(!piece, "{} is a piece of {input}", finding["Code"]);
            }
        }
    }
}
