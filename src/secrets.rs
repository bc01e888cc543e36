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

/// The text without the values of secret parameters.
#[must_use]
pub fn masked(text: &str) -> Cow<'_, str> {
    let Some((start, end)) = PARAMETERS.iter().filter_map(|name| value(text, name)).min() else {
        return Cow::Borrowed(text);
    };
    let (before, rest) = text.split_at(start);
    let (_, after) = rest.split_at(end - start);
    Cow::Owned(format!("{before}{MASK}{}", masked(after)))
}

/// Where the first value of a parameter stands.
fn value(text: &str, name: &str) -> Option<(usize, usize)> {
    text.match_indices(name).find_map(|(place, _)| {
        let after = place + name.len();
        let equals = EQUALS
            .iter()
            .find(|equals| text[after..].starts_with(**equals))?;
        let start = after + equals.len();
        let rest = &text[start..];
        let blank = rest.find(|c: char| {
            c.is_whitespace() || matches!(c, '"' | '\'' | '<' | '>' | ')' | ',' | '`')
        });
        let ends = ENDS.iter().filter_map(|end| rest.find(end)).chain(blank);
        let length = ends.min().unwrap_or(rest.len());
        (length > 0 && &rest[..length] != MASK).then_some((start, start + length))
    })
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
