//! Each error once: what speaks of the same call is one, and what only looks like an error is none.

use std::collections::{HashMap, HashSet, VecDeque};
use std::hash::{DefaultHasher, Hash, Hasher};

use super::code::{self, Code, Trust};
use super::cut::{Cut, is_foreign};
use super::facts::{Document, Fact, Kind};
use super::occurrence::{Occurrence, Totals};
use super::shape::ANSWERED;
use super::vocabulary::Vocabulary;

/// Lines in which a mention of a code is the same error as another one.
const NEAR: u64 = 16;
/// The same for a mention outside of a log, such as the title of a report.
const NEAR_TITLE: u64 = 48;
/// `RequestIds` that are remembered.
const REMEMBERED: usize = 4096;

/// The facts of one error.
#[derive(Clone, Debug, Default)]
#[allow(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct Draft {
    /// What is told of it.
    pub occurrence: Occurrence,
    pub code: Option<Code>,
    pub tea: bool,
    pub withheld: bool,
    pub marker: bool,
    /// One that is only in the text of an error.
    pub error_marker: bool,
    /// The code has the name of a field.
    pub keyed: bool,
    /// The `RequestId` has the name that the service's own headers give it.
    pub header: bool,
    /// The `RequestId` has a name.
    pub named_id: bool,
    /// The status is one of a tool that drops the body.
    pub bodiless: bool,
    /// The beginning of a code whose end is cut off.
    pub half_code: Option<String>,
    /// What the line is but for its digits: equal for a repeated log line.
    shape: u64,
    /// It is in a record of a log.
    logged: bool,
    /// The program.
    source: String,
}

impl Draft {
    /// The facts of a cut; lines count from `line`.
    pub fn of(document: &Document, cut: &Cut, line: u64, source: &str) -> Self {
        let fact = |index: Option<usize>| index.and_then(|index| document.facts.get(index));
        let text = |fact: Option<&Fact>| fact.map(|fact| document.slice(&fact.value).trim().to_owned());
        let code = fact(cut.code.or_else(|| weak_code(document, cut)));
        let told = code.is_some() || cut.documented.is_some();
        let id = fact(cut.id).or_else(|| fact(cut.bare_id).filter(|_| told));
        let status = status(document, cut, code);
        let first = fact(Some(cut.first));
        let first_line = first.and_then(|fact| document.lines.get(fact.line));
        let documented = fact(cut.documented);
        Self {
            occurrence: Occurrence {
                code: text(code),
                http_code: status.and_then(Fact::status).map(|status| status.number),
                message: text(documented),
                request_id: text(id),
                host_id: text(fact(cut.host)),
                recommend: text(fact(cut.link)).map(|link| link.replace("&amp;", "&")),
                count: 1,
                line: line + first_line.map_or(0, |line| line.number as u64),
                ..Occurrence::default()
            },
            code: code.and_then(Fact::code),
            tea: cut.tea,
            withheld: cut.withheld,
            marker: cut.marker,
            error_marker: cut.error_marker,
            keyed: code.is_some_and(|code| code.place.start < code.value.start),
            header: id.is_some_and(|id| {
                let name = document.slice(&(id.place.start..id.value.start.max(id.place.start)));
                name.len() < 40 && name.to_ascii_lowercase().contains("acs")
            }),
            named_id: cut.id.is_some(),
            half_code: text(fact(cut.half_code)),
            bodiless: status.and_then(Fact::status).is_some_and(|status| status.bodiless),
            shape: first_line.map_or(0, |line| shape(document.body(line))),
            logged: first_line.is_some_and(|line| line.dated),
            source: source.to_owned(),
        }
    }

    /// The texts as received, the code aside, in a fixed order.
    pub fn texts(&mut self) -> [&mut Option<String>; 5] {
        let Occurrence { message, request_id, host_id, recommend, .. } = &mut self.occurrence;
        [request_id, message, host_id, recommend, &mut self.half_code]
    }

