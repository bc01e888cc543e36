//! Reports each error once: drafts about the same call are one error, and drafts that only look like errors are dropped.

use std::collections::{HashMap, HashSet, VecDeque};
use std::hash::{DefaultHasher, Hash, Hasher};

use super::code;
use super::draft::Draft;
use super::occurrence::{Occurrence, Totals};
use super::vocabulary::Vocabulary;

/// The most lines between two mentions of a code that are the same error.
const NEAR: u64 = 16;
/// The same for a mention outside a log, such as the title of a bug report.
const NEAR_TITLE: u64 = 48;
/// The number of request IDs that are remembered.
const REMEMBERED: usize = 4096;
/// The number of programs whose last error is remembered.
const MOST_SOURCES: usize = 32;

/// Reports each error once.
#[derive(Default)]
pub struct Settle {
    /// The most recent request IDs that were reported.
    ids: HashSet<u64>,
    order: VecDeque<u64>,
    /// The last error with a code in each program.
    last: Vec<Draft>,
    /// Errors that were reported before the rest of their text arrived: the line and the code of each.
    told: Vec<(u64, Option<String>)>,
    pub totals: Totals,
}

impl Settle {
    /// Reports the errors among the drafts of a piece of text.
    pub fn settle(&mut self, drafts: Vec<Draft>, vocabulary: &dyn Vocabulary, emit: &mut dyn FnMut(Occurrence)) {
        let mut drafts: Vec<Draft> = std::mem::take(&mut self.last).into_iter().chain(drafts).collect();
        drafts.sort_by_key(|draft| draft.occurrence.line);
        let beside = self.neighbours(&drafts);
        let ids: HashMap<(String, u64), usize> = drafts
            .iter()
            .enumerate()
            .filter(|(_, draft)| draft.occurrence.request_id.is_some())
            .filter_map(|(index, draft)| {
                Some(((fold(draft.occurrence.code.as_deref()?), draft.occurrence.line), index))
            })
            .collect();
        let mut found: Vec<Draft> = Vec::new();
        let mut by_id: HashMap<String, usize> = HashMap::new();
        let mut shapes: HashMap<(String, u64), Vec<u64>> = HashMap::new();
        for (index, draft) in drafts.iter().enumerate() {
            let seen = &draft.occurrence;
            let mut id = seen.request_id.as_deref();
            if let (None, Some(code)) = (id, &seen.code) {
                let far = if draft.logged { NEAR } else { NEAR_TITLE };
                let [before, after] = beside.get(index).copied().unwrap_or_default();
                let near = |other: &&Draft, far| is_near(&other.occurrence, seen, far);
                let get = |index: Option<usize>| index.and_then(|index| drafts.get(index));
                let with_id = |other: &&Draft| other.occurrence.request_id.is_some() && near(other, far);
                let same_line = || get(ids.get(&(fold(code), seen.line)).copied());
                let other = get(before).filter(with_id).or_else(|| get(after).filter(with_id)).or_else(same_line);
                id = other.and_then(|other| other.occurrence.request_id.as_deref());
                if id.is_none() {
                    let lines = shapes.entry((fold(code), draft.shape)).or_default();
                    let again = !lines.is_empty() && !lines.contains(&seen.line);
                    lines.push(seen.line);
                    if !again && get(before).is_some_and(|before| near(&before, NEAR)) {
                        continue;
                    }
                }
            }
            let Some(id) = id else {
                found.push(draft.clone());
                continue;
            };
            let mut draft = draft.clone();
            let key = id.to_ascii_uppercase();
            if let Some(known) = by_id.get(&key).and_then(|at| found.get_mut(*at)) {
                known.fill(draft);
            } else {
                draft.occurrence.request_id = Some(id.to_owned());
                by_id.insert(key, found.len());
                found.push(draft);
            }
        }
        for draft in found.into_iter().filter(|draft| !draft.told) {
            self.let_out(draft, vocabulary, emit);
        }
    }

