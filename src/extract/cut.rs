//! Divides the facts of a text into errors in the cheapest way.

use super::boundary::strength;
use super::code;
use super::facts::{Document, Kind};
use super::status::Form;
use super::tables::weigh;

/// The most facts of one error.
const LONGEST: usize = 80;

/// What an error costs.
mod prices {
    /// A code without a `RequestId`.
    pub const NO_ID: f32 = 2.0;
    /// A code with a `RequestId` that is more likely another product's.
    pub const FOREIGN_ID: f32 = 1.2;
    /// The same without a code.
    pub const STRAY_FOREIGN_ID: f32 = 0.6;
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

/// What points to the service.
#[derive(Clone, Copy, Debug, Default)]
pub struct Signs {
    /// The status is written in the form of the Tea clients.
    pub tea: bool,
    /// The text names a `RequestId` but withholds its value.
    pub withheld: bool,
    /// A word that only the service's clients print.
    pub marker: bool,
}

/// Facts of one error, each by its index.
#[derive(Clone, Copy, Debug, Default)]
pub struct Cut {
    pub first: usize,
    pub last: usize,
    pub code: Option<usize>,
    /// A word that is taken as the code if there is no other and a `RequestId` is next to it.
    pub weak_code: Option<usize>,
    pub id: Option<usize>,
    pub bare_id: Option<usize>,
    pub status: Option<usize>,
    pub weak_status: Option<usize>,
    pub host: Option<usize>,
    pub link: Option<usize>,
    pub documented: Option<usize>,
    /// The beginning of a code that is cut off.
    pub half_code: Option<usize>,
    pub signs: Signs,
    /// The cost of the facts together, besides that of what is missing.
    extra: f32,
}

/// The cheapest way to divide the facts of a document into errors.
pub fn cheapest(document: &Document) -> Vec<Cut> {
    let facts = &document.facts;
    let strengths = strengths(document);
    // Each fact is compared with dozens of others.
    let texts: Vec<u64> = facts.iter().map(|fact| code::hash(document.slice(&fact.value))).collect();
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
            let cost = joined + cut.price(document) + torn;
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
fn strengths(document: &Document) -> Vec<f32> {
    const SAME_ID: f32 = 3.0;
    let facts = &document.facts;
    let pairs = facts.iter().zip(facts.iter().skip(1));
    let mut strengths: Vec<f32> = pairs.map(|(one, next)| strength(document, one, next)).collect();
    let mut last: Option<(usize, &str)> = None;
    for (index, fact) in facts.iter().enumerate().filter(|(_, fact)| fact.is_id()) {
        let text = document.slice(&fact.value);
        if let Some((before, known)) = last
            && known.eq_ignore_ascii_case(text)
        {
            for strength in strengths.get_mut(before..index).unwrap_or_default() {
                *strength -= weigh(SAME_ID);
            }
        }
        last = Some((index, text));
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
            Kind::Code(_) if fact.weak => self.weak_code = self.weak_code.or(Some(index)),
            Kind::Status(status) if status.form == Form::Weak => self.weak_status = self.weak_status.or(Some(index)),
            Kind::Code(new) => match self.code.and_then(|at| Some((at, document.facts.get(at)?.code()?))) {
                None => self.code = Some(index),
                Some((at, old)) if is_same(at) => {
                    if new.beats(old) {
                        self.code = Some(index);
                    }
                }
                Some(_) if new.yields() => self.extra += weigh(prices::TWO_CODES),
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
            Kind::NoId => self.signs.withheld = true,
            Kind::Status(status) => {
                match self.status.and_then(|at| document.facts.get(at)) {
                    None => self.status = Some(index),
                    Some(known) if known.status().map(|known| known.number) != Some(status.number) => {
                        let apart = known.scope != fact.scope;
                        self.extra += weigh(if apart { prices::OUTER_STATUS } else { prices::TWO_STATUSES });
                    }
                    Some(_) => {}
                }
                self.signs.tea |= status.form == Form::Tea;
            }
            Kind::Host => self.host = self.host.or(Some(index)),
            Kind::Link => self.link = self.link.or(Some(index)),
            Kind::Marker => self.signs.marker = true,
            Kind::Message => {}
            Kind::CutCode => self.half_code = self.half_code.or(Some(index)),
            Kind::Documented => match self.documented {
                None => self.documented = Some(index),
                Some(at) if !is_same(at) => self.extra += weigh(prices::TWO_MESSAGES),
                Some(_) => {}
            },
        }
        Some(self)
    }

    /// The cost of the error as it is.
    fn price(&self, document: &Document) -> f32 {
        let id = self.id.and_then(|id| document.facts.get(id));
        let foreign = id.is_some_and(|id| is_foreign(document.slice(&id.value)));
        let lacks = match (self.code, self.id.or(self.bare_id)) {
            (Some(_), Some(_)) if foreign => prices::FOREIGN_ID,
            (Some(_), Some(_)) => 0.0,
            (Some(_), None) => prices::NO_ID,
            (None, Some(_)) if foreign => prices::STRAY_FOREIGN_ID,
            (None, Some(_)) => prices::NO_CODE,
            (None, None) if self.status.is_some() || self.documented.is_some() => prices::NEITHER,
            (None, None) => prices::REST,
        };
        let has_status = self.status.is_some() || self.weak_status.is_some();
        weigh(lacks) + self.extra + if has_status { 0.0 } else { weigh(prices::NO_STATUS) }
    }
}

/// Whether a `RequestId` is written differently from the service's: a UUID in lower case.
pub fn is_foreign(id: &str) -> bool {
    id.len() == 36 && id.bytes().any(|b| b.is_ascii_lowercase())
}
