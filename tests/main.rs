//! Behaviour through the binary: what it prints on both streams and how it ends.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test ends at the first thing that is not as it should be"
)]

mod catalog;
mod exit_codes;
mod families;
mod harness;
mod list;
mod lookup;
mod output;
mod properties;
mod readme;
mod retry_loop;
mod schema;
mod terminal;
mod user_catalogs;