    /// For each draft with a code, the drafts before and after it in its program. The last ones are remembered.
    fn neighbours(&mut self, drafts: &[Draft]) -> Vec<[Option<usize>; 2]> {
        let mut beside = vec![[None; 2]; drafts.len()];
        let mut last: HashMap<&str, usize> = HashMap::new();
        for (index, draft) in drafts.iter().enumerate().filter(|(_, draft)| draft.code.is_some()) {
            let before = last.insert(&draft.source, index);
            if let Some(after) = before.and_then(|before| beside.get_mut(before)) {
                after[1] = Some(index);
            }
            if let Some(own) = beside.get_mut(index) {
                own[0] = before;
            }
        }
        let mut last: Vec<usize> = last.into_values().collect();
        last.sort_unstable();
        let recent = last.iter().rev().take(MOST_SOURCES).rev().filter_map(|index| drafts.get(*index));
        self.last = recent.cloned().collect();
        for draft in &mut self.last {
            draft.told = true;
        }
        beside
    }

    fn let_out(&mut self, mut draft: Draft, vocabulary: &dyn Vocabulary, emit: &mut dyn FnMut(Occurrence)) {
        let seen = &draft.occurrence;
        let codes = match (&seen.code, &draft.half_code, &seen.message) {
            (None, Some(start), _) => codes_from(start, vocabulary),
            (None, None, Some(message)) => {
                vocabulary.codes_for_message(message).into_iter().map(str::to_owned).collect()
            }
            _ => Vec::new(),
        };
        if !draft.is_error(!codes.is_empty(), vocabulary) {
            if let Some(status) = seen.http_code.filter(|_| draft.bodiless) {
                *self.totals.bare_statuses.entry(status).or_default() += 1;
            }
            if draft.code.is_some_and(|code| code.known) && self.totals.doubtful.is_none() {
                self.totals.doubtful.clone_from(&seen.code);
            }
            return;
        }
        if seen.request_id.as_deref().is_some_and(|id| !self.is_new(id)) {
            return;
        }
        let own = (draft.occurrence.line, draft.occurrence.code.clone());
        if let Some(at) = self.told.iter().position(|told| *told == own) {
            self.told.remove(at);
            return;
        }
        draft.occurrence.candidates = codes;
        self.emit(draft.occurrence, emit);
    }

    /// Reports an error.
    pub fn emit(&mut self, occurrence: Occurrence, emit: &mut dyn FnMut(Occurrence)) {
        self.totals.errors = self.totals.errors.saturating_add(occurrence.count);
        emit(occurrence);
    }

    /// Remembers errors that were reported from text that will be read again.
    pub fn remember_told(&mut self, told: Vec<(u64, Option<String>)>) {
        self.told = told;
        self.last.clear();
    }

    /// Remembers a `RequestId` and returns whether it is new.
    fn is_new(&mut self, id: &str) -> bool {
        let mut hasher = DefaultHasher::new();
        id.to_ascii_uppercase().hash(&mut hasher);
        let hash = hasher.finish();
        if !self.ids.insert(hash) {
            return false;
        }
        self.order.push_back(hash);
        if self.order.len() > REMEMBERED
            && let Some(oldest) = self.order.pop_front()
        {
            self.ids.remove(&oldest);
        }
        true
    }
}

/// Whether two errors have the same code and are at most this many lines apart.
fn is_near(one: &Occurrence, other: &Occurrence, far: u64) -> bool {
    let same = |(one, other): (&String, &String)| code::same(one, other);
    one.code.as_ref().zip(other.code.as_ref()).is_some_and(same) && one.line.abs_diff(other.line) <= far
}

fn fold(code: &str) -> String {
    code.chars().filter(|c| !c.is_whitespace()).map(|c| c.to_ascii_lowercase()).collect()
}

/// The first few codes that begin with this.
fn codes_from(start: &str, vocabulary: &dyn Vocabulary) -> Vec<String> {
    const MOST: usize = 3;
    let begins = |code: &&str| code.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start));
    let mut codes: Vec<String> = Vec::new();
    for code in vocabulary.codes().filter(begins) {
        if codes.len() < MOST && !codes.iter().any(|known| known == code) {
            codes.push(code.to_owned());
        }
    }
    codes
}
