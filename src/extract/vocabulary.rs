//! What extraction needs to know about the catalog: its codes and its messages, nothing else.

/// The codes and documented messages that extraction recognizes.
///
/// No method is called before the first suspicious word of the input.
pub trait Vocabulary {
    /// The published spelling of a code; case and white space are ignored, aliases count.
    fn canonical(&self, code: &str) -> Option<&str>;

    /// Every spelling that may occur in a text, including aliases.
    fn codes(&self) -> Box<dyn Iterator<Item = &str> + '_>;

    /// A few dozen messages that large inputs are searched for; more would slow the search down. The other messages of
    /// [`codes_for_message`](Self::codes_for_message) are found in small inputs, and in large ones only near something
    /// else that indicates an error.
    fn messages(&self) -> Box<dyn Iterator<Item = &str> + '_>;

    /// The codes that the service sends with this message; case, spaces, punctuation and numbers are ignored.
    fn codes_for_message(&self, message: &str) -> Vec<&str>;
}
