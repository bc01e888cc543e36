//! Joins what lines and objects say into errors, and lets each error out once.
//!
//! Facts never move across a seal: the beginning of a log record, of another object or of the text
//! of another error.

use crate::extract::join::aside::Aside;
use crate::extract::join::open::Open;
use crate::extract::join::verdict::is_error;
use crate::extract::join::window::Window;
use crate::extract::occurrence::{Occurrence, Totals};
use crate::extract::read::code::{Code, Trust};
use crate::extract::read::fact::{Fact, Seal};
use crate::extract::read::partial::Partial;
use crate::extract::vocabulary::Vocabulary;

/// Lines without a fact after which a table is over.
const FAR: u32 = 3;

/// The errors of the input, one after the other.
pub struct Joiner<'v> {
    vocabulary: &'v dyn Vocabulary,
    /// The program whose lines are at hand, where a tool that follows several ones names it before each line.
    source: String,
    /// The error at hand.
    open: Option<Open>,
    /// Those of the other programs.
    aside: Aside,
    /// Lines without a fact after which the table at hand is over.
    table: u32,
    window: Window,
    out: Vec<Occurrence>,
    /// What the text held besides errors.
    pub totals: Totals,
}

impl<'v> Joiner<'v> {
    /// Nothing seen yet.
    pub fn new(vocabulary: &'v dyn Vocabulary) -> Self {
        Self {
            vocabulary,
            source: String::new(),
            open: None,
            aside: Aside::default(),
            table: 0,
            window: Window::default(),
            out: Vec::new(),
            totals: Totals::default(),
        }
    }

