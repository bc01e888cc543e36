//! Extraction: each fixture gives its errors, whatever surrounds it and wherever it is cut.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Read};
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::LazyLock;

use naserr::{Catalog, Finding, Occurrence, Totals, explain};
use proptest::prelude::{Just, ProptestConfig, Strategy, prop_assert_eq, proptest};

/// A RequestId.
const ID: &str = "54744262-D1DB-5E41-AEF1-40A5B35366DF";

/// An input that arrives in parts, and pauses where there is none. A signal interrupts the read before each part.
struct Parts<'t, I> {
    rest: I,
    current: &'t [u8],
    is_interrupted: bool,
}

impl<'t, I: Iterator<Item = Option<&'t [u8]>>> Read for Parts<'t, I> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.current.is_empty() {
            self.is_interrupted = !self.is_interrupted;
            if self.is_interrupted {
                return Err(io::ErrorKind::Interrupted.into());
            }
            match self.rest.next() {
                Some(Some(part)) => self.current = part,
                Some(None) => return Err(io::ErrorKind::WouldBlock.into()),
                None => return Ok(0),
            }
        }
        self.current.read(buffer)
    }
}

/// Reads the parts one after the other.
pub fn findings<'t>(parts: impl IntoIterator<Item = Option<&'t [u8]>>) -> (Vec<Finding<'static>>, Totals) {
    static CATALOG: LazyLock<Catalog> = LazyLock::new(Catalog::built_in);
    let mut found = Vec::new();
    let mut input = Parts { rest: parts.into_iter(), current: &[], is_interrupted: false };
    let totals = explain(&CATALOG, &mut input, "-", |finding| {
        found.push(finding);
        ControlFlow::Continue(())
    });
    (found, totals.unwrap())
}

fn extract<'t>(parts: impl IntoIterator<Item = &'t [u8]>) -> (Vec<Occurrence>, Totals) {
    extract_with_pauses(parts.into_iter().map(Some))
}

fn extract_with_pauses<'t>(parts: impl IntoIterator<Item = Option<&'t [u8]>>) -> (Vec<Occurrence>, Totals) {
    let (found, totals) = findings(parts);
    (found.into_iter().map(|finding| finding.received).collect(), totals)
}

fn whole(input: &[u8]) -> Vec<Occurrence> {
    extract([input]).0
}

/// The errors of a text, in the form of the index of the fixtures.
pub fn errors(input: &[u8]) -> Vec<String> {
    written(&whole(input))
}

pub struct Fixture {
    name: String,
    pub input: Vec<u8>,
    expected: Vec<String>,
}

pub fn fixtures() -> Vec<Fixture> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/explain");
    let index = fs::read_to_string(folder.join("index.tsv")).expect("the index is readable");
    index
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| {
            let mut columns = line.split('\t');
            let name = columns.next().unwrap_or_default().to_owned();
            let input = fs::read(folder.join(&name)).expect("each file of the index exists");
            let mut expected: Vec<String> = columns.map(str::to_owned).collect();
            expected.sort();
            Fixture { name, input, expected }
        })
        .collect()
}

/// Occurrences in the form of the index, sorted.
fn written(found: &[Occurrence]) -> Vec<String> {
    let dash = || "-".to_owned();
    let mut all: Vec<String> = found
        .iter()
        .map(|o| {
            let code = o.code.clone().unwrap_or_else(dash);
            let status = o.http_code.map_or_else(dash, |status| status.to_string());
            let id = o.request_id.clone().unwrap_or_else(dash);
            format!("{code} | {status} | {id}")
        })
        .collect();
    all.sort();
    all
}

/// The fixtures whose errors are not the expected ones.
#[derive(Default)]
struct Differences(Vec<String>);

impl Differences {
    fn compare(&mut self, fixture: &Fixture, input: &[u8], place: &str) {
        let found = errors(input);
        if found != fixture.expected {
            let (name, expected) = (&fixture.name, &fixture.expected);
            self.0.push(format!("{name} {place}: found {found:?}, expected {expected:?}"));
        }
    }

    fn none(&self) {
        assert!(self.0.is_empty(), "{}", self.0.join("\n"));
    }
}

