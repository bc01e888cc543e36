//! Groups the facts of one line, in their order, into the errors that the line speaks of.

use crate::extract::read::code::{Code, Trust};
use crate::extract::read::partial::Partial;

/// The errors of one line, the last of them still open.
#[derive(Debug, Default)]
pub struct Clauses {
    done: Vec<Partial>,
    open: Partial,
    /// The code was named again after the RequestId: a further RequestId is a further error.
    code_after_id: bool,
    /// A number next to the code: its status, when the line has a RequestId too.
    number: Option<u16>,
    /// A status after the error was complete: it may belong to the next one.
    next_http: Option<u16>,
}

impl Clauses {
    /// The error that facts go to at the moment.
    pub fn open(&mut self) -> &mut Partial {
        &mut self.open
    }

    /// A code.
    pub fn code(&mut self, code: Code) {
        match &self.open.code {
            None => self.open.code = Some(code),
            Some(mine) if mine.same(&code) => {
                self.code_after_id |= self.open.id.is_some();
                self.open.offer_code(code);
            }
            Some(_) if code.trust == Trust::Link => {}
            Some(_) if !code.known && code.trust < Trust::Keyed && !self.has_id() => {}
            Some(mine) if mine.trust < Trust::Known && !self.has_id() => {
                self.open.code = Some(code);
            }
            Some(_) => {
                self.split();
                self.open.code = Some(code);
            }
        }
    }

    /// Whether the open error has a RequestId, with a key or without.
    fn has_id(&self) -> bool {
        self.open.id.is_some() || self.open.bare_id.is_some()
    }

    /// A RequestId after its key.
    pub fn id(&mut self, id: &str) {
        match &self.open.id {
            None => self.open.id = Some(id.to_owned()),
            Some(mine) if mine.eq_ignore_ascii_case(id) => {}
            Some(_) => {
                let code = self.open.code.clone().filter(|_| self.code_after_id);
                self.split();
                self.open.code = code;
                self.open.id = Some(id.to_owned());
            }
        }
    }

    /// An HTTP status.
    pub fn status(&mut self, status: u16) {
        if self.open.id.is_some() && self.open.code.is_some() && self.open.http.is_some() {
            self.next_http = Some(status);
        }
        self.open.http.get_or_insert(status);
    }

    /// A number next to the code.
    pub fn number(&mut self, status: Option<u16>) {
        self.number = self.number.or(status);
    }

    /// The open error, complete.
    fn complete(&mut self) -> Partial {
        let mut done = std::mem::take(&mut self.open);
        let number = self.number.take();
        if done.id.is_some() || done.bare_id.is_some() {
            done.http = done.http.or(number);
        }
        done
    }

    /// What follows belongs to another error.
    pub fn split(&mut self) {
        let done = self.complete();
        self.open.http = self.next_http.take();
        self.open.marker = done.marker;
        self.code_after_id = false;
        if !done.is_empty() {
            self.done.push(done);
        }
    }

    /// The errors in order of appearance.
    pub fn finish(mut self) -> Vec<Partial> {
        let last = self.complete();
        if !last.is_empty() {
            self.done.push(last);
        }
        self.done
    }
}