    /// Takes what is missing from another picture of the same error.
    fn fill(&mut self, mut other: Self) {
        let generic = |draft: &Self| {
            draft.code.is_none_or(|code| code.trust < Trust::Sure)
                && draft.occurrence.code.as_deref().is_none_or(code::is_generic)
        };
        if other.code.is_some() && generic(self) {
            self.code = other.code;
            self.occurrence.code = other.occurrence.code.take();
        }
        let (mine, theirs) = (&mut self.occurrence, other.occurrence);
        mine.http_code = mine.http_code.or(theirs.http_code);
        for (mine, theirs) in [
            (&mut mine.message, theirs.message),
            (&mut mine.host_id, theirs.host_id),
            (&mut mine.recommend, theirs.recommend),
        ] {
            if mine.is_none() {
                *mine = theirs;
            }
        }
        self.tea |= other.tea;
        self.marker |= other.marker;
        self.error_marker |= other.error_marker;
        self.header |= other.header;
        self.half_code = self.half_code.take().or(other.half_code);
    }

    /// Whether the facts are those of an error.
    fn is_error(&self, documented: bool, vocabulary: &dyn Vocabulary) -> bool {
        let seen = &self.occurrence;
        let host = seen.host_id.as_deref();
        let failed = seen.http_code.is_some_and(|status| status >= 400);
        let Some(code) = self.code else {
            if self.half_code.is_some() && (seen.request_id.is_some() || host.is_some()) {
                return true;
            }
            let told = self.tea || self.header || host.is_some_and(|host| !is_other_host(host));
            return documented || (failed && seen.request_id.is_some() && self.named_id && told);
        };
        let text = seen.code.as_deref().unwrap_or_default();
        let id = seen.request_id.as_deref();
        let ours = (code.known && !code::is_generic(text))
            || seen.recommend.is_some()
            || self.tea
            || self.marker
            || host.is_some_and(|host| !is_other_host(host));
        let theirs = id.is_some_and(|id| is_foreign(id) || !is_ours(id)) || host.is_some_and(is_other_host);
        if theirs && !ours {
            return false;
        }
        let service = id.is_some() || host.is_some() || seen.recommend.is_some() || self.withheld;
        match code.trust {
            Trust::Keyed | Trust::Sure | Trust::Link => true,
            Trust::Loose => id.is_some() || self.marker,
            Trust::Plain => {
                service
                    || (code.known && !code::is_generic(text) && failed)
                    || (self.error_marker && self.keyed)
                    || (self.marker && seen.message.is_some())
                    || seen.message.as_deref().is_some_and(|message| {
                        vocabulary.codes_for_message(message).iter().any(|known| known.eq_ignore_ascii_case(text))
                    })
            }
        }
    }
}

/// Whether a `RequestId` has a form that the service gives: a UUID, OSS's 24 hexadecimal digits, Function Compute's, or a mask.
fn is_ours(id: &str) -> bool {
    matches!(id.len(), 24 | 36)
        || id.contains('*')
        || id.starts_with("1-")
        || !id.bytes().all(|b| b.is_ascii_hexdigit())
}

/// Whether an endpoint is one of another cloud's store.
fn is_other_host(host: &str) -> bool {
    const OTHERS: [&str; 6] = ["amazonaws", "yandex", "myqcloud", "tencent", "huaweicloud", "minio"];
    OTHERS.iter().any(|other| host.contains(other))
        || (host.len() >= 32 && !host.contains('.'))
        || host.contains(['+', '='])
}

/// The word that is the code where nothing else is: a `RequestId` is behind it, or right before it, in its line.
fn weak_code(document: &Document, cut: &Cut) -> Option<usize> {
    let index = cut.weak_code?;
    let weak = document.facts.get(index)?;
    let known = weak.code()?.known;
    let own = document.facts.get(cut.first..=cut.last)?;
    let is_beside = |fact: &&Fact| {
        let between = document.slice(&(fact.place.end..weak.place.start));
        (fact.kind == Kind::Id || (fact.kind == Kind::BareId && known))
            && fact.line == weak.line
            && (fact.place.start > weak.place.start || (between.len() < 40 && !between.contains(". ")))
    };
    own.iter().find(is_beside).map(|_| index)
}