#[test]
fn every_fixture_gives_its_errors() {
    let mut differences = Differences::default();
    for fixture in fixtures() {
        differences.compare(&fixture, &fixture.input, "");
    }
    differences.none();
}

#[test]
fn every_file_is_in_the_index() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/explain");
    let indexed: BTreeSet<String> = fixtures().into_iter().map(|fixture| fixture.name).collect();
    for entry in fs::read_dir(folder).expect("the folder is readable") {
        let name = entry.expect("its entries too").file_name().to_string_lossy().into_owned();
        assert!(name == "index.tsv" || indexed.contains(&name), "{name} is not in the index");
    }
}

#[test]
fn reading_byte_by_byte_changes_nothing() {
    for fixture in fixtures() {
        let (found, totals) = extract(fixture.input.chunks(1));
        let (expected, expected_totals) = extract([fixture.input.as_slice()]);
        assert_eq!(found, expected, "{}", fixture.name);
        assert_eq!(totals, expected_totals, "{}", fixture.name);
    }
}

/// Ordinary lines. Most of each is padding, which is fast to read.
fn ordinary(lines: usize) -> Vec<u8> {
    let padding = "-".repeat(200);
    (0..lines)
        .flat_map(|n| format!("2026-11-23 09:00:00 INFO app: request {n} served in 12 ms {padding}\n").into_bytes())
        .collect()
}

#[test]
fn a_large_log_around_a_fixture_changes_nothing() {
    let before = ordinary(1200);
    let after = ordinary(100);
    for fixture in fixtures().iter().filter(|fixture| fixture.input.is_ascii() && !fixture.input.contains(&0)) {
        let log = [before.as_slice(), &fixture.input, b"\n", &after].concat();
        let (found, _) = extract(log.chunks(4093));
        assert_eq!(written(&found), fixture.expected, "{}", fixture.name);
    }
}

/// A log record of another call, with its own RequestId and status.
type Neighbour = fn(&str) -> String;

/// Such records as several loggers write them.
const NEIGHBOURS: [Neighbour; 7] = [
    |id| format!("INFO:nas.api:DescribeFileSystems ok, RequestId: {id}\n"),
    |id| format!("2026-11-23 10:30:00,137 INFO  [exec-3] c.e.nas.Api - DescribeFileSystems ok, RequestId: {id}\n"),
    |id| format!("E1123 10:30:00.137000   20190 nas.go:42] GET /v1/volumes 404 requestId={id} 3ms\n"),
    |id| format!("[2026-11-23 10:30:00] [INFO] answered 404, RequestId: {id}\n"),
    |id| format!("time=2026-11-23T10:30:00Z level=info msg=answered status=404 request_id={id}\n"),
    |id| format!("{{\"level\":\"info\",\"msg\":\"answered\",\"status\":404,\"requestId\":\"{id}\"}}\n"),
    |id| format!("{{\"log\":\"2026-11-23 10:30:00 INFO answered, RequestId: {id}\\n\",\"stream\":\"stdout\"}}\n"),
];

#[test]
fn records_of_other_calls_around_a_fixture_change_nothing() {
    // A mail must begin with its header.
    let is_text = |fixture: &&Fixture| fixture.input.is_ascii() && !fixture.name.starts_with("email");
    let mut differences = Differences::default();
    for fixture in fixtures().iter().filter(is_text) {
        for neighbour in NEIGHBOURS {
            let before = neighbour("C81E728D-9D4C-5F63-A067-F89CC14862C2");
            let after = neighbour("ECCBC87E-4B5C-5E2F-A830-8FD9F2A7BAF3");
            let input = [before.as_bytes(), &fixture.input, b"\n", after.as_bytes()].concat();
            differences.compare(fixture, &input, &format!("beside {before}"));
        }
    }
    differences.none();
}

/// A tool that adds something around the lines of a text, or escapes them.
struct Wrapper {
    name: &'static str,
    wrap: fn(&str) -> String,
    /// Fixtures that give other errors within it.
    except: &'static [&'static str],
}

/// Changes each line of a text.
fn each_line(text: &str, wrap: impl Fn(usize, &str) -> String) -> String {
    let lines = text.lines().enumerate();
    lines.map(|(n, line)| wrap(n + 1, line) + "\n").collect()
}

