//! What extraction must be told about the catalog: its codes and its messages, nothing else.

/// The codes and documented messages that extraction recognises.
///
/// Nothing is asked of an implementation before the first suspicious word of the input.
pub trait Vocabulary {
    /// The published spelling of a code; case and white space are ignored, aliases count.
    fn canonical(&self, code: &str) -> Option<&str>;

    /// Every spelling that may stand in a text, aliases included.
    fn codes(&self) -> Box<dyn Iterator<Item = &str> + '_>;

    /// The messages that the service documents: some tens. In large inputs too many of them would slow
    /// down the search for places of interest.
    fn messages(&self) -> Box<dyn Iterator<Item = &str> + '_>;

    /// The codes whose documented message this is; case, blanks and punctuation are ignored.
    fn codes_for_message(&self, message: &str) -> Vec<&str>;
}
