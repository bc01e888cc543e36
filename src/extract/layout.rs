//! How lines belong together: prefixes of log shippers, beginnings of log records, stack frames.
//! Knows nothing of errors.

use crate::extract::keys;

/// What a line is to the lines around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Begins with the name of a field: goes on with what the lines before began.
    Continuation,
    /// Begins a log record.
    Record,
    /// Begins a JSON object, a record of its own unless a head stands before it.
    Object,
    /// Blank lines, stack frames, HTTP headers: take no room between an error's parts.
    Filler,
    /// Anything else.
    Plain,
}

/// Classifies a line.
pub fn role(line: &str) -> Role {
    let (rest, dated, level) = without_prefix(line);
    if rest.is_empty() || is_frame(rest) {
        return Role::Filler;
    }
    if line.starts_with("{\"") {
        return Role::Object;
    }
    if level && dated {
        return Role::Record;
    }
    if begins_with_field(rest) {
        return Role::Continuation;
    }
    if is_header(rest) {
        return Role::Filler;
    }
    if dated { Role::Record } else { Role::Plain }
}

fn is_frame(rest: &str) -> bool {
    let may_be = matches!(
        rest.as_bytes().first(),
        Some(b'a' | b'F' | b'.' | b'#' | b'^' | b'f' | b'g')
    );
    may_be
        && ["at ", "File \"", "... ", "#", "^", "from ", "goroutine "]
            .iter()
            .any(|start| rest.starts_with(start))
}

/// `Name: value` with one word before the colon, as HTTP prints headers.
fn is_header(rest: &str) -> bool {
    let is_part = |b: &u8| b.is_ascii_alphanumeric() || *b == b'-';
    let len = rest.bytes().take_while(|b| is_part(b)).count();
    let (name, after) = rest.split_at(len);
    len > 0 && after.starts_with(": ") && !name.contains("rror")
}

fn begins_with_field(rest: &str) -> bool {
    let rest = rest.trim_start_matches(['"', '\'', '[', '<', '*', '_', '`', '-', ' ']);
    if let Some((_, len)) = keys::leading(rest) {
        let after = rest
            .get(len..)
            .unwrap_or_default()
            .trim_start_matches(['"', '\'', ']', '*', '`', ' ']);
        return after.starts_with([':', '=', '>', '|']);
    }
    keys::WIDE.iter().any(|(name, _)| rest.starts_with(name)) || is_status_line(rest)
}

/// `HTTP 503`: what `curl -w` prints after the body.
fn is_status_line(rest: &str) -> bool {
    let number = rest.strip_prefix("HTTP ").unwrap_or(rest);
    number.len() == 3 && number.bytes().all(|b| b.is_ascii_digit())
}

/// The line without what a log shipper or a terminal drew before it; whether a date and a level were among it.
fn without_prefix(line: &str) -> (&str, bool, bool) {
    let mut rest = line;
    let (mut dated, mut level) = (false, false);
    for _ in 0..8 {
        if !rest.starts_with(|c: char| c.is_ascii_alphanumeric()) {
            rest = rest.trim_start_matches([' ', '\t', '│', '|', '>', '<', '+']);
        }
        let date = date_len(rest);
        let levels = level_len(rest);
        let len = [date, levels]
            .into_iter()
            .find(|len| *len > 0)
            .unwrap_or_else(|| tag_len(rest));
        if len == 0 {
            break;
        }
        dated |= date > 0 || rest.starts_with('[');
        level |= levels > 0;
        rest = rest.get(len..).unwrap_or_default();
    }
    (rest, dated, level)
}

/// Levels as loggers print them: shippers print none.
const LEVELS: [&str; 8] = [
    "ERROR ", "WARN ", "INFO ", "DEBUG ", "FATAL ", "TRACE ", "WARNING ", "SEVERE ",
];

/// Length of a level at the start.
fn level_len(text: &str) -> usize {
    if !text.starts_with(|c: char| c.is_ascii_uppercase()) {
        return 0;
    }
    let level = LEVELS.iter().find(|level| text.starts_with(**level));
    level.map_or(0, |level| level.len())
}

