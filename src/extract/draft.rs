//! What is known about a possible error, and whether it really is one.

use super::code::{self, Code, Trust};
use super::cut::Cut;
use super::facts::{Document, Fact, Kind, shape};
use super::interface::{Occurrence, Vocabulary};
use super::status::Form;

/// The facts of one error.
#[derive(Clone, Debug, Default)]
#[allow(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct Draft {
    /// What is reported about it.
    pub occurrence: Occurrence,
    pub code: Option<Code>,
    /// It is written as only the service's clients write it.
    of_client: bool,
    /// The text names a `RequestId` but withholds its value.
    withheld: bool,
    /// The `RequestId` has the name from the service's own headers.
    header: bool,
    /// The status was printed by a tool that drops the body.
    pub bodiless: bool,
    /// The beginning of a code whose end is cut off.
    pub half_code: Option<String>,
    /// A hash of the line without its digits, which is the same for a repeated log line.
    pub shape: u64,
    /// It is in a log record.
    pub logged: bool,
    /// A hash of the name of its program.
    pub source: u64,
    /// It was reported before.
    pub told: bool,
}

impl Draft {
    /// The draft of a group of facts. Lines count from `line`.
    pub fn of(document: &Document, cut: &Cut, line: u64, source: u64) -> Self {
        let fact = |index: Option<usize>| index.and_then(|index| document.facts.get(index));
        let text = |fact: Option<&Fact>| fact.map(|fact| document.slice(&fact.value).trim().to_owned());
        let own = document.facts.get(cut.first..=cut.last).unwrap_or_default();
        let first_of = |kind| own.iter().find(|fact| fact.kind == kind);
        let code = fact(cut.code).or_else(|| weak_code(own));
        let told = code.is_some() || cut.documented.is_some();
        let id = fact(cut.id).or_else(|| fact(cut.bare_id).filter(|_| told));
        let status = status(own, code);
        let first_line = own.first().and_then(|fact| document.lines.get(fact.line));
        let is_tea = |fact: &Fact| fact.status().is_some_and(|status| status.form == Form::Tea);
        Self {
            occurrence: Occurrence {
                code: text(code),
                http_code: status.and_then(Fact::status).map(|status| status.number),
                message: text(fact(cut.documented)),
                request_id: text(id),
                host_id: text(first_of(Kind::Host)),
                recommend: text(first_of(Kind::Link)).map(|link| link.replace("&amp;", "&")),
                count: 1,
                line: line + first_line.map_or(0, |line| line.number as u64),
                ..Occurrence::default()
            },
            code: code.and_then(Fact::code),
            of_client: own.iter().any(|fact| fact.kind == Kind::Marker || is_tea(fact)),
            withheld: first_of(Kind::NoId).is_some(),
            header: id.is_some_and(|id| {
                let name = document.slice(&(id.place.start..id.value.start.max(id.place.start)));
                name.len() < 40 && name.to_ascii_lowercase().contains("acs")
            }),
            half_code: text(first_of(Kind::CutCode)),
            bodiless: status.and_then(Fact::status).is_some_and(|status| status.form == Form::Bodiless),
            shape: first_line.map_or(0, |line| shape(document.body(line))),
            logged: first_line.is_some_and(|line| line.dated),
            source,
            told: false,
        }
    }

    /// Whether both have the same code and are at most this many lines apart.
    pub fn repeats(&self, other: &Self, far: u64) -> bool {
        let (one, other) = (&self.occurrence, &other.occurrence);
        let codes = one.code.as_ref().zip(other.code.as_ref());
        one.line.abs_diff(other.line) <= far && codes.is_some_and(|(one, other)| code::same(one, other))
    }

    /// Whether they are in two lines that a program writes again and again.
    pub fn is_logged_like(&self, other: &Self) -> bool {
        self.shape == other.shape && self.occurrence.line != other.occurrence.line
    }

    /// What later drafts need to know about this one after it was reported.
    pub fn told(&self) -> Self {
        let Occurrence { code, request_id, line, .. } = &self.occurrence;
        let (code, request_id) = (code.clone(), request_id.clone());
        let occurrence = Occurrence { code, request_id, line: *line, ..Occurrence::default() };
        let Self { code, shape, logged, source, .. } = *self;
        Self { occurrence, code, shape, logged, source, told: true, ..Self::default() }
    }

    /// The texts as received except the code, in a fixed order.
    pub fn texts(&mut self) -> [&mut Option<String>; 5] {
        let Occurrence { message, request_id, host_id, recommend, .. } = &mut self.occurrence;
        [request_id, message, host_id, recommend, &mut self.half_code]
    }

