//! Which facts belong to one error, and which of what comes of it is an error at all. Knows facts, not texts.

mod aside;
pub mod joiner;
mod meeting;
mod open;
mod verdict;
mod window;
