//! Masks credentials and signatures in messages that repeat a request, so that the output is safe to share.

use std::borrow::Cow;

/// What the names of secret parameters begin with, in either case.
const INITIALS: [char; 4] = ['a', 'A', 's', 'S'];

/// These names in lower case. Their words are written together, with dashes or with underscores.
const NAMES: [&str; 4] = ["accesskeyid", "accesskeysecret", "securitytoken", "signature"];

/// Between a name and its value: in JSON, configurations and logs, and in requests, percent-encoded once and twice.
const SEPARATORS: [&str; 5] = ["=>", "=", ":", "%3D", "%253D"];

/// What may surround a separator.
const AROUND: [char; 4] = ['"', '\'', '\\', ' '];

/// The shortest unquoted secret after a space; anything shorter is an ordinary word.
const SHORTEST: usize = 6;

/// Shown instead of a value.
const MASK: &str = "***";

/// The text without the values of secret parameters, in one pass, however many there are.
pub fn redact(text: &str) -> Cow<'_, str> {
    let mut shown = String::new();
    let mut rest = text;
    while let Some(secret) = rest.match_indices(INITIALS).find_map(|(start, _)| {
        let after = NAMES.iter().find_map(|name| after_name(&rest[start..], name))?;
        let secret = secret(after)?;
        Some(rest.len() - secret.len()..rest.len() - secret.len() + length(secret))
    }) {
        shown.push_str(&rest[..secret.start]);
        shown.push_str(MASK);
        rest = &rest[secret.end..];
    }
    if shown.is_empty() {
        return Cow::Borrowed(text);
    }
    shown.push_str(rest);
    Cow::Owned(shown)
}

/// The text after a name, if it begins with that name.
fn after_name<'t>(text: &'t str, name: &str) -> Option<&'t str> {
    name.chars().try_fold(text, |rest, letter| {
        let rest = rest.strip_prefix(['_', '-']).unwrap_or(rest);
        rest.strip_prefix(|c: char| c.eq_ignore_ascii_case(&letter))
    })
}

/// The text from the value on, if a value follows the name: directly, as in a request; in quotes and without a space;
/// or unlike an ordinary word.
fn secret(after: &str) -> Option<&str> {
    let separated = after.trim_start_matches(AROUND);
    let separator = SEPARATORS.iter().find(|separator| separated.starts_with(**separator))?;
    let lead = &separated[separator.len()..];
    let value = lead.trim_start_matches(AROUND);
    let (secret, rest) = value.split_at(length(value));
    let lead = &lead[..lead.len() - value.len()];
    let is_of_request = separated.len() == after.len() && lead.is_empty() && *separator != ":";
    let is_quoted = lead.ends_with(['"', '\'']) && rest.starts_with(['"', '\'', '\\']);
    let is_drawn = || {
        let letters = secret.trim_end_matches('=');
        let is_letter = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '-' | '_' | '.');
        letters.len() >= SHORTEST
            && letters.chars().all(is_letter)
            && letters.contains(|c: char| c.is_ascii_digit() || c.is_ascii_uppercase())
    };
    (!secret.is_empty() && (is_of_request || is_quoted || is_drawn())).then_some(value)
}

/// The length of the value that a text begins with.
fn length(text: &str) -> usize {
    let ends = |c: char| c.is_whitespace() || "\"'\\<>)},;`&".contains(c);
    let value = &text[..text.find(ends).unwrap_or(text.len())];
    // The '&' of a request that is percent-encoded once or twice.
    let encoded = ["%26", "%2526"].iter().filter_map(|end| value.find(end));
    encoded.min().unwrap_or(value.len())
}
