//! An entry as a catalog file states it, before it has a layer.

use std::borrow::Cow;

use super::entry::{Entry, HttpCode, Origin, Retryable, Texts};

/// The fields of an entry as a file states them. What a file leaves out is `None` or empty.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Draft<'t> {
    /// As [`super::Entry::http_code`]; leaving it out and `null` are the same.
    pub http_code: Option<HttpCode>,
    /// The only field that a file must state.
    pub code: Cow<'t, str>,
    /// As [`super::Entry::message`]; leaving it out and `null` are the same.
    pub message: Option<Cow<'t, str>>,
    /// As [`super::Entry::resolution`]; leaving it out and `null` are the same.
    pub resolution: Option<Cow<'t, str>>,
    /// As [`super::Entry::retryable`].
    pub retryable: Option<Retryable>,
    /// As [`super::Entry::aliases`].
    pub aliases: Cow<'t, str>,
    /// As [`super::Entry::actions`].
    pub actions: Cow<'t, str>,
    /// As [`super::Entry::notes`].
    pub notes: Cow<'t, str>,
    /// As [`super::Entry::sources`].
    pub sources: Cow<'t, str>,
}

impl Draft<'_> {
    /// The entry that the draft stands for in a layer.
    #[must_use]
    pub fn entry(&self, origin: Origin) -> Entry<'_> {
        Entry {
            http_code: self.http_code,
            code: &self.code,
            message: self.message.as_deref().unwrap_or_default(),
            resolution: self.resolution.as_deref().unwrap_or_default(),
            retryable: self.retryable.unwrap_or(Retryable::Unknown),
            origin,
            aliases: Texts::new(&self.aliases),
            actions: Texts::new(&self.actions),
            notes: Texts::new(&self.notes),
            sources: Texts::new(&self.sources),
        }
    }
}
