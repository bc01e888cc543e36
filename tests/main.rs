//! Tests that run the program: what it prints on both streams, and its exit code.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::cast_precision_loss,
    reason = "a test ends at its first failure"
)]

mod at_terminal;
mod attack;
mod built_in_catalog;
mod changelog;
mod completions;
mod decoded;
mod default_command;
mod encodings;
mod exit_codes;
mod explain_output;
mod extract;
mod harness;
mod hits;
mod inputs;
mod kinds;
mod layers;
mod list;
mod lookup;
mod man;
mod merge;
mod messages;
mod name_guesses;
mod output;
mod pictures;
mod properties;
mod queries;
mod readme;
mod received_messages;
mod received_text;
mod retry_loop;
mod schema;
mod screen;
mod suggestions;
mod table_rows;
mod tables;
mod typos;
mod user_catalogs;
