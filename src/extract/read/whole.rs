//! Whether a text that may go on is complete as it stands: for input that pauses.

use serde::de::IgnoredAny;

use crate::extract::read::xml;

/// Whether `text` ends with a line end, or with an object or a document that begins a line.
pub fn is_whole(text: &[u8]) -> bool {
    if text.ends_with(b"\n") {
        return true;
    }
    let Ok(text) = str::from_utf8(text) else {
        return false;
    };
    let text = text.trim_end();
    let (opening, is_complete): (_, fn(&str) -> bool) = match text.bytes().last() {
        Some(b'}') => ('{', is_object),
        Some(b']') => ('[', is_object),
        Some(b'>') => ('<', is_document),
        _ => return false,
    };
    let starts = memchr::memrchr_iter(b'\n', text.as_bytes()).map(|at| at + 1);
    starts
        .chain([0])
        .filter_map(|start| text.get(start..))
        .find(|rest| rest.starts_with(opening))
        .is_some_and(is_complete)
}

fn is_object(text: &str) -> bool {
    serde_json::from_str::<IgnoredAny>(text).is_ok()
}

fn is_document(text: &str) -> bool {
    let Some(start) = text.find("<Error>") else {
        return false;
    };
    let rest = text.get(start..).unwrap_or_default();
    xml::envelope(rest).is_some()
}

#[cfg(test)]
mod tests {
    use super::is_whole;

    #[test]
    fn what_is_complete_is_known() {
        for text in [
            "a\n",
            "{\"a\":1}",
            "head\n{\n  \"a\": {}\n}",
            "[{\"a\":1}]",
            "<?xml version='1.0'?><Error><Code>A.B</Code></Error>",
        ] {
            assert!(is_whole(text.as_bytes()), "{text}");
        }
        for text in ["", "a", "{\"a\":1", "{\"a\":{}", "<Error><Code>", "a {b}"] {
            assert!(!is_whole(text.as_bytes()), "{text}");
        }
    }
}
