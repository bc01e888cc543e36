//! Text that would steer a terminal: set its title or its clipboard, move its cursor, turn its letters round.

use crate::harness::{Ended, file, id, naserr};
use crate::screen::{UNSEEN, steers};

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

/// A text around each end of each range of characters that are not seen.
fn unseen() -> impl Iterator<Item = String> {
    let ends = UNSEEN.into_iter().flat_map(|range| [*range.start(), *range.end()]);
    ends.map(|c| format!("In{c}ternal"))
}

const FORMATS: [&str; 6] = ["table", "json", "jsonl", "xml", "markdown", "tsv"];

/// Neither stream has a character that steers, and the program has ended with one of these codes.
#[track_caller]
fn is_tame(ended: &Ended, codes: &[i32]) {
    for text in [&ended.stdout, &ended.stderr] {
        // Tabs separate values in TSV, and the lines that the completion scripts read.
        assert!(!text.contains(|c| c != '\t' && steers(c)), "{text:?}");
    }
    assert!(ended.code.is_some_and(|code| codes.contains(&code)), "not one of {codes:?}: {ended:?}");
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
            format!("{{\"Code\":\"NotQualified\",\"Message\":\"{payload}\",\"RequestId\":\"{}\"}}\n", id(1)),
            format!("<Error><Code>NotQualified</Code><Message>{payload}</Message><HostId>{payload}</HostId></Error>\n"),
            format!("ErrorCode: NotQualified\nMessage: {payload} {payload}\nRequestId: {}\n", id(1)),
            // An own record is taken as it is, its code too.
            format!(
                "{{\"Known\":false,\"Resolution\":null,\"Count\":1,\"Code\":\"A.B{text}\",\"Message\":\"{text}\",\"RequestId\":\"{text}\",\"HostId\":\"{text}\",\"Recommend\":\"{text}\"}}\n"
            ),
        ];
        for (place, input) in inputs.iter().enumerate() {
            let formats = FORMATS.map(|format| vec!["-f", format]);
            for options in formats.into_iter().chain([vec!["--each"], vec!["--summary"]]) {
                let ended = naserr(["explain"].into_iter().chain(options)).stdin(input).end();
                // Where a raw control has broken the JSON or the XML around it, there may be nothing to find.
                let is_well_formed = place == 0 || place == 4;
                is_tame(&ended, if is_well_formed { &[0] } else { &[0, 1] });
            }
        }
    }
}

/// Nor does an input make links, pictures or emphasis of a page that a Markdown table is put into.
#[test]
fn as_markdown() {
    let message = "![x](http://evil/t.png) **b** [l](javascript:alert(1)) `c` ~~s~~ _e_ <i> &lt; \\\\[y]";
    let input = format!("{{\"Code\":\"Strange.Thing\",\"Message\":\"{message}\",\"RequestId\":\"{}\"}}\n", id(1));
    let table = naserr(["explain", "-q", "-f", "markdown"]).stdin(input).stdout();
    let shown = r"| !\[x\](http://evil/t.png) \*\*b\*\* \[l\](javascript:alert(1)) \`c\` \~\~s\~\~ \_e\_ &lt;i> &amp;lt; \\\[y\] |";
    assert!(table.contains(shown), "{table}");
}

#[test]
fn from_an_argument() {
    for payload in PAYLOADS {
        let option = format!("--{payload}");
        for (arguments, code) in [
            (vec!["lookup", payload], 1),
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
            is_tame(&ended, &[code]);
        }
        // Some payloads are words of the catalog once they are tame, and searching finds them.
        is_tame(&naserr(["search", payload]).end(), &[0, 1]);
        is_tame(&naserr([payload]).end(), &[1, 2]);
    }
}

#[test]
fn from_the_environment() {
    for payload in PAYLOADS {
        is_tame(&naserr(["lookup", "404"]).env("NASERR_FORMAT", payload).end(), &[2]);
        is_tame(&naserr(["lookup", "404"]).env("NASERR_CATALOG", payload).end(), &[2]);
    }
}

#[cfg(unix)]
#[test]
fn from_the_name_of_the_program() {
    use std::os::unix::process::CommandExt;

    use crate::harness::{Run, command};

    for payload in PAYLOADS {
        for arguments in [["--help"].as_slice(), &["lookup", "--nope"]] {
            let mut command = command();
            command.arg0(payload).args(arguments);
            let ended = Run::of(command).end();
            is_tame(&ended, if arguments == ["--help"] { &[0] } else { &[2] });
            assert!(format!("{}{}", ended.stdout, ended.stderr).contains("Usage: naserr"), "{ended:?}");
        }
    }
}

/// Other systems take fewer names.
#[cfg(target_os = "linux")]
#[test]
fn from_the_name_of_a_file() {
    for (number, payload) in PAYLOADS.iter().enumerate() {
        let input = format!("{{\"Code\":\"NotQualified\",\"RequestId\":\"{}\"}}\n", id(number));
        let name = payload.replace('/', "-");
        let log = file(&name, &input);
        for format in FORMATS {
            is_tame(&naserr(["explain", "-f", format, &log]).end(), &[0]);
        }
        is_tame(&naserr(["explain", &format!("{log}-missing")]).end(), &[2]);
        is_tame(&naserr(["lookup", "404", "--catalog", &log]).end(), &[2]);
        // Its notes name the file that they are from.
        let catalog = file(&name, r#"[{"Code": "NotQualified", "Notes": ["Ours."]}]"#);
        for format in FORMATS {
            is_tame(&naserr(["lookup", "NotQualified", "--catalog", &catalog, "-f", format]).end(), &[0]);
        }
    }
}

#[test]
fn from_a_catalog() {
    for payload in PAYLOADS.map(str::to_owned).into_iter().chain(unseen()) {
        let catalog = serde_json::json!([{
            "Code": format!("Own.Code{payload}"),
            "Message": format!("m {payload} m"),
            "Resolution": format!("r {payload} r"),
            "Notes": [format!("n {payload} n")],
            "Aliases": [format!("Alias{payload}")],
            "Actions": [format!("Act{payload}")],
            "Sources": [format!("s {payload} s")],
        }, {
            // A code that completion offers, with a description that steers.
            "Code": "Own.Offered",
            "Message": format!("o {payload} o"),
        }]);
        let own = file("catalog.json", &catalog.to_string());
        // Controls are faults of the file, and so are blanks in a code that are not ASCII; the others are shown written out.
        let is_fault = payload.contains(|c: char| c.is_control() || !c.is_ascii() && c.is_whitespace());
        for format in FORMATS {
            is_tame(
                &naserr(["list", "--origin", "user", "--catalog", &own, "-f", format]).end(),
                if is_fault { &[2] } else { &[0] },
            );
        }
        // A catalog with faults offers nothing and says nothing.
        let ended = naserr(["complete", "lookup", "Own.Off"]).env("NASERR_CATALOG", &own).end();
        is_tame(&ended, if is_fault { &[1] } else { &[0] });
        assert_eq!(ended.stdout.starts_with("Own.Offered\t"), !is_fault, "{ended:?}");
    }
}