/// Length of a date, a time or a klog header at the start.
fn date_len(text: &str) -> usize {
    let bytes = text.as_bytes();
    let digits = bytes.iter().take_while(|b| b.is_ascii_digit()).count();
    let run = || {
        bytes
            .iter()
            .take_while(|b| {
                matches!(
                    b,
                    b'0'..=b'9' | b'-' | b'/' | b':' | b'.' | b',' | b'T' | b'Z' | b'+'
                )
            })
            .count()
    };
    let separated = bytes.get(digits).is_some_and(|b| b"-/:".contains(b));
    if (digits == 4 || digits == 2) && separated {
        let len = run();
        return if len >= 8 { len } else { 0 };
    }
    if matches!(bytes.first(), Some(b'I' | b'W' | b'E' | b'F'))
        && bytes.iter().skip(1).take(4).all(u8::is_ascii_digit)
        && bytes.get(5) == Some(&b' ')
    {
        return text.find("] ").map_or(5, |end| end + 2);
    }
    syslog_len(text)
}

/// `Nov 23 10:30:00 host program[4711]: `.
fn syslog_len(text: &str) -> usize {
    const MONTHS: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    if text.as_bytes().get(3) != Some(&b' ') || !MONTHS.iter().any(|m| text.starts_with(m)) {
        return 0;
    }
    let clock = text
        .get(..20)
        .and_then(|t| t.find(':'))
        .map_or(0, |p| p + 6);
    if clock == 0 {
        0
    } else {
        text.find("]: ")
            .filter(|end| *end < 80)
            .map_or(clock, |end| end + 3)
    }
}

/// Length of a stream flag, a bracketed tag, a level or a service name before `|`.
fn tag_len(text: &str) -> usize {
    const TAGS: [&str; 5] = [
        "stderr F ",
        "stdout F ",
        "stderr P ",
        "stdout P ",
        "##[error]",
    ];
    if text.starts_with(['s', '#'])
        && let Some(tag) = TAGS.iter().find(|tag| text.starts_with(**tag))
    {
        return tag.len();
    }
    if text.starts_with('[') {
        let end = text
            .find("] ")
            .filter(|end| *end < 80 && !text.get(end + 2..).is_some_and(|t| t.starts_with("=>")));
        return end.map_or(0, |end| end + 2);
    }
    let word = text
        .bytes()
        .take_while(|b| b.is_ascii_alphanumeric() || b"-_.".contains(b))
        .count();
    let blanks = text.bytes().skip(word).take_while(|b| *b == b' ').count();
    if word > 0
        && blanks > 0
        && text
            .get(word + blanks..)
            .is_some_and(|t| t.starts_with("| "))
        && keys::leading(text).is_none()
    {
        return word + blanks + 2;
    }
    0
}

#[cfg(test)]
mod tests {
    use super::{Role, role};

    #[test]
    fn lines_have_roles() {
        let lines = [
            (
                "2026-11-23 10:30:00,137 ERROR app: delete failed",
                Role::Record,
            ),
            (
                "E1123 11:07:08.991147   20190 a.go:193] CreateVolume failed",
                Role::Record,
            ),
            (
                "2026-11-23T10:30:00Z stderr F ErrorCode: InvalidVpc.NotFound",
                Role::Continuation,
            ),
            (
                "api-1  |   \"Code\": \"InvalidVpc.NotFound\"",
                Role::Continuation,
            ),
            ("| RequestId | 54744262 |", Role::Continuation),
            ("    [Code] => InvalidVpc.NotFound", Role::Continuation),
            ("HTTP 503", Role::Continuation),
            (
                "\tat com.aliyuncs.DefaultAcsClient.x(DefaultAcsClient.java:1)",
                Role::Filler,
            ),
            ("Content-Length: 12", Role::Filler),
            ("", Role::Filler),
            ("{\"level\":\"error\"}", Role::Object),
            ("delete failed: InvalidVpc.NotFound", Role::Plain),
        ];
        for (line, expected) in lines {
            assert_eq!(role(line), expected, "{line}");
        }
    }
}
