//! Joins what lines and objects say into errors, and lets each error out once.
//!
//! Facts never move across a seal: the beginning of a log record, of another object or of the text
//! of another error.

use crate::extract::occurrence::{Occurrence, Totals};
use crate::extract::partial::{Partial, Trust};
use crate::extract::vocabulary::Vocabulary;
use crate::extract::window::Window;

/// Lines without a fact after which an error is over.
const FAR: u32 = 16;
/// The same for a status or a RequestId that waits for its error.
const FAR_FRAGMENT: u32 = 3;

/// Where facts may not pass.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Seal {
    /// Everything passes.
    #[default]
    None,
    /// An object began: a line that begins with a field still belongs to the error before it.
    Object,
    /// A log record began.
    Record,
    /// Another error began.
    Hard,
}

#[derive(Debug)]
struct Open {
    base: Partial,
    /// A later mention without a RequestId: of the same error, unless another RequestId follows.
    echo: Option<Partial>,
    distance: u32,
    seal: Seal,
    /// Let out already, since the input paused.
    told: bool,
}

/// The errors of the input, one after the other.
pub struct Joiner<'v> {
    vocabulary: &'v dyn Vocabulary,
    open: Option<Open>,
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
            window: Window::default(),
            out: Vec::new(),
            totals: Totals::default(),
        }
    }

    /// The errors that are complete by now.
    pub fn take(&mut self) -> std::vec::Drain<'_, Occurrence> {
        self.out.drain(..)
    }

    /// Forbids facts to pass this point.
    pub fn seal(&mut self, seal: Seal) {
        if let Some(open) = &mut self.open {
            open.seal = open.seal.max(seal);
        }
    }

    /// The text of another error begins: what is known of this one stays with it.
    pub fn seal_code(&mut self) {
        if let Some(open) = self.open.as_mut().filter(|open| open.base.code.is_some()) {
            open.seal = Seal::Hard;
        }
    }

    /// Lines without a fact went by.
    pub fn tick(&mut self, lines: u32) {
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
    pub fn drop_fragment(&mut self, since: u64) {
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
    pub fn absorb(&mut self, mut new: Partial, continuation: bool) {
        if new.is_empty() {
            return;
        }
        let Some(mut open) = self.open.take() else {
            self.begin(new);
            return;
        };
        let weak = new
            .code
            .as_ref()
            .is_some_and(|code| code.trust < Trust::Link);
        if weak
            && open.seal == Seal::None
            && open.base.id.is_none()
            && !is_error(&new, &[], self.vocabulary)
        {
            let same = open
                .base
                .code
                .as_ref()
                .zip(new.code.as_ref())
                .is_none_or(|(mine, theirs)| mine.same(theirs));
            if !same {
                new.code = None;
            }
        }
        let meeting = meet(open.echo.as_ref().unwrap_or(&open.base), &new);
        let passes = match open.seal {
            Seal::None => true,
            Seal::Object => continuation || open.base.code.is_none(),
            Seal::Record => continuation,
            Seal::Hard => false,
        };
        match meeting {
            Meeting::SameId => open.target().fill(new),
            Meeting::Repeat | Meeting::Conflict => return self.next(open, new),
            Meeting::SameCode if new.id.is_none() && open.base.id.is_some() => match &mut open.echo
            {
                Some(echo) => echo.fill(new),
                None => open.echo = Some(new),
            },
            Meeting::SameCode if open.seal < Seal::Hard || new.id.is_none() => {
                open.target().fill(new)
            }
            Meeting::Fragment if passes && belongs(&open.base, &new, open.distance) => {
                open.target().fill(new)
            }
            _ => return self.next(open, new),
        }
        open.distance = 0;
        if continuation || open.seal == Seal::Object {
            open.seal = Seal::None;
        }
        self.open = Some(open);
    }

    fn begin(&mut self, new: Partial) {
        self.open = Some(Open {
            base: new,
            echo: None,
            distance: 0,
            seal: Seal::None,
            told: false,
        });
    }

    fn next(&mut self, open: Open, new: Partial) {
        self.open = Some(open);
        self.close();
        self.begin(new);
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
            Some(echo) if echo.id.is_some() && !same_text(&echo.id, &base.id) => (None, Some(echo)),
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
            error.id = error.bare_id.take().filter(|_| error.code.is_some());
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
            candidates,
        });
        true
    }

    /// An error of our own output: taken as it is.
    pub fn own(&mut self, occurrence: Occurrence) {
        self.close();
        self.totals.errors += occurrence.count;
        self.out.push(occurrence);
    }
}

impl Open {
    fn target(&mut self) -> &mut Partial {
        self.echo.as_mut().unwrap_or(&mut self.base)
    }
}

/// Whether parts of an error in two places may be brought together: a line of prose is complete by itself,
/// unless a terminal broke it; messages and bare RequestIds of their own lines are never complete.
fn belongs(open: &Partial, new: &Partial, distance: u32) -> bool {
    let told = |part: &Partial| part.id.is_some() || part.http.is_some();
    match (&open.code, &new.code) {
        (None, None) => true,
        (None, Some(_)) => !new.prose || !told(open),
        _ => !new.prose || !told(new) || new.bare_status || (open.cut && distance == 0),
    }
}

enum Meeting {
    SameId,
    SameCode,
    /// The same log line again: another occurrence.
    Repeat,
    /// One of the two has no code.
    Fragment,
    Conflict,
}

fn same_text(a: &Option<String>, b: &Option<String>) -> bool {
    matches!((a, b), (Some(a), Some(b)) if a.eq_ignore_ascii_case(b))
}

fn meet(open: &Partial, new: &Partial) -> Meeting {
    if open.id.is_some() && new.id.is_some() {
        return if same_text(&open.id, &new.id) {
            Meeting::SameId
        } else {
            Meeting::Conflict
        };
    }
    match (&open.code, &new.code) {
        (Some(mine), Some(theirs)) if mine.same(theirs) => {
            let repeated = open.shape == new.shape
                && open.line != new.line
                && open.id.is_none() == new.id.is_none();
            if repeated {
                Meeting::Repeat
            } else {
                Meeting::SameCode
            }
        }
        (Some(_), Some(_)) => Meeting::Conflict,
        _ if open.http.is_some()
            && new.http.is_some()
            && open.http != new.http
            && !new.bare_status =>
        {
            Meeting::Conflict
        }
        _ => Meeting::Fragment,
    }
}

/// Whether the facts are those of an error, or only look like some.
fn is_error(error: &Partial, documented: &[&str], vocabulary: &dyn Vocabulary) -> bool {
    let service = error.id.is_some() || error.host.is_some() || error.recommend.is_some();
    let Some(code) = &error.code else {
        let failed = error.http.is_some_and(|http| http >= 400);
        return !documented.is_empty()
            || (failed && error.id.is_some() && (error.tea || error.host.is_some()));
    };
    match code.trust {
        Trust::Keyed | Trust::Known | Trust::Link => true,
        Trust::Loose => error.id.is_some(),
        Trust::Plain => {
            service
                || error.id_key
                || (code.known && error.http.is_some_and(|http| http >= 400))
                || (error.marker && error.message.is_some())
                || error.message.as_deref().is_some_and(|message| {
                    vocabulary
                        .codes_for_message(message)
                        .iter()
                        .any(|c| c.eq_ignore_ascii_case(&code.text))
                })
        }
    }
}