fn in_json(text: &str) -> String {
    serde_json::to_string(text).expect("every text can be written as JSON")
}

fn in_html(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

const WRAPPERS: [Wrapper; 15] = [
    Wrapper {
        name: "CRI",
        wrap: |text| each_line(text, |_, line| format!("2026-11-23T10:30:00.137000000Z stderr F {line}")),
        except: &[],
    },
    Wrapper { name: "compose", wrap: |text| each_line(text, |_, line| format!("api-1  | {line}")), except: &[] },
    Wrapper {
        name: "syslog",
        wrap: |text| each_line(text, |_, line| format!("Nov 23 10:30:00 node-3 app[4711]: {line}")),
        except: &[],
    },
    Wrapper {
        name: "a JSON record",
        wrap: |text| format!("{{\"level\":\"error\",\"msg\":{}}}\n", in_json(text)),
        except: &[
            "box-table-status.txt",
            "carriage-returns.txt",
            "idless-repeated.txt",
            "neighbour-before-dump.txt",
            "neighbour-other-cloud.txt",
            "node-table.txt",
            "numbers-csv.txt",
            "pods.txt",
            "success-then-bare-code.txt",
            "table-columns.txt",
            "table-of-successes.txt",
        ],
    },
    Wrapper {
        name: "json-file of Docker",
        wrap: |text| {
            each_line(text, |_, line| {
                format!(
                    "{{\"log\":{},\"stream\":\"stderr\",\"time\":\"2026-11-23T10:30:00.137Z\"}}",
                    in_json(&format!("{line}\n"))
                )
            })
        },
        except: &[],
    },
    Wrapper {
        name: "Fluent Bit",
        wrap: |text| {
            each_line(text, |_, line| {
                format!(
                    "{{\"time\":\"2026-11-23T10:30:00.137Z\",\"stream\":\"stdout\",\"log\":{},\"kubernetes\":{{\"pod_name\":\"api-x2k4j\"}}}}",
                    in_json(line)
                )
            })
        },
        except: &["events-of-lines.txt"],
    },
    Wrapper { name: "a quotation", wrap: |text| each_line(text, |_, line| format!("> {line}")), except: &[] },
    Wrapper {
        name: "an indent",
        wrap: |text| each_line(text, |_, line| format!("    {line}")),
        except: &["status-own-cut-json.txt"],
    },
    Wrapper { name: "a box", wrap: |text| each_line(text, |_, line| format!("│ {line}")), except: &[] },
    Wrapper {
        name: "logfmt",
        wrap: |text| format!("time=2026-11-23T10:30:00Z level=error msg=failed err={}\n", in_json(text)),
        except: &[
            "box-table-status.txt",
            "carriage-returns.txt",
            "idless-repeated.txt",
            "message-tail-3.txt",
            "neighbour-before-dump.txt",
            "neighbour-other-cloud.txt",
            "node-table.txt",
            "numbers-csv.txt",
            "pods.txt",
            "success-then-bare-code.txt",
            "table-columns.txt",
            "table-of-successes.txt",
        ],
    },
    Wrapper {
        name: "HTML",
        wrap: |text| format!("<html><body><pre>\n{}</pre></body></html>\n", in_html(text)),
        except: &[],
    },
    Wrapper {
        name: "cat -n",
        wrap: |text| each_line(text, |n, line| format!("{n:6}\t{line}")),
        except: &["jira.txt", "markdown-table.txt"],
    },
    Wrapper { name: "grep -n", wrap: |text| each_line(text, |n, line| format!("app.log:{n}:{line}")), except: &[] },
    Wrapper { name: "CRLF", wrap: |text| each_line(text, |_, line| format!("{line}\r")), except: &[] },
    Wrapper {
        name: "ANSI colours",
        wrap: |text| each_line(text, |_, line| format!("\u{1b}[31m{line}\u{1b}[0m")),
        except: &[],
    },
];

/// Fixtures that contain the lines of such a tool already. A second tool would hide how they begin.
const WRAPPED_ALREADY: [&str; 26] = [
    "two-ranks.txt",
    "events-of-lines.txt",
    "two-hosts.txt",
    "two-numbers.txt",
    "two-modules.txt",
    "two-hosts-one-program.txt",
    "two-pods.txt",
    "two-programs.txt",
    "two-services.txt",
    "wrapped-40.txt",
    "wrapped-72.txt",
    "wrapped-code.txt",
    "wrapped-unknown.txt",
    "xml-wrapped.txt",
    "xml-end-wrapped.txt",
    "box-breaks-a-code.txt",
    "neighbour-json.txt",
    "numbered-lines.txt",
    "email-qp.txt",
    "email-qp-json.txt",
    "own-output-array.txt",
    "psql-wrapped.txt",
    "two-pods-shipped.txt",
    "two-programs-journal.txt",
    "two-tailed-files.txt",
    "docker-json-lines.txt",
];

#[test]
fn a_wrapper_around_a_fixture_changes_nothing() {
    let mut wrong = Vec::new();
    let mut wrapped = 0;
    let all = fixtures();
    let texts = all.iter().filter_map(|fixture| Some((fixture, str::from_utf8(&fixture.input).ok()?)));
    let own = |fixture: &Fixture| !WRAPPED_ALREADY.contains(&fixture.name.as_str());
    for (fixture, text) in texts.filter(|(fixture, text)| own(fixture) && !text.contains('\0')) {
        for wrapper in WRAPPERS {
            let differs = errors((wrapper.wrap)(text).as_bytes()) != fixture.expected;
            wrapped += 1;
            let excepted = wrapper.except.contains(&fixture.name.as_str());
            if differs != excepted {
                let what = if differs { "differs" } else { "no longer needs its exception" };
                wrong.push(format!("{} in {}: {what}", fixture.name, wrapper.name));
            }
        }
    }
    wrong.sort();
    assert!(wrong.is_empty(), "{} of {wrapped}:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn an_error_is_reported_once_even_if_the_input_pauses_within_it() {
    let text =
        "SDK.ServerError\nErrorCode: InvalidFileSystem.NotFound\nRequestId: 54744262-D1DB-5E41-AEF1-40A5B35366DF\n";
    let rest = "Message: The specified FileSystem does not exist.\n2026-11-23 10:30:00 INFO app: next\n";
    let (found, _) = extract_with_pauses(vec![Some(text.as_bytes()), None, Some(rest.as_bytes()), None]);
    assert_eq!(found.len(), 1);
    // It was reported before the rest arrived.
    assert_eq!(found[0].message, None);
}

/// Errors as programs log them. `{}` stands for the RequestId.
const RECORDS: [&str; 8] = [
    "SDK.ServerError\nErrorCode: Forbidden.RAM\nRequestId: {}\nMessage: User not authorized.",
    "com.aliyuncs.exceptions.ClientException: User.Disabled : User is not active.\nRequestId : {}\n\tat com.example.Nas.call(Nas.java:12)",
    "Error: InvalidFileSystem.NotFound code: 404, It is gone. request id: {}",
    "HTTP Status: 403 Error:Forbidden.RAM User not authorized. RequestID: {}",
    "answer was {\"RequestId\":\"{}\",\"Code\":\"Throttling.User\"}",
    "mount failed with code InvalidMountTarget.NotFound, RequestId: {}",
    "DescribeFileSystems ok, RequestId: {}",
    "retrying in 5s",
];

/// A log record with a time, a level and its own RequestId.
fn record(number: usize) -> String {
    let text = RECORDS[number].replace("{}", &format!("CFCD208{number}-95D5-55EF-A6E7-DFF9F98764DA"));
    let level = if text.contains("ode") { "ERROR" } else { "INFO" };
    format!("2026-11-23 10:30:0{number} {level} app: {text}\n")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn records_in_another_order_give_the_same_errors(order in Just((0..RECORDS.len()).collect::<Vec<usize>>()).prop_shuffle()) {
        let text = |order: &[usize]| -> String { order.iter().map(|n| record(*n)).collect() };
        let each: Vec<usize> = (0..RECORDS.len()).collect();
        prop_assert_eq!(errors(text(&order).as_bytes()), errors(text(&each).as_bytes()));
    }
}

#[test]
fn a_complete_value_without_a_line_end_is_reported_when_the_input_pauses() {
    let object = format!("{{\n  \"Code\": \"InvalidFileSystem.NotFound\",\n  \"RequestId\": \"{ID}\"\n}}");
    let document = format!("<Error><Code>InvalidFileSystem.NotFound</Code><RequestId>{ID}</RequestId></Error>");
    for text in [object.clone(), object.replace('\n', ""), format!("HTTP/1.1 404 Not Found\n\n{object}"), document] {
        // What follows the pause is not part of the line, and not a second error.
        let (found, totals) = extract_with_pauses(vec![Some(text.as_bytes()), None, Some(b"\n")]);
        assert_eq!(found.len(), 1, "{text}");
        assert_eq!(totals.lines, text.lines().count() as u64, "{text}");
    }
}

#[test]
fn an_incomplete_value_is_not_reported_when_the_input_pauses() {
    let text = format!("{{\"Code\":\"InvalidFileSystem.NotFound\",\"RequestId\":\"{ID}\"}}");
    for cut in 1..text.len() {
        let (head, tail) = text.split_at(cut);
        let (found, _) = extract_with_pauses(vec![Some(head.as_bytes()), None, Some(tail.as_bytes())]);
        assert_eq!(found.len(), 1, "{head}");
        assert_eq!(found[0].request_id.as_deref(), Some(ID), "{head}");
    }
}

#[test]
fn a_last_line_without_a_line_end_is_counted() {
    for (text, lines) in [("", 0), ("a", 1), ("a\n", 1), ("a\nb", 2), ("a\n\n", 2)] {
        assert_eq!(extract([text.as_bytes()]).1.lines, lines, "{text:?}");
        let before = ordinary(6000);
        let (_, totals) = extract([before.as_slice(), text.as_bytes()]);
        assert_eq!(totals.lines, 6000 + lines, "{text:?}");
    }
}

#[test]
fn a_cell_is_a_code_if_the_cells_beside_it_belong_to_an_error() {
    for (row, code) in [
        (format!("404|StrangeThing.Odd|{ID}|gone"), Some("StrangeThing.Odd")),
        (format!("failed\tInvalidParameter\t400\t{ID}"), Some("InvalidParameter")),
        (format!("CreateMountTarget  403     NoPermission  {ID}"), Some("NoPermission")),
        (format!("[403] StrangeThing.Odd It is odd. ({ID})"), Some("StrangeThing.Odd")),
        ("[403] StrangeThing.Odd: It is odd.".to_owned(), Some("StrangeThing.Odd")),
        (format!("Service.Host,{ID},started"), None),
        ("403,StrangeThing.Odd,It is odd.".to_owned(), None),
        (format!("2026-11-23 10:30:00|INFO|Nas.Cleaner|done, RequestId: {ID}"), None),
        (format!("2026-11-23 10:30:00,404 Nas.Cleaner done, RequestId: {ID}"), None),
    ] {
        let found = whole(row.as_bytes());
        let found = found.first().and_then(|error| error.code.as_deref());
        assert_eq!(found, code, "{row}");
    }
}

#[test]
fn every_code_of_the_catalog_is_found_in_json_in_xml_and_in_the_text_of_an_sdk() {
    for entry in Catalog::built_in().entries() {
        let code = &*entry.code;
        let texts = [
            format!("{{\"RequestId\":\"{ID}\",\"Code\":\"{code}\",\"Message\":\"As received.\"}}"),
            format!("<Error><RequestId>{ID}</RequestId><Code>{code}</Code><Message>As received.</Message></Error>"),
            format!("SDK.ServerError\nErrorCode: {code}\nRecommend: \nRequestId: {ID}\nMessage: As received.\n"),
        ];
        for text in texts {
            let found = whole(text.as_bytes());
            assert_eq!(found.len(), 1, "{text}");
            assert_eq!(found[0].code.as_deref(), Some(code), "{text}");
            assert_eq!(found[0].request_id.as_deref(), Some(ID), "{text}");
        }
    }
}

#[test]
fn a_trace_shows_what_a_text_states() {
    let trace = naserr::trace(&Catalog::built_in(), format!("ErrorCode: ServiceTimeout\nRequestId: {ID}\n").as_bytes());
    assert!(trace.contains("ServiceTimeout") && trace.contains(ID), "{trace}");
}
