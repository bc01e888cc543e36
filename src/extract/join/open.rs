//! An error whose facts are still coming in: what belongs to it and what does not.

use std::borrow::Cow;

use crate::extract::join::meeting::{
    Meeting, belongs, meet, messages_differ, same_text, statuses_differ,
};
use crate::extract::read::code::{Code, Trust};
use crate::extract::read::fact::Seal;
use crate::extract::read::partial::Partial;

/// Lines without a fact after which an error is over.
const FAR: u32 = 16;
/// The same for a status or a RequestId that waits for its error.
const FAR_FRAGMENT: u32 = 3;

/// An error that may still get more facts.
#[derive(Debug)]
pub struct Open {
    /// What is known of it.
    pub base: Partial,
    /// The sentence before its fields, which spoke of another call when they tell another RequestId or status.
    sentence: Option<Box<Partial>>,
    /// A later mention without a RequestId: of the same error, unless another RequestId follows.
    echo: Option<Box<Partial>>,
    /// Lines without a fact since the last one.
    distance: u32,
    /// What may still pass.
    pub seal: Seal,
    /// The line of the last fact.
    last: u64,
    /// A break in the text came after the last fact.
    pub after_break: bool,
    /// A status that came behind a break in the text after all else: it may be that of the next error.
    late: Option<Late>,
    /// Let out already, since the input paused.
    pub told: bool,
}

#[derive(Debug)]
struct Late {
    status: Option<u16>,
    line: u64,
    /// Lines since the fact before it.
    gap: u64,
    /// The error had none before.
    is_first: bool,
}

impl Open {
    /// An error of which this is known.
    pub const fn new(base: Partial) -> Self {
        Self {
            last: base.line,
            base,
            sentence: None,
            echo: None,
            distance: 0,
            seal: Seal::None,
            after_break: false,
            late: None,
            told: false,
        }
    }

    /// Lines without a fact went by; says whether the error is over by that.
    pub const fn is_over_after(&mut self, lines: u32) -> bool {
        self.distance = self.distance.saturating_add(lines);
        let far = if self.base.code.is_some() {
            FAR
        } else {
            FAR_FRAGMENT
        };
        self.distance > far
    }

    /// What it turned out to be: one error, or a second one that is mentioned without a RequestId until its own came.
    pub fn into_errors(self) -> (Partial, Option<Partial>) {
        let sentence = self.fitting_sentence().is_some();
        let mut base = self.base;
        if sentence && let Some(sentence) = self.sentence {
            base.fill(*sentence);
        }
        let is_other = |echo: &Partial| {
            echo.id.is_some() && !same_text(echo.id.as_deref(), base.id.as_deref())
        };
        match self.echo {
            Some(echo) if is_other(&echo) => return (base, Some(*echo)),
            Some(echo) => base.fill(*echo),
            None => {}
        }
        (base, None)
    }

    /// All that is known of it by now.
    pub fn picture(&self) -> Cow<'_, Partial> {
        let mut picture = Cow::Borrowed(&self.base);
        if let Some(sentence) = self.fitting_sentence() {
            picture.to_mut().fill(sentence.clone());
        }
        picture
    }

    /// The sentence before its fields, unless it spoke of another call. It makes no code of a word that other systems say too.
    fn fitting_sentence(&self) -> Option<&Partial> {
        let is_doubtful = |code: &Code| code.trust == Trust::Plain;
        let doubtful = self.base.code.as_ref().is_some_and(is_doubtful);
        let fits =
            |sentence: &&Partial| !doubtful && meet(&self.base, sentence) != Meeting::Conflict;
        self.sentence.as_deref().filter(fits)
    }

    /// Whether its fields tell what names it.
    const fn is_complete(&self) -> bool {
        self.base.code.is_some() && self.base.id.is_some()
    }

    /// What of it counts beside `new`: a further field of the same error may contradict the sentence before the fields.
    fn known_to(&self, new: &Partial, continuation: bool) -> Cow<'_, Partial> {
        let goes_on = self.base.cut && self.distance == 0;
        let is_inside = continuation || goes_on || (self.seal == Seal::None && !new.prose);
        let is_other = |code: &Code| self.base.code.as_ref().is_some_and(|mine| !mine.same(code));
        let is_further =
            is_inside && !self.is_complete() && !new.code.as_ref().is_some_and(is_other);
        if is_further {
            Cow::Borrowed(&self.base)
        } else {
            self.picture()
        }
    }

    /// Whether a status behind a break, after another one without a code, is that of a further record.
    const fn is_stated_again(&self, new: &Partial) -> bool {
        let both = self.base.http.is_some() && new.http.is_some();
        both && self.after_break && self.base.code.is_none()
    }

    /// Takes what belongs to this error; gives back what belongs to another one.
    pub fn take_in(&mut self, new: Partial, continuation: bool) -> Option<Partial> {
        let passes = match self.seal {
            Seal::None => true,
            Seal::Object => continuation || self.base.code.is_none(),
            // Fields after a further record are that record's, unless they are what a code still lacks.
            Seal::Record => continuation && self.base.code.is_some() && !self.is_complete(),
            Seal::Hard => false,
        };
        let known = self.known_to(&new, continuation);
        let meeting = meet(self.echo.as_deref().unwrap_or(&known), &new);
        let joins = match meeting {
            Meeting::SameId => true,
            Meeting::SameCode => self.seal < Seal::Hard || new.id.is_none(),
            Meeting::Fragment => {
                passes
                    && !self.is_stated_again(&new)
                    && belongs(&self.base, &new, self.distance, continuation)
                    && !statuses_differ(&self.base, &new)
                    && !(self.seal == Seal::Object && messages_differ(&self.base, &new))
            }
            Meeting::Repeat | Meeting::Conflict => false,
        };
        let begins_fields = self.base.prose && self.base.code.is_none() && !new.prose;
        if !joins || (begins_fields && new.logged) {
            return Some(new);
        }
        let has_id = known.id.is_some();
        let complete = known.code.is_some() && has_id;
        let is_status = new.http.is_some() && new.code.is_none() && new.id.is_none();
        let gap = new.line.saturating_sub(self.last);
        if complete && is_status && self.after_break {
            self.late = Some(Late {
                status: new.http,
                line: new.line,
                gap,
                is_first: self.base.http.is_none(),
            });
        }
        self.last = new.line;
        self.after_break = false;
        // A link only repeats what was said before it.
        let repeats = new.id.is_some() || new.recommend.is_some();
        let echoes = meeting == Meeting::SameCode && !repeats && has_id;
        match &mut self.echo {
            Some(echo) => echo.fill(new),
            None if echoes => self.echo = Some(new.into()),
            None if begins_fields => {
                let line = self.base.line;
                self.sentence =
                    Some(std::mem::replace(&mut self.base, Partial { line, ..new }).into());
            }
            None => self.base.fill(new),
        }
        self.distance = 0;
        if continuation || self.seal == Seal::Object || meeting == Meeting::SameCode {
            self.seal = Seal::None;
        }
        None
    }

    /// Gives a status that stands nearer to another error than to this one to that one.
    pub fn give_status(&mut self, other: &mut Partial) {
        let names = other.code.is_some() || other.id.is_some();
        if let Some(late) = &self.late
            && names
            && other.http.is_none()
            && other.line.saturating_sub(late.line) < late.gap
        {
            other.http = late.status;
            if late.is_first {
                self.echo.as_deref_mut().unwrap_or(&mut self.base).http = None;
            }
        }
    }
}