    /// The errors that are complete by now.
    pub fn take(&mut self) -> std::vec::Drain<'_, Occurrence> {
        self.out.drain(..)
    }

    /// Takes a fact of a block that begins in `line`.
    pub fn learn(&mut self, fact: Fact, line: u64) {
        match fact {
            Fact::Nothing => self.tick(1),
            Fact::Break => {
                if let Some(open) = &mut self.open {
                    open.after_break = true;
                }
            }
            Fact::Columns => {
                self.tick(1);
                self.table = FAR;
            }
            Fact::Source(source) => self.turn_to(source),
            Fact::Seal(seal) => self.seal(seal),
            Fact::SealCode => self.seal_code(),
            Fact::Error {
                mut partial,
                continuation,
            } => {
                partial.line += line;
                self.row(&mut partial);
                self.absorb(partial, continuation);
            }
            Fact::RecordEnds => self.end_without_code(),
            Fact::AnswerEnds { since } => self.drop_fragment(since + line),
            Fact::Own(mut occurrence) => {
                if occurrence.file.is_none() {
                    occurrence.line += line;
                }
                self.own(occurrence);
            }
            Fact::TooDeep => self.totals.too_deep += 1,
        }
    }

    /// What stands in a row of a table is what its head says.
    fn row(&mut self, row: &mut Partial) {
        if self.table > 0 && row.code.is_some() && row.bare_id.is_some() {
            self.table = FAR;
            row.id = row.id.take().or_else(|| row.bare_id.take());
        }
    }

    /// Forbids facts to pass this point.
    fn seal(&mut self, seal: Seal) {
        if let Some(open) = &mut self.open {
            open.seal = open.seal.max(seal);
        }
    }

    /// The text of another error begins: what is known of this one stays with it.
    fn seal_code(&mut self) {
        let is_error = |base: &Partial| base.code.is_some() || (base.tea && base.id.is_some());
        if let Some(open) = self.open.as_mut().filter(|open| is_error(&open.picture())) {
            open.seal = Seal::Hard;
        }
    }

    /// Lines without a fact went by.
    pub fn tick(&mut self, lines: u32) {
        self.table = self.table.saturating_sub(lines);
        let is_over = |open: &mut Open| open.is_over_after(lines);
        if self.open.as_mut().is_some_and(is_over) {
            self.end();
        }
        for open in self.aside.take_old(lines) {
            self.complete(open);
        }
    }

    /// The lines of another program begin.
    fn turn_to(&mut self, source: String) {
        if source == self.source {
            return;
        }
        let open = self.aside.take(&source);
        let before = std::mem::replace(&mut self.source, source);
        if let Some(open) = std::mem::replace(&mut self.open, open)
            && let Some(oldest) = self.aside.put(before, open)
        {
            self.complete(oldest);
        }
    }

    /// Lets out what is known of the open errors; what still comes of them is taken in silence.
    pub fn pause(&mut self) {
        let mut aside = std::mem::take(&mut self.aside);
        let mut open = self.open.take();
        for open in aside.errors().chain(&mut open) {
            if !open.told {
                open.told = self.emit(open.picture().into_owned());
            }
        }
        self.aside = aside;
        self.open = open;
    }

    /// Forgets a RequestId or a status that no error followed: an answer without an error.
    fn drop_fragment(&mut self, since: u64) {
        let is_fragment = |open: &Open| {
            let known = open.picture();
            known.code.is_none() && known.line >= since && !known.tea && known.message.is_none()
        };
        if self.open.as_ref().is_some_and(is_fragment) {
            self.open = None;
        }
    }

    /// Completes an error that has no code, if it is one.
    fn end_without_code(&mut self) {
        if self
            .open
            .as_ref()
            .is_some_and(|open| open.base.code.is_none())
        {
            self.end();
        }
    }

    /// Takes what a line or an object says of one error.
    fn absorb(&mut self, mut new: Partial, continuation: bool) {
        let Some(mut open) = self.open.take() else {
            self.begin(new);
            return;
        };
        if self.is_noise(&open, &new) {
            new.code = None;
        }
        let mut other = open.take_in(new, continuation);
        if let Some(other) = &mut other {
            open.give_status(other);
        }
        self.open = Some(open);
        if let Some(other) = other {
            self.end();
            self.begin(other);
        }
    }

    /// Whether the code of `new` is a mere word in the text of the open error.
    fn is_noise(&self, open: &Open, new: &Partial) -> bool {
        let Some(code) = new.code.as_ref().filter(|code| code.trust < Trust::Link) else {
            return false;
        };
        let known = open.picture();
        let lacks_id = known.id.is_none() && known.bare_id.is_none();
        let unfinished = open.seal == Seal::None && lacks_id && new.bare_id.is_none();
        let differs = open.base.code.as_ref().is_some_and(|mine| !mine.same(code));
        unfinished && differs && !is_error(new, &[], self.vocabulary)
    }

    fn begin(&mut self, new: Partial) {
        self.open = Some(Open::new(new));
    }

    /// No error goes on beyond this point.
    pub fn close(&mut self) {
        for open in self.aside.take_all() {
            self.complete(open);
        }
        self.end();
    }

    /// The open error of the program at hand is complete.
    fn end(&mut self) {
        if let Some(open) = self.open.take() {
            self.complete(open);
        }
    }

    fn complete(&mut self, open: Open) {
        let told = open.told;
        let (error, other) = open.into_errors();
        if !told {
            self.emit(error);
        } else if let Some(id) = &error.id {
            self.window.is_new(id);
        }
        if let Some(other) = other {
            self.emit(other);
        }
    }

    /// Lets an error out, unless it was let out before; `false` when it is none.
    fn emit(&mut self, mut error: Partial) -> bool {
        if error.id.is_none() {
            let failed = error.http.is_some_and(|http| http >= 400);
            let counts = |code: &Code| failed || code.trust > Trust::Loose;
            error.id = error
                .bare_id
                .take()
                .filter(|_| error.code.as_ref().is_some_and(counts));
        }
        let documented = match (&error.code, &error.message) {
            (Some(_), _) | (None, None) => Vec::new(),
            (None, Some(message)) => self.vocabulary.codes_for_message(message),
        };
        if !is_error(&error, &documented, self.vocabulary) {
            let known = error.code.as_ref().filter(|code| code.known);
            if let Some(code) = known.filter(|_| self.totals.doubtful.is_none()) {
                self.totals.doubtful = Some(code.text.clone());
            }
            if error.bare_status {
                *self
                    .totals
                    .bare_statuses
                    .entry(error.http.unwrap_or_default())
                    .or_default() += 1;
            }
            return false;
        }
        if error
            .id
            .as_deref()
            .is_some_and(|id| !self.window.is_new(id))
        {
            return true;
        }
        let candidates = documented.into_iter().map(str::to_owned).collect();
        self.totals.errors += 1;
        self.out.push(Occurrence {
            code: error.code.map(|code| code.text),
            http_code: error.http,
            message: error.message,
            request_id: error.id,
            host_id: error.host,
            recommend: error.recommend,
            count: 1,
            line: error.line,
            file: None,
            candidates,
        });
        true
    }

    /// An error of our own output: taken as it is.
    fn own(&mut self, occurrence: Occurrence) {
        self.end();
        self.totals.errors = self.totals.errors.saturating_add(occurrence.count);
        self.out.push(occurrence);
    }
}
