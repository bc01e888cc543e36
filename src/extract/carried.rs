//! The line of a program that a log shipper wrote as a field of a JSON record.

use super::names::{self, Key};
use super::pattern::matches;
use super::prefix::Prefix;

/// The fields that contain the line, in the order in which they are tried.
const CARRIERS: [&str; 10] =
    ["log", "MESSAGE", "message", "@message", "textPayload", "_raw", "line", "Output", "text", "content"];
/// The fields of a record that a logger wrote itself.
pub const LEVELS: [&str; 6] = ["level", "levelname", "severity", "lvl", "@level", "log.level"];
/// The fields that name the program.
const PROGRAMS: [&str; 6] = ["pod_name", "pod", "container_name", "container_id", "container", "_PID"];

/// The line in a record of a log shipper.
pub struct Carried {
    pub text: String,
    /// The name of its program.
    pub program: Option<String>,
}

impl Carried {
    /// The line in a record, which may be cut off, have a prefix, or be one of the fields of such a record, each on a
    /// line of its own. A record with a level is a logger's, and one with a code or a `RequestId` is an error itself.
    pub fn of(line: &str) -> Option<Self> {
        // Most lines need no more than this.
        memchr::memchr(b'"', line.as_bytes())?;
        ["{\"", "\"message\""].iter().any(|start| line.contains(start)).then_some(())?;
        let prefix = Prefix::of(line);
        let record = line.get(prefix.len..)?.trim_start();
        let is_field = record.starts_with("\"message\"");
        if !record.starts_with("{\"") && !is_field {
            return None;
        }
        let fields = || Fields { rest: record };
        let is_own = |name: &str| LEVELS.contains(&name) || matches!(names::key(name), Some(Key::Code | Key::Id));
        if fields().any(|(name, _)| is_own(name)) {
            return None;
        }
        let line_in = |carrier: &&str| fields().find(|(name, value)| name == carrier && !value.is_empty());
        let (carrier, text) = CARRIERS.iter().find_map(line_in)?;
        // A card of a chat has several texts.
        if fields().filter(|(name, _)| *name == carrier).nth(1).is_some() {
            return None;
        }
        if is_field && !text.starts_with("SDK") && matches("%w: ", text).is_none() {
            return None;
        }
        let text: String = serde_json::from_str(&format!("\"{text}\"")).unwrap_or_else(|_| text.to_owned());
        let text = text.strip_suffix('\n').unwrap_or(&text).replace('\n', "\u{b}");
        let programs: Vec<&str> =
            fields().filter(|(name, _)| PROGRAMS.contains(name)).map(|(_, value)| value).collect();
        let program = (!programs.is_empty()).then(|| programs.join(" "));
        Some(Self { text, program: program.or_else(|| prefix.source(line).map(str::to_owned)) })
    }
}

/// The fields of a record and of the objects in it: each with its name, and its value if that is a string.
struct Fields<'r> {
    rest: &'r str,
}

impl<'r> Iterator for Fields<'r> {
    type Item = (&'r str, &'r str);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let name = self.string()?;
            let Some(value) = self.rest.trim_start().strip_prefix(':') else { continue };
            let is_string = value.trim_start().starts_with('"');
            return Some((name, if is_string { self.string()? } else { "" }));
        }
    }
}

impl<'r> Fields<'r> {
    /// The next string, as it is written. It may be cut off.
    fn string(&mut self) -> Option<&'r str> {
        let (_, rest) = self.rest.split_once('"')?;
        let mut escaped = false;
        let end = rest.find(|c| {
            let ends = c == '"' && !escaped;
            escaped = c == '\\' && !escaped;
            ends
        });
        let (string, rest) = rest.split_at_checked(end.unwrap_or(rest.len()))?;
        self.rest = rest.strip_prefix('"').unwrap_or_default();
        Some(string)
    }
}
