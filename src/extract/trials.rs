//! Experiments with the tables and the numbers: what depends on each row, and on the exact value of each price.
//!
//! A row that affects neither a fixture nor a text made from its own example is dead, and is to be removed. A number
//! that changes the result of a fixture if it is a third larger or smaller is a rule in disguise.

use std::cell::Cell;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::panic::Location;

thread_local! {
    /// The address of the row that is left out.
    static LEFT_OUT: Cell<Option<usize>> = const { Cell::new(None) };
    /// The seed of the noise; no noise by default.
    static NOISE: Cell<Option<u64>> = const { Cell::new(None) };
}

/// The rows of a table, except the one that is left out.
pub fn rows<T>(table: &'static [T]) -> impl Iterator<Item = &'static T> {
    let left_out = LEFT_OUT.get();
    table.iter().filter(move |row| Some(address(*row)) != left_out)
}

/// The address of a row, which identifies it.
fn address<T>(row: &T) -> usize {
    std::ptr::from_ref(row).addr()
}

/// The value, or with noise one up to 30% above or below it: the same for each place and value.
#[track_caller]
pub fn weigh(value: f32) -> f32 {
    let Some(seed) = NOISE.get() else {
        return value;
    };
    let place = Location::caller();
    let mut hasher = DefaultHasher::new();
    (seed, place.file(), place.line(), place.column(), value.to_bits()).hash(&mut hasher);
    let part = u16::try_from(hasher.finish() % 1000).unwrap_or_default();
    value * (0.7 + 0.6 * f32::from(part) / 1000.0)
}

#[cfg(test)]
#[allow(clippy::expect_used, reason = "a test fails so")]
mod tests {
    use std::fs;
    use std::ops::ControlFlow;
    use std::path::Path;

    use super::{LEFT_OUT, NOISE, address};
    use crate::catalog::Catalog;
    use crate::explain::{Words, read};
    use crate::extract::names::{ENDINGS, FIRST_WORDS, Key, WHOLE, WIDE};
    use crate::extract::occurrence::Occurrence;
    use crate::extract::tables::{
        BEFORE_STATUS, ERROR_MARKERS, FRAMES, GENERIC, MARKERS, NOTHING, PREFIXES, REASONS, STARTS, VERBS,
    };

    const ID: &str = "CFCD2084-95D5-55EF-A6E7-DFF9F98764DA";
    const SECOND_ID: &str = "C4CA4238-A0B9-5382-ADCC-509A6F75849B";
    /// As OSS writes them.
    const OSS_ID: &str = "6602A41480647F39337A0B1C";
    /// As other systems write them.
    const SMALL_ID: &str = "cfcd2084-95d5-55ef-a6e7-dff9f98764da";

    /// Rows that change nothing and are still to be removed.
    const DEAD: [&str; 0] = [];

    /// Fixtures whose result changes if a number is up to a third larger or smaller.
    const ON_EDGE: [&str; 3] = ["events-of-lines.txt", "php-dumps.txt", "success-then-bare-code.txt"];

    fn occurrences(catalog: &Catalog, text: &[u8]) -> Vec<Occurrence> {
        let mut found = Vec::new();
        read(Ok(text), &Words::of(catalog), &mut |occurrence| {
            found.push(occurrence);
            ControlFlow::Continue(())
        });
        found
    }

    /// Asserts that exactly the known ones were found, so that their list can only get shorter.
    fn assert_known(found: &[String], known: &[&str], what: &str) {
        let is_new = |name: &&String| !known.contains(&name.as_str());
        let is_gone = |name: &&&str| !found.iter().any(|one| one == **name);
        let new = found.iter().filter(is_new).map(|name| format!("{name}: {what}"));
        let gone = known.iter().filter(is_gone).map(|name| format!("{name}: take it off the list"));
        let all: Vec<String> = new.chain(gone).collect();
        assert!(all.is_empty(), "{}", all.join("\n"));
    }

    /// The fixtures: their names and texts.
    fn fixtures() -> Vec<(String, Vec<u8>)> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/explain");
        let index = fs::read_to_string(folder.join("index.tsv")).expect("the index is readable");
        let names = index.lines().filter(|line| !line.starts_with('#'));
        names
            .filter_map(|line| line.split('\t').next())
            .map(|name| {
                let text = fs::read(folder.join(name)).expect("each file of the index exists");
                (name.to_owned(), text)
            })
            .collect()
    }

    /// A row of a table, and texts in which it should matter.
    struct Row {
        name: String,
        address: usize,
        texts: Vec<String>,
    }

    fn row<T>(table: &str, text: &str, row: &T, texts: Vec<String>) -> Row {
        Row { name: format!("{table} {text:?}"), address: address(row), texts }
    }

    /// Parts of errors with something between them that may end the first one.
    fn around(between: &str) -> Vec<String> {
        let befores = [
            "Code: Strange.Thing".to_owned(),
            "Code: InvalidFileSystem.NotFound".to_owned(),
            format!("RequestId: {ID}"),
            format!("call {ID} done"),
            "HTTP 404".to_owned(),
            "The specified FileSystem does not exist.".to_owned(),
            format!("failed with code Strange.Thing, request id {ID}"),
            "failed with code Strange.Thing".to_owned(),
            "failed: InvalidFileSystem.NotFound".to_owned(),
            "Message: It is so".to_owned(),
        ];
        let afters = [
            format!("RequestId: {SECOND_ID}"),
            format!("it was {SECOND_ID}"),
            "Code: Other.Thing".to_owned(),
            "Code: InvalidFileSystem.NotFound".to_owned(),
            "failed with code Other.Thing".to_owned(),
            format!("{{\"Code\":\"Other.Thing\",\"RequestId\":\"{SECOND_ID}\"}}"),
            format!("{{\"RequestId\":\"{SECOND_ID}\"}}"),
            "status 403".to_owned(),
            "The specified FileSystem does not exist.".to_owned(),
        ];
        let mut texts = Vec::new();
        for before in &befores {
            for after in &afters {
                for gap in ["\n", "\n\n", "\n\n\n", " "] {
                    texts.push(format!("{before}{gap}{between}\n{after}\n"));
                    texts.push(format!("{before}{gap}{between} {after}\n"));
                }
            }
        }
        texts
    }

    /// Two errors over several lines, with something before each line.
    fn prefixed(prefix: &str) -> Vec<String> {
        let lines = |text: &str| -> String { text.split_inclusive('\n').flat_map(|line| [prefix, line]).collect() };
        vec![
            lines(&format!(
                "HTTP Status: 404 Error:InvalidFileSystem.NotFound The file system\nis gone. RequestID: {ID}"
            )),
            lines(&format!(
                "ErrorCode: StrangeThing\nRequestId: {ID}\nMessage: It is gone\nErrorCode: StrangeThing\nRequestId: {SECOND_ID}"
            )),
            lines(&format!("call failed, RequestId: {ID}\nCode: Strange.Thing")),
            lines(&format!(
                "SDKError:\n  StatusCode: 403\n  Code: StrangeThing\n  Message: It is\n  so\n\nRequestId: {ID}"
            )),
            format!("ErrorCode: StrangeThing\n{prefix}RequestId: {ID}"),
            format!("RequestId: {ID}\n{prefix}done\n{prefix}Code: Strange.Thing"),
            lines(&format!("{{\n  \"Code\": \"StrangeThing\",\n  \"RequestId\":\n  \"{ID}\"\n}}")),
            lines(&format!("StrangeThing.Odd: 404\n{ID}")),
            format!(
                "{prefix}Error: Strange.Thing code: 403, x request id: {ID}\nother line\n{prefix}Code: Other.Thing\n"
            ),
            lines("The specified FileSystem\ndoes not exist."),
            // The text was cut to rows.
            format!(
                "{prefix}ErrorCode: InvalidFileSystem.Not\n{prefix}Found, RequestId: {}\n{prefix}{}\n",
                &ID[..20],
                &ID[20..]
            ),
            format!("{prefix}RequestId: {ID}\nbetween\n{prefix}Code: Strange.Thing\nRequestId: {SECOND_ID}"),
        ]
    }

    /// What precedes the text in an example.
    fn before_the_text(example: &str) -> String {
        match example.rfind("text").or_else(|| example.rfind("Code:")) {
            Some(at) => example[..at].to_owned(),
            None => example.to_owned(),
        }
    }

    fn of_key(key: Key, name: &str) -> Vec<String> {
        let fields = |value: &str, rest: &str| {
            vec![
                format!("{name}: {value}\n{rest}\n"),
                format!("{rest}\n{name}: {value}\n"),
                format!("{name}: {value}"),
                format!("{name}={value} {rest}"),
                format!("{{\"{name}\":\"{value}\",\"RequestId\":\"{ID}\"}}"),
                format!("{{\"Code\":\"StrangeThing\",\"{name}\":\"{value}\"}}"),
                format!("SDK.ServerError {rest}\n{name} {value}"),
                format!("nas.aliyuncs.com {name}: {value}"),
            ]
        };
        match key {
            Key::Code => fields("InvalidThing.Strange", &format!("RequestId: {ID}")),
            Key::Status => fields("429", &format!("Code: StrangeThing\nRequestId: {ID}")),
            Key::Id => {
                let mut texts = fields(ID, "Code: StrangeThing");
                for id in [SMALL_ID, OSS_ID] {
                    texts.extend(fields(id, "SDK.ServerError: Code: StrangeThing"));
                }
                texts
            }
            Key::Message => fields("It is so.", &format!("Code: StrangeThing\nRequestId: {ID}")),
            Key::Host => fields("nas.cn-hangzhou.aliyuncs.com", &format!("Code: StrangeThing\nRequestId: {ID}")),
            Key::Recommend => fields("https://example.com/x", &format!("Code: StrangeThing\nRequestId: {ID}")),
        }
    }

    /// Unknown codes beside the example of a word that only the service's clients print.
    fn marked(example: &str) -> Vec<String> {
        let example = example.replace(": X", ": StrangeThing").replace(":X", ":StrangeThing");
        vec![
            example.clone(),
            format!("{example}\nCode: StrangeThing\n"),
            format!("{example}\nErrorCode: StrangeThing\nMessage: x\n"),
            format!("{example} ErrorCode: StrangeThing\n"),
            format!("{example}: Code: StrangeThing, Message: x\n"),
            format!("{example} {{\"code\":\"StrangeThing\",\"requestId\":\"{SMALL_ID}\"}}"),
            format!("{example} {{\"code\":\"NotFound\",\"requestId\":\"{SMALL_ID}\"}}"),
            format!("{example}: NotFound\n"),
        ]
    }

    /// A word in the position of a code.
    fn as_code(word: &str) -> Vec<String> {
        vec![
            format!("{{\"Code\":\"{word}\",\"RequestId\":\"{ID}\"}}"),
            format!("{{\"Code\":\"{word}\",\"Message\":\"x\"}}"),
            format!("{{\"code\":\"{word}\",\"requestId\":\"{SMALL_ID}\"}}"),
            format!("code: {word}\nrequest id: {ID}"),
            format!("ErrorCode: {word}"),
            format!("error code {word}, RequestId: {ID}"),
            format!("{word}: it failed, RequestId: {ID}"),
            format!("failed with {word}"),
            format!("Error: {word} code: 403, x request id: {ID}"),
            format!("{word} | 403 | {ID}"),
            format!("{word}\nRequestId: {ID}\n"),
            format!("nas.aliyuncs.com says {word}: it failed"),
            format!("HTTP Status: 404 Error:{word} x RequestID: {ID}"),
        ]
    }

    fn tables() -> Vec<Row> {
        let mut all = Vec::new();
        for entry in PREFIXES {
            let prefix = before_the_text(entry.2);
            let mut texts = prefixed(&prefix);
            for dated in ["2026-11-23 10:30:00 ", "[ERROR] ", "│ "] {
                texts.extend(prefixed(&format!("{dated}{prefix}")));
            }
            texts.extend(around(&prefix));
            all.push(row("PREFIXES", entry.0, entry, texts));
        }
        for entry in STARTS {
            let example = entry.1;
            let mut texts = around(example);
            texts.extend([
                format!("Code: Strange.Thing\n{example}\nRequestId: {ID}\nCode: Other.Thing\n"),
                format!("RequestId: {ID}\n{example}\nCode: Strange.Thing\n"),
                format!("Code: Strange.Thing\n\n{example}\nRequestId: {ID}\n"),
                format!("RequestId: {ID}\n{example}\nCode: Strange.Thing\nRequestId: {SECOND_ID}\n"),
                format!("call, RequestId: {ID}\n{example}\nErrorCode: Strange.Thing\n"),
                format!("Code: Strange.Thing\n{example}\n{{\"RequestId\":\"{ID}\"}}\n"),
                format!("call failed with Strange.Thing, {example}, RequestId: {ID}\n"),
                format!("{ID}\n{example}\nCode: Strange.Thing\n"),
            ]);
            all.push(row("STARTS", entry.0, entry, texts));
        }
        for entry in MARKERS {
            all.push(row("MARKERS", entry.0, entry, marked(entry.1)));
        }
        for word in &ERROR_MARKERS {
            all.push(row("ERROR_MARKERS", word, word, marked(word)));
        }
        for entry in FRAMES {
            let frames = format!("{}\n", entry.1).repeat(20);
            let mut texts = Vec::new();
            for count in [1, 2, 4, 8] {
                texts.extend(around(format!("{}\n", entry.1).repeat(count).trim_end()));
            }
            texts.extend([
                format!("ErrorCode: Strange.Thing\n{frames}RequestId: {ID}\n"),
                format!("call failed with code Strange.Thing\n{frames}it was RequestId: {ID}\n"),
                format!("Error: Strange.Thing: x\n{frames}{{\"RequestId\":\"{ID}\"}}\n"),
                format!("com.aliyuncs.exceptions.ClientException: Strange.Thing : x\n{frames}RequestId : {ID}\n"),
                format!(
                    "HTTP/1.1 404 Not Found\n{}\n{{\"Code\":\"StrangeThing\",\"RequestId\":\"{ID}\"}}\n",
                    frames.trim_start()
                ),
                format!("Message: It is\n{}\nCode: Strange.Thing\nRequestId: {ID}\n", entry.1),
                format!("Code: Strange.Thing\nRequestId: {ID}\nMessage: It is\n{}\n", entry.1),
            ]);
            all.push(row("FRAMES", entry.0, entry, texts));
        }
        for (table, words) in [("NOTHING", NOTHING.as_slice()), ("REASONS", &REASONS), ("GENERIC", &GENERIC)] {
            for word in words {
                all.push(row(table, word, word, as_code(word)));
            }
        }
        for verb in &VERBS {
            let mut texts = as_code(&format!("{verb}MountTarget"));
            texts.extend(as_code(&format!("{verb}FileSystems")));
            texts.push(format!("{verb}MountTarget failed: {ID} Strange.Thing"));
            all.push(row("VERBS", verb, verb, texts));
        }
        for word in &BEFORE_STATUS {
            let body = format!("{{\"RequestId\":\"{ID}\",\"Code\":\"Strange.Thing\"}}");
            let texts = vec![
                format!("call {word} 429: {body}"),
                format!("call {word} 429 {body}"),
                format!("{body} {word} 429"),
                format!("{body},{word}: 429"),
                format!("call {word} 429, Code: Strange.Thing, RequestId: {ID}"),
            ];
            all.push(row("BEFORE_STATUS", word, word, texts));
        }
        for (table, names) in [("ENDINGS", ENDINGS.as_slice()), ("WHOLE", &WHOLE), ("WIDE", &WIDE)] {
            for entry in names {
                let mut texts = of_key(entry.1, entry.0);
                texts.extend(of_key(entry.1, &format!("x_{}", entry.0)));
                texts.extend(of_key(entry.1, &format!("err.{}", entry.0)));
                all.push(row(table, entry.0, entry, texts));
            }
        }
        for word in &FIRST_WORDS {
            let mut texts = Vec::new();
            for (last, key) in
                [("id", Key::Id), ("code", Key::Code), ("status", Key::Status), ("message", Key::Message)]
            {
                texts.extend(of_key(key, &format!("{word} {last}")));
                texts.extend(of_key(key, &format!("{word}-{last}")));
            }
            texts.extend(of_key(Key::Id, &format!("{word} request id")));
            texts.extend(of_key(Key::Id, &format!("{word}-acs-request-id")));
            texts.extend(of_key(Key::Status, &format!("{word} status code")));
            all.push(row("FIRST_WORDS", word, word, texts));
        }
        all
    }

    #[test]
    fn no_row_is_dead() {
        let catalog = Catalog::built_in();
        let fixtures = fixtures();
        let found = |text: &[u8]| occurrences(&catalog, text);
        let expected: Vec<_> = fixtures.iter().map(|(_, text)| found(text)).collect();
        let mut dead = Vec::new();
        for row in tables() {
            let changes = |text: &[u8], expected: &[Occurrence]| {
                LEFT_OUT.set(Some(row.address));
                let changed = found(text) != expected;
                LEFT_OUT.set(None);
                changed
            };
            let own = || row.texts.iter().any(|text| changes(text.as_bytes(), &found(text.as_bytes())));
            let any = || fixtures.iter().zip(&expected).any(|((_, text), expected)| changes(text, expected));
            if !own() && !any() {
                dead.push(row.name);
            }
        }
        assert_known(&dead, &DEAD, "takes part in no answer");
    }

    #[test]
    fn no_number_is_on_a_knifes_edge() {
        const SEEDS: u64 = 20;
        let catalog = Catalog::built_in();
        let told = |text: &[u8]| -> Vec<_> {
            let all = occurrences(&catalog, text).into_iter();
            all.map(|one| (one.code, one.http_code, one.request_id)).collect()
        };
        let mut turned = Vec::new();
        for (name, text) in fixtures() {
            let expected = told(&text);
            let with = |seed| {
                NOISE.set(Some(seed));
                let found = told(&text);
                NOISE.set(None);
                found
            };
            if (0..SEEDS).any(|seed| with(seed) != expected) {
                turned.push(name);
            }
        }
        assert_known(&turned, &ON_EDGE, "turns with the noise");
    }
}
