//! Bytes in, errors out: finds every error in whatever is piped in.
//!
//! An error is a code and a `RequestId`. Of all ways to cut the facts of a text into errors, the one is taken that leaves the fewest
//! incomplete, and cuts where the text itself has a boundary. So nobody has to know in advance whether a line is complete.
//!
//! # The steps
//!
//! ```text
//! bytes → decode → lines → wraps → lexer → places → rows → cut → settle → occurrences
//! ```
//!
//! Take this text:
//!
//! ```text
//! 10:30:00 ERROR delete failed: InvalidFileSystem.NotFound : The file system
//! does not exist.
//! `RequestId` : 54744262-D1DB-5E41-AEF1-40A5B35366DF
//! 10:30:01 INFO listed, `RequestId`: CFCD2084-95D5-55EF-A6E7-DFF9F98764DA
//! ```
//!
//! 1. `decode` makes UTF-8 of the bytes, `clean` takes colours out, `stream` cuts the text into pieces.
//! 2. `lines` splits each line into prefix and text: lines 1 and 4 have a time and a level, so they begin records. `unescape` takes
//!    off the layers of escapes (JSON strings, `&lt;`, `%7B`). `wraps` puts together what a terminal broke.
//! 3. `lexer` finds the facts that have names (two request IDs here), `places` the codes that have none, `rows` what whole lines tell.
//!    Line 1 has the code, lines 3 and 4 have a `RequestId` each.
//! 4. `boundary` says how much speaks for an end of the error between two neighbouring facts: −1.7 between lines 1 and 3, for a line
//!    that begins with a field goes on with what is before it; 11.5 between lines 3 and 4, where a record begins.
//! 5. `cut` takes the cheapest cut: the code with the first `RequestId`, the second `RequestId` alone. To cut between lines 1 and 3
//!    would leave a code without a `RequestId` and a `RequestId` without a code, which costs more than any boundary there is worth.
//! 6. `settle` lets each error out once. A `RequestId` alone is no error.
//!
//! `cargo run --example trace FILE` prints all of that for a text: this is how a report of a wrong answer is worked on. Ask which
//! step is wrong for all texts. What is known of clients, shippers and languages is in `tables` and `names`, one row a fact.
//!
//! # What counts as an error
//!
//! - A known code with a dot, as a whole word, anywhere. A known code of one word, and any unknown code, where a code stands.
//! - A failed status and a `RequestId` as the service's clients print them, or a documented message: an error without a code.
//! - Neither a bare status, nor a `RequestId` alone, nor gRPC's `code = X desc = Y`, nor a client's own `SDK.*`, nor an unknown code
//!   whose `RequestId` is not written as the service writes them, unless something else names the service.
//!
//! # Large inputs
//!
//! Of an input over 256 KiB only the records around suspicious words are read (`filter`), and of records that differ only in times
//! and request IDs only the first (`recall`). So a known word without a dot is found there only after a key such as `Code` or after
//! `Error:`, an unknown code without a key not at all, and names that are not written in Latin letters announce nothing.
//!
//! This module knows codes, not catalog entries, and no terminal. Memory is bounded whatever the input, and any split of the input
//! gives the same result.

mod boundary;
mod clean;
mod code;
mod cut;
mod decode;
mod draft;
mod exact;
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
#[cfg(test)]
mod trials;
mod unescape;
mod value;
mod vocabulary;
mod wraps;

pub use occurrence::{Occurrence, Totals};
pub use stream::Extractor;
pub use trace::trace;
pub use vocabulary::Vocabulary;
