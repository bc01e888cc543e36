//! The formats: the same fields in each, and each readable by a parser that is not ours.

use naserr::{Catalog, Entry, Texts};
use serde_json::Value;

use crate::harness::naserr;

const FIELDS: [&str; 10] = [
    "HttpCode",
    "Code",
    "Message",
    "Resolution",
    "Retryable",
    "Origin",
    "Aliases",
    "Actions",
    "Notes",
    "Sources",
];

const FINDING_FIELDS: [&str; 15] = [
    "HttpCode",
    "Code",
    "Message",
    "Resolution",
    "RequestId",
    "HostId",
    "Recommend",
    "Known",
    "Retryable",
    "Origin",
    "Notes",
    "Suggestions",
    "Count",
    "File",
    "Line",
];

fn same_list(json: &Value, texts: Texts<'_>) -> bool {
    json.as_array()
        .unwrap()
        .iter()
        .map(|text| text.as_str().unwrap())
        .eq(texts.iter())
}

fn assert_same(json: &Value, entry: &Entry<'_>) {
    let object = json.as_object().unwrap();
    assert_eq!(object.len(), FIELDS.len(), "{}", entry.code);
    assert_eq!(
        object["HttpCode"].as_u64(),
        entry.http_code.map(|status| status.get().into())
    );
    assert_eq!(object["Code"], entry.code);
    assert_eq!(object["Message"], entry.message);
    assert_eq!(object["Resolution"], entry.resolution);
    assert_eq!(object["Retryable"], entry.retryable.word());
    assert_eq!(object["Origin"], entry.origin.word());
    let lists = [
        ("Aliases", entry.aliases),
        ("Actions", entry.actions),
        ("Notes", entry.notes),
        ("Sources", entry.sources),
    ];
    for (name, texts) in lists {
        assert!(
            same_list(&object[name], texts),
            "{} of {}",
            name,
            entry.code
        );
    }
}

#[test]
fn json_and_jsonl_give_every_entry_back() {
    let catalog = Catalog::built_in();
    let array: Vec<Value> = serde_json::from_str(&naserr(["list", "-f", "json"]).stdout()).unwrap();
    let lines: Vec<Value> = naserr(["list", "-f", "jsonl"])
        .stdout()
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    for values in [array, lines] {
        assert_eq!(values.len(), catalog.entries().len());
        values
            .iter()
            .zip(catalog.entries())
            .for_each(|(value, entry)| assert_same(value, &entry));
    }
}

#[test]
fn xml_gives_every_entry_back() {
    let text = naserr(["list", "-f", "xml"]).stdout();
    let document = roxmltree::Document::parse(&text).unwrap();
    assert_eq!(document.root_element().tag_name().name(), "Errors");
    let errors: Vec<_> = document
        .root_element()
        .children()
        .filter(roxmltree::Node::is_element)
        .collect();
    let catalog = Catalog::built_in();
    assert_eq!(errors.len(), catalog.entries().len());
    for (error, entry) in errors.iter().zip(catalog.entries()) {
        let all = |name: &str| -> Vec<&str> {
            error
                .children()
                .filter(|node| node.has_tag_name(name))
                .map(|node| node.text().unwrap_or_default())
                .collect()
        };
        let status = entry.http_code.map(|status| status.to_string());
        assert_eq!(
            all("HttpCode"),
            status.as_deref().into_iter().collect::<Vec<_>>(),
            "{}",
            entry.code
        );
        assert_eq!(all("Code"), [entry.code]);
        assert_eq!(all("Message"), [entry.message]);
        assert_eq!(all("Resolution"), [entry.resolution]);
        assert_eq!(all("Retryable"), [entry.retryable.word()]);
        assert_eq!(all("Origin"), [entry.origin.word()]);
        let lists = [
            ("Alias", entry.aliases),
            ("Action", entry.actions),
            ("Note", entry.notes),
            ("Source", entry.sources),
        ];
        for (name, texts) in lists {
            assert!(
                all(name).into_iter().eq(texts.iter()),
                "{name} of {}",
                entry.code
            );
        }
    }
}