    /// Fills what is missing from another description of the same error.
    pub fn fill(&mut self, mut other: Self) {
        if other.code.is_some() && self.occurrence.code.as_deref().is_none_or(code::is_generic) {
            self.code = other.code;
            self.occurrence.code = other.occurrence.code.take();
        }
        self.occurrence.http_code = self.occurrence.http_code.or(other.occurrence.http_code);
        for (mine, theirs) in self.texts().into_iter().zip(other.texts()) {
            if mine.is_none() {
                *mine = theirs.take();
            }
        }
    }

    /// Whether it is only the documented message of an error at most `far` lines before it.
    pub fn is_message_of(&self, other: &Self, far: u64, vocabulary: &dyn Vocabulary) -> bool {
        let (seen, before) = (&self.occurrence, &other.occurrence);
        let is_beside = !self.logged && self.source == other.source && seen.line.abs_diff(before.line) <= far;
        let codes = || seen.message.as_deref().map(|message| vocabulary.codes_for_message(message)).unwrap_or_default();
        seen.code.is_none() && is_beside && before.code.as_deref().is_some_and(|code| codes().contains(&code))
    }

    /// Whether the facts amount to an error.
    pub fn is_error(&self, documented: bool, vocabulary: &dyn Vocabulary) -> bool {
        let seen = &self.occurrence;
        let host = seen.host_id.as_deref();
        let failed = seen.http_code.is_some_and(|status| status >= 400);
        let Some(code) = self.code else {
            let told = self.of_client || self.header || host.is_some_and(is_endpoint);
            return documented || (failed && seen.request_id.is_some() && told);
        };
        let text = seen.code.as_deref().unwrap_or_default();
        let id = seen.request_id.as_deref();
        let ours = (code.known && !code::is_generic(text))
            || seen.recommend.is_some()
            || self.of_client
            || host.is_some_and(is_endpoint);
        let theirs = id.is_some_and(|id| !is_ours(id)) || host.is_some_and(is_other_host);
        if theirs && !ours {
            return false;
        }
        let service = id.is_some() || host.is_some_and(is_endpoint) || seen.recommend.is_some() || self.withheld;
        let succeeded = !code.known && seen.http_code.is_some_and(|status| status < 400);
        match code.trust {
            Trust::Keyed | Trust::Sure => true,
            Trust::Loose | Trust::Plain if succeeded && !self.of_client => false,
            Trust::Loose => id.is_some() || self.of_client,
            Trust::Plain => {
                service
                    || (code.known && !code::is_generic(text) && failed)
                    || self.of_client
                    || seen.message.as_deref().is_some_and(|message| {
                        vocabulary.codes_for_message(message).iter().any(|known| known.eq_ignore_ascii_case(text))
                    })
            }
        }
    }
}

/// Whether a `RequestId` may be the service's. UUIDs in lower case are not, and of those without dashes, only OSS's 24
/// hexadecimal digits are.
fn is_ours(id: &str) -> bool {
    match id.len() {
        24 => true,
        36 => !id.bytes().any(|b| b.is_ascii_lowercase()),
        _ => !id.bytes().all(|b| b.is_ascii_hexdigit()),
    }
}

/// Whether a `HostId` may be an endpoint of the service.
fn is_endpoint(host: &str) -> bool {
    host.contains('.') && !is_other_host(host)
}

/// Whether a `HostId` is not an endpoint but an opaque word, as other clouds' storages send it.
fn is_other_host(host: &str) -> bool {
    (host.len() >= 32 && !host.contains('.')) || host.contains(['+', '='])
}

/// The word that is taken as the code if there is no other: a `RequestId` follows it in the same line.
fn weak_code(own: &[Fact]) -> Option<&Fact> {
    let weak = own.iter().find(|fact| fact.weak && fact.code().is_some())?;
    let known = weak.code()?.known;
    let is_beside = |fact: &Fact| {
        (fact.kind == Kind::Id || (fact.kind == Kind::BareId && known))
            && fact.line == weak.line
            && fact.place.start > weak.place.start
    };
    own.iter().any(is_beside).then_some(weak)
}

/// The status nearest to the code, because the status of a record around the error is not the error's.
fn status<'d>(own: &'d [Fact], code: Option<&Fact>) -> Option<&'d Fact> {
    let mut strong = own.iter().filter(|fact| fact.status().is_some_and(|status| status.form != Form::Weak));
    let Some(code) = code else {
        return strong.next();
    };
    let distance = |fact: &&Fact| {
        let between = fact.place.start.abs_diff(code.place.start);
        (fact.scope != code.scope, fact.line != code.line, between)
    };
    strong.min_by_key(distance).or_else(|| own.iter().find(|fact| fact.status().is_some()))
}
