//! The fields of an object or an envelope, whose names and values a parser has told apart.

use std::borrow::Cow;

use crate::extract::occurrence::Occurrence;
use crate::extract::read::code::{self, Code};
use crate::extract::read::json::Node;
use crate::extract::read::keys::{self, Key};
use crate::extract::read::layout::{self, Role};
use crate::extract::read::line;
use crate::extract::read::partial::Partial;
use crate::extract::read::value;
use crate::extract::text::shape;
use crate::extract::vocabulary::Vocabulary;

/// Takes the value of a field into the picture of its error.
pub fn take(direct: &mut Partial, key: Key, node: &Node<'_>, vocabulary: &dyn Vocabulary) {
    match (key, node) {
        (Key::Code | Key::Status, Node::Number(number)) => {
            direct.http = u16::try_from(*number)
                .ok()
                .filter(|n| shape::ANSWERED.contains(n))
                .or(direct.http);
        }
        (Key::Status, Node::Text(text)) => {
            direct.http = shape::status(text, shape::ANSWERED).or(direct.http);
        }
        (Key::Code, Node::Text(text)) => {
            if let Some(status) = shape::status(text, shape::ANSWERED) {
                direct.http.get_or_insert(status);
            } else if let Some(code) = Code::read_keyed(text, vocabulary) {
                direct.offer_code(code);
            }
        }
        (Key::Id, Node::Text(text)) => match shape::field_id(text.trim()) {
            Some(id) => direct.id = Some(id.to_owned()),
            None => direct.id_key = true,
        },
        (Key::Message, Node::Text(text)) => {
            if text.starts_with("code: ") {
                direct.tea = true;
                let found = line::scan(text, text.len(), vocabulary).errors;
                if let Some(found) = found.into_iter().next() {
                    direct.http = direct.http.or(found.http);
                    direct.id = direct.id.take().or(found.id);
                }
            }
            direct.message = Some(value::plain_message(text).to_owned());
        }
        (Key::Host, Node::Text(text)) => direct.host = Some(text.trim().to_owned()),
        (Key::Recommend, Node::Text(text)) => {
            direct.recommend = Some(text.trim().to_owned()).filter(|r| !r.is_empty());
        }
        _ => {}
    }
}

/// A field that is an object of its own: `{"name": "x-acs-request-id", "value": "..."}`, perhaps with the type of the value
/// around it.
pub fn pair<'n, 't>(node: &'n Node<'t>) -> Option<(Key, &'n Node<'t>)> {
    let Node::Object(entries) = node else {
        return None;
    };
    let get = |wanted: &str| {
        let named = entries
            .iter()
            .find(|(name, _)| name.eq_ignore_ascii_case(wanted));
        named.map(|(_, node)| node)
    };
    let Node::Text(name) = get("name").or_else(|| get("key"))? else {
        return None;
    };
    let key = keys::key(name)?;
    match get("value")? {
        Node::Object(typed) => typed.first().map(|(_, value)| (key, value)),
        value => Some((key, value)),
    }
}

/// A record of a structured logger: begins with its time or its level, or has both.
pub fn is_log_record(node: &Node<'_>) -> bool {
    let Node::Object(entries) = node else {
        return false;
    };
    let is_stamp = |(name, _): &(Cow<'_, str>, Node<'_>)| layout::is_stamp(name);
    entries.first().is_some_and(is_stamp)
        || entries.iter().filter(|entry| is_stamp(entry)).count() > 1
}

/// A record that only carries one line of another log.
pub fn is_log_line(node: &Node<'_>) -> bool {
    const CARRIERS: [&str; 5] = ["log", "message", "MESSAGE", "msg", "line"];
    let Node::Object(entries) = node else {
        return false;
    };
    entries.iter().any(|(name, value)| match value {
        Node::Text(text) if CARRIERS.contains(&&**name) => {
            let shipped = name == "MESSAGE" || (name == "log" && text.ends_with('\n'));
            (shipped && !text.starts_with('{'))
                || text.starts_with("SDK")
                || layout::role(text.trim_end()) == Role::Continuation
        }
        _ => false,
    })
}

/// One of our own findings: its fields are taken as they are.
pub fn own_output(node: &Node<'_>, line: u64) -> Option<Occurrence> {
    let Node::Object(entries) = node else {
        return None;
    };
    let get = |wanted: &str| {
        entries
            .iter()
            .find(|(name, _)| name == wanted)
            .map(|(_, node)| node)
    };
    get("Known")?;
    get("Resolution")?;
    let text = |name: &str| get(name).and_then(Node::text);
    let number = |name: &str| match get(name) {
        Some(Node::Number(number)) => Some(*number),
        _ => None,
    };
    let count = number("Count").filter(|&count| count > 0)?;
    let code = text("Code");
    if code.as_ref().is_some_and(|code| code.len() > code::LONGEST) {
        return None;
    }
    // What a code that is in no catalog may be a slip of is found anew, by the catalog at hand.
    let candidates = match get("Suggestions") {
        Some(Node::List(suggestions)) if code.is_none() => {
            suggestions.iter().filter_map(Node::text).collect()
        }
        _ => Vec::new(),
    };
    // Standard input of another run is nowhere to look; this output is.
    let file = text("File").filter(|file| file != "-");
    let line = number("Line").filter(|_| file.is_some()).unwrap_or(line);
    Some(Occurrence {
        code,
        http_code: number("HttpCode").and_then(|status| u16::try_from(status).ok()),
        message: text("Message"),
        request_id: text("RequestId"),
        host_id: text("HostId"),
        recommend: text("Recommend"),
        count,
        line,
        file,
        candidates,
    })
}
