//! What is known so far of one error. Knows nothing of text or streams.

use crate::extract::read::code::Code;

/// The facts of one error, gathered from a line, an object or a document.
#[derive(Clone, Debug, Default)]
#[allow(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct Partial {
    /// The error code.
    pub code: Option<Code>,
    /// The HTTP status.
    pub http: Option<u16>,
    /// The RequestId.
    pub id: Option<String>,
    /// A bare UUID that may be the RequestId when no key names one.
    pub bare_id: Option<String>,
    /// The service's message.
    pub message: Option<String>,
    /// The endpoint.
    pub host: Option<String>,
    /// The documentation link.
    pub recommend: Option<String>,
    /// The text names a RequestId although its value is empty or masked.
    pub id_key: bool,
    /// The text names the service's own client (`SDK.ServerError`, `aliyun`).
    pub marker: bool,
    /// The status and the message stand as the Tea clients print them (`code: 404, ...`).
    pub tea: bool,
    /// The status comes from a tool that drops the body (`curl -f`).
    pub bare_status: bool,
    /// From a line of prose: not from an object, not from a line that begins with a field.
    pub prose: bool,
    /// From a line with a level: the record before it is another one.
    pub logged: bool,
    /// The line seems to go on in the next one.
    pub cut: bool,
    /// Line of the first fact, from 1.
    pub line: u64,
    /// Fingerprint of the line without its digits, hexadecimal ones too: equal for a repeated log line.
    pub shape: u64,
}

impl Partial {
    /// No fact at all.
    pub fn is_empty(&self) -> bool {
        self.code.is_none()
            && self.http.is_none()
            && self.id.is_none()
            && self.bare_id.is_none()
            && self.message.is_none()
            && self.host.is_none()
            && self.recommend.is_none()
            && !self.id_key
            && !self.marker
    }

    /// The texts as received, the code aside, in a fixed order.
    pub fn texts(&self) -> [Option<&str>; 5] {
        let texts = [
            &self.id,
            &self.bare_id,
            &self.message,
            &self.host,
            &self.recommend,
        ];
        texts.map(Option::as_deref)
    }

    /// The same texts, to be changed.
    pub fn texts_mut(&mut self) -> [&mut Option<String>; 5] {
        [
            &mut self.id,
            &mut self.bare_id,
            &mut self.message,
            &mut self.host,
            &mut self.recommend,
        ]
    }

    /// Takes a code unless a better one is known.
    pub fn offer_code(&mut self, code: Code) {
        if self.code.as_ref().is_none_or(|mine| code.beats(mine)) {
            self.code = Some(code);
        }
    }

    /// Takes what is missing from another picture of the same error.
    pub fn fill(&mut self, mut other: Partial) {
        if let Some(theirs) = other.code.take() {
            self.offer_code(theirs);
        }
        self.http = self.http.or(other.http);
        for (mine, theirs) in self.texts_mut().into_iter().zip(other.texts_mut()) {
            if mine.is_none() {
                *mine = theirs.take();
            }
        }
        self.cut = other.cut;
        self.id_key |= other.id_key;
        self.marker |= other.marker;
        self.tea |= other.tea;
        self.bare_status |= other.bare_status;
    }
}
