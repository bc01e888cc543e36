//! Tags at the start of lines that name the program a line comes from: tools that run several programs put one before
//! each line. A tag is recognized by its repetition on neighbouring lines.

use std::ops::Range;

use super::prefix::{Prefix, is_name};
use super::shape::{level_len, time_len};

/// How many lines before and after a line are its neighbours.
const NEAR: usize = 6;
/// The longest tag, in bytes.
const LONGEST: usize = 50;

/// What is before the text of a line.
pub struct Tagged<'l> {
    /// The prefix, which includes the tag.
    pub prefix: Prefix,
    /// The program that the tag names, if nearly all neighbouring lines have a tag, or some have one with another
    /// number.
    pub program: Option<&'l str>,
}

/// The prefixes and tags of all lines.
pub fn tagged<'l>(lines: &[&'l str]) -> Vec<Tagged<'l>> {
    let prefixes: Vec<Prefix> = lines.iter().map(|line| Prefix::of(line)).collect();
    let text = |(line, prefix): (&&'l str, &Prefix)| line.get(prefix.len..).unwrap_or_default();
    let texts: Vec<&str> = lines.iter().zip(&prefixes).map(text).collect();
    // After a level, it would be the name of a logger.
    let tag = |(text, prefix): (&&'l str, &Prefix)| if prefix.level { "" } else { candidate(text) };
    let candidates: Vec<&str> = texts.iter().zip(&prefixes).map(tag).collect();
    let near = |index: usize| index.saturating_sub(NEAR)..(index + NEAR + 1).min(lines.len());
    let count = |near: Range<usize>, fits: &dyn Fn(usize) -> bool| near.filter(|index| fits(*index)).count();
    let found: Vec<&str> = candidates
        .iter()
        .enumerate()
        .map(|(index, tag)| {
            // One repetition shows that a number names a program.
            let least = if is_numbered(tag) { 2 } else { 3 };
            let repeats = !tag.is_empty() && count(near(index), &|other| candidates.get(other) == Some(tag)) >= least;
            if repeats { tag } else { "" }
        })
        .collect();
    let is_tagged = |index: usize| found.get(index).is_some_and(|tag| !tag.is_empty());
    let is_filled = |index: usize| texts.get(index).is_some_and(|text| !text.trim().is_empty());
    let tagged = |(index, (prefix, (line, tag))): (usize, (Prefix, (&&'l str, &&'l str)))| {
        let is_alone = || count(near(index), &is_tagged) * 4 >= count(near(index), &is_filled) * 3;
        let differs = |other: usize| is_tagged(other) && found.get(other) != Some(tag);
        let is_one_of_several = || is_numbered(tag) && count(near(index), &differs) > 0;
        let program = (is_tagged(index) && (is_alone() || is_one_of_several())).then(|| tag.trim());
        Tagged { prefix: if tag.is_empty() { prefix } else { prefix.after(line, tag.len()) }, program }
    };
    prefixes.into_iter().zip(lines.iter().zip(&found)).enumerate().map(tagged).collect()
}

/// The tag that a text may begin with: what is before a tab, a bar, a colon or a closing bracket, or the names of a pod
/// and its container, as `stern` prints them.
fn candidate(text: &str) -> &str {
    let is_name = |word: &str| word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    if let Some((pod, rest)) = text.split_once(' ').filter(|(pod, _)| pod.contains('-') && is_name(pod))
        && let Some((container, _)) = rest.split_once(' ').filter(|(container, _)| is_name(container))
    {
        return text.get(..pod.len() + container.len() + 2).unwrap_or_default();
    }
    let mut spaced = false;
    for (at, c) in text.char_indices().take_while(|(at, _)| *at < LONGEST) {
        let is_blank = |rest: &str| rest.starts_with(' ');
        let rest = text.get(at + c.len_utf8()..).unwrap_or_default();
        let bracketed = text.starts_with(['[', '(']);
        let len = match c {
            '"' | '\'' | '{' | '}' | '<' | '>' => break,
            '=' if !bracketed => break,
            // The GitHub CLI prints the job, the step and the time.
            '\t' => match rest.split_once('\t') {
                Some((step, rest)) if time_len(rest) > 0 => step.len() + 1,
                _ => 0,
            },
            '|' | '│' => usize::from(is_blank(rest)),
            ':' if !spaced && is_blank(rest) => 1,
            ']' | ')' if (!spaced || bracketed) && is_blank(rest) => 1,
            _ => {
                spaced |= c == ' ';
                continue;
            }
        };
        let tag = text.get(..at + c.len_utf8() + len).unwrap_or_default();
        if may_name_program(tag) {
            return tag;
        }
        spaced = true;
    }
    ""
}

fn is_numbered(tag: &str) -> bool {
    tag.trim_end_matches(|c: char| !c.is_alphanumeric()).ends_with(|c: char| c.is_ascii_digit())
}

fn may_name_program(tag: &str) -> bool {
    let word = tag.trim_matches(|c: char| !c.is_alphanumeric());
    !word.is_empty()
        && !is_name(tag.trim_matches([' ', '\t', '|', '│', ':']))
        && !["xception", "rror", "RROR"].iter().any(|part| tag.contains(part))
        && level_len(word) != word.len()
        && !word.bytes().all(|b| b.is_ascii_digit())
}
