//! Remembers what lines said: a log prints the same error again and again, at other times and with other
//! `RequestIds`. Such a line is read once.

use std::collections::HashMap;
use std::ops::Range;

use memchr::memmem;

use crate::extract::read::fact::Fact;
use crate::extract::read::outline::Outline;
use crate::extract::read::reader::Reader;
use crate::extract::vocabulary::Vocabulary;

/// Blocks that are remembered.
const MOST: usize = 512;
/// The longest block that is remembered, in bytes.
const LONGEST: usize = 2048;

/// What blocks said, and their outlines.
#[derive(Default)]
pub struct Recall {
    outline: Outline,
    /// By the length of the outline: few have the same, and to compare them is cheaper than to hash one.
    known: HashMap<usize, Vec<Known>>,
    /// How many there are.
    count: usize,
}

/// What the first block of an outline said.
struct Known {
    outline: Box<[u8]>,
    facts: Vec<Fact>,
    holes: Vec<Hole>,
    /// Length of the block, without what was looked at behind it.
    len: usize,
}

/// A UUID in a text of a fact: another block has another one there.
struct Hole {
    fact: usize,
    /// Number of the text, see [`Partial::texts`](crate::extract::read::partial::Partial::texts).
    text: usize,
    at: usize,
    /// Number of the UUID among those of the block.
    id: usize,
}

impl Recall {
    /// Hands over what [`Reader::read`] says of the block.
    pub fn read(
        &mut self,
        raw: &[u8],
        len: usize,
        vocabulary: &dyn Vocabulary,
        tell: &mut dyn FnMut(Fact),
    ) {
        let is_drawn = raw.len() <= LONGEST && self.outline.draw(raw);
        let outline = self.outline.text.as_slice();
        let is_same = |known: &&Known| known.len == len && *known.outline == *outline;
        if is_drawn
            && let Some(alike) = self.known.get(&outline.len())
            && let Some(known) = alike.iter().find(is_same)
        {
            return known.tell(raw, &self.outline.ids, tell);
        }
        let facts = Reader::read(raw, len, vocabulary);
        if is_drawn && let Some(holes) = holes(&facts, raw, &self.outline) {
            if self.count == MOST {
                self.known.clear();
                self.count = 0;
            }
            self.count += 1;
            self.known.entry(outline.len()).or_default().push(Known {
                outline: outline.into(),
                facts: facts.clone(),
                holes,
                len,
            });
        }
        facts.into_iter().for_each(tell);
    }
}

impl Known {
    /// Says the same of a block with other UUIDs.
    fn tell(&self, raw: &[u8], ids: &[Range<usize>], tell: &mut dyn FnMut(Fact)) {
        let mut holes = self.holes.iter().peekable();
        for (number, fact) in self.facts.iter().enumerate() {
            let mut fact = fact.clone();
            while let Some(hole) = holes.next_if(|hole| hole.fact == number) {
                let id = ids.get(hole.id).map_or("", |id| slice(raw, id));
                if let Fact::Error { partial, .. } = &mut fact
                    && let Some(Some(text)) = partial.texts_mut().get_mut(hole.text)
                {
                    text.replace_range(hole.at..hole.at + id.len(), id);
                }
            }
            tell(fact);
        }
    }
}

/// Where the facts have UUIDs of the block; `None` when another block of the outline may say something else.
fn holes(facts: &[Fact], raw: &[u8], outline: &Outline) -> Option<Vec<Hole>> {
    let is_plain = |id| memmem::find(&outline.text, slice(raw, id).as_bytes()).is_some();
    if outline.ids.iter().any(is_plain) {
        return None;
    }
    let mut holes = Vec::new();
    for (number, fact) in facts.iter().enumerate() {
        let partial = match fact {
            Fact::Own(_) => return None,
            Fact::Error { partial, .. } => partial,
            _ => continue,
        };
        for (slot, text) in partial.texts().into_iter().enumerate() {
            let Some(text) = text else { continue };
            if outline
                .times
                .iter()
                .any(|time| text.contains(slice(raw, time)))
            {
                return None;
            }
            for (number_of_id, id) in outline.ids.iter().enumerate() {
                let found = text.match_indices(slice(raw, id));
                holes.extend(found.map(|(at, _)| Hole {
                    fact: number,
                    text: slot,
                    at,
                    id: number_of_id,
                }));
            }
        }
    }
    Some(holes)
}

