//! What a block of the input says, before it is known which error it speaks of.

use crate::extract::occurrence::Occurrence;
use crate::extract::read::partial::Partial;

/// Something that a block says. Lines count from 0, the first of the block.
#[derive(Clone, Debug)]
pub enum Fact {
    /// The line is one of this program, as a tool names it that follows several ones.
    Source(String),
    /// A line without a fact.
    Nothing,
    /// What a line or an object says of one error.
    Error {
        /// The picture.
        partial: Partial,
        /// Whether its line goes on with what the lines before began.
        continuation: bool,
    },
    /// A break in the text: a blank line, or the beginning of an item of a list.
    Break,
    /// Facts may not pass here.
    Seal(Seal),
    /// The text of another error begins: what is known of one with a code stays with it.
    SealCode,
    /// An answer ended: a RequestId or a status in it that no error followed means nothing.
    AnswerEnds {
        /// The line where it began.
        since: u64,
    },
    /// A record of a structured logger ended: what it tells without a code is all there is.
    RecordEnds,
    /// An error of our own output: taken as it is.
    Own(Occurrence),
    /// The head of a table: its rows name a code and a RequestId.
    Columns,
    /// A text inside texts inside texts was left out.
    TooDeep,
}

/// Where facts may not pass.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Seal {
    /// Everything passes.
    #[default]
    None,
    /// An object began: a line that begins with a field still belongs to the error before it.
    Object,
    /// A log record began.
    Record,
    /// Another error began.
    Hard,
}
