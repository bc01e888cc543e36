//! A query in plain words, prepared: what it asks for, term by term, in the user's words and in those of the catalog.

use super::needles::{Needle, Needles};
use super::{language, letters};

/// The terms that are looked for. Only a text pasted as a query has more; the rest is left out.
pub const MAX: usize = 64;

/// What a query asks for.
#[derive(Debug, Default)]
pub struct Terms {
    /// By term: the user's own spelling, folded and without its ending.
    pub own: Vec<String>,
    /// Every spelling of every term.
    pub needles: Needles,
    /// The terms that are an HTTP status, and which.
    pub statuses: Vec<(usize, u16)>,
}

/// A spelling of a term, and whether it is as good as the user's own.
type Spelling = (String, bool);

/// The words of a query, folded.
pub fn words(query: &str) -> Vec<String> {
    let query = query.replace(['\'', '’'], "");
    letters::words(&query)
        .into_iter()
        .map(letters::fold)
        .collect()
}

impl Terms {
    /// Takes the longest phrases that the tables know; what is left are terms of one word, unless they are stop words.
    pub fn new(words: &[String]) -> Self {
        let mut own: Vec<String> = Vec::new();
        let mut needles = Vec::new();
        let mut rest = words;
        while let Some(first) = rest.first()
            && own.len() < MAX
        {
            let phrase = phrase(rest);
            let used = phrase.as_ref().map_or(1, |(used, _)| *used);
            let spellings = phrase.map_or_else(|| word(first), |(_, spellings)| spellings);
            if let Some((spelling, _)) = spellings.first()
                && !own.contains(spelling)
            {
                let term = own.len();
                own.push(spelling.clone());
                needles.extend(spellings.into_iter().map(|(stem, same)| Needle {
                    stem,
                    term,
                    same,
                }));
            }
            rest = rest.get(used..).unwrap_or_default();
        }
        let statuses = own
            .iter()
            .enumerate()
            .filter_map(|(term, own)| Some((term, own.parse().ok()?)))
            .collect();
        Self {
            own,
            needles: Needles::new(needles),
            statuses,
        }
    }
}

/// The number of words of the longest phrase at the start that the tables know, and its spellings, the user's own first.
fn phrase(words: &[String]) -> Option<(usize, Vec<Spelling>)> {
    let runs = (1..=language::PHRASE).map_while(|length| words.get(..length));
    let stems: Vec<String> = runs
        .map(|run| language::stem(&run.concat()).to_owned())
        .collect();
    let longest = language::longest_said(&stems)?;
    let own = stems.get(longest)?;
    let mut spellings = vec![(own.clone(), true)];
    for (meant, same) in language::meanings(own) {
        let meant = letters::fold(meant);
        let meant = language::stem(&meant);
        if spellings.iter().all(|(known, _)| known != meant) {
            spellings.push((meant.to_owned(), same));
        }
    }
    Some((longest + 1, spellings))
}

/// The spelling of a word that the tables do not know; none when it says nothing.
fn word(word: &str) -> Vec<Spelling> {
    if word.len() < 2 || language::is_stop_word(word) {
        Vec::new()
    } else {
        vec![(language::stem(word).to_owned(), true)]
    }
}
