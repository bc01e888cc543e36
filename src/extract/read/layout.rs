//! How lines belong together: prefixes of log shippers, beginnings of log records, stack frames.
//! Knows nothing of errors.

use crate::extract::read::keys::{self, Key};
use crate::extract::text::shape;
use crate::extract::text::words::is_in_word;

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
    role_and_level(line).0
}

/// Classifies a line, and says whether a logger printed its level before it.
pub fn role_and_level(line: &str) -> (Role, bool) {
    let (rest, dated, level) = without_prefix(line);
    (role_of(line, rest, dated, level), level)
}

/// The role of a line of which this is the rest behind its prefix.
fn role_of(line: &str, rest: &str, dated: bool, level: bool) -> Role {
    // A record whose text is an object, which is read for itself.
    if rest.is_empty() && line.ends_with(' ') && date_len(line) > 0 {
        return Role::Record;
    }
    if rest.is_empty() || is_frame(rest) {
        return Role::Filler;
    }
    if let Some(name) = line.strip_prefix("{\"") {
        let name = name.split('"').next().unwrap_or_default();
        return if is_stamp(name) {
            Role::Record
        } else {
            Role::Object
        };
    }
    if is_logfmt(rest) {
        return Role::Record;
    }
    if begins_with_field(rest) {
        return Role::Continuation;
    }
    if level && dated {
        return Role::Record;
    }
    if is_header(rest) {
        return Role::Filler;
    }
    if dated { Role::Record } else { Role::Plain }
}

/// Whether a field with the name of a time or a level begins a log record: what stands before it is another one.
pub fn is_stamp(name: &str) -> bool {
    const STAMPS: [&str; 10] = [
        "time",
        "ts",
        "timestamp",
        "@timestamp",
        "@t",
        "level",
        "@level",
        "lvl",
        "severity",
        "levelname",
    ];
    STAMPS.contains(&name)
}

/// `level=error ts=… msg=…`, with the time or the level first.
fn is_logfmt(rest: &str) -> bool {
    rest.starts_with(['l', 't', 's'])
        && rest.split_once('=').is_some_and(|(name, _)| is_stamp(name))
}

/// How stack frames begin, and what `curl --trace-ascii` prints between the headers.
const FRAMES: [&str; 9] = [
    "at ",
    "File \"",
    "... ",
    "#",
    "^",
    "from ",
    "goroutine ",
    "Recv ",
    "Send ",
];

fn is_frame(rest: &str) -> bool {
    let may_be = matches!(
        rest.as_bytes().first(),
        Some(b'a' | b'F' | b'.' | b'#' | b'^' | b'f' | b'g' | b'R' | b'S')
    );
    may_be && FRAMES.iter().any(|start| rest.starts_with(start))
}

/// `Name: value` with one word before the colon, as HTTP prints headers.
fn is_header(rest: &str) -> bool {
    let is_part = |b: &u8| b.is_ascii_alphanumeric() || *b == b'-';
    let len = rest.bytes().take_while(|b| is_part(b)).count();
    let (name, after) = rest.split_at(len);
    len > 0 && after.starts_with(": ") && !name.contains("rror")
}

fn begins_with_field(rest: &str) -> bool {
    let rest = without_tags(rest).trim_start_matches(BULLETS);
    if is_status_line(rest) {
        return true;
    }
    if let Some((key, len)) = keys::leading(rest) {
        let after = rest.get(len..).unwrap_or_default();
        if after.starts_with("  ") || after.starts_with('\t') {
            return true;
        }
        let after = after.trim_start_matches(['"', '\'', ']', '*', '`', ' ']);
        if key == Key::Id && shape::uuid(after.as_bytes()) > 0 {
            return true;
        }
        return after.starts_with([':', '：', '=', '>', '|', '│']) || after.starts_with("</");
    }
    let name = rest.strip_prefix("HTTP").unwrap_or(rest);
    keys::wide(name.trim_start_matches(' ')).is_some()
}

/// What stands before the name of a field: quotes, brackets, and the bullets of lists.
const BULLETS: [char; 13] = [
    '"', '\'', '[', '<', '*', '_', '`', '-', ':', ' ', '・', '•', '·',
];

