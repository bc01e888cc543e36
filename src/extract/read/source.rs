//! Which program a line comes from, where a tool that follows several ones at once names it with each line.

use crate::extract::read::json::Node;
use crate::extract::read::layout::{
    bracket_end, clock_len, container_len, date_len, is_level, level_len,
};
use crate::extract::text::words::is_in_word;

/// Bytes in which the name of a program ends.
const LONGEST: usize = 96;

/// The name before the line, as compose, stern, kubectl, foreman, concurrently, pdsh, Terragrunt, syslog and journald print it;
/// perhaps behind a time; tail names the file of the lines that follow.
pub fn source_of_line(line: &str) -> Option<&str> {
    if let Some(heading) = line.strip_prefix("==> ") {
        return heading.strip_suffix(" <==");
    }
    let rest = without_time(line);
    let is_dated = rest.len() < line.len();
    let line = if is_dated { without_stream(rest) } else { line };
    if line.starts_with('[') {
        let tag = line.get(1..bracket_end(line)?)?;
        return Some(tag).filter(|tag| is_program(tag, !is_dated));
    }
    let is_name = |b: &u8| is_in_word(*b) || matches!(b, b'-' | b'/' | b'@');
    let (name, after) = line.split_at(line.bytes().take_while(is_name).count());
    let is_service = || is_numbered(name) && after.trim_start_matches(' ').starts_with('|');
    let is_host = || !is_dated && after.starts_with(": ") && is_host(name);
    if container_len(name, after) > 0 || is_service() || is_host() {
        return Some(name);
    }
    process(line)
}

/// The line without the date and the time before it.
fn without_time(line: &str) -> &str {
    match time_len(line) {
        0 => line,
        _ => behind_time(behind_time(line)),
    }
}

fn behind_time(line: &str) -> &str {
    let rest = line.get(time_len(line)..).unwrap_or_default();
    rest.trim_start_matches(' ')
}

/// Length of a date, with or without a time, or of a time.
fn time_len(line: &str) -> usize {
    match clock_len(line) {
        0 => date_len(line),
        clock => clock,
    }
}

/// The line without the name of a stream or a level before the name of a program.
fn without_stream(line: &str) -> &str {
    let streams = ["STDOUT ", "STDERR "];
    let stream = streams.iter().find_map(|stream| line.strip_prefix(stream));
    let rest = stream.unwrap_or_else(|| line.get(level_len(line)..).unwrap_or_default());
    rest.trim_start_matches(' ')
}

/// Whether a tag names a program: by its number, a path, or, where it stands `first`, by a word in small letters that is no level.
fn is_program(tag: &str, first: bool) -> bool {
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-' | '/');
    if tag.is_empty() || !tag.chars().all(is_part) || date_len(tag) > 0 {
        return false;
    }
    let is_number = tag.len() <= 3 && tag.bytes().all(|b| b.is_ascii_digit());
    let is_word = tag.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
    tag.contains('/')
        || is_numbered(tag)
        || (first
            && (is_number || (is_word && !is_level(tag) && !matches!(tag, "notice" | "critical"))))
}

/// Whether a name is that of one host of many: `node101`.
fn is_host(name: &str) -> bool {
    let is_part = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'-' | b'.');
    name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.ends_with(|c: char| c.is_ascii_digit())
        && name.bytes().all(is_part)
}

/// Whether a name ends in the number of an instance, as those of services do: `api-1`, `web.1`, `api.1.x2k4j@node`.
fn is_numbered(name: &str) -> bool {
    let stem = name.trim_end_matches(|c: char| c.is_ascii_digit());
    name.contains('@') || (stem.len() < name.len() && stem.ends_with(['-', '_', '.']))
}

/// `host program[4711]` or `program[4711]`, up to a colon.
fn process(line: &str) -> Option<&str> {
    let head = line.as_bytes().get(..LONGEST).unwrap_or(line.as_bytes());
    let end = memchr::memmem::find(head, b"]: ")?;
    let (host_and_name, number) = line.get(..end)?.rsplit_once('[')?;
    let is_one = |word: &str| !word.is_empty() && !word.contains([' ', '[', ']', ':']);
    let is_named = match host_and_name.split_once(' ') {
        Some((host, name)) => is_one(host) && is_one(name) && level_len(line) == 0,
        None => is_one(host_and_name),
    };
    line.get(..=end).filter(|_| is_named && is_one(number))
}

