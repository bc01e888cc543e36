//! Where the input is cut: which part of it is worth reading, and where a block of it ends. Knows brackets and suspicious words,
//! not errors.

pub mod blocks;
pub mod filter;
mod literals;
