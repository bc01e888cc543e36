//! Tables as text: a line for each key, sorted by key, with a tab between key and value. The build step writes such
//! tables to files that you can read, and a binary search finds a key without parsing the rest.

use std::cmp::Ordering;
use std::fmt::{Display, Write};

use memchr::{memchr, memrchr};

/// The lines for keys and values, which must be sorted by key.
pub fn write<K: Display, V: Display>(rows: impl IntoIterator<Item = (K, V)>) -> String {
    let mut lines = String::new();
    for (key, value) in rows {
        // Writing to a String cannot fail.
        _ = writeln!(lines, "{key}\t{value}");
    }
    lines
}

/// The value of a key.
pub fn get<'t>(lines: &'t str, key: &str) -> Option<&'t str> {
    let mut rest = lines;
    while !rest.is_empty() {
        let (before, after) = rest.as_bytes().split_at(rest.len() / 2);
        let start = memrchr(b'\n', before).map_or(0, |end| end + 1);
        let end = memchr(b'\n', after).map_or(rest.len(), |end| before.len() + end);
        let (found, value) = row(&rest[start..end])?;
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
    lines.lines().filter_map(row)
}

/// The key and the value of a line. Keys are short, so a plain search finds the tab fastest.
fn row(line: &str) -> Option<(&str, &str)> {
    let tab = line.bytes().position(|byte| byte == b'\t')?;
    Some((&line[..tab], &line[tab + 1..]))
}