/// A piece of a block.
fn slice<'t>(raw: &'t [u8], piece: &Range<usize>) -> &'t str {
    let bytes = raw.get(piece.clone()).unwrap_or_default();
    str::from_utf8(bytes).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use proptest::prelude::{any, proptest};
    use proptest::sample::Index;

    use super::{Reader, Recall};
    use crate::catalog::Catalog;
    use crate::explain::Words;

    /// What each fixture of explain has, whole where it is short, and line by line.
    fn blocks() -> Vec<Vec<u8>> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/explain");
        let files = fs::read_dir(folder).into_iter().flatten().flatten();
        let texts: Vec<Vec<u8>> = files
            .filter_map(|file| fs::read(file.path()).ok())
            .collect();
        assert!(!texts.is_empty());
        let lines = texts
            .iter()
            .flat_map(|text| text.split_inclusive(|byte| *byte == b'\n'));
        lines
            .map(<[u8]>::to_vec)
            .chain(texts.iter().cloned())
            .collect()
    }

    /// What a block says, read anew and from memory of another one.
    fn compare(remembered: &[u8], block: &[u8], words: &Words<'_>) {
        let mut recall = Recall::default();
        let mut told = Vec::new();
        recall.read(remembered, remembered.len(), words, &mut |_| ());
        recall.read(block, block.len(), words, &mut |fact| told.push(fact));
        let read = Reader::read(block, block.len(), words);
        assert_eq!(
            format!("{told:?}"),
            format!("{read:?}"),
            "{} after {}",
            String::from_utf8_lossy(block),
            String::from_utf8_lossy(remembered)
        );
    }

    proptest! {
        #[test]
        fn what_is_remembered_is_what_would_be_read(
            block in any::<Index>(),
            place in any::<Index>(),
            len in 1_usize..40,
            digits in proptest::collection::vec(0_u8..16, 40),
        ) {
            let catalog = Catalog::built_in();
            let words = Words::of(&catalog);
            let blocks = blocks();
            let remembered = block.get(&blocks);
            let mut changed = remembered.clone();
            let from = place.index(changed.len());
            for (byte, digit) in changed.iter_mut().skip(from).take(len).zip(digits) {
                match byte {
                    b'0'..=b'9' => *byte = b'0' + digit % 10,
                    b'A'..=b'F' => *byte = b'A' + digit % 6,
                    b'a'..=b'f' => *byte = b'a' + digit % 6,
                    _ => {}
                }
            }
            compare(remembered, &changed, &words);
        }
    }

    #[test]
    fn another_request_id_and_another_time_are_told() {
        let catalog = Catalog::built_in();
        let words = Words::of(&catalog);
        let line = |time: &str, id: &str| {
            format!(
                "{time} ERROR Error: Forbbiden.Ram code: 403, No. request id: {id} https://api.aliyun.com/troubleshoot?q=Forbbiden.Ram&requestId={id}\n"
            )
        };
        let ids = [
            "7A9C1D52-3B1F-5E0A-9C47-4E2D8F6B1A03",
            "54744262-D1DB-4F0C-A1B2-0123456789AB",
        ];
        let first = line("2026-11-23T10:30:00.137Z", ids[0]);
        let second = line("2026-11-24T00:59:59.404Z", ids[1]);
        compare(first.as_bytes(), second.as_bytes(), &words);
        let mut recall = Recall::default();
        for text in [&first, &second] {
            recall.read(text.as_bytes(), text.len(), &words, &mut |_| ());
        }
        assert_eq!(recall.count, 1);
    }
}
