//! Bytes in, errors out: finds every error in an input.
//!
//! An error is a code and a `RequestId`. Of all ways to divide the facts of a text into errors, extraction takes the
//! one that leaves the fewest errors incomplete and divides the text where it has boundaries of its own. So it need not
//! know in advance where an error ends.
//!
//! # The steps
//!
//! ```text
//! bytes → decode → carried → rows → unescape → lines → wraps → lexer → places → messages → cut → settle → occurrences
//! ```
//!
//! Take this text:
//!
//! ```text
//! 10:30:00 ERROR delete failed: InvalidFileSystem.NotFound : The file system
//! does not exist.
//! RequestId : 54744262-D1DB-5E41-AEF1-40A5B35366DF
//! 10:30:01 INFO listed, RequestId: CFCD2084-95D5-55EF-A6E7-DFF9F98764DA
//! ```
//!
//! 1. `decode` converts the bytes to UTF-8 without colours, `stream` splits the text into pieces.
//! 2. `carried` takes the lines of programs out of the records of log shippers, `rows` writes each row of a table as an
//!    object, `unescape` removes the layers of escapes (JSON strings, `&lt;`, `%7B`). `lines` splits each line into
//!    `prefix` and text, with the help of `tags`: lines 1 and 4 have a time and a level, so they begin records. `wraps`
//!    joins lines that a terminal broke.
//! 3. `lexer` finds the facts that have names (two request IDs here), `places` the codes without a name,
//!    `messages` the messages of the service. Line 1 has the code, lines 3 and 4 have a `RequestId` each.
//! 4. `cut` estimates how likely an error ends between two neighbouring facts: −1.7 between lines 1 and 3, because
//!    a line that begins with a field continues the text before it; 6.5 between lines 3 and 4, where a record begins.
//! 5. It chooses the cheapest division: the code with the first `RequestId`, and the second `RequestId` alone.
//!    Dividing between lines 1 and 3 would leave a code without a `RequestId` and a `RequestId` without a code, which
//!    costs more than that boundary is worth.
//! 6. `settle` reports each error once. A `RequestId` alone is not an error.
//!
//! `cargo run --example trace FILE` prints all of this for a text. Use it if a result is wrong, and look for the step
//! that is wrong for texts in general. What is known about clients, log shippers and languages is in `tables`,
//! `names`, `places` and `status`, one fact per row.
//!
//! # What counts as an error
//!
//! - A known code with a dot counts anywhere as a whole word. A known code of one word, and any unknown code, counts
//!   only where clients print a code.
//! - A failed status and a `RequestId` in the form of the service's clients, or a documented message, is an error
//!   without a code.
//! - A bare status, a `RequestId` alone, gRPC's `code = X desc = Y` and a client's own `SDK.*` are not errors. Neither
//!   is an unknown code whose `RequestId` is not in the service's form, unless something else names the service.
//!
//! # Large inputs
//!
//! In an input over 256 KiB, only the records around suspicious words are read (`filter`), and only the first of
//! several records that differ only in times and request IDs (`recall`). So in large inputs a known code without a dot
//! is found only after a key such as `Code` or after `Error:`, an unknown code only after a key, and field names in
//! other scripts than Latin do not lead to an error.
//!
//! This module knows about codes, but not about catalog entries or terminals. Memory is bounded for any input, and the
//! result does not depend on how the input is split.

mod buffer;
mod carried;
mod class;
mod code;
mod cut;
mod decode;
mod draft;
mod facts;
mod filter;
mod interface;
mod json_values;
mod lexer;
mod lines;
mod messages;
mod names;
mod pattern;
mod piece;
mod places;
mod prefix;
mod recall;
mod regions;
mod rows;
mod settle;
mod shape;
mod status;
mod stream;
mod tables;
mod tags;
mod trace;
#[cfg(test)]
#[path = "../../tests/trials.rs"]
mod trials;
mod unescape;
mod wraps;

pub use interface::{Occurrence, Totals, Vocabulary};
pub use stream::Extractor;
pub use trace::trace;
