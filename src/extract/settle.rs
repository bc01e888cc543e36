//! Reports each error once: drafts about the same call are one error, and drafts that only look like errors are
//! dropped.

use std::collections::{HashMap, HashSet, VecDeque};

use super::code;
use super::draft::Draft;
use super::occurrence::{Occurrence, Totals};
use super::shape::hash;
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
    ids: HashSet<u64, foldhash::fast::RandomState>,
    order: VecDeque<u64>,
    /// The last error with a code in each program.
    last: Vec<Draft>,
    /// Errors that were reported before the rest of their text arrived: the line and the code of each.
    told: Vec<(u64, Option<String>)>,
    pub totals: Totals,
}

impl Settle {
    /// Reports naserr's own findings in a piece of text, and the errors among its drafts.
    pub fn settle(
        &mut self,
        (drafts, own): (Vec<Draft>, Vec<Occurrence>),
        vocabulary: &dyn Vocabulary,
        emit: &mut dyn FnMut(Occurrence),
    ) {
        for occurrence in own {
            self.emit(occurrence, emit);
        }
        // The last error of a program matters only for the next ones of that program.
        let goes_on = |last: &mut Draft| drafts.iter().any(|draft| draft.source == last.source);
        let mut all = Vec::with_capacity(drafts.len() + 1);
        all.extend(self.last.extract_if(.., goes_on));
        all.extend(drafts);
        all.sort_by_key(|draft| draft.occurrence.line);
        self.remember_last(&all);
        share_ids(&mut all);
        let mut found: Vec<(Draft, Option<u64>)> = Vec::with_capacity(all.len());
        for draft in all {
            let id = draft.occurrence.request_id.as_deref().map(hash_of_id);
            match id.and_then(|_| found.iter_mut().find(|(_, known)| *known == id)) {
                Some((known, _)) => known.fill(draft),
                None => found.push((draft, id)),
            }
        }
        for (draft, id) in found.into_iter().filter(|(draft, _)| !draft.told) {
            self.let_out(draft, id, vocabulary, emit);
        }
    }

    /// Remembers the last draft with a code of each program.
    fn remember_last(&mut self, drafts: &[Draft]) {
        let mut last: Vec<&Draft> = Vec::new();
        for draft in drafts.iter().rev().filter(|draft| draft.code.is_some()) {
            if last.len() < MOST_SOURCES && !last.iter().any(|later| later.source == draft.source) {
                last.push(draft);
            }
        }
        self.last.extend(last.into_iter().rev().map(Draft::told));
        self.last.drain(..self.last.len().saturating_sub(MOST_SOURCES));
    }

    fn let_out(
        &mut self,
        mut draft: Draft,
        id: Option<u64>,
        vocabulary: &dyn Vocabulary,
        emit: &mut dyn FnMut(Occurrence),
    ) {
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
        if id.is_some_and(|id| !self.is_new(id)) {
            return;
        }
        let is_told = |(line, code): &(u64, Option<String>)| *line == seen.line && *code == seen.code;
        if let Some(at) = self.told.iter().position(is_told) {
            self.told.remove(at);
            return;
        }
        draft.occurrence.candidates = codes;
        self.emit(draft.occurrence, emit);
    }

    /// Reports an error.
    fn emit(&mut self, occurrence: Occurrence, emit: &mut dyn FnMut(Occurrence)) {
        self.totals.errors = self.totals.errors.saturating_add(occurrence.count);
        emit(occurrence);
    }

    /// Remembers errors that were reported from text that will be read again.
    pub fn remember_told(&mut self, told: Vec<(u64, Option<String>)>) {
        self.told = told;
        self.last.clear();
    }

    /// Remembers the hash of a `RequestId` and returns whether it is new.
    fn is_new(&mut self, id: u64) -> bool {
        if !self.ids.insert(id) {
            return false;
        }
        self.order.push_back(id);
        if self.order.len() > REMEMBERED
            && let Some(oldest) = self.order.pop_front()
        {
            self.ids.remove(&oldest);
        }
        true
    }
}

