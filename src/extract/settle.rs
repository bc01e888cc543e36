//! Reports each error once: drafts about the same call are one error, and drafts that only look like errors are
//! dropped.

use std::collections::{HashSet, VecDeque};

use super::draft::Draft;
use super::interface::{Occurrence, Totals, Vocabulary};
use super::shape::folded_hash;

/// The most lines between two mentions of a code that are the same error.
const NEAR: u64 = 16;
/// The same for a mention outside a log, such as the title of a bug report.
const NEAR_TITLE: u64 = 48;
/// The number of drafts before and after a draft among which the same error is looked for.
const FEW: usize = 64;
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
            let id = draft.occurrence.request_id.as_deref().map(folded_hash);
            let same = match id {
                Some(_) => found.iter_mut().find(|(_, known)| *known == id),
                None => found.last_mut().filter(|(known, _)| draft.is_message_of(known, NEAR_TITLE, vocabulary)),
            };
            match same {
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
        let mut last: Vec<Draft> = Vec::new();
        for draft in drafts.iter().rev().filter(|draft| draft.code.is_some()) {
            if last.len() < MOST_SOURCES && !last.iter().any(|later| later.source == draft.source) {
                last.push(draft.told());
            }
        }
        self.last.extend(last.into_iter().rev());
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
    for index in 0..drafts.len() {
        let (earlier, rest) = drafts.split_at_mut(index);
        let Some((draft, later)) = rest.split_first_mut() else {
            return;
        };
        if draft.code.is_none() || draft.occurrence.request_id.is_some() {
            continue;
        }
        let (earlier, later) = (earlier.iter().rev().take(FEW), later.iter().take(FEW));
        let is_beside = |other: &&Draft| other.code.is_some() && other.source == draft.source;
        let (before, after) = (earlier.clone().find(is_beside), later.clone().find(is_beside));
        let has_id = |other: &&Draft| other.occurrence.request_id.is_some();
        let far = if draft.logged { NEAR } else { NEAR_TITLE };
        let mut beside = before.into_iter().chain(after).filter(has_id);
        let mut in_line = earlier.chain(later).filter(has_id);
        let same = beside.find(|other| draft.repeats(other, far));
        if let Some(same) = same.or_else(|| in_line.rfind(|other| draft.repeats(other, 0))) {
            draft.occurrence.request_id.clone_from(&same.occurrence.request_id);
        } else if before.is_some_and(|before| draft.repeats(before, NEAR) && !draft.is_logged_like(before)) {
            draft.told = true;
        }
    }
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
