//! What is wrong in a catalog file, and where: line, entry and field. It does not know what is wrong with what.

use std::fmt;

use serde::de::{Deserializer, IgnoredAny, SeqAccess, Visitor};
use serde_json::value::RawValue;

/// One thing that is wrong in a catalog file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The line on which the entry begins, or on which the JSON breaks off; from 1.
    pub line: usize,
    /// The entry, by its place and, where it is known, its code. Empty when the file as a whole is meant.
    pub entry: String,
    /// The field; empty when the entry as a whole is meant.
    pub field: String,
    /// What is wrong and what is right, the bad value quoted.
    pub problem: String,
}

impl Fault {
    /// A fault of the file as a whole, noticed on this line.
    pub const fn of_file(line: usize, problem: String) -> Self {
        Self {
            line,
            entry: String::new(),
            field: String::new(),
            problem,
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: ", self.line)?;
        if !self.entry.is_empty() {
            write!(f, "{}: ", self.entry)?;
        }
        if !self.field.is_empty() {
            write!(f, "{}: ", self.field)?;
        }
        f.write_str(&self.problem)
    }
}

/// A fault whose entry is known by its place alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flaw {
    /// The place of the entry, from 0.
    pub place: usize,
    /// As [`Fault::field`].
    pub field: String,
    /// As [`Fault::problem`].
    pub problem: String,
}

/// Names the entries of flaws, whose codes are given in their order, and finds their lines in the text of the file.
///
/// Lines are counted here alone: a file without faults needs none.
pub fn located(flaws: Vec<Flaw>, codes: &[&str], text: &str) -> Vec<Fault> {
    let wanted = flaws.iter().map(|flaw| flaw.place + 1).max();
    let items = serde_json::Deserializer::from_str(text)
        .deserialize_seq(First(wanted.unwrap_or_default()))
        .unwrap_or_default();
    let (mut line, mut counted) = (1, 0);
    let lines: Vec<usize> = items
        .iter()
        .map(|item| {
            // A slice tells its own place by its address.
            let start = (item.get().as_ptr() as usize).wrapping_sub(text.as_ptr() as usize);
            line += text
                .get(counted..start)
                .unwrap_or_default()
                .matches('\n')
                .count();
            counted = start;
            line
        })
        .collect();
    let fault = |flaw: Flaw| {
        let code = codes.get(flaw.place).copied().unwrap_or_default();
        let quoted = if code.is_empty() {
            String::new()
        } else {
            format!(" '{}'", brief(code))
        };
        Fault {
            line: lines.get(flaw.place).copied().unwrap_or(1),
            entry: format!("entry {}{quoted}", flaw.place + 1),
            field: flaw.field,
            problem: flaw.problem,
        }
    };
    flaws.into_iter().map(fault).collect()
}

/// A text short enough to be quoted in a message.
pub fn brief(text: &str) -> String {
    const LONGEST: usize = 60;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// Reads as many items of an array.
struct First(usize);

impl<'t> Visitor<'t> for First {
    type Value = Vec<&'t RawValue>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array")
    }

    fn visit_seq<A: SeqAccess<'t>>(self, mut items: A) -> Result<Self::Value, A::Error> {
        let mut first = Vec::new();
        while first.len() < self.0
            && let Some(item) = items.next_element()?
        {
            first.push(item);
        }
        while items.next_element::<IgnoredAny>()?.is_some() {}
        Ok(first)
    }
}
