//! Divides the facts of a text into errors in the cheapest way: an incomplete error costs something, and so does an error
//! that goes on across a boundary of the text.

use super::class::Class;
use super::code::Trust;
use super::facts::{Bracket, Document, Fact, Kind, Relation};
use super::shape::folded_hash;
use super::status::Form;
use super::tables::weigh;

/// The most facts of one error.
const LONGEST: usize = 80;

/// What an error costs.
mod prices {
    /// A code without a `RequestId`.
    pub const NO_ID: f32 = 2.0;
    /// A `RequestId` without a code.
    pub const NO_CODE: f32 = 1.3;
    /// A status or a documented message without both.
    pub const NEITHER: f32 = 1.2;
    /// Anything else alone.
    pub const REST: f32 = 0.2;
    /// No status.
    pub const NO_STATUS: f32 = 0.4;
    /// Two statuses in one scope.
    pub const TWO_STATUSES: f32 = 3.0;
    /// Two statuses in different scopes: one belongs to the record around the error.
    pub const OUTER_STATUS: f32 = 0.6;
    /// Two documented messages.
    pub const TWO_MESSAGES: f32 = 3.0;
    /// A second, doubtful code.
    pub const TWO_CODES: f32 = 4.0;
    /// A `RequestId` and, next to a code in a row of a table, another UUID.
    pub const SECOND_ID: f32 = 2.5;
}

/// Facts of one error, each by its index.
#[derive(Clone, Copy, Debug, Default)]
pub struct Cut {
    pub first: usize,
    pub last: usize,
    pub code: Option<usize>,
    pub id: Option<usize>,
    pub bare_id: Option<usize>,
    status: Option<usize>,
    has_weak_status: bool,
    pub documented: Option<usize>,
    /// The cost of the facts together, besides that of what is missing.
    extra: f32,
}

/// The cheapest way to divide the facts of a document into errors.
pub fn cheapest(document: &Document) -> Vec<Cut> {
    let facts = &document.facts;
    // Each fact is compared with dozens of others.
    let texts: Vec<u64> = facts.iter().map(|fact| folded_hash(document.slice(&fact.value))).collect();
    let strengths = strengths(document, &texts);
    // For each number of facts, the cheapest way to divide the first ones: its cost and its last error.
    let mut best = vec![(f32::INFINITY, Cut::default()); facts.len() + 1];
    if let Some(start) = best.first_mut() {
        start.0 = 0.0;
    }
    for first in 0..facts.len() {
        let mut joined = best.get(first).map_or(0.0, |(cost, _)| *cost);
        let mut cut = Cut { first, last: first, ..Cut::default() };
        for last in first..facts.len().min(first + LONGEST) {
            let Some(grown) = cut.with(document, &texts, last) else {
                break;
            };
            cut = grown;
            if last > first {
                joined += strengths.get(last - 1).copied().unwrap_or_default().max(0.0);
            }
            let torn = strengths.get(last).map_or(0.0, |strength| (-strength).max(0.0));
            let cost = joined + cut.price() + torn;
            if let Some(cheapest) = best.get_mut(last + 1).filter(|(known, _)| cost < known - 1e-4) {
                *cheapest = (cost, cut);
            }
        }
    }
    let mut chosen = Vec::new();
    let mut end = facts.len();
    while let Some((_, cut)) = best.get(end).filter(|_| end > 0) {
        chosen.push(*cut);
        end = cut.first;
    }
    chosen.reverse();
    chosen
}

/// The strength of the boundary after each fact except the last. Two mentions of one `RequestId` are not separated
/// unless they must be.
fn strengths(document: &Document, texts: &[u64]) -> Vec<f32> {
    const SAME_ID: f32 = 3.0;
    let facts = &document.facts;
    let pairs = facts.iter().zip(facts.iter().skip(1));
    let mut strengths: Vec<f32> = pairs.map(|(one, next)| strength(document, one, next)).collect();
    let mut last = None;
    for (index, _) in facts.iter().enumerate().filter(|(_, fact)| fact.is_id()) {
        if let Some(before) = last.replace(index)
            && texts.get(before) == texts.get(index)
        {
            for strength in strengths.get_mut(before..index).unwrap_or_default() {
                *strength -= weigh(SAME_ID);
            }
        }
    }
    strengths
}

