//! Groups the facts of one line, in their order, into the errors that the line speaks of.

use crate::extract::code::{Code, Trust};
use crate::extract::partial::Partial;

/// The errors of one line, the last of them still open.
#[derive(Debug, Default)]
pub struct Clauses {
    done: Vec<Partial>,
    open: Partial,
    /// The code was named again after the RequestId: a further RequestId is a further error.
    code_after_id: bool,
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
            Some(_) if !code.known && code.trust < Trust::Keyed && self.open.id.is_none() => {}
            Some(mine) if mine.trust < Trust::Known && self.open.id.is_none() => {
                self.open.code = Some(code);
            }
            Some(_) => {
                self.split();
                self.open.code = Some(code);
            }
        }
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

    /// What follows belongs to another error.
    pub fn split(&mut self) {
        let done = std::mem::take(&mut self.open);
        self.open.http = self.next_http.take();
        self.open.marker = done.marker;
        self.code_after_id = false;
        if !done.is_empty() {
            self.done.push(done);
        }
    }

    /// The errors in order of appearance.
    pub fn finish(mut self) -> Vec<Partial> {
        self.next_http = None;
        if !self.open.is_empty() {
            self.done.push(self.open);
        }
        self.done
    }
}
