//! Bytes in, errors out: finds every error in whatever is piped in.
//!
//! ```text
//! bytes → decode → lines → blocks → reader (JSON, XML, lines) → facts → joiner → occurrences
//!                    ↑ filter: of a large input only the neighbourhood of suspicious words is read
//!                                 ↑ recall: and of lines that differ in time and RequestId only the first
//! ```
//!
//! `stream` drives this; `text`, `cut`, `read` and `join` are its rooms, from the bytes to the errors.
//!
//! Knows codes, not catalog entries; no terminal, no output. Memory is constant whatever the size of
//! the input, and any split of the input gives the same result.
//!
//! What counts as an error:
//! - A known code with a dot, as a whole word, anywhere, source code included.
//! - A known code of one word, and any unknown code, where a code stands: after a key such as `Code`,
//!   after `Error:`, before `: code: 404`, in the cell next to a failed status or a RequestId (an unknown
//!   one: with both on its line), and where only the service's clients put one: before
//!   `: message, URL: http...` and in `OpenAPI returned error: message (...)`, or next to a RequestId in a
//!   table whose head names both columns. Words that other systems use too (`NotFound`) also need a
//!   RequestId, a HostId or a documentation link beside them; so do names that may be an expression
//!   (`Response.Code`).
//! - A failed status and a RequestId as the Tea clients print them, or a documented message, whatever its case and the number
//!   in it: an error without a code.
//! - Neither a bare status, nor headers alone, nor gRPC's `code = X desc = Y`, nor a client's own `SDK.*`, nor an unknown code whose
//!   RequestId has small letters, with nothing else of the service beside it: other clouds have the same keys.
//!
//! Of an input over 256 KiB only the neighbourhood of some words is read: keys that end in `code` or
//! `Code`, `Error:`, `RequestId:`, known codes as published, the first words of documented messages as
//! published (small inputs: in any case), `URL returned error:`. So a known word without a dot is found
//! there only after such a key or after `Error:`, an unknown code without a key not at all, and names that
//! are not written in Latin letters announce nothing.
//!
//! What is one error: everything with the same RequestId; mentions of one code without a second
//! RequestId in the neighbourhood. A log line that repeats but for its digits is another occurrence, those of hexadecimal ids
//! among them.
//! Facts never cross the beginning of a log record, of another object or of another error's text, nor from one program to another
//! where the lines of several alternate and each names its own. What a sentence before an error's fields tells counts where the
//! fields do not tell it: it may have spoken of another call.

mod cut;
mod join;
mod occurrence;
mod read;
mod stream;
mod text;
mod vocabulary;

pub use occurrence::{Occurrence, Totals};
pub use stream::Extractor;
pub use vocabulary::Vocabulary;
