//! Text that would control a terminal: set its title or clipboard, move its cursor, or reverse its letters.

use crate::harness::{Ended, file, id, naserr};
use crate::screen::{INVISIBLE, controls};

/// A title, the clipboard, a link, the cursor, C1 controls, text that runs backwards, and invisible text.
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

/// A text with the first and one with the last character of each invisible range.
fn invisible() -> impl Iterator<Item = String> {
    let ends = INVISIBLE.into_iter().flat_map(|range| [*range.start(), *range.end()]);
    ends.map(|c| format!("In{c}ternal"))
}

const FORMATS: [&str; 6] = ["table", "json", "jsonl", "xml", "markdown", "tsv"];

/// Asserts that neither stream has a character that controls a terminal, and that the exit code is one of these.
#[track_caller]
fn assert_safe(ended: &Ended, codes: &[i32]) {
    for text in [&ended.stdout, &ended.stderr] {
        // Tabs separate the values in TSV and in the lines that completion scripts read.
        assert!(!text.contains(|c| c != '\t' && controls(c)), "{text:?}");
    }
    assert!(ended.code.is_some_and(|code| codes.contains(&code)), "not one of {codes:?}: {ended:?}");
}

#[test]
fn an_input_cannot_control_the_terminal() {
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
            // A record of our own output is read as it is, even its code.
            format!(
                "{{\"Known\":false,\"Resolution\":null,\"Count\":1,\"Code\":\"A.B{text}\",\"Message\":\"{text}\",\"RequestId\":\"{text}\",\"HostId\":\"{text}\",\"Recommend\":\"{text}\"}}\n"
            ),
        ];
        for (place, input) in inputs.iter().enumerate() {
            let formats = FORMATS.map(|format| vec!["-f", format]);
            for options in formats.into_iter().chain([vec!["--each"], vec!["--summary"]]) {
                let ended = naserr(["explain"].into_iter().chain(options)).stdin(input).end();
                // A raw control character may break the JSON or the XML around it, and then there may be no error.
                let is_well_formed = place == 0 || place == 4;
                assert_safe(&ended, if is_well_formed { &[0] } else { &[0, 1] });
            }
        }
    }
}

#[test]
fn an_input_makes_no_links_pictures_or_emphasis_in_a_markdown_table() {
    let message = "![x](http://evil/t.png) **b** [l](javascript:alert(1)) `c` ~~s~~ _e_ <i> &lt; \\\\[y]";
    let input = format!("{{\"Code\":\"Strange.Thing\",\"Message\":\"{message}\",\"RequestId\":\"{}\"}}\n", id(1));
    let table = naserr(["explain", "-q", "-f", "markdown"]).stdin(input).stdout();
    let shown = r"| !\[x\](http://evil/t.png) \*\*b\*\* \[l\](javascript:alert(1)) \`c\` \~\~s\~\~ \_e\_ &lt;i> &amp;lt; \\\[y\] |";
    assert!(table.contains(shown), "{table}");
}

#[test]
fn an_argument_cannot_control_the_terminal() {
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
            assert_safe(&ended, &[code]);
        }
        // Without their control characters, some payloads are words of the catalog, which a search finds.
        assert_safe(&naserr(["search", payload]).end(), &[0, 1]);
        assert_safe(&naserr([payload]).end(), &[1, 2]);
    }
}

#[test]
fn the_environment_cannot_control_the_terminal() {
    for payload in PAYLOADS {
        assert_safe(&naserr(["lookup", "404"]).env("NASERR_FORMAT", payload).end(), &[2]);
        assert_safe(&naserr(["lookup", "404"]).env("NASERR_CATALOG", payload).end(), &[2]);
    }
}

#[cfg(unix)]
#[test]
fn the_name_of_the_program_cannot_control_the_terminal() {
    use std::os::unix::process::CommandExt;

    use crate::harness::{Run, command};

    for payload in PAYLOADS {
        for arguments in [["--help"].as_slice(), &["lookup", "--nope"]] {
            let mut command = command();
            command.arg0(payload).args(arguments);
            let ended = Run::of(command).end();
            assert_safe(&ended, if arguments == ["--help"] { &[0] } else { &[2] });
            assert!(format!("{}{}", ended.stdout, ended.stderr).contains("Usage: naserr"), "{ended:?}");
        }
    }
}

/// Other systems allow fewer file names.
#[cfg(target_os = "linux")]
#[test]
fn the_name_of_a_file_cannot_control_the_terminal() {
    for (number, payload) in PAYLOADS.iter().enumerate() {
        let input = format!("{{\"Code\":\"NotQualified\",\"RequestId\":\"{}\"}}\n", id(number));
        let name = payload.replace('/', "-");
        let log = file(&name, &input);
        for format in FORMATS {
            assert_safe(&naserr(["explain", "-f", format, &log]).end(), &[0]);
        }
        assert_safe(&naserr(["explain", &format!("{log}-missing")]).end(), &[2]);
        assert_safe(&naserr(["lookup", "404", "--catalog", &log]).end(), &[2]);
        // Its notes name the file.
        let catalog = file(&name, r#"[{"Code": "NotQualified", "Notes": ["Ours."]}]"#);
        for format in FORMATS {
            assert_safe(&naserr(["lookup", "NotQualified", "--catalog", &catalog, "-f", format]).end(), &[0]);
        }
    }
}

#[test]
fn a_catalog_cannot_control_the_terminal() {
    for payload in PAYLOADS.map(str::to_owned).into_iter().chain(invisible()) {
        let catalog = serde_json::json!([{
            "Code": format!("Own.Code{payload}"),
            "Message": format!("m {payload} m"),
            "Resolution": format!("r {payload} r"),
            "Notes": [format!("n {payload} n")],
            "Aliases": [format!("Alias{payload}")],
            "Actions": [format!("Act{payload}")],
            "Sources": [format!("s {payload} s")],
        }, {
            // A code that completion offers, with a hostile description.
            "Code": "Own.Offered",
            "Message": format!("o {payload} o"),
        }]);
        let own = file("catalog.json", &catalog.to_string());
        // Control characters are errors in the file. The others are escaped.
        let is_refused = payload.contains(char::is_control);
        for format in FORMATS {
            assert_safe(
                &naserr(["list", "--origin", "user", "--catalog", &own, "-f", format]).end(),
                if is_refused { &[2] } else { &[0] },
            );
        }
        // A catalog with errors completes nothing, without a message.
        let ended = naserr(["complete", "lookup", "Own.Off"]).env("NASERR_CATALOG", &own).end();
        assert_safe(&ended, if is_refused { &[1] } else { &[0] });
        assert_eq!(ended.stdout.starts_with("Own.Offered\t"), !is_refused, "{ended:?}");
    }
}
