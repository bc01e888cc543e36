//! The formats: each has the same fields, and a parser that is not ours can read it.

use naserr::{Catalog, Entry, Texts};
use serde_json::Value;

use crate::harness::{file, naserr};

/// The fields of an entry, each with the name of its element in XML.
const ENTRY: [(&str, &str); 11] = [
    ("HttpCode", "HttpCode"),
    ("Code", "Code"),
    ("Message", "Message"),
    ("Resolution", "Resolution"),
    ("Retryable", "Retryable"),
    ("Origin", "Origin"),
    ("Aliases", "Alias"),
    ("Actions", "Action"),
    ("Notes", "Note"),
    ("Sources", "Source"),
    ("Link", "Link"),
];

/// The fields that a search adds.
const HIT: [(&str, &str); 2] = [("Score", "Score"), ("MatchedOn", "MatchedField")];

const FINDING: [(&str, &str); 15] = [
    ("HttpCode", "HttpCode"),
    ("Code", "Code"),
    ("Message", "Message"),
    ("Resolution", "Resolution"),
    ("RequestId", "RequestId"),
    ("HostId", "HostId"),
    ("Recommend", "Recommend"),
    ("Known", "Known"),
    ("Retryable", "Retryable"),
    ("Origin", "Origin"),
    ("Notes", "Note"),
    ("Suggestions", "Suggestion"),
    ("Count", "Count"),
    ("File", "File"),
    ("Line", "Line"),
];

/// Errors that together have every field of a finding.
const ERRORS: &str = r#"{"Code":"InvalidFileSystem.NotFound","Message":"a|b\\c <d> & \"e\"\tf","HttpCode":404,
"RequestId":"6D1B2F0A-3C4E-5A5B-8C7D-9E0F1A2B3C4D","HostId":"nas.cn-hangzhou.aliyuncs.com","Recommend":"https://example.com/a?b=c&d=e"}
{"Code":"InvalidFileSytem.NotFund","RequestId":"7E1B2F0A-3C4E-5A5B-8C7D-9E0F1A2B3C4D"}
{"Message":"The specified MountTarget does not exist.","RequestId":"8F1B2F0A-3C4E-5A5B-8C7D-9E0F1A2B3C4D"}
"#;

/// Every format that the program offers.
pub fn formats() -> Vec<String> {
    let help = naserr(["list", "--help"]).stdout();
    let help = help.split_whitespace().collect::<Vec<_>>().join(" ");
    let (_, after) = help.split_once("possible values: table").unwrap();
    let values = format!("table{}", after.split_once(']').unwrap().0);
    let values = values.split(',').map(|value| value.trim().to_owned());
    values.collect()
}

/// The texts in a value in JSON: one, several or none.
fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::Null => Vec::new(),
        Value::String(text) => vec![text.clone()],
        Value::Array(items) => items.iter().flat_map(texts).collect(),
        other => vec![other.to_string()],
    }
}

/// For each record of an answer, the texts of each of its fields. Asserts that JSON and JSON lines agree, and that each
/// field has a text in some record.
fn records(array: &str, lines: &str, fields: &[(&str, &str)]) -> Vec<Vec<Vec<String>>> {
    let array: Vec<Value> = serde_json::from_str(array).unwrap();
    for (line, value) in lines.lines().zip(&array) {
        assert_eq!(&serde_json::from_str::<Value>(line).unwrap(), value);
        let places: Vec<usize> = fields.iter().map(|(name, _)| line.find(&format!("\"{name}\":")).unwrap()).collect();
        assert!(places.is_sorted(), "{line}");
        assert_eq!(value.as_object().unwrap().len(), fields.len(), "{line}");
    }
    assert_eq!(lines.lines().count(), array.len());
    for (name, _) in fields {
        let is_empty = array.iter().all(|value| texts(&value[name]).is_empty());
        assert!(!is_empty, "no record has {name}");
    }
    let record = |value: &Value| fields.iter().map(|(name, _)| texts(&value[name])).collect();
    array.iter().map(record).collect()
}

