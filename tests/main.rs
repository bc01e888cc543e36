//! Behaviour through the binary: what it prints on both streams and how it ends.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::cast_precision_loss,
    reason = "a test ends at the first thing that is not as it should be"
)]

mod attack;
mod catalog;
mod changelog;
mod completions;
mod decoded;
mod default_command;
mod exit_codes;
mod explain;
mod extract;
mod families;
mod harness;
mod hits;
mod inputs;
mod layers;
mod list;
mod lookup;
mod man;
mod merge;
mod output;
mod pictures;
mod properties;
mod queries;
mod readme;
mod received_messages;
mod retry_loop;
mod schema;
mod screen;
mod slips;
mod suggestions;
mod tables;
mod terminal;
mod user_catalogs;
