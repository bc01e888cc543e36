//! Text that would steer a terminal: set its title or its clipboard, move its cursor, turn its letters round.

use std::fs;
use std::os::unix::process::CommandExt;

use super::{argument, folder, id};
use crate::harness::{Ended, Run, command, naserr};
use crate::screen::steers;

/// A title, the clipboard, a link, the cursor, C1 controls, text that runs backwards, and text that is not seen.
const PAYLOADS: [&str; 8] = [
    "\u{1b}]0;owned\u{7}",
    "\u{1b}]52;c;cm0gLXJmIC8=\u{7}",
    "\u{1b}]8;;http://evil/\u{1b}\\here\u{1b}]8;;\u{1b}\\",
    "\u{1b}[2J\u{1b}[1;1Hroot#",
    "\u{9b}31m\u{9d}0;owned\u{9c}",
    "a\u{8}\u{8}b\rfine",
    "\u{202e}dnuoFtoN\u{2066}x\u{2069}",
    "In\u{200b}ter\u{2060}nal\u{feff}\u{e0041}",
];

const FORMATS: [&str; 6] = ["table", "json", "jsonl", "xml", "markdown", "tsv"];

/// Neither stream has a character that steers, and the program has ended as it should.
#[track_caller]
fn is_tame(ended: &Ended, code: i32) {
    for text in [&ended.stdout, &ended.stderr] {
        // Tabs separate values in TSV, and the lines that the completion scripts read.
        assert!(!text.contains(|c| c != '\t' && steers(c)), "{text:?}");
    }
    assert_eq!(ended.code, Some(code), "{ended:?}");
}

#[test]
fn from_an_input() {
    for payload in PAYLOADS {
        let json = serde_json::to_string(payload).unwrap();
        let text = json.trim_matches('"');
        let inputs = [
            format!(
                "{{\"Code\":\"Strange.Thing\",\"Message\":\"{text}\",\"HostId\":\"{text}\",\"Recommend\":\"{text}\",\"RequestId\":\"{}\"}}\n",
                id(1)
            ),
            format!(
                "{{\"Code\":\"NotQualified\",\"Message\":\"{payload}\",\"RequestId\":\"{}\"}}\n",
                id(1)
            ),
            format!(
                "<Error><Code>NotQualified</Code><Message>{payload}</Message><HostId>{payload}</HostId></Error>\n"
            ),
            format!(
                "ErrorCode: NotQualified\nMessage: {payload} {payload}\nRequestId: {}\n",
                id(1)
            ),
            // An own record is taken as it is, its code too.
            format!(
                "{{\"Known\":false,\"Resolution\":null,\"Count\":1,\"Code\":\"A.B{text}\",\"Message\":\"{text}\",\"RequestId\":\"{text}\",\"HostId\":\"{text}\",\"Recommend\":\"{text}\"}}\n"
            ),
        ];
        for (place, input) in inputs.iter().enumerate() {
            for format in FORMATS {
                for options in [
                    ["-f", format].as_slice(),
                    &["-f", format, "--each"],
                    &["--summary"],
                ] {
                    let ended = naserr(["explain"].iter().chain(options)).stdin(input).end();
                    // Where a raw control has broken the JSON or the XML around it, there may be nothing to find.
                    let is_well_formed = place == 0 || place == 4;
                    let code = ended.code.filter(|_| !is_well_formed);
                    is_tame(&ended, code.filter(|code| *code == 1).unwrap_or_default());
                }
            }
        }
    }
}

/// Nor does an input make links, pictures or emphasis of a page that a Markdown table is put into.
#[test]
fn as_markdown() {
    let message =
        "![x](http://evil/t.png) **b** [l](javascript:alert(1)) `c` ~~s~~ _e_ <i> &lt; \\\\[y]";
    let input = format!(
        "{{\"Code\":\"Strange.Thing\",\"Message\":\"{message}\",\"RequestId\":\"{}\"}}\n",
        id(1)
    );
    let table = naserr(["explain", "-q", "-f", "markdown"])
        .stdin(input)
        .stdout();
    let shown = r"| !\[x\](http://evil/t.png) \*\*b\*\* \[l\](javascript:alert(1)) \`c\` \~\~s\~\~ \_e\_ &lt;i> &amp;lt; \\\[y\] |";
    assert!(table.contains(shown), "{table}");
}

