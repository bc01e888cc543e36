//! Documentation links name the code and the RequestId in their query.

use crate::extract::text::unescape::percent;

/// A documentation link.
#[derive(Debug)]
pub struct Link {
    /// The link itself.
    pub url: String,
    /// The code that it explains.
    pub code: Option<String>,
    /// The RequestId that it was made for.
    pub id: Option<String>,
}

/// The URL at the start of `text`.
pub fn url(text: &str) -> &str {
    let end = text
        .find(|c: char| {
            c.is_whitespace()
                || !c.is_ascii()
                || matches!(
                    c,
                    '"' | '\'' | '<' | '>' | ')' | ']' | '}' | '|' | '\\' | '`' | '*'
                )
        })
        .unwrap_or(text.len());
    text.get(..end)
        .unwrap_or_default()
        .trim_end_matches([',', '.', ';'])
}

/// Reads a link to the vendor's explanation of a code.
pub fn documentation(url: &str) -> Option<Link> {
    let (page, query) = url.split_once('?')?;
    let vendor = page.contains("aliyun.com") || page.contains("alibabacloud.com");
    if !vendor || !(page.ends_with("troubleshoot") || page.ends_with("status/search")) {
        return None;
    }
    let find = |names: [&str; 2]| {
        query
            .split('&')
            .map(|pair| pair.trim_start_matches("amp;"))
            .find_map(|pair| {
                let (name, value) = pair.split_once('=')?;
                names
                    .contains(&name)
                    .then(|| percent(value).into_owned())
                    .filter(|v| !v.is_empty())
            })
    };
    Some(Link {
        url: url.replace("&amp;", "&"),
        code: find(["q", "Keyword"]),
        id: find(["requestId", "RequestId"])
            .filter(|id| crate::extract::text::shape::uuid(id.as_bytes()) > 0),
    })
}
