//! Explains the error codes of Alibaba Cloud NAS (file storage), offline.
//!
//! A [`Catalog`] holds an [`Entry`] for each code. Look a code up:
//!
//! ```
//! use naserr::Catalog;
//!
//! let catalog = Catalog::built_in();
//! let entry = catalog.find("invalidfilesystem.notfound")[0];
//! assert_eq!(entry.code, "InvalidFileSystem.NotFound");
//! assert_eq!(entry.http_code, Some(404));
//! assert_eq!(entry.resolution, "The specified file system does not exist or has been deleted.");
//! ```
//!
//! Search for codes by words, by part of a code or by a misspelt one, best first:
//!
//! ```
//! use naserr::{Catalog, search};
//!
//! let catalog = Catalog::built_in();
//! let hits = search(&catalog, "InvalidFileSytem.NotFund", Some(3));
//! assert_eq!(hits[0].entry.code, "InvalidFileSystem.NotFound");
//! ```
//!
//! Explain the errors in a text, whatever its form:
//!
//! ```
//! use std::ops::ControlFlow;
//!
//! use naserr::{Catalog, explain};
//!
//! # fn main() -> std::io::Result<()> {
//! let catalog = Catalog::built_in();
//! let log: &[u8] = br#"{"Code":"ServiceTimeout","RequestId":"4A6EBC1F-0B36-4A4B-8F3B-7D3E6F4C5B2A"}"#;
//! let mut codes = Vec::new();
//! explain(&catalog, log, "app.log", |finding| {
//!     codes.push((finding.received.code, finding.entry.is_some()));
//!     ControlFlow::Continue(())
//! })?;
//! assert_eq!(codes, [(Some("ServiceTimeout".to_owned()), true)]);
//! # Ok(())
//! # }
//! ```
//!
//! # Features
//!
//! - `cli` (default): the program. Without it the library builds without clap, comfy-table, colored and
//!   `terminal_size`: `naserr = { version = "0.1", default-features = false }`.

#![cfg_attr(
    not(feature = "cli"),
    allow(dead_code, unused_imports, reason = "only the program uses some of the library")
)]

mod catalog;
mod explain;
mod extract;
mod redact;
mod sanitize;
mod search;
mod sorted_lines;

#[cfg(feature = "cli")]
mod cli;
#[cfg(feature = "cli")]
mod commands;
#[cfg(feature = "cli")]
mod error;
#[cfg(feature = "cli")]
mod render;
#[cfg(feature = "cli")]
mod report;
#[cfg(feature = "cli")]
mod run;
#[cfg(feature = "cli")]
mod terminal;

pub use catalog::{
    CATALOG_DATE, Catalog, CatalogError, Entry, Origin, ParseError, Retryable, Selector, StatusFilter, Text, Texts,
    guess, phrase,
};
#[doc(hidden)]
pub use explain::trace;
pub use explain::{Finding, explain};
pub use extract::{Occurrence, Totals};
pub use search::{Hit, Rank, mount_error, search, suggest};

/// The program, for `main` and for tests. No promises about its interface.
#[cfg(feature = "cli")]
#[doc(hidden)]
pub use {
    cli::command_line,
    error::Exit,
    run::run,
    terminal::{Environment, Stream, Terminal},
};
