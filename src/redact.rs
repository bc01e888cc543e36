//! Masks credentials and signatures where a message repeats a request, so that the output can be shown and kept.

use std::borrow::Cow;

/// Names of secret parameters, split into words, which are written together, with dashes or with underscores.
const NAMES: [&[&str]; 4] =
    [&["access", "key", "id"], &["access", "key", "secret"], &["security", "token"], &["signature"]];

/// Between a name and its value in a request: as it is, and percent-encoded once and twice.
const EQUALS: [&str; 3] = ["=", "%3D", "%253D"];

/// Between a name and its value in JSON, in a configuration and in a log.
const COLONS: [&str; 3] = ["=>", "=", ":"];

/// What ends a value of a request, spelled as above. Spaces, quotes and brackets end it too.
const ENDS: [&str; 3] = ["&", "%26", "%2526"];

/// The shortest secret after a colon without quotes. Anything shorter is an ordinary word.
const SHORTEST: usize = 6;

/// Shown instead of a value.
const MASK: &str = "***";

/// The text without the values of secret parameters. One pass, however many of them a hostile text holds.
#[must_use]
pub fn redact(text: &str) -> Cow<'_, str> {
    let mut shown = String::new();
    let mut rest = text;
    while let Some((start, end)) = value(rest) {
        shown.push_str(&rest[..start]);
        shown.push_str(MASK);
        rest = &rest[end..];
    }
    if shown.is_empty() {
        return Cow::Borrowed(text);
    }
    shown.push_str(rest);
    Cow::Owned(shown)
}

/// Where the first secret value is.
fn value(text: &str) -> Option<(usize, usize)> {
    // Every name begins with one of these letters.
    let starts = text.bytes().enumerate();
    let mut starts = starts.filter(|(_, byte)| matches!(byte | 0x20, b'a' | b's'));
    starts.find_map(|(start, _)| {
        let after = NAMES.iter().find_map(|words| after_name(&text[start..], words))?;
        let secret = in_request(after).or_else(|| in_record(after))?;
        let start = text.len() - secret.len();
        Some((start, start + length(secret)))
    })
}

/// The text after a name of these words, if it begins with that name.
fn after_name<'t>(text: &'t str, words: &[&str]) -> Option<&'t str> {
    words.iter().try_fold(text, |rest, word| {
        let rest = if rest.len() < text.len() { rest.strip_prefix(['_', '-']).unwrap_or(rest) } else { rest };
        let (start, rest) = rest.split_at_checked(word.len())?;
        start.eq_ignore_ascii_case(word).then_some(rest)
    })
}

/// The text from the value on, if a name is followed by one as in a request.
fn in_request(after: &str) -> Option<&str> {
    let value = EQUALS.iter().find_map(|equals| after.strip_prefix(equals))?;
    (length(value) > 0).then_some(value)
}

/// The same for a record: the value is quoted and has no space, or it does not look like a word.
fn in_record(after: &str) -> Option<&str> {
    const BETWEEN: [char; 4] = ['"', '\'', '\\', ' '];
    let after = after.trim_start_matches(BETWEEN);
    let after = COLONS.iter().find_map(|colon| after.strip_prefix(colon))?;
    let value = after.trim_start_matches(BETWEEN);
    let (secret, rest) = value.split_at(length(value));
    let lead = &after[..after.len() - value.len()];
    let is_quoted = lead.ends_with(['"', '\'']) && rest.starts_with(['"', '\'', '\\']);
    let is_drawn = || {
        let letters = secret.trim_end_matches('=');
        let is_letter = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '-' | '_' | '.');
        letters.len() >= SHORTEST
            && letters.chars().all(is_letter)
            && letters.contains(|c: char| c.is_ascii_digit() || c.is_ascii_uppercase())
    };
    (!secret.is_empty() && (is_quoted || is_drawn())).then_some(value)
}

/// The length of the value that a text begins with.
fn length(text: &str) -> usize {
    let ends = |(place, c): &(usize, char)| {
        c.is_whitespace()
            || matches!(c, '"' | '\'' | '\\' | '<' | '>' | ')' | '}' | ',' | ';' | '`')
            || ENDS.iter().any(|end| text[*place..].starts_with(end))
    };
    let end = text.char_indices().find(ends);
    end.map_or(text.len(), |(place, _)| place)
}

#[cfg(test)]
mod tests {
    use super::redact;

    #[test]
    fn values_are_redacted_in_every_spelling_of_a_request() {
        for (text, shown) in [
            (
                "GET /?AccessKeyId=LTAI5t&Action=X&Signature=a%2Bb%3D&v=1",
                "GET /?AccessKeyId=***&Action=X&Signature=***&v=1",
            ),
            ("GET&%2F&AccessKeyId%3DLTAI5t%26Action%3DX", "GET&%2F&AccessKeyId%3D***%26Action%3DX"),
            ("AccessKeyId%253DLTAI5t%2526SecurityToken%253Dabc", "AccessKeyId%253D***%2526SecurityToken%253D***"),
            ("url \"https://h/?Signature=abc\" failed", "url \"https://h/?Signature=***\" failed"),
            (
                r#"{"AccessKeyId":"LTAI5t","AccessKeySecret": "hunter2"}"#,
                r#"{"AccessKeyId":"***","AccessKeySecret": "***"}"#,
            ),
            (r#"{\"accessKeySecret\":\"hunter2\"}"#, r#"{\"accessKeySecret\":\"***\"}"#),
            (
                "access_key_id: LTAI5t, security-token => 'abc', AccessKeySecret = hunter3.",
                "access_key_id: ***, security-token => '***', AccessKeySecret = ***",
            ),
            ("accesskeysecret=hunter4 x", "accesskeysecret=*** x"),
        ] {
            assert_eq!(redact(text), shown);
            assert_eq!(redact(shown), shown);
        }
    }

    #[test]
    fn all_of_many_values_are_redacted() {
        let many = "Signature=a&AccessKeyId= ".repeat(2000);
        assert_eq!(redact(&many), "Signature=***&AccessKeyId= ".repeat(2000));
    }

    #[test]
    fn prose_stays() {
        for text in [
            "The specified Signature is wrong.",
            "AccessKeyId= is empty",
            "SignatureVersion=1.0&SignatureMethod=HMAC-SHA1",
            "x-acs-signature-nonce: 0c1b6e5e-8f0a-4d7c-9c3e-2b1f6a7d8e90",
            "Signature: it is wrong",
            "Signature: V1b.",
            "AccessKeySecret: A1bC2",
            "\"Signature\": \"is not valid\"",
            "the signature, access key id and security token",
        ] {
            assert_eq!(redact(text), text);
        }
    }
}