/// Asserts that every format has the same fields with the same values in the same order.
fn assert_formats_agree(arguments: &[&str], input: &str, fields: &[(&str, &str)]) {
    let answer = |format| naserr([arguments, &["-f", format]].concat()).stdin(input).stdout();
    assert_eq!(formats(), ["table", "json", "jsonl", "xml", "markdown", "tsv"], "compare the new format below");
    let records = records(&answer("json"), &answer("jsonl"), fields);
    let names: Vec<&str> = fields.iter().map(|(name, _)| *name).collect();

    let tsv = records.iter().map(|record| {
        let cells: Vec<String> = record.iter().map(|texts| tsv_cell(texts)).collect();
        cells.join("\t")
    });
    same_lines(&answer("tsv"), [names.join("\t")].into_iter().chain(tsv));

    let markdown = answer("markdown");
    let mut rows = markdown.lines().map(markdown_cells);
    assert_eq!(rows.next().unwrap(), names);
    assert_eq!(rows.next().unwrap(), vec!["---"; names.len()]);
    let visible = |texts: &Vec<String>| texts.join("\n").replace('\t', r"\u{9}");
    let expected = records.iter().map(|record| record.iter().map(visible).collect::<Vec<_>>());
    assert!(rows.eq(expected));

    let xml = answer("xml");
    let document = roxmltree::Document::parse(&xml).unwrap();
    assert_eq!(document.root_element().tag_name().name(), "Errors");
    let errors: Vec<_> = elements(document.root_element()).collect();
    assert_eq!(errors.len(), records.len());
    for (error, record) in errors.into_iter().zip(&records) {
        assert_eq!(error.tag_name().name(), "Error");
        let found: Vec<(&str, &str)> =
            elements(error).map(|field| (field.tag_name().name(), field.text().unwrap_or_default())).collect();
        let fields = fields.iter().zip(record);
        let expected: Vec<(&str, &str)> =
            fields.flat_map(|((_, name), texts)| texts.iter().map(|text| (*name, text.as_str()))).collect();
        assert_eq!(found, expected);
    }
}

fn same_lines(found: &str, expected: impl Iterator<Item = String>) {
    let expected: Vec<String> = expected.collect();
    assert_eq!(found.lines().count(), expected.len());
    for (found, expected) in found.lines().zip(expected) {
        assert_eq!(found, expected);
    }
}

fn tsv_cell(texts: &[String]) -> String {
    let cell = texts.join("; ").replace('\\', r"\\");
    cell.replace('\t', r"\t").replace('\n', r"\n")
}

/// The cells of a row, as a page would show them.
fn markdown_cells(row: &str) -> Vec<String> {
    let row = row.strip_prefix("| ").unwrap().strip_suffix(" |").unwrap();
    let mut cells = vec![String::new()];
    let mut left = row;
    while let Some(c) = left.chars().next() {
        let (width, shown) = match c {
            '\\' => (2, left[1..].chars().next().unwrap()),
            _ if left.starts_with("<br>") => (4, '\n'),
            _ if left.starts_with("&lt;") => (4, '<'),
            _ if left.starts_with("&amp;") => (5, '&'),
            _ => (c.len_utf8(), c),
        };
        if left.starts_with(" | ") {
            cells.push(String::new());
            left = &left[3..];
            continue;
        }
        cells.last_mut().unwrap().push(shown);
        left = &left[width..];
    }
    cells
}

fn elements<'d>(parent: roxmltree::Node<'d, 'd>) -> impl Iterator<Item = roxmltree::Node<'d, 'd>> {
    parent.children().filter(roxmltree::Node::is_element)
}

#[test]
fn entries_are_the_same_in_every_format() {
    assert_formats_agree(&["list"], "", &ENTRY);
}

#[test]
fn hits_are_the_same_in_every_format() {
    assert_formats_agree(&["search", "InvalidParam", "-n", "0"], "", &[&ENTRY[..], &HIT].concat());
}

#[test]
fn findings_are_the_same_in_every_format() {
    assert_formats_agree(&["explain"], ERRORS, &FINDING);
}

