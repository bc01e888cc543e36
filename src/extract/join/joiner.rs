//! Joins what lines and objects say into errors, and lets each error out once.
//!
//! Facts never move across a seal: the beginning of a log record, of another object or of the text
//! of another error.

use crate::extract::join::meeting::{
    Meeting, belongs, meet, messages_differ, same_text, statuses_differ,
};
use crate::extract::join::verdict::is_error;
use crate::extract::join::window::Window;
use crate::extract::occurrence::{Occurrence, Totals};
use crate::extract::read::code::{Code, Trust};
use crate::extract::read::fact::{Fact, Seal};
use crate::extract::read::partial::Partial;
use crate::extract::vocabulary::Vocabulary;

/// Lines without a fact after which an error is over.
const FAR: u32 = 16;
/// The same for a status or a RequestId that waits for its error.
const FAR_FRAGMENT: u32 = 3;

#[derive(Debug)]
struct Open {
    base: Partial,
    /// A later mention without a RequestId: of the same error, unless another RequestId follows.
    echo: Option<Partial>,
    distance: u32,
    seal: Seal,
    /// The line of the last fact.
    last: u64,
    /// A blank line came after the last fact.
    after_blank: bool,
    /// A status that a blank line kept apart from all that was known: its line, and how many lines after the rest.
    late: Option<(u64, u64)>,
    /// Let out already, since the input paused.
    told: bool,
}

/// The errors of the input, one after the other.
pub struct Joiner<'v> {
    vocabulary: &'v dyn Vocabulary,
    open: Option<Open>,
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
            open: None,
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
            Fact::Blank => {
                if let Some(open) = &mut self.open {
                    open.after_blank = true;
                }
            }
            Fact::Columns => {
                self.tick(1);
                self.table = FAR_FRAGMENT;
            }
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
            self.table = FAR_FRAGMENT;
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
        if let Some(open) = self.open.as_mut().filter(|open| is_error(&open.base)) {
            open.seal = Seal::Hard;
        }
    }

    /// Lines without a fact went by.
    pub fn tick(&mut self, lines: u32) {
        self.table = self.table.saturating_sub(lines);
        let Some(open) = &mut self.open else { return };
        open.distance = open.distance.saturating_add(lines);
        let far = if open.base.code.is_some() {
            FAR
        } else {
            FAR_FRAGMENT
        };
        if open.distance > far {
            self.close();
        }
    }

    /// Lets out what is known of the open error; what still comes of it is taken in silence.
    pub fn pause(&mut self) {
        let Some(mut open) = self.open.take() else {
            return;
        };
        if !open.told {
            open.told = self.emit(open.base.clone());
        }
        self.open = Some(open);
    }

    /// Forgets a RequestId or a status that no error followed: an answer without an error.
    fn drop_fragment(&mut self, since: u64) {
        let is_fragment = |open: &Open| {
            open.base.code.is_none()
                && open.base.line >= since
                && !open.base.tea
                && open.base.message.is_none()
        };
        if self.open.as_ref().is_some_and(is_fragment) {
            self.open = None;
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
            self.close();
            self.begin(other);
        }
    }

    /// Whether the code of `new` is a mere word in the text of the open error.
    fn is_noise(&self, open: &Open, new: &Partial) -> bool {
        let Some(code) = new.code.as_ref().filter(|code| code.trust < Trust::Link) else {
            return false;
        };
        let lacks_id = open.base.id.is_none() && open.base.bare_id.is_none();
        let unfinished = open.seal == Seal::None && lacks_id && new.bare_id.is_none();
        let differs = open.base.code.as_ref().is_some_and(|mine| !mine.same(code));
        unfinished && differs && !is_error(new, &[], self.vocabulary)
    }

    fn begin(&mut self, new: Partial) {
        self.open = Some(Open {
            last: new.line,
            after_blank: false,
            late: None,
            base: new,
            echo: None,
            distance: 0,
            seal: Seal::None,
            told: false,
        });
    }

    /// The open error is complete.
    pub fn close(&mut self) {
        let Some(Open {
            mut base,
            echo,
            told,
            ..
        }) = self.open.take()
        else {
            return;
        };
        let (own, other) = match echo {
            Some(echo)
                if echo.id.is_some() && !same_text(echo.id.as_deref(), base.id.as_deref()) =>
            {
                (None, Some(echo))
            }
            own => (own, None),
        };
        if let Some(own) = own {
            base.fill(own);
        }
        if !told {
            self.emit(base);
        } else if let Some(id) = &base.id {
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
            count: error.count.max(1),
            line: error.line,
            file: None,
            candidates,
        });
        true
    }

    /// An error of our own output: taken as it is.
    fn own(&mut self, occurrence: Occurrence) {
        self.close();
        self.totals.errors = self.totals.errors.saturating_add(occurrence.count);
        self.out.push(occurrence);
    }
}

impl Open {
    /// Takes what belongs to this error; gives back what belongs to another one.
    fn take_in(&mut self, new: Partial, continuation: bool) -> Option<Partial> {
        let passes = match self.seal {
            Seal::None => true,
            Seal::Object => continuation || self.base.code.is_none(),
            Seal::Record => continuation,
            Seal::Hard => false,
        };
        let meeting = meet(self.echo.as_ref().unwrap_or(&self.base), &new);
        let joins = match meeting {
            Meeting::SameId => true,
            Meeting::SameCode => self.seal < Seal::Hard || new.id.is_none(),
            Meeting::Fragment => {
                passes
                    && belongs(&self.base, &new, self.distance)
                    && !statuses_differ(&self.base, &new)
                    && !(self.seal == Seal::Object && messages_differ(&self.base, &new))
            }
            Meeting::Repeat | Meeting::Conflict => false,
        };
        if !joins {
            return Some(new);
        }
        let complete = self.base.code.is_some() && self.base.id.is_some();
        let is_status = new.http.is_some() && new.code.is_none() && new.id.is_none();
        if self.after_blank && complete && self.base.http.is_none() && is_status {
            self.late = Some((new.line, new.line.saturating_sub(self.last)));
        }
        self.last = new.line;
        self.after_blank = false;
        // A link only repeats what was said before it.
        let repeats = new.id.is_some() || new.recommend.is_some();
        let echoes = meeting == Meeting::SameCode && !repeats && self.base.id.is_some();
        match &mut self.echo {
            Some(echo) => echo.fill(new),
            None if echoes => self.echo = Some(new),
            None => self.base.fill(new),
        }
        self.distance = 0;
        if continuation || self.seal == Seal::Object {
            self.seal = Seal::None;
        }
        None
    }

    /// Gives a status that stands nearer to another error than to this one to that one.
    fn give_status(&mut self, other: &mut Partial) {
        let names = other.code.is_some() || other.id.is_some();
        if let Some((line, gap)) = self.late
            && names
            && other.http.is_none()
            && other.line.saturating_sub(line) < gap
        {
            let mine = self.echo.as_mut().unwrap_or(&mut self.base);
            other.http = mine.http.take();
        }
    }
}