/// The line without the elements of a page that open before its first word; the first `<` may be gone.
fn without_tags(line: &str) -> &str {
    let mut rest = line;
    loop {
        let tag = rest.strip_prefix('<').unwrap_or(rest);
        let name = tag
            .bytes()
            .take_while(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
            .count();
        let after = tag.get(name..).unwrap_or_default();
        match after.strip_prefix(" /").unwrap_or(after).strip_prefix('>') {
            Some(inner) if name > 0 => rest = inner,
            _ => return rest,
        }
    }
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
            rest = rest.trim_start_matches([' ', '\t', '│', '|', '>', '<', '+', '=']);
        }
        let date = date_len(rest);
        let levels = level_len(rest);
        let len = [date, levels]
            .into_iter()
            .find(|len| *len > 0)
            .unwrap_or_else(|| tag_len(rest));
        let len = if len == 0 && dated {
            process_len(rest)
        } else {
            len
        };
        if len == 0 {
            break;
        }
        // Python's logger prints a level and no time.
        let is_python = levels > 0 && rest.get(..levels).is_some_and(|head| head.ends_with(':'));
        dated |= date > 0 || is_python || rest.starts_with('[');
        level |= levels > 0;
        rest = rest.get(len..).unwrap_or_default();
    }
    (rest, dated, level)
}

/// Levels as loggers print them: shippers print none.
const LEVELS: [&str; 8] = [
    "ERROR", "WARN", "INFO", "DEBUG", "FATAL", "TRACE", "WARNING", "SEVERE",
];

/// Whether a word is a level, case aside.
pub fn is_level(word: &str) -> bool {
    LEVELS.iter().any(|level| level.eq_ignore_ascii_case(word))
}

/// Length of a level at the start: `ERROR `, or `ERROR:root:` as Python's logger prints it.
pub fn level_len(text: &str) -> usize {
    if !text.starts_with(|c: char| c.is_ascii_uppercase()) {
        return 0;
    }
    let len = |level: &&str| {
        let after = text.strip_prefix(level)?;
        if after.starts_with(' ') {
            return Some(level.len() + 1);
        }
        let logger = after.strip_prefix(':')?;
        let name = logger.bytes().take_while(|b| is_in_word(*b)).count();
        let ends = name > 0 && logger.as_bytes().get(name) == Some(&b':');
        ends.then_some(level.len() + name + 2)
    };
    LEVELS.iter().find_map(len).unwrap_or_default()
}

/// Length of a date (without its year: before a time), a time or a klog header at the start.
pub fn date_len(text: &str) -> usize {
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
        let is_day = len == 5 && bytes.get(len) == Some(&b' ') && bytes.get(len + 3) == Some(&b':');
        return if len >= 8 || is_day { len } else { 0 };
    }
    if matches!(bytes.first(), Some(b'I' | b'W' | b'E' | b'F'))
        && bytes.iter().skip(1).take(4).all(u8::is_ascii_digit)
        && bytes.get(5) == Some(&b' ')
    {
        return bracket_end(text).map_or(5, |end| end + 2);
    }
    syslog_len(text)
}

/// `Nov 23 10:30:00 host program[4711]: `.
fn syslog_len(text: &str) -> usize {
    let clock = clock_len(text);
    if clock == 0 {
        return 0;
    }
    text.find("]: ")
        .filter(|end| *end < 80)
        .map_or(clock, |end| end + 3)
}

/// Length of `Nov 23 10:30:00` at the start, with the fraction of its last second.
pub fn clock_len(text: &str) -> usize {
    const MONTHS: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    if text.as_bytes().get(3) != Some(&b' ') || !MONTHS.iter().any(|m| text.starts_with(m)) {
        return 0;
    }
    let colon = text.get(..20).and_then(|start| start.find(':'));
    let Some(end) = colon.map(|at| at + 6) else {
        return 0;
    };
    let rest = text.get(end..).unwrap_or_default();
    let is_part = |b: &u8| *b == b'.' || b.is_ascii_digit();
    end + rest.bytes().take_while(is_part).count()
}