#[test]
fn a_large_count_is_exact_in_every_format() {
    let count = (1_u64 << 53) + 1;
    let input = format!(r#"{{"Known":true,"Resolution":null,"Count":{count},"Code":"ServiceTimeout"}}"#);
    for format in formats() {
        let explained = naserr(["explain", "-f", &format]).stdin(&input).stdout();
        assert!(explained.contains(&count.to_string()), "{explained}");
    }
}

#[test]
fn a_score_of_1_has_no_fraction_in_tab_separated_values() {
    let tsv = naserr(["search", "NotQualified", "-f", "tsv"]).stdout();
    assert!(tsv.lines().nth(1).unwrap().ends_with("\t1\tCode"), "{tsv}");
}

#[test]
fn a_line_break_stays_one_in_xml() {
    let own = file("lines.json", r#"[{"Code": "Own.Lines", "Message": "Two\nlines."}]"#);
    let xml = naserr(["lookup", "Own.Lines", "-f", "xml", "--catalog", &own]).stdout();
    assert!(xml.contains("<Message>Two\nlines.</Message>"), "{xml}");
}

fn same_list(json: &Value, texts: &Texts) -> bool {
    json.as_array().unwrap().iter().map(|text| text.as_str().unwrap()).eq(texts.iter().map(|text| &**text))
}

fn assert_same(json: &Value, entry: &Entry) {
    let object = json.as_object().unwrap();
    assert_eq!(object.len(), ENTRY.len(), "{}", entry.code);
    assert_eq!(object["HttpCode"].as_u64(), entry.http_code.map(u64::from));
    assert_eq!(object["Code"], *entry.code);
    assert_eq!(object["Message"], *entry.message);
    assert_eq!(object["Resolution"], *entry.resolution);
    assert_eq!(object["Retryable"], entry.retryable.word());
    assert_eq!(object["Origin"], entry.origin.word());
    assert_eq!(
        object["Link"],
        format!("https://api.alibabacloud.com/troubleshoot?q={}&product=NAS", entry.code.replace(' ', "%20"))
    );
    let lists = [
        ("Aliases", &entry.aliases),
        ("Actions", &entry.actions),
        ("Notes", &entry.notes),
        ("Sources", &entry.sources),
    ];
    for (name, texts) in lists {
        assert!(same_list(&object[name], texts), "{} of {}", name, entry.code);
    }
}

#[test]
fn json_and_jsonl_have_every_field_of_every_entry() {
    let catalog = Catalog::built_in();
    let json = naserr(["list", "-f", "json"]).stdout();
    assert!(json.starts_with("[\n  {\n    \"HttpCode\": ") && json.ends_with("\n  }\n]\n"), "{json}");
    let array: Vec<Value> = serde_json::from_str(&json).unwrap();
    let lines: Vec<Value> =
        naserr(["list", "-f", "jsonl"]).stdout().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    for values in [array, lines] {
        assert_eq!(values.len(), catalog.entries().len());
        values.iter().zip(catalog.entries()).for_each(|(value, entry)| assert_same(value, entry));
    }
}

#[test]
fn an_empty_answer_is_valid_in_every_format() {
    let header = ENTRY.map(|(name, _)| name);
    let tsv = header.join("\t") + "\n";
    let markdown = format!("| {} |\n|{}\n", header.join(" | "), " --- |".repeat(11));
    let expected = [
        ("table", ""),
        ("markdown", &markdown),
        ("json", "[]\n"),
        ("jsonl", ""),
        ("xml", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Errors>\n</Errors>\n"),
        ("tsv", &tsv),
    ];
    for (format, stdout) in expected {
        let ended = naserr(["lookup", "Foo.Bar", "-q", "-f", format]).end();
        assert_eq!(ended.stdout, stdout, "{format}");
        assert_eq!((ended.stderr.as_str(), ended.code), ("error: 'Foo.Bar' is not in the catalog\n", Some(1)));
    }
}

#[test]
fn a_piped_table_has_one_line_for_each_entry_cuts_nothing_and_has_no_colour() {
    let table = naserr(["list"]).stdout();
    assert!(!table.contains('\u{1b}'));
    assert!(table.lines().all(|line| line.trim_end() == line));
    let catalog = Catalog::built_in();
    assert_eq!(table.lines().count(), 1 + catalog.entries().len());
    for (line, entry) in table.lines().skip(1).zip(catalog.entries()) {
        assert!(line.contains(&*entry.code) && line.contains(entry.retryable.word()), "{line}");
        assert!(line.ends_with(&*entry.message), "{line}");
    }
}

#[test]
fn the_environment_sets_the_format_unless_an_option_does() {
    let json = naserr(["lookup", "ServiceTimeout"]).env("NASERR_FORMAT", "json").stdout();
    assert!(json.starts_with("[\n"));
    let tsv = naserr(["lookup", "ServiceTimeout", "-f", "tsv"]).env("NASERR_FORMAT", "json").stdout();
    assert!(tsv.starts_with("HttpCode\t"));
    let before = naserr(["-f", "tsv", "lookup", "ServiceTimeout"]).stdout();
    assert_eq!(before, tsv);
    naserr(["list"]).env("NASERR_FORMAT", "yaml").ends(
        2,
        "",
        "error: invalid value 'yaml' in NASERR_FORMAT; 'naserr list --help' shows the formats\n",
    );
}