impl Cut {
    /// The same error with one more fact, or `None` if the fact cannot belong to it. `texts` are hashes of the facts'
    /// texts.
    fn with(mut self, document: &Document, texts: &[u64], index: usize) -> Option<Self> {
        let fact = document.facts.get(index)?;
        let is_same = |other: usize| texts.get(other) == texts.get(index);
        self.last = index;
        match fact.kind {
            Kind::Code(_) if fact.weak => {}
            Kind::Status(status) if status.form == Form::Weak => self.has_weak_status = true,
            Kind::Code(new) => match self.code.and_then(|at| Some((at, document.facts.get(at)?.code()?))) {
                None => self.code = Some(index),
                Some((at, old)) if is_same(at) => {
                    if new.trust > old.trust {
                        self.code = Some(index);
                    }
                }
                Some(_) if new.trust <= Trust::Plain => self.extra += weigh(prices::TWO_CODES),
                Some(_) => return None,
            },
            Kind::Id => match self.id {
                Some(id) if !is_same(id) => return None,
                Some(_) => {}
                None => self.id = Some(index),
            },
            Kind::BareId => {
                if self.bare_id.is_some_and(|id| !is_same(id)) {
                    return None;
                }
                self.bare_id = Some(index);
                let own = document.facts.get(self.first..index).unwrap_or_default();
                let in_row = || own.iter().any(|other| other.line == fact.line && other.code().is_some());
                if self.id.is_some_and(|id| !is_same(id)) && in_row() {
                    self.extra += weigh(prices::SECOND_ID);
                }
            }
            Kind::Status(status) => match self.status.and_then(|at| document.facts.get(at)) {
                None => self.status = Some(index),
                Some(known) if known.status().map(|known| known.number) != Some(status.number) => {
                    let apart = known.scope != fact.scope;
                    self.extra += weigh(if apart { prices::OUTER_STATUS } else { prices::TWO_STATUSES });
                }
                Some(_) => {}
            },
            Kind::NoId | Kind::Host | Kind::Link | Kind::Marker | Kind::Message | Kind::CutCode => {}
            Kind::Documented => match self.documented {
                None => self.documented = Some(index),
                Some(at) if !is_same(at) => self.extra += weigh(prices::TWO_MESSAGES),
                Some(_) => {}
            },
        }
        Some(self)
    }

    /// The cost of the error as it is.
    fn price(&self) -> f32 {
        let lacks = match (self.code, self.id.or(self.bare_id)) {
            (Some(_), Some(_)) => 0.0,
            (Some(_), None) => prices::NO_ID,
            (None, Some(_)) => prices::NO_CODE,
            (None, None) if self.status.is_some() || self.documented.is_some() => prices::NEITHER,
            (None, None) => prices::REST,
        };
        let has_status = self.status.is_some() || self.has_weak_status;
        weigh(lacks) + self.extra + if has_status { 0.0 } else { weigh(prices::NO_STATUS) }
    }
}

/// The most that all lines without facts add up to, unless there are so many that no error goes on across them.
const MOST_QUIET: f32 = 2.2;
const FAR: usize = 100;
/// If a word in an object may be another library's code, nothing after the object belongs to it.
const LEFT_BEHIND: f32 = 5.0;

