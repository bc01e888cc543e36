//! Reads catalog files: JSON in, a table of entries out, or every fault with its line, entry and field.
//!
//! The build step reads the built-in layers with this code, so that a layer and a user's catalog obey the same rules.
//! It knows neither the catalog nor where the text is from.

use std::fmt;

use serde::de::{Deserializer, Error, IgnoredAny, SeqAccess, Visitor};

use super::code;
use super::entry::{HttpCode, Origin};
use super::fault::{Fault, Flaw, located};
use super::fields::EntryReader;
use super::item::Item;
use super::table::Table;

/// The entries that a file may have: many more than any service has codes, and no more than memory has room for.
const MOST_ENTRIES: usize = 2_000_000;

/// The flaws that are listed of a file.
const MOST_FLAWS: usize = 1000;

/// Reads a catalog as a layer: an array of entries as `naserr list -f json` prints it, of which only `Code` is required.
///
/// # Errors
///
/// Every fault of the file: broken JSON, unknown, repeated or missing fields, values of the wrong kind, empty or untrimmed
/// text, statuses out of range, and keys (`Code` with `HttpCode`) that stand twice.
pub fn parse(text: &str, origin: Origin) -> Result<Table, Vec<Fault>> {
    let mut flaws = Vec::new();
    let mut json = serde_json::Deserializer::from_str(text);
    let entries = Entries {
        origin,
        flaws: &mut flaws,
    };
    let read = json
        .deserialize_seq(entries)
        .and_then(|table| json.end().map(|()| table));
    let mut table = read.map_err(|error| {
        vec![Fault::of_file(
            error.line().max(1),
            no_entries(&error, text),
        )]
    })?;
    table.by_code = in_order(&table, &mut flaws).into();
    if flaws.is_empty() {
        return Ok(table);
    }
    let are_all = flaws.len() < MOST_FLAWS;
    let mut faults = faults(flaws, &table, text);
    if let Some(last) = faults.last().filter(|_| !are_all) {
        let problem = format!("{MOST_FLAWS} faults are enough; the rest was not looked for");
        faults.push(Fault::of_file(last.line, problem));
    }
    Err(faults)
}

/// What is wrong with a text that is no array of entries.
fn no_entries(error: &serde_json::Error, text: &str) -> String {
    if text.trim_start().starts_with('{') {
        return "an object where an array of entries is wanted; 'jq -s . FILE' makes one of objects".to_owned();
    }
    // The line is told before it.
    let said = error.to_string();
    let what = said.split(" at line ").next().unwrap_or(&said);
    let column = error.column();
    if error.is_data() {
        format!("not an array of entries: {what}")
    } else {
        format!("not valid JSON at column {column}: {what}")
    }
}

/// Flaws of entries as faults of the text that they are from.
pub fn faults(flaws: Vec<Flaw>, table: &Table, text: &str) -> Vec<Fault> {
    let codes: Vec<&str> = table.entries().map(|entry| entry.code).collect();
    located(flaws, &codes, text)
}

/// Reads the array of a file, one entry after the other, and keeps what is wrong with them.
struct Entries<'f> {
    origin: Origin,
    flaws: &'f mut Vec<Flaw>,
}

impl<'t> Visitor<'t> for Entries<'_> {
    type Value = Table;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array")
    }

    fn visit_seq<A: SeqAccess<'t>>(self, mut items: A) -> Result<Self::Value, A::Error> {
        let mut table = Table::default();
        while self.flaws.len() < MOST_FLAWS {
            let entry = EntryReader::new(self.origin, &mut table, self.flaws);
            if items.next_element_seed(Item(entry))?.is_none() {
                return Ok(table);
            }
            if table.rows.len() > MOST_ENTRIES {
                return Err(A::Error::custom(format_args!(
                    "more than {MOST_ENTRIES} entries"
                )));
            }
        }
        while items.next_element::<IgnoredAny>()?.is_some() {}
        Ok(table)
    }
}

