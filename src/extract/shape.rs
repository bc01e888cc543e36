//! The shapes of words, request IDs, times and levels.

use std::hash::BuildHasher;
use std::ops::RangeInclusive;

use foldhash::fast::FixedState;

use crate::sanitize::is_hidden;

/// Letters, digits and underscores.
pub const fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// A hash, which stands for the text in comparisons.
pub fn hash(text: &[u8]) -> u64 {
    FixedState::default().hash_one(text)
}

/// A hash that ignores case and white space, as spellings of a code or a `RequestId` are compared.
pub fn folded_hash(text: &str) -> u64 {
    hash(&folded(text))
}

/// A text in lower case, without white space.
pub fn folded(text: &str) -> Vec<u8> {
    let mut folded = text.as_bytes().to_ascii_lowercase();
    folded.retain(|b| !b.is_ascii_whitespace());
    folded
}

/// Where a part of a text starts in it.
pub fn offset(text: &str, part: &str) -> usize {
    part.as_ptr() as usize - text.as_ptr() as usize
}

/// Latin letters.
pub const fn is_letter(c: char) -> bool {
    c.is_ascii_alphabetic()
}

/// The end of the word that starts at `at`: word bytes and the dots between them.
pub fn word_end(text: &str, at: usize) -> usize {
    let rest = text.as_bytes().get(at..).unwrap_or_default();
    at + rest.iter().take_while(|&&byte| byte == b'.' || is_word(byte)).count()
}

/// The end of the code that starts at `at`: a word, including letters of other scripts.
pub fn code_end(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    let is_part = |c: char| c == '.' || (c.is_ascii() && is_word(c as u8)) || is_foreign(c);
    at + rest.find(|c| !is_part(c)).unwrap_or(rest.len())
}

/// The length of the UUID at the start of `text`, or 0.
pub fn uuid(text: &[u8]) -> usize {
    const FORM: &[u8; 36] = b"00000000-0000-0000-0000-000000000000";
    let Some((id, after)) = text.split_first_chunk::<36>() else {
        return 0;
    };
    // Without branches, because no processor can predict random digits.
    let is_hex = |byte: u8| (byte.wrapping_sub(b'0') < 10) | ((byte | 0x20).wrapping_sub(b'a') < 6);
    let fits = |byte: u8, form: u8| if form == b'-' { byte == b'-' } else { is_hex(byte) };
    let fits = id.iter().zip(FORM).fold(true, |all, (byte, form)| all & fits(*byte, *form));
    if fits && !after.first().is_some_and(u8::is_ascii_alphanumeric) { id.len() } else { 0 }
}

/// The length of the `RequestId` at the start of `text`: a UUID, complete or masked, OSS's 24 hexadecimal digits, or
/// Function Compute's `1-6a6a10bc-15dbb8ac-3c6e70ddd511`.
pub fn request_id(text: &str) -> usize {
    let bytes = text.as_bytes();
    let len = bytes.iter().take_while(|b| b.is_ascii_hexdigit() || matches!(b, b'-' | b'*')).count();
    let id = bytes.get(..len).unwrap_or_default();
    let ends = !bytes.get(len).is_some_and(|b| is_word(*b) || !b.is_ascii());
    let hex = id.iter().all(u8::is_ascii_hexdigit);
    let masked = len >= 18 && id.ends_with(b"**") && id.iter().filter(|b| b.is_ascii_hexdigit()).count() >= 8;
    let traced = matches!(id, [b'1', b'-', ..]) && len == 32 && !id.contains(&b'*');
    let whole = uuid(bytes) > 0 && len == 36;
    if ends && (whole || masked || traced || (hex && (16..=32).contains(&len))) { len } else { 0 }
}

/// The length of the `RequestId` that is a whole quoted value: any token with a digit, because mocks and proxies make
/// up their own.
pub fn quoted_id(value: &str) -> usize {
    let is_part = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_');
    let len = value.bytes().take_while(|b| is_part(*b)).count();
    let token = value.get(..len).unwrap_or_default();
    let drawn = token.bytes().any(|b| b.is_ascii_digit());
    if drawn && (4..=64).contains(&len) { len } else { 0 }
}