/// Length of a stream flag, a bracketed tag, a name before `|`, or before `: ` and a field, or a place that grep, `cat -n` or
/// a dump prints.
fn tag_len(text: &str) -> usize {
    const TAGS: [&str; 7] = [
        "stderr F ",
        "stdout F ",
        "stderr P ",
        "stdout P ",
        "STDERR ",
        "STDOUT ",
        "##[error]",
    ];
    if text.starts_with(['s', 'S', '#'])
        && let Some(tag) = TAGS.iter().find(|tag| text.starts_with(**tag))
    {
        return tag.len();
    }
    if text.starts_with('[') {
        let end = bracket_end(text)
            .filter(|end| *end < 80 && !text.get(end + 2..).is_some_and(|t| t.starts_with('=')));
        return end.map_or(0, |end| end + 2);
    }
    let is_name = |b: &u8| is_in_word(*b) || matches!(b, b'-' | b'/');
    let (name, after) = text.split_at(text.bytes().take_while(is_name).count());
    let len = match after.as_bytes() {
        _ if name.is_empty() => 0,
        [b'\t', ..] if name.bytes().all(|b| b.is_ascii_digit()) => 1,
        [b'\t', ..] => columns_len(after),
        [b':', b' ', ..] if is_offset(name) => 2,
        [b':', b'0'..=b'9', ..] => place_len(after, ':'),
        [b':', b' ', ..] if is_label(name, after, 2) => 2,
        [b' ', b'-', b' ', ..] if is_label(name, after, 3) => 3,
        [b' ', ..] if keys::leading(text).is_none() => bar_len(after)
            .max(columns_len(after))
            .max(container_len(name, after)),
        _ => return neighbour_len(text, name),
    };
    if len == 0 { 0 } else { name.len() + len }
}

/// Where a bracket closes before a blank.
pub fn bracket_end(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    memchr::memchr_iter(b']', bytes).find(|end| bytes.get(end + 1) == Some(&b' '))
}

/// Length of the number of a process or a stream (`01O`) or the letter of a level, as they stand behind a date.
fn process_len(text: &str) -> usize {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let len = match text.as_bytes() {
        [b'V' | b'D' | b'I' | b'W' | b'E' | b'F', b' ', ..] => 1,
        [b'0', _, b'O' | b'E', b' ' | b'+', ..] => 3,
        _ => digits,
    };
    let ends = matches!(text.as_bytes().get(len), Some(b' ' | b'+'));
    if ends && len > 0 { len + 1 } else { 0 }
}

/// Length of the blanks and the bar that compose prints behind the name of a service, or of the blanks before a box.
fn bar_len(after: &str) -> usize {
    let blanks = after.len() - after.trim_start_matches(' ').len();
    let bar = after.get(blanks..).is_some_and(|t| t.starts_with("| "));
    let boxed = blanks > 1 && after.get(blanks..).is_some_and(|t| t.starts_with('│'));
    if bar {
        blanks + 2
    } else if boxed {
        blanks
    } else {
        0
    }
}

/// Whether Kubernetes drew the end of a name, of letters and digits that spell no words.
fn is_pod(name: &str) -> bool {
    const DRAWN: &[u8] = b"bcdfghjklmnpqrstvwxz2456789";
    name.rsplit_once('-')
        .is_some_and(|(_, end)| end.len() == 5 && end.bytes().all(|b| DRAWN.contains(&b)))
}

/// Length of the name of a container, as tools that follow many pods print it behind the pod's.
pub fn container_len(pod: &str, after: &str) -> usize {
    if !is_pod(pod) {
        return 0;
    }
    let name = after.trim_start_matches(' ');
    let blanks = after.len() - name.len();
    let is_name = |b: &u8| b.is_ascii_lowercase() || b.is_ascii_digit() || *b == b'-';
    let len = name.bytes().take_while(is_name).count();
    match name.as_bytes().get(len) {
        Some(b' ') if len > 0 => blanks + len + 1,
        _ => 0,
    }
}

