//! Typos: how many there are between what was written and what may be meant, and which of a few names is meant.

/// The difference between a text and what may be meant.
#[derive(Debug, Clone, Copy)]
pub struct Typos {
    /// Letters missing, added, wrong, or swapped with their neighbour.
    pub count: usize,
    /// Where the difference starts and ends in the meant text, in bytes.
    pub place: (usize, usize),
    /// Whether the letters are the same, in another order. People often swap letters, so of two equally distant
    /// readings, this is the more likely one.
    reordered: bool,
}

impl Typos {
    /// Orders readings, the most likely first.
    pub fn cost(self) -> usize {
        2 * self.count + usize::from(!self.reordered)
    }
}

/// The typos between two folded texts, if there are at most `max`.
pub fn between(written: &str, meant: &str, max: usize) -> Option<Typos> {
    // Most texts are too short or too long, which is the fastest check.
    if written.chars().count().abs_diff(meant.chars().count()) > max {
        return None;
    }
    let head = common(written.chars(), meant.chars());
    let (written, rest) = (written.get(head..)?, meant.get(head..)?);
    let tail = common(written.chars().rev(), rest.chars().rev());
    let (written, rest) = (written.get(..written.len() - tail)?, rest.get(..rest.len() - tail)?);
    // A typo changes at most two letters. This rules out nearly all texts in a fraction of the time that computing the
    // distance takes.
    let exchanged = exchanged(written, rest);
    if exchanged > 2 * max {
        return None;
    }
    // A common beginning or end does not change the distance, so only the rest is compared.
    let count = strsim::osa_distance(written, rest);
    (count <= max).then(|| Typos { count, place: (head, head + rest.len()), reordered: exchanged == 0 })
}

/// The number of bytes that two texts share at the start.
fn common(one: impl Iterator<Item = char>, other: impl Iterator<Item = char>) -> usize {
    one.zip(other).take_while(|(one, other)| one == other).map(|(letter, _)| letter.len_utf8()).sum()
}

/// The least number of letters that only one of two texts has, because letters beyond ASCII may be taken for others.
fn exchanged(one: &str, other: &str) -> usize {
    let mut counts = [0_i32; 128];
    for (text, step) in [(one, 1), (other, -1)] {
        for letter in text.chars() {
            counts[letter as usize % 128] += step;
        }
    }
    counts.into_iter().map(|count| count.unsigned_abs() as usize).sum()
}

/// The name that differs least from a word, if it differs in at most a third of its letters or starts with the word.
/// Case is ignored.
pub fn nearest<'n>(word: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let word = word.to_lowercase();
    let candidates = names.into_iter().filter_map(|name| {
        let folded = name.to_lowercase();
        let distance = strsim::osa_distance(&word, &folded);
        let is_near = distance * 3 <= folded.chars().count();
        let is_start = !word.is_empty() && folded.starts_with(&word);
        (is_near || is_start).then_some((distance, name))
    });
    candidates.min_by_key(|(distance, _)| *distance).map(|(_, name)| name)
}
