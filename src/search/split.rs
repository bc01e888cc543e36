//! Splits text into words and letters, ignoring case. The build step and a search do it with the same code.
//!
//! A word starts after a space or a sign, and inside a compound where the case changes: `InvalidVSwitch.Ipv6` is invalid, v,
//! switch, ipv6. Bytes beyond ASCII count as small letters.

use std::ops::Range;

/// Whether a word starts at a byte, given the bytes before and after it.
fn starts_word(before: Option<u8>, this: u8, after: Option<u8>) -> bool {
    let Some(before) = before.filter(|byte| !is_sign(*byte)) else {
        return true;
    };
    // The last capital of a run belongs to the small letters after it: `SLRPermission`.
    let after_is_small = after.is_some_and(|byte| !is_sign(byte) && !byte.is_ascii_uppercase());
    this.is_ascii_uppercase() && (!before.is_ascii_uppercase() || after_is_small)
}

const fn is_sign(byte: u8) -> bool {
    byte.is_ascii() && !byte.is_ascii_alphanumeric()
}

/// Where the words of a text are.
pub fn word_ranges(text: &str) -> Vec<Range<usize>> {
    let mut words: Vec<Range<usize>> = Vec::new();
    let mut before = None;
    let bytes = text.as_bytes();
    for (at, &this) in bytes.iter().enumerate() {
        if !is_sign(this) {
            match words.last_mut() {
                Some(word) if !starts_word(before, this, bytes.get(at + 1).copied()) => {
                    word.end = at + 1;
                }
                _ => words.push(at..at + 1),
            }
        }
        before = Some(this);
    }
    words
}

/// The words of a text, as written.
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    word_ranges(text).into_iter().filter_map(|word| text.get(word))
}

/// The words of a text in lower case, each after a space: the form in which texts are searched.
pub fn word_text(text: &str) -> String {
    let mut all = String::with_capacity(text.len() + 8);
    for word in words(text) {
        all.push(' ');
        all.push_str(word);
    }
    all.make_ascii_lowercase();
    all
}

/// The letters and digits of a text, in lower case.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in text.chars() {
        if !letter.is_ascii() || letter.is_ascii_alphanumeric() {
            folded.push(letter.to_ascii_lowercase());
        }
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::{fold, word_text, words};

    #[test]
    fn words_start_at_signs_and_capitals() {
        for (text, expected) in [
            ("InvalidVSwitch.Ipv6NotTurnOn", &["Invalid", "V", "Switch", "Ipv6", "Not", "Turn", "On"][..]),
            ("SubAccount.NoLogSLRPermission", &["Sub", "Account", "No", "Log", "SLR", "Permission"]),
            (" MountTarget(s), `callerUid`.", &["Mount", "Target", "s", "caller", "Uid"]),
            ("错误 code", &["错误", "code"]),
            ("...", &[]),
        ] {
            assert_eq!(words(text).collect::<Vec<_>>(), expected);
        }
        assert_eq!(word_text("InvalidVSwitch.错误"), " invalid v switch 错误");
        assert_eq!(fold("User. Disabled"), "userdisabled");
    }
}