/// How strongly the text between two consecutive facts suggests that the error ends there; a negative value suggests
/// that it continues.
pub fn strength(document: &Document, one: &Fact, next: &Fact) -> f32 {
    let scope = |fact: &Fact| {
        if fact.pair { document.scopes.around(fact.scope) } else { fact.scope }
    };
    let relation = document.scopes.relation(scope(one), scope(next));
    let is_in_string = |fact: &Fact| !document.slice(&fact.place).contains('"');
    let mut sum = weigh(of_scopes(relation, || is_in_string(one) && is_in_string(next)));
    let has_id = || document.line_has(one.line, |fact| fact.is_id() && fact.scope == one.scope);
    if relation.up && one.code().is_some_and(|code| code.trust <= Trust::Plain) && !has_id() {
        sum += weigh(LEFT_BEHIND);
    }
    if one.line == next.line {
        return sum - weigh(4.0);
    }
    // The name of a client begins the text of an error.
    if next.kind == Kind::Marker && one.status().is_none() {
        sum += weigh(1.0);
    }
    let within = relation.common == Some(Bracket::Object);
    sum + of_lines(document, one, next, within) + of_neighbours(document, one, next, relation)
}

/// Separate objects are separate errors, unless each is only a line of a text, and its facts are in a string
/// (`is_text`). What is inside one object belongs together.
fn of_scopes(relation: Relation, is_text: impl Fn() -> bool) -> f32 {
    match (relation.up, relation.down) {
        (true, true) if relation.common == Some(Bracket::List) && is_text() => 2.0,
        (true, true) if relation.common != Some(Bracket::Object) => 5.0,
        (false, true) if relation.common.is_some() => 0.2,
        (false, true) => 0.4,
        (true, false) if relation.common.is_some() => 0.3,
        (true, false) if relation.left_alone => 2.4,
        (true, _) => 0.6,
        (false, false) => 0.0,
    }
}

/// Two facts are separated by log records and blank lines between them.
fn of_lines(document: &Document, one: &Fact, next: &Fact, within: bool) -> f32 {
    let mut sum = 0.0;
    let mut quiet = 0.0;
    let mut before = None;
    for index in one.line + 1..=next.line {
        let Some(line) = document.lines.get(index) else {
            break;
        };
        if line.is_record() {
            sum += weigh(if line.level { 7.0 } else { 2.0 });
        }
        if index < next.line {
            let far = match line.class {
                // The blank line between the headers and the body of a response.
                Class::Blank if before == Some(Class::Header) => 0.3,
                Class::Blank => 1.0,
                Class::Header => 0.03,
                _ => 0.35,
            };
            quiet += weigh(if within { far * 0.08 } else { far });
        }
        before = Some(line.class);
    }
    let is_far = next.line - one.line > FAR && !within;
    sum + if is_far { quiet } else { quiet.min(weigh(MOST_QUIET)) }
}

/// A line that begins with a field continues the text before it, and so does most prose.
fn of_neighbours(document: &Document, one: &Fact, next: &Fact, relation: Relation) -> f32 {
    let (Some(before), Some(line)) = (document.lines.get(one.line), document.lines.get(next.line)) else {
        return 0.0;
    };
    let has_code = |index: usize| document.line_has(index, |fact| fact.code().is_some());
    let mut sum = match line.class {
        Class::Field if line.restarts => 0.0,
        Class::Field => -weigh(2.0),
        Class::Prose => -weigh(0.5),
        _ => 0.0,
    };
    if has_code(one.line) {
        // A sentence with a status is about something else.
        let is_alone = next.status().is_some() && document.facts_of_line(next.line).len() == 1;
        let is_remark = is_alone && next.scope == 0 && line.class == Class::Prose;
        return if is_remark { sum + weigh(2.5) } else { sum };
    }
    // A record that names a call or its status, but no code, is all that its log says about that call.
    let has_id = document.line_has(one.line, Fact::is_id);
    let is_record = before.is_record() && before.level && relation.common.is_none();
    if is_record && has_id {
        sum += weigh(8.0);
    } else if is_record && document.line_has(one.line, |fact| fact.status().is_some()) {
        sum += weigh(2.5);
    } else if has_id && line.class == Class::Prose && has_code(next.line) {
        sum += weigh(2.2);
    }
    sum
}