/// Gives each draft without a `RequestId` that of the same error nearby. If there is none, a draft that only repeats
/// the one before it is marked as reported.
fn share_ids(drafts: &mut [Draft]) {
    let lacks = |draft: &Draft| draft.occurrence.code.is_some() && draft.occurrence.request_id.is_none();
    if !drafts.iter().any(lacks) {
        return;
    }
    let beside = neighbours(drafts);
    let indices = 0..drafts.len();
    let with_id: Vec<usize> =
        indices.filter(|index| drafts.get(*index).is_some_and(|draft| draft.occurrence.request_id.is_some())).collect();
    let mut shapes = HashMap::new();
    let origins: Vec<Option<usize>> = beside
        .iter()
        .enumerate()
        .map(|(index, beside)| origin(drafts, index, *beside, &with_id, &mut shapes))
        .collect();
    for (index, origin) in origins.into_iter().enumerate() {
        let id = origin.and_then(|origin| drafts.get(origin)?.occurrence.request_id.clone());
        if let Some(draft) = drafts.get_mut(index) {
            draft.told |= origin.is_none();
            draft.occurrence.request_id = id;
        }
    }
}

/// For each draft with a code, the drafts before and after it in its program.
fn neighbours(drafts: &[Draft]) -> Vec<[Option<usize>; 2]> {
    let mut beside = vec![[None; 2]; drafts.len()];
    let mut last: HashMap<u64, usize> = HashMap::new();
    for (index, draft) in drafts.iter().enumerate().filter(|(_, draft)| draft.code.is_some()) {
        let before = last.insert(draft.source, index);
        if let Some(after) = before.and_then(|before| beside.get_mut(before)) {
            after[1] = Some(index);
        }
        if let Some(own) = beside.get_mut(index) {
            own[0] = before;
        }
    }
    beside
}

/// The draft that has the `RequestId` of a draft, possibly the same one. If there is none, it is the draft itself, or
/// `None` if it only repeats the one before it.
fn origin(
    drafts: &[Draft],
    index: usize,
    beside: [Option<usize>; 2],
    with_id: &[usize],
    shapes: &mut HashMap<(String, u64), Vec<u64>>,
) -> Option<usize> {
    let draft = drafts.get(index)?;
    let seen = &draft.occurrence;
    let Some(code) = seen.code.as_deref().filter(|_| seen.request_id.is_none()) else {
        return Some(index);
    };
    let is_near = |other: Option<usize>, far| {
        other.and_then(|other| drafts.get(other)).is_some_and(|other| is_near(&other.occurrence, seen, far))
    };
    let far = if draft.logged { NEAR } else { NEAR_TITLE };
    if let Some(other) =
        beside.into_iter().flatten().find(|other| with_id.binary_search(other).is_ok() && is_near(Some(*other), far))
    {
        return Some(other);
    }
    let line_of = |other: &usize| drafts.get(*other).map(|other| other.occurrence.line);
    let start = with_id.partition_point(|other| line_of(other) < Some(seen.line));
    let same = |other: &&usize| {
        drafts
            .get(**other)
            .and_then(|other| other.occurrence.code.as_deref())
            .is_some_and(|other| code::same(other, code))
    };
    let in_line = with_id.iter().skip(start).take_while(|other| line_of(other) == Some(seen.line));
    if let Some(other) = in_line.filter(same).last() {
        return Some(*other);
    }
    let lines = shapes.entry((fold(code), draft.shape)).or_default();
    let again = !lines.is_empty() && !lines.contains(&seen.line);
    lines.push(seen.line);
    (again || !is_near(beside[0], NEAR)).then_some(index)
}

/// A hash of a `RequestId`, ignoring case.
fn hash_of_id(id: &str) -> u64 {
    hash(id.to_ascii_uppercase().as_bytes())
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