/// The forms of times, the longest first: `0` is a digit, `_` a digit or a space, `A` a capital, `a` a small letter.
const TIMES: [&str; 12] = [
    "0000-00-00T00:00:00",
    "0000-00-00 00:00:00",
    "0000/00/00 00:00:00",
    "0000-00-00T00:00",
    "0000-00-00 00:00",
    "Aaa _0 00:00:00",
    "00-00 00:00:00",
    "0000-00-00",
    "0000/00/00",
    "00:00:00",
    "00:00AM",
    "0:00AM",
];

/// The length of the time at the start of `text`, or 0: a complete date, a time of day, or both.
pub fn time_len(text: &str) -> usize {
    let fits = |text: &str, form: &str| {
        text.len() >= form.len()
            && text.bytes().zip(form.bytes()).all(|(b, form)| match form {
                b'0' => b.is_ascii_digit(),
                b'_' => b == b' ' || b.is_ascii_digit(),
                b'A' => b.is_ascii_uppercase(),
                b'a' => b.is_ascii_lowercase(),
                _ => b == form,
            })
    };
    let Some(form) = TIMES.iter().find(|form| fits(text, form)) else {
        return 0;
    };
    let mut rest = text.get(form.len()..).unwrap_or_default();
    if let Some(fraction) = rest.strip_prefix(['.', ',']).filter(|_| form.ends_with(":00:00")) {
        let digits = fraction.trim_start_matches(|c: char| c.is_ascii_digit());
        rest = if digits.len() < fraction.len() { digits } else { rest };
    }
    let zone = ["Z", "+00:00", "-00:00", "+0000", "-0000"].into_iter().find(|zone| fits(rest, zone));
    rest = rest.get(zone.map_or(0, str::len)..).unwrap_or_default();
    let whole = matches!(rest.as_bytes().first(), None | Some(b' ' | b'\t' | b'|' | b',' | b']' | 0x0b));
    if whole { text.len() - rest.len() } else { 0 }
}

/// The length of the level of a log record at the start of `text`, or 0.
pub fn level_len(text: &str) -> usize {
    let len = text.bytes().take_while(|b| is_word(*b)).count();
    #[rustfmt::skip]
    let is_level = matches!(
        text.as_bytes().get(..len).unwrap_or_default(),
        b"ERROR" | b"WARNING" | b"WARN" | b"INFO" | b"DEBUG" | b"FATAL" | b"TRACE" | b"SEVERE" | b"CRITICAL" | b"ERR" | b"NOTICE"
        | b"error" | b"warning" | b"warn" | b"info" | b"debug" | b"fatal" | b"trace"
    );
    if is_level { len } else { 0 }
}

/// Whether the character next to a code belongs to the same word, so that it is another word: a letter of a script that
/// separates words by spaces, a combining mark, or letters after an invisible character.
pub fn is_glued(before: &str, after: &str) -> bool {
    let is_unseen = |c: char| !c.is_ascii() && is_hidden(c);
    let goes_on = |beside: &str, seen: &str, next: Option<char>| {
        let is_word = |c: char| u8::try_from(c).is_ok_and(|b| is_word(b) || b == b'.');
        next.is_some_and(|c| is_foreign(c) || (seen.len() < beside.len() && is_word(c)))
    };
    let after = after.trim_start_matches('.');
    let (lead, rest) = (before.trim_end_matches(is_unseen), after.trim_start_matches(is_unseen));
    goes_on(before, lead, lead.chars().next_back()) || goes_on(after, rest, rest.chars().next())
}

/// Whether a letter next to a code makes both one word. Chinese, Japanese, Korean and Thai do not separate words by
/// spaces.
pub fn is_foreign(c: char) -> bool {
    const MARKS: RangeInclusive<char> = '\u{300}'..='\u{36f}';
    const UNPARTED: [RangeInclusive<char>; 6] = [
        '\u{e00}'..='\u{e7f}',
        '\u{2e80}'..='\u{9fff}',
        '\u{ac00}'..='\u{d7af}',
        '\u{f900}'..='\u{faff}',
        '\u{ff66}'..='\u{ff9f}',
        '\u{20000}'..='\u{3ffff}',
    ];
    let is_unparted = || UNPARTED.iter().any(|script| script.contains(&c));
    !c.is_ascii() && (MARKS.contains(&c) || (c.is_alphanumeric() && !is_unparted()))
}
