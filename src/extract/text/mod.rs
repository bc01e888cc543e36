//! What bytes are as text: their encoding, what a terminal would not show, escapes, words, and the shapes of ids and statuses.
//! Knows nothing else.

pub mod clean;
pub mod decode;
pub mod shape;
pub mod unescape;
pub mod words;