/// The names that a record gives its program, as shippers of containers' logs and journald do, perhaps in an object within it.
pub fn source_of_record(record: &Node<'_>) -> Option<String> {
    const NAMES: [&str; 6] = [
        "pod_name",
        "pod",
        "container_name",
        "container_id",
        "container",
        "_PID",
    ];
    let Node::Object(fields) = record else {
        return None;
    };
    let names = fields.iter().filter_map(|(name, value)| match value {
        Node::Text(text) if NAMES.contains(&&**name) => Some(text.as_ref().into()),
        Node::Object(_) => source_of_record(value),
        _ => None,
    });
    names.reduce(|all: String, name| all + " " + &name)
}

#[cfg(test)]
mod tests {
    use super::source_of_line;

    #[test]
    fn programs_are_named_before_their_lines() {
        let lines = [
            ("api-1  | ErrorCode: InvalidVpc.NotFound", Some("api-1")),
            ("api-1  |", Some("api-1")),
            ("10:30:00 web.1     | RequestId: 54744262", Some("web.1")),
            (
                "nas_api.1.k2x4j@node-3    | RequestId: 54744262",
                Some("nas_api.1.k2x4j@node-3"),
            ),
            (
                "csi-plugin-x2k4j plugin RequestId: 54744262",
                Some("csi-plugin-x2k4j"),
            ),
            (
                "[pod/csi-plugin-x2k4j/plugin] RequestId: 54744262",
                Some("pod/csi-plugin-x2k4j/plugin"),
            ),
            (
                "Nov 23 10:30:00 node-3 csi[4711]: RequestId: 54744262",
                Some("node-3 csi[4711]"),
            ),
            (
                "2026-11-23T10:30:00+00:00 node-3 csi[4711]: RequestId: 54744262",
                Some("node-3 csi[4711]"),
            ),
            (
                "2026-11-23T10:30:00.000000+00:00 app[web.1]: RequestId: 54744262",
                Some("app[web.1]"),
            ),
            ("node101: RequestId: 54744262", Some("node101")),
            ("==> /var/log/app.log <==", Some("/var/log/app.log")),
            ("[0] RequestId : 54744262", Some("0")),
            ("[worker] RequestId : 54744262", Some("worker")),
            (
                "10:59:01.100 STDERR [live/nas-a] terraform: \u{2502} Code: X",
                Some("live/nas-a"),
            ),
            (
                "2026-11-23 10:30:00 INFO  [http-nio-8080-exec-3] c.e.X - a",
                Some("http-nio-8080-exec-3"),
            ),
            (
                "Nov 23 11:01:00.000114 gw04 quota[5120]: RequestId: 5",
                Some("gw04 quota[5120]"),
            ),
            ("2026-11-23 10:30:00 INFO  [NasClient] RequestId: 5", None),
            ("[error] RequestId: 54744262", None),
            ("[10:30:00.123] RequestId: 54744262", None),
            ("[2026-11-23] RequestId: 54744262", None),
            ("    [Code] => InvalidVpc.NotFound", None),
            ("message: RequestId: 54744262", None),
            ("zone_id | cn-hangzhou-g", None),
            ("| RequestId | 54744262 |", None),
            ("[ERROR] RequestId: 54744262", None),
            (
                "2026-11-23 10:30:00 ERROR worker[12]: RequestId: 54744262",
                Some("worker[12]"),
            ),
            (
                "2026-11-23T10:30:00Z ERROR [main]: RequestId: 54744262",
                None,
            ),
            (
                "E1123 10:30:00.137000   20190 a.go:193] RequestId: 54744262",
                None,
            ),
            ("RequestId: 54744262", None),
            ("", None),
        ];
        for (line, expected) in lines {
            assert_eq!(source_of_line(line), expected, "{line}");
        }
    }
}
