//! Bytes in, errors out: finds every error in whatever is piped in.
//!
//! ```text
//! bytes → decode → lines → blocks → reader (JSON, XML, text) → partial pictures → joiner → occurrences
//!                    ↑ filter: in a large input only the neighbourhood of suspicious words is read
//! ```
//!
//! Knows codes, not catalog entries; no terminal, no output. Memory is constant whatever the size of
//! the input, and any split of the input gives the same result.

mod blocks;
mod clause;
mod clean;
mod decode;
mod filter;
mod joiner;
mod json;
mod keys;
mod layout;
mod link;
mod occurrence;
mod partial;
mod reader;
mod shape;
mod stream;
mod text;
mod unescape;
mod value;
mod vocabulary;
mod window;
mod xml;

pub use occurrence::{Occurrence, Totals};
pub use stream::Extractor;
pub use vocabulary::Vocabulary;