/// Length of the columns up to a date, as runners print the job and the step before it.
fn columns_len(after: &str) -> usize {
    const WIDEST: usize = 80;
    let columns = after.as_bytes().get(..WIDEST).unwrap_or(after.as_bytes());
    memchr::memchr_iter(b'\t', columns)
        .map(|tab| tab + 1)
        .find(|end| after.get(*end..).is_some_and(|text| date_len(text) > 0))
        .unwrap_or_default()
}

/// `0040`: where a line of a dump stands.
fn is_offset(name: &str) -> bool {
    name.len() == 4 && name.starts_with('0') && name.bytes().all(|b| b.is_ascii_hexdigit())
}

/// Whether `name` only tells who says what follows, a field: `terraform: StatusCode: 404`.
fn is_label(name: &str, after: &str, separator: usize) -> bool {
    keys::key(name).is_none()
        && after
            .get(separator..)
            .is_some_and(|text| text.starts_with('│') || begins_with_field(text))
        && !name.contains("rror")
}

/// Length of a line number between two `mark`s, as grep prints it behind the name of a file.
fn place_len(after: &str, mark: char) -> usize {
    let digits = after.strip_prefix(mark).map_or(0, |number| {
        number.bytes().take_while(u8::is_ascii_digit).count()
    });
    let closed = digits > 0 && after.get(digits + 1..).is_some_and(|t| t.starts_with(mark));
    if closed { digits + 2 } else { 0 }
}

/// Length of `app.log-12-` before a field: how grep prints the lines around a match.
fn neighbour_len(text: &str, name: &str) -> usize {
    let is_place = |len: &usize| *len > 0;
    let place = |at| {
        Some(place_len(name.get(at..)?, '-'))
            .filter(is_place)
            .map(|len| at + len)
    };
    let end = memchr::memchr_iter(b'-', name.as_bytes()).find_map(place);
    end.filter(|end| text.get(*end..).is_some_and(begins_with_field))
        .unwrap_or_default()
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
            (
                "api-x2k4j  |   \"Code\": \"InvalidVpc.NotFound\"",
                Role::Continuation,
            ),
            ("| RequestId | 54744262 |", Role::Continuation),
            ("    [Code] => InvalidVpc.NotFound", Role::Continuation),
            ("HTTP 503", Role::Continuation),
            ("INFO:nas.api:answered, RequestId: 54744262", Role::Record),
            ("ERROR:root:RequestId: 54744262", Role::Continuation),
            ("ERROR: SDK.ServerError", Role::Filler),
            (
                "10:30:00.137 ERROR  [nas] terraform:    StatusCode: 404",
                Role::Continuation,
            ),
            (
                "2026-11-23 10:30:00 ERROR nas.cleaner - RequestId: 54744262",
                Role::Continuation,
            ),
            ("app.log-14-RequestId: 54744262", Role::Continuation),
            ("     7\tRequestId: 54744262", Role::Continuation),
            (
                "11-23 10:30:00.123  1812  1844 E NasClient: RequestId : 54744262",
                Role::Continuation,
            ),
            (
                "csi-plugin-x2k4j plugin RequestId: 54744262",
                Role::Continuation,
            ),
            ("RequestId   54744262", Role::Continuation),
            ("・エラーコード：InvalidVpc.NotFound", Role::Continuation),
            ("0040: Server: nginx", Role::Filler),
            ("<= Recv header, 36 bytes (0x24)", Role::Filler),
            (
                "app.log:12:ErrorCode: InvalidVpc.NotFound",
                Role::Continuation,
            ),
            ("<dt>RequestId</dt><dd>54744262</dd>", Role::Continuation),
            (
                "\tat com.aliyuncs.DefaultAcsClient.x(DefaultAcsClient.java:1)",
                Role::Filler,
            ),
            ("Content-Length: 12", Role::Filler),
            ("", Role::Filler),
            ("{\"level\":\"error\"}", Role::Record),
            ("{\"log\":\"a\\n\"}", Role::Object),
            ("time=\"2026-11-23T10:30:00Z\" level=error", Role::Record),
            ("delete failed: InvalidVpc.NotFound", Role::Plain),
        ];
        for (line, expected) in lines {
            assert_eq!(role(line), expected, "{line}");
        }
    }
}
