//! Text in, errors out: finds every error in whatever is read. It knows no catalog, no terminal and no format.

mod boundary;
mod clean;
mod code;
mod cut;
mod decode;
mod facts;
mod filter;
mod lexer;
mod lines;
mod literals;
mod names;
mod occurrence;
mod own;
mod pattern;
mod piece;
mod places;
mod recall;
mod rows;
mod scopes;
mod settle;
mod shape;
mod stream;
mod tables;
mod trace;
mod unescape;
mod value;
mod vocabulary;
mod wraps;

pub use occurrence::{Occurrence, Totals};
pub use stream::Extractor;
pub use trace::trace;
pub use vocabulary::Vocabulary;
