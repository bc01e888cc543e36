//! Masks what a request is signed with where a message repeats the request, so that an answer can be shown and kept.

use std::borrow::Cow;

/// The parameters of a request whose values are nobody's business.
const PARAMETERS: [&str; 4] = [
    "AccessKeyId",
    "AccessKeySecret",
    "SecurityToken",
    "Signature",
];

/// What stands between a parameter and its value, as it is and percent-encoded once and twice.
const EQUALS: [&str; 3] = ["=", "%3D", "%253D"];

/// What ends a value, in the same spellings; blanks, quotes and brackets end it too.
const ENDS: [&str; 3] = ["&", "%26", "%2526"];

/// What is shown instead of a value.
const MASK: &str = "***";

/// The text without the values of secret parameters. One pass, however many of them a hostile text holds.
#[must_use]
pub fn masked(text: &str) -> Cow<'_, str> {
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

/// Where the first value of a parameter stands that has one.
fn value(text: &str) -> Option<(usize, usize)> {
    // Every parameter begins with one of these letters.
    memchr::memchr2_iter(b'A', b'S', text.as_bytes()).find_map(|place| {
        let rest = &text[place..];
        let name = PARAMETERS.iter().find(|name| rest.starts_with(**name))?;
        let after = &rest[name.len()..];
        let equals = EQUALS.iter().find(|equals| after.starts_with(**equals))?;
        let start = place + name.len() + equals.len();
        let length = length(&text[start..]);
        (length > 0).then_some((start, start + length))
    })
}

/// The length of the value that a text begins with.
fn length(text: &str) -> usize {
    let ends = |(place, c): &(usize, char)| {
        c.is_whitespace()
            || matches!(c, '"' | '\'' | '<' | '>' | ')' | ',' | '`')
            || ENDS.iter().any(|end| text[*place..].starts_with(end))
    };
    let end = text.char_indices().find(ends);
    end.map_or(text.len(), |(place, _)| place)
}

#[cfg(test)]
mod tests {
    use super::masked;

    #[test]
    fn values_are_masked_in_every_spelling_of_a_request() {
        for (text, shown) in [
            (
                "GET /?AccessKeyId=LTAI5t&Action=X&Signature=a%2Bb%3D&v=1",
                "GET /?AccessKeyId=***&Action=X&Signature=***&v=1",
            ),
            (
                "GET&%2F&AccessKeyId%3DLTAI5t%26Action%3DX",
                "GET&%2F&AccessKeyId%3D***%26Action%3DX",
            ),
            (
                "AccessKeyId%253DLTAI5t%2526SecurityToken%253Dabc",
                "AccessKeyId%253D***%2526SecurityToken%253D***",
            ),
            (
                "url \"https://h/?Signature=abc\" failed",
                "url \"https://h/?Signature=***\" failed",
            ),
        ] {
            assert_eq!(masked(text), shown);
            assert_eq!(masked(shown), shown);
        }
    }

    #[test]
    fn every_value_of_many_is_masked() {
        let many = "Signature=a&AccessKeyId= ".repeat(2000);
        assert_eq!(masked(&many), "Signature=***&AccessKeyId= ".repeat(2000));
    }

    #[test]
    fn prose_stays() {
        for text in [
            "The specified Signature is wrong.",
            "AccessKeyId= is empty",
            "SignatureVersion=1.0&SignatureMethod=HMAC-SHA1",
        ] {
            assert_eq!(masked(text), text);
        }
    }
}