#[test]
fn from_an_argument() {
    for payload in PAYLOADS {
        let option = format!("--{payload}");
        for (arguments, code) in [
            (vec!["lookup", payload], 1),
            (vec!["search", payload], 1),
            (vec!["list", "--family", payload], 1),
            (vec!["list", "--action", payload], 1),
            (vec!["list", "--status", payload], 2),
            (vec!["list", "--retryable", payload], 2),
            (vec!["lookup", "404", "--format", payload], 2),
            (vec!["lookup", &option], 2),
            (vec!["completions", payload], 2),
            (vec![&option], 2),
        ] {
            let ended = naserr(&arguments).end();
            // Some payloads are words of the catalog once they are tame, and searching finds them.
            let code = if arguments[0] == "search" {
                ended.code.unwrap()
            } else {
                code
            };
            is_tame(&ended, code);
        }
        let ended = naserr([payload]).end();
        is_tame(
            &ended,
            ended.code.filter(|code| matches!(code, 1 | 2)).unwrap(),
        );
    }
}

#[test]
fn from_the_environment() {
    for payload in PAYLOADS {
        is_tame(
            &naserr(["lookup", "404"])
                .env("NASERR_FORMAT", payload)
                .end(),
            2,
        );
        is_tame(
            &naserr(["lookup", "404"])
                .env("NASERR_CATALOG", payload)
                .end(),
            2,
        );
    }
}

#[test]
fn from_the_name_of_the_program() {
    for payload in PAYLOADS {
        for arguments in [["--help"].as_slice(), &["lookup", "--nope"]] {
            let mut command = command();
            command.arg0(payload).args(arguments);
            let ended = Run::of(command).end();
            is_tame(&ended, if arguments == ["--help"] { 0 } else { 2 });
            assert!(
                format!("{}{}", ended.stdout, ended.stderr).contains("Usage: naserr"),
                "{ended:?}"
            );
        }
    }
}

#[test]
fn from_the_name_of_a_file() {
    let folder = folder("steering-names");
    for (number, payload) in PAYLOADS.iter().enumerate() {
        let file = folder.join(payload.replace('/', "-"));
        let input = format!(
            "{{\"Code\":\"NotQualified\",\"RequestId\":\"{}\"}}\n",
            id(number)
        );
        fs::write(&file, input).unwrap();
        let name = argument(&file);
        for format in FORMATS {
            is_tame(&naserr(["explain", "-f", format, &name]).end(), 0);
        }
        is_tame(&naserr(["explain", &format!("{name}-missing")]).end(), 2);
        is_tame(&naserr(["lookup", "404", "--catalog", &name]).end(), 2);
        // Its notes name the file that they are from.
        fs::write(&file, r#"[{"Code": "NotQualified", "Notes": ["Ours."]}]"#).unwrap();
        for format in FORMATS {
            is_tame(
                &naserr(["lookup", "NotQualified", "--catalog", &name, "-f", format]).end(),
                0,
            );
        }
    }
}

#[test]
fn from_a_catalog() {
    let folder = folder("steering-catalogs");
    for (number, payload) in PAYLOADS.iter().enumerate() {
        let file = folder.join(format!("{number}.json"));
        let catalog = serde_json::json!([{
            "Code": format!("Own.Code{payload}"),
            "Message": format!("m {payload} m"),
            "Resolution": format!("r {payload} r"),
            "Notes": [format!("n {payload} n")],
            "Aliases": [format!("Alias{payload}")],
            "Actions": [format!("Act{payload}")],
            "Sources": [format!("s {payload} s")],
        }]);
        fs::write(&file, catalog.to_string()).unwrap();
        let name = argument(&file);
        // Controls are faults of the file; the others are shown written out.
        let code = if payload.contains(|c: char| c.is_control()) {
            2
        } else {
            0
        };
        for format in FORMATS {
            is_tame(
                &naserr(["list", "--origin", "user", "--catalog", &name, "-f", format]).end(),
                code,
            );
        }
        // A code that is no plain word is never offered; the description of another one is escaped.
        let plain = serde_json::json!([
            {"Code": format!("Own.Code{payload}"), "Message": "m"},
            {"Code": "Own.Plain", "Message": format!("m {payload} m")},
        ]);
        fs::write(&file, plain.to_string()).unwrap();
        let ended = naserr(["complete", "--catalog", &name, "lookup", "Own."]).end();
        if code == 0 {
            is_tame(&ended, 0);
            assert!(ended.stdout.starts_with("Own.Plain\tm "), "{ended:?}");
            assert_eq!(ended.stdout.lines().count(), 1, "{ended:?}");
        } else {
            // The file is not read.
            is_tame(&ended, 1);
        }
    }
}
