//! Joins lines that a terminal, a mail program or a narrow box broke.

use super::interface::Vocabulary;
use super::lines::Lines;
use super::shape::{is_word, uuid};

/// The least width, in characters, at which a line may have been broken.
const NARROWEST: usize = 30;

/// Joins each line that was broken with its rest.
///
/// A word that is complete only across two lines proves that the first was broken, and that other lines of that width
/// may be too.
pub fn join(lines: &mut Lines, vocabulary: &dyn Vocabulary) {
    let mut widths: Vec<usize> = lines
        .all
        .windows(2)
        .filter_map(|pair| match pair {
            [one, next] if one.width >= NARROWEST && !next.dated => {
                proves(lines.body(one), lines.body(next), vocabulary).then_some(one.width)
            }
            _ => None,
        })
        .collect();
    widths.sort_unstable();
    widths.dedup();
    let all = std::mem::take(&mut lines.all);
    for line in all {
        let Some(last) = lines.all.last() else {
            lines.all.push(line);
            continue;
        };
        let (before, body) = (lines.body(last), lines.body(&line));
        let same_source = line.source == last.source;
        let by_width = !line.dated && same_source && last.width > 0 && widths.binary_search(&last.width).is_ok();
        // Part of a line has no width.
        let is_wide = !(1..NARROWEST).contains(&last.width) && !line.dated;
        let by_word = || is_wide && before.ends_with(char::is_alphanumeric) && proves(before, body, vocabulary);
        // psql marks both ends of a break within a cell.
        let cell = before.strip_suffix('.').zip(body.strip_prefix('.')).filter(|(kept, _)| !kept.ends_with('.'));
        let (kept, rest) = if let Some((kept, rest)) = cell {
            (kept, rest.to_owned())
        } else if by_width && body.starts_with("    ") {
            (before, format!(" {}", body.trim_start()))
        } else if by_width {
            (before, body.to_owned())
        } else if by_word() {
            (before, body.trim_start().to_owned())
        } else if !line.dated && before.trim_end().ends_with("Exception:") {
            // Maven Surefire begins a message of several lines in the next line.
            (before, format!(" {}", body.trim_start()))
        } else {
            lines.all.push(line);
            continue;
        };
        let (kept, width) = (kept.len(), line.width);
        lines.append(kept, &rest);
        if let Some(last) = lines.all.last_mut() {
            last.width = width;
        }
    }
}

/// Whether a word, a name or an element is complete only if the two lines are joined.
fn proves(before: &str, after: &str, vocabulary: &dyn Vocabulary) -> bool {
    let after = after.trim_start();
    let is_part = |c: char| c == '.' || u8::try_from(c).is_ok_and(is_word);
    let tail = before.rsplit(|c| !is_part(c)).next().unwrap_or_default();
    let head = after.split(|c| !is_part(c)).next().unwrap_or_default().trim_end_matches('.');
    let has = |word: &str| word.contains('.') && vocabulary.canonical(word).is_some();
    if has(tail) {
        return element(before, after);
    }
    let is_code = || tail.len() > 1 && !head.is_empty() && !has(head) && has(&[tail, head].concat());
    element(before, after) || quoted(before, after) || broken_id(before, after) || broken_name(tail, head) || is_code()
}

fn broken_id(before: &str, after: &str) -> bool {
    const HEX: usize = 35;
    let is_hex = |b: &u8| b.is_ascii_hexdigit() || *b == b'-';
    let tail = before.bytes().rev().take_while(is_hex).count();
    let head = after.bytes().take_while(is_hex).count();
    // With the byte after it, which may be part of a longer word.
    let end = after.len().min(head + 1);
    let halves = || [before.as_bytes().get(before.len() - tail..), after.as_bytes().get(..end)];
    let is_whole = || uuid(&halves().map(Option::unwrap_or_default).concat()) > 0;
    (1..=HEX).contains(&tail) && (1..=HEX).contains(&head) && is_whole()
}

/// Whether the name of a field is broken.
fn broken_name(tail: &str, head: &str) -> bool {
    const NAMES: [&str; 4] = ["requestid", "errorcode", "statuscode", "hostid"];
    let whole = || [tail, head].concat().to_ascii_lowercase();
    !tail.is_empty() && !head.is_empty() && NAMES.contains(&whole().as_str())
}

/// Whether an element begins in one line and ends in the other, or its tag is broken.
fn element(before: &str, after: &str) -> bool {
    let Some(start) = before.rfind('<') else {
        return false;
    };
    let opened = before.get(start + 1..).unwrap_or_default();
    if let Some((name, _)) = opened.split_once('>') {
        let end = after.split_once("</").filter(|(text, _)| !text.contains(['<', '>']));
        !name.is_empty()
            && name.bytes().all(is_word)
            && end.is_some_and(|(_, rest)| rest.strip_prefix(name).is_some_and(|rest| rest.starts_with('>')))
    } else {
        let name = opened.strip_prefix('/').unwrap_or(opened);
        let rest = after.trim_start_matches(|c: char| u8::try_from(c).is_ok_and(is_word));
        name.bytes().all(is_word) && rest.starts_with('>')
    }
}

/// Whether a string begins in one line and ends in the other.
fn quoted(before: &str, after: &str) -> bool {
    let word = after.trim_start_matches(|c: char| c == '.' || u8::try_from(c).is_ok_and(is_word));
    let closes = word.len() < after.len() && ["\",", "\":", "\"}"].iter().any(|end| word.starts_with(end));
    closes
        && memchr::memchr_iter(b'"', before.as_bytes()).count() % 2 == 1
        && !before.trim_end().ends_with([':', ',', '{'])
}