/// The status that is nearest to the code: one of a record around the error is not the error's.
fn status<'d>(document: &'d Document, cut: &Cut, code: Option<&Fact>) -> Option<&'d Fact> {
    let own = document.facts.get(cut.first..=cut.last)?;
    let strong = own.iter().filter(|fact| fact.status().is_some() && !fact.weak);
    let weak = || {
        let weak = own.iter().filter(|fact| fact.status().is_some());
        weak.clone().next().filter(|_| code.is_some())
    };
    let Some(code) = code else {
        return strong.clone().next();
    };
    let distance = |fact: &&Fact| {
        let between = fact.place.start.abs_diff(code.place.start);
        (fact.scope != code.scope, fact.line != code.line, between)
    };
    strong.min_by_key(distance).or_else(weak)
}

/// A line but for its digits, those of hexadecimal ids among them.
fn shape(body: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    for byte in body.bytes().filter(|b| !b.is_ascii_hexdigit()) {
        byte.hash(&mut hasher);
    }
    hasher.finish()
}

/// Lets each error out once.
#[derive(Default)]
pub struct Settle {
    /// The latest `RequestIds` that were let out, in capitals.
    ids: HashSet<u64>,
    order: VecDeque<u64>,
    /// The last mention of a code in each program: the code, its line, whether it had a `RequestId`.
    last: HashMap<String, Mention>,
    /// Errors that were let out before the rest of their text came.
    told: Vec<(u64, Option<String>)>,
    pub totals: Totals,
}

#[derive(Clone, Debug)]
struct Mention {
    code: String,
    line: u64,
    has_id: bool,
}

impl Mention {
    fn is_near(&self, code: &str, line: u64, far: u64) -> bool {
        code::same(&self.code, code) && self.line.abs_diff(line) <= far
    }
}

impl Settle {
    /// Lets out the errors among the drafts of a piece of text.
    pub fn settle(&mut self, mut drafts: Vec<Draft>, vocabulary: &dyn Vocabulary, emit: &mut dyn FnMut(Occurrence)) {
        drafts.sort_by_key(|draft| draft.occurrence.line);
        let mentions = self.mentions(&drafts);
        let mut found: Vec<Draft> = Vec::new();
        let mut by_id: HashMap<String, usize> = HashMap::new();
        let mut shapes: HashMap<(String, u64), Vec<u64>> = HashMap::new();
        for (index, draft) in drafts.into_iter().enumerate() {
            if let Some(id) = &draft.occurrence.request_id {
                let id = id.to_ascii_uppercase();
                if let Some(known) = by_id.get(&id).and_then(|at| found.get_mut(*at)) {
                    known.fill(draft);
                    continue;
                }
                by_id.insert(id, found.len());
                found.push(draft);
                continue;
            }
            let Some(code) = &draft.occurrence.code else {
                found.push(draft);
                continue;
            };
            let line = draft.occurrence.line;
            let lines = shapes.entry((fold(code), draft.shape)).or_default();
            let again = !lines.is_empty() && !lines.contains(&line);
            lines.push(line);
            let far = if draft.logged { NEAR } else { NEAR_TITLE };
            let near = |beside: &&Neighbour| beside.mention.has_id && beside.mention.is_near(code, line, far);
            let neighbours = mentions.get(index).cloned().unwrap_or_default();
            let with_id = neighbours.iter().flatten().find(near);
            if let Some(beside) = with_id {
                let place = beside.id.as_ref().and_then(|id| by_id.get(id).copied());
                match place.and_then(|place| found.get_mut(place)) {
                    Some(known) => known.fill(draft),
                    // It tells something of an error that comes later.
                    None => {
                        if let Some(id) = &beside.id {
                            by_id.insert(id.clone(), found.len());
                            let mut draft = draft;
                            draft.occurrence.request_id = Some(id.clone());
                            found.push(draft);
                        }
                    }
                }
                continue;
            }
            let repeats = neighbours[0].as_ref().is_some_and(|before| before.mention.is_near(code, line, NEAR));
            if repeats && !again {
                continue;
            }
            found.push(draft);
        }
        for draft in found {
            self.let_out(draft, vocabulary, emit);
        }
    }

