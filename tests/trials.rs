//! Experiments with the tables and the numbers: what depends on each row, and on the exact value of each price.
//!
//! A row that affects neither a fixture nor its own text in `tests/fixtures/rows.tsv` is dead, and is to be removed. A number
//! that changes the result of a fixture if it is a third larger or smaller is a rule in disguise.

use std::cell::Cell;
use std::hash::{DefaultHasher, Hash, Hasher};

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

/// The value, or with noise one up to 30% above or below it.
pub fn weigh(value: f32) -> f32 {
    let Some(seed) = NOISE.get() else {
        return value;
    };
    let mut hasher = DefaultHasher::new();
    (seed, value.to_bits()).hash(&mut hasher);
    let part = u16::try_from(hasher.finish() % 1000).unwrap_or_default();
    value * (0.7 + 0.6 * f32::from(part) / 1000.0)
}

#[cfg(test)]
#[allow(clippy::expect_used, reason = "a test fails so")]
mod tests {
    use std::collections::BTreeMap;
    use std::fs;
    use std::ops::ControlFlow;
    use std::path::{Path, PathBuf};

    use super::{LEFT_OUT, NOISE, address};
    use crate::catalog::Catalog;
    use crate::explain::{Words, read};
    use crate::extract::interface::Occurrence;
    use crate::extract::names::{ENDINGS, FIRST_WORDS, WHOLE, WIDE};
    use crate::extract::places::PLACES;
    use crate::extract::status::UNNAMED;
    use crate::extract::tables::{GENERIC, MARKERS, NOTHING, PREFIXES, VERBS};

    /// Fixtures whose result changes if a number is up to a third larger or smaller.
    const ON_EDGE: [&str; 3] = ["success-then-bare-code.txt", "log4j-fields.txt", "trace-ascii.txt"];

    /// The errors in a text, and the statuses of tools that drop the body.
    fn results(catalog: &Catalog, text: &[u8]) -> (Vec<Occurrence>, BTreeMap<u16, u64>) {
        let mut found = Vec::new();
        let ended = read(Ok(text), &Words::of(catalog), &mut |occurrence| {
            found.push(occurrence);
            ControlFlow::Continue(())
        });
        (found, ended.totals.bare_statuses)
    }

    /// The lines of a table in `tests/fixtures`.
    fn lines(path: &Path) -> Vec<String> {
        let table = fs::read_to_string(path).expect("the table is readable");
        table.lines().filter(|line| !line.starts_with('#')).map(str::to_owned).collect()
    }

    fn folder() -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures")
    }

    /// The fixtures: their names and texts.
    fn fixtures() -> Vec<(String, Vec<u8>)> {
        let folder = folder().join("explain");
        let index = lines(&folder.join("index.tsv"));
        let names = index.iter().filter_map(|line| line.split('\t').next());
        let text = |name| fs::read(folder.join(name)).expect("each file of the index exists");
        names.map(|name| (name.to_owned(), text(name))).collect()
    }

    /// Every row of the tables, and its address.
    fn all_rows() -> Vec<(String, usize)> {
        let mut all = Vec::new();
        let mut add = |table: &str, text: &str, row: usize| all.push((format!("{table}\t{}", json(text)), row));
        for row in PREFIXES {
            add("PREFIXES", row.0, address(row));
        }
        for row in MARKERS {
            add("MARKERS", row.0, address(row));
        }
        for row in UNNAMED {
            add("UNNAMED", &[row.0, "404", row.1].concat(), address(row));
        }
        for row in PLACES {
            add("PLACES", &[row.0, "CODE", row.1].concat(), address(row));
        }
        for (table, words) in
            [("NOTHING", NOTHING.as_slice()), ("GENERIC", &GENERIC), ("VERBS", &VERBS), ("FIRST_WORDS", &FIRST_WORDS)]
        {
            for word in words {
                add(table, word, address(word));
            }
        }
        for (table, names) in [("ENDINGS", ENDINGS.as_slice()), ("WHOLE", &WHOLE), ("WIDE", &WIDE)] {
            for row in names {
                add(table, row.0, address(row));
            }
        }
        all
    }

    fn json(text: &str) -> String {
        serde_json::Value::from(text).to_string()
    }

    #[test]
    fn no_row_is_dead() {
        let catalog = Catalog::built_in();
        let found = |text: &[u8]| results(&catalog, text);
        let own = lines(&folder().join("rows.tsv"));
        let rows = all_rows();
        for line in &own {
            let is_known = rows.iter().any(|(name, _)| line.starts_with(name));
            assert!(is_known, "no table has this row of rows.tsv: {line}");
        }
        let own: Vec<(usize, Vec<u8>)> = own
            .iter()
            .map(|line| {
                let (name, text) = line.rsplit_once('\t').expect("the text is the last column");
                let (_, row) = rows.iter().find(|(known, _)| known == name).expect("a table has the row");
                let text: String = serde_json::from_str(text).expect("the text is a JSON string");
                (*row, text.into_bytes())
            })
            .collect();
        let fixtures: Vec<_> = fixtures().into_iter().map(|(_, text)| (found(&text), text)).collect();
        let dead = rows.iter().filter(|(_, row)| {
            let changes = |text: &[u8], expected: &(Vec<Occurrence>, BTreeMap<u16, u64>)| {
                LEFT_OUT.set(Some(*row));
                let changed = found(text) != *expected;
                LEFT_OUT.set(None);
                changed
            };
            let own = own.iter().filter(|(of, _)| of == row);
            !own.clone().any(|(_, text)| changes(text, &found(text)))
                && !fixtures.iter().any(|(expected, text)| changes(text, expected))
        });
        let dead: Vec<&str> = dead.map(|(name, _)| name.as_str()).collect();
        assert!(dead.is_empty(), "these rows affect no text:\n{}", dead.join("\n"));
    }

    #[test]
    fn no_number_is_on_a_knifes_edge() {
        const SEEDS: u64 = 20;
        let catalog = Catalog::built_in();
        let told = |text: &[u8]| -> Vec<_> {
            let all = results(&catalog, text).0.into_iter();
            all.map(|one| (one.code, one.http_code, one.request_id)).collect()
        };
        let with = |seed, text: &[u8]| {
            NOISE.set(Some(seed));
            let found = told(text);
            NOISE.set(None);
            found
        };
        let turns = |text: &[u8]| (0..SEEDS).any(|seed| with(seed, text) != told(text));
        let turned: Vec<String> =
            fixtures().into_iter().filter(|(_, text)| turns(text)).map(|(name, _)| name).collect();
        assert_eq!(turned, ON_EDGE, "the list should only get shorter");
    }
}
