//! What extraction must be told about the catalog: its codes and its messages, nothing else.

/// The codes and documented messages that extraction recognises.
///
/// Nothing is asked of an implementation before the first suspicious word of the input.
pub trait Vocabulary {
    /// The published spelling of a code; case and white space are ignored, aliases count.
    fn canonical(&self, code: &str) -> Option<&str>;

    /// Every spelling that may stand in a text, aliases included.
    fn codes(&self) -> Box<dyn Iterator<Item = &str> + '_>;

    /// Messages that a large input is searched for, some tens: more would slow the search down. The other messages of
    /// [`codes_for_message`](Self::codes_for_message) are found in small inputs, and in large ones only near something else
    /// that announces an error.
    fn messages(&self) -> Box<dyn Iterator<Item = &str> + '_>;

    /// The codes that the service sends with this message; case, blanks, punctuation and numbers are ignored.
    fn codes_for_message(&self, message: &str) -> Vec<&str>;
}