    /// For each draft with a code the mentions before and after it in its program.
    fn mentions(&mut self, drafts: &[Draft]) -> Vec<[Option<Neighbour>; 2]> {
        let mut neighbours: Vec<[Option<Neighbour>; 2]> = vec![[None, None]; drafts.len()];
        let mut before: HashMap<&str, usize> = HashMap::new();
        for (index, draft) in drafts.iter().enumerate() {
            let Some(code) = &draft.occurrence.code else {
                continue;
            };
            let id = draft.occurrence.request_id.as_ref().map(|id| id.to_ascii_uppercase());
            let mention = Mention { code: code.clone(), line: draft.occurrence.line, has_id: id.is_some() };
            let source = draft.source.as_str();
            let last = match before.insert(source, index) {
                Some(last) => {
                    if let Some(after) = neighbours.get_mut(last) {
                        after[1] = Some(Neighbour { mention: mention.clone(), id: id.clone() });
                    }
                    drafts.get(last).and_then(|draft| {
                        let code = draft.occurrence.code.clone()?;
                        let id = draft.occurrence.request_id.as_ref().map(|id| id.to_ascii_uppercase());
                        let mention = Mention { code, line: draft.occurrence.line, has_id: id.is_some() };
                        Some(Neighbour { mention, id })
                    })
                }
                None => self.last.get(source).map(|mention| Neighbour { mention: mention.clone(), id: None }),
            };
            if let Some(own) = neighbours.get_mut(index) {
                own[0] = last;
            }
        }
        for (source, index) in before {
            if let Some(draft) = drafts.get(index)
                && let Some(code) = &draft.occurrence.code
            {
                let mention = Mention {
                    code: code.clone(),
                    line: draft.occurrence.line,
                    has_id: draft.occurrence.request_id.is_some(),
                };
                self.last.insert(source.to_owned(), mention);
            }
        }
        neighbours
    }

    fn let_out(&mut self, mut draft: Draft, vocabulary: &dyn Vocabulary, emit: &mut dyn FnMut(Occurrence)) {
        let seen = &draft.occurrence;
        let codes = match (&seen.code, &seen.message) {
            (None, _) if draft.half_code.is_some() => {
                codes_from(draft.half_code.as_deref().unwrap_or_default(), vocabulary)
            }
            (None, Some(message)) => {
                vocabulary.codes_for_message(message).iter().map(|code| (*code).to_owned()).collect()
            }
            _ => Vec::new(),
        };
        if !draft.is_error(!codes.is_empty(), vocabulary) {
            if draft.bodiless
                && let Some(status) = seen.http_code.filter(|status| ANSWERED.contains(status))
            {
                *self.totals.bare_statuses.entry(status).or_default() += 1;
            }
            if draft.code.is_some_and(|code| code.known) && self.totals.doubtful.is_none() {
                self.totals.doubtful.clone_from(&seen.code);
            }
            return;
        }
        draft.occurrence.candidates = codes;
        if let Some(id) = &draft.occurrence.request_id
            && !self.is_new(id)
        {
            return;
        }
        let own = (draft.occurrence.line, draft.occurrence.code.clone());
        if let Some(at) = self.told.iter().position(|told| *told == own) {
            self.told.remove(at);
            return;
        }
        self.emit(draft.occurrence, emit);
    }

    /// Lets an error out.
    pub fn emit(&mut self, occurrence: Occurrence, emit: &mut dyn FnMut(Occurrence)) {
        self.totals.errors = self.totals.errors.saturating_add(occurrence.count);
        emit(occurrence);
    }

    /// Remembers errors without a `RequestId` that were let out of text that will be read again.
    pub fn remember_told(&mut self, told: Vec<(u64, Option<String>)>) {
        self.told = told;
    }

    /// Remembers a `RequestId`; whether it is not among the latest.
    fn is_new(&mut self, id: &str) -> bool {
        let mut hasher = DefaultHasher::new();
        for byte in id.bytes() {
            byte.to_ascii_uppercase().hash(&mut hasher);
        }
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

/// The first few codes that begin so.
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

/// A mention beside another one, with its `RequestId`.
#[derive(Clone, Debug)]
struct Neighbour {
    mention: Mention,
    id: Option<String>,
}

fn fold(code: &str) -> String {
    code.chars().filter(|c| !c.is_whitespace()).map(|c| c.to_ascii_lowercase()).collect()
}