#[test]
fn tsv_and_markdown_have_a_cell_for_every_field() {
    let entries = Catalog::built_in().entries().len();
    let tsv = naserr(["list", "-f", "tsv"]).stdout();
    assert_eq!(tsv.lines().next().unwrap(), FIELDS.join("\t"));
    assert_eq!(tsv.lines().count(), entries + 1);
    assert!(
        tsv.lines()
            .all(|line| line.split('\t').count() == FIELDS.len())
    );
    let markdown = naserr(["list", "-f", "markdown"]).stdout();
    assert_eq!(
        markdown.lines().next().unwrap(),
        format!("| {} |", FIELDS.join(" | "))
    );
    assert_eq!(markdown.lines().count(), entries + 2);
    for line in markdown.lines() {
        assert_eq!(
            line.replace("\\|", "").matches('|').count(),
            FIELDS.len() + 1,
            "{line}"
        );
    }
}

#[test]
fn an_answer_without_entries_is_still_in_its_format() {
    let expected = [
        ("table", ""),
        ("json", "[]\n"),
        ("jsonl", ""),
        (
            "xml",
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Errors>\n</Errors>\n",
        ),
        (
            "tsv",
            "HttpCode\tCode\tMessage\tResolution\tRetryable\tOrigin\tAliases\tActions\tNotes\tSources\n",
        ),
    ];
    for (format, stdout) in expected {
        let ended = naserr(["lookup", "Foo.Bar", "-q", "-f", format]).end();
        assert_eq!(ended.stdout, stdout, "{format}");
        assert_eq!(
            (ended.stderr.as_str(), ended.code),
            ("error: 'Foo.Bar' is not in the catalog\n", Some(1))
        );
    }
}

#[test]
fn a_piped_table_has_one_line_an_entry_and_no_colour() {
    let table = naserr(["list"]).stdout();
    assert_eq!(
        table.lines().count(),
        Catalog::built_in().entries().len() + 1
    );
    assert!(!table.contains('\u{1b}'));
    assert!(table.lines().all(|line| line.trim_end() == line));
}

#[test]
fn the_environment_names_a_format_and_the_arguments_beat_it() {
    let json = naserr(["lookup", "ServiceTimeout"])
        .env("NASERR_FORMAT", "json")
        .stdout();
    assert!(json.starts_with("[\n"));
    let tsv = naserr(["lookup", "ServiceTimeout", "-f", "tsv"])
        .env("NASERR_FORMAT", "json")
        .stdout();
    assert!(tsv.starts_with("HttpCode\t"));
    let before = naserr(["-f", "tsv", "lookup", "ServiceTimeout"]).stdout();
    assert_eq!(before, tsv);
    naserr(["list"]).env("NASERR_FORMAT", "yaml").ends(
        2,
        "",
        "error: the environment's NASERR_FORMAT is 'yaml', which is none of table, json, jsonl, xml, markdown, tsv\n",
    );
}

#[test]
fn findings_have_their_fields_in_every_format_in_one_order() {
    let explain = |format| naserr(["explain", "tests/fixtures/app.log", "-f", format]).stdout();
    let tsv = explain("tsv");
    assert_eq!(tsv.lines().next().unwrap(), FINDING_FIELDS.join("\t"));
    assert!(
        tsv.lines()
            .all(|line| line.split('\t').count() == FINDING_FIELDS.len())
    );
    assert_eq!(
        explain("markdown").lines().next().unwrap(),
        format!("| {} |", FINDING_FIELDS.join(" | "))
    );
    for line in explain("jsonl").lines() {
        let places = FINDING_FIELDS.map(|name| line.find(&format!("\"{name}\":")).unwrap());
        assert!(places.is_sorted(), "{line}");
        let object: Value = serde_json::from_str(line).unwrap();
        assert_eq!(object.as_object().unwrap().len(), FINDING_FIELDS.len());
    }
}
