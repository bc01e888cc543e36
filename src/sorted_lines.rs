//! Tables as text: a line for each key, sorted by the keys, with a tab between a key and its value. The build step writes such tables
//! into files that you can read, and a search of the text finds a key without parsing the rest.

use std::cmp::Ordering;
use std::fmt::Display;

/// The lines for keys and values that come in the order of the keys.
pub fn write<K: Display, V: Display>(rows: impl IntoIterator<Item = (K, V)>) -> String {
    rows.into_iter().map(|(key, value)| format!("{key}\t{value}\n")).collect()
}

/// The value of a key.
pub fn get<'t>(lines: &'t str, key: &str) -> Option<&'t str> {
    let mut rest = lines;
    while !rest.is_empty() {
        let (before, after) = rest.as_bytes().split_at(rest.len() / 2);
        let is_end = |byte: &u8| *byte == b'\n';
        let start = before.iter().rposition(is_end).map_or(0, |end| end + 1);
        let end = after.iter().position(is_end).map_or(rest.len(), |end| before.len() + end);
        let (found, value) = rest[start..end].split_once('\t')?;
        rest = match key.cmp(found) {
            Ordering::Equal => return Some(value),
            Ordering::Less => &rest[..start],
            Ordering::Greater => rest.get(end + 1..).unwrap_or_default(),
        };
    }
    None
}

/// Every key with its value.
pub fn rows(lines: &str) -> impl Iterator<Item = (&str, &str)> {
    lines.lines().filter_map(|line| line.split_once('\t'))
}

#[cfg(test)]
mod tests {
    use super::{get, rows, write};

    #[test]
    fn every_key_is_found_and_no_other() {
        for size in 0..20 {
            let lines = write((0..size).map(|number| (format!("key {number:02}"), "é ".repeat(number))));
            for (key, value) in rows(&lines) {
                assert_eq!(get(&lines, key), Some(value), "{key}");
                assert_eq!(get(&lines, &format!("{key}0")), None);
                assert_eq!(get(&lines, &key[..key.len() - 1]), None);
            }
            assert_eq!(rows(&lines).count(), size);
        }
    }
}