/// The places of entries in the order of their codes. Every key that an earlier entry has is a flaw.
fn in_order(table: &Table, flaws: &mut Vec<Flaw>) -> Vec<u32> {
    let mut places: Vec<(u32, u32)> = (0..)
        .zip(table.spellings())
        .filter(|(_, (code, _))| !code.is_empty())
        .map(|(place, (code, _))| (code::fingerprint(code), place))
        .collect();
    places.sort_unstable();
    let alike = places.chunk_by_mut(|(one, _), (other, _)| one == other);
    let status = |place: u32| table.rows[place as usize].http_code;
    let order = |&(_, one): &(u32, u32), &(_, other): &(u32, u32)| {
        code::compare(table.code(one), table.code(other)).then(status(one).cmp(&status(other)))
    };
    for alike in alike.filter(|alike| alike.len() > 1) {
        alike.sort_by(order);
        for pair in alike.windows(2) {
            if let [first, later] = pair
                && order(first, later).is_eq()
                && flaws.len() < MOST_FLAWS
            {
                flaws.push(twin(first.1, later.1, status(later.1)));
            }
        }
    }
    places.into_iter().map(|(_, place)| place).collect()
}

/// What is wrong with an entry that has the key of an earlier one.
fn twin(first: u32, place: u32, status: Option<HttpCode>) -> Flaw {
    let status = status.map_or("no HttpCode".to_owned(), |status| {
        format!("HttpCode {status}")
    });
    Flaw {
        place: place as usize,
        field: String::new(),
        problem: format!("entry {} has the same Code with {status}", first + 1),
    }
}

#[cfg(test)]
mod tests {
    use super::{Origin, parse};

    /// The faults of a text, as a reader sees them.
    fn faults(text: &str) -> Vec<String> {
        parse(text, Origin::User).map_or_else(
            |faults| faults.iter().map(ToString::to_string).collect(),
            |_| Vec::new(),
        )
    }

    #[test]
    fn each_fault_names_its_line_entry_and_field() {
        let text = r#"[
            {"Code": "Good", "HttpCode": null},
            {"HttpCode": 404},
            {"Code": "A", "HttpCode": 999, "Colour": 1, "Message": " x", "Notes": "n"},
            {"Code": "B", "Message": "", "Retryable": "maybe", "Origin": "guide", "Actions": [1]},
            {"Code": "C", "Code": "D", "Resolution": "\u001b[31m"},
            {"Code": "good"},
            7
        ]"#;
        assert_eq!(
            faults(text),
            [
                "line 3: entry 2: Code: is missing",
                "line 4: entry 3 'A': HttpCode: 999 is no HTTP status: a number from 100 to 599, or null",
                "line 4: entry 3 'A': Colour: is not a field of an entry",
                "line 4: entry 3 'A': Message: ' x' begins or ends with white space",
                "line 4: entry 3 'A': Notes: expected a list of texts, found \"n\"",
                "line 5: entry 4 'B': Message: is empty",
                "line 5: entry 4 'B': Retryable: \"maybe\" is none of yes, no, unknown",
                "line 5: entry 4 'B': Actions: expected a list of texts, found [1]",
                "line 6: entry 5 'C': Code: stands twice in the entry",
                "line 6: entry 5 'C': Resolution: \"\\u{1b}[31m\" holds a control character",
                "line 8: entry 7: expected an object with a Code, found 7",
                "line 7: entry 6 'good': entry 1 has the same Code with no HttpCode",
            ]
        );
    }

    #[test]
    fn a_code_that_no_look_up_would_find_is_a_fault() {
        let text =
            r#"[{"Code": "A.B,", "Aliases": ["fine", "C\u00a0D"]}, {"Code": "User. Disabled"}]"#;
        let why = "ends with a comma or has a blank that is not ASCII, which look-ups leave out";
        assert_eq!(
            faults(text),
            [
                format!("line 1: entry 1 'A.B,': Code: 'A.B,' {why}"),
                format!("line 1: entry 1 'A.B,': Aliases: 'C\u{a0}D' {why}"),
            ]
        );
    }

    #[test]
    fn broken_json_is_one_fault_with_its_line() {
        let found = faults("[\n{\"Code\": \"A\"},\n{\"Code\" \"B\"}]");
        assert_eq!(found.len(), 1);
        assert!(
            found[0].starts_with("line 3: not valid JSON at column 9: "),
            "{}",
            found[0]
        );
        assert!(faults("{\"Code\": \"A\"}")[0].starts_with("line 1: an object where an array"));
        assert!(faults("\"A\"")[0].starts_with("line 1: not an array of entries: "));
    }

    #[test]
    fn nesting_of_any_depth_is_a_fault_and_no_crash() {
        let deep = format!(
            "[{{\"Code\": \"A\", \"Notes\": {}{}}}]",
            "[".repeat(200_000),
            "]".repeat(200_000)
        );
        assert_eq!(faults(&deep).len(), 1);
    }
}
