//! Explains the error codes of Alibaba Cloud NAS (file storage), offline.
//!
//! The program is a thin layer over this library: a [`Catalog`] of [`Entry`] values, found by code, pattern or status.
//!
//! ```
//! use naserr::{Catalog, Selector};
//!
//! let catalog = Catalog::built_in();
//!
//! let found = catalog.find("invalidfilesystem.notfound").expect("a code of the guide");
//! assert_eq!(found.entries[0].http_code.map(|status| status.get()), Some(404));
//! assert_eq!(found.entries[0].resolution, "The specified file system does not exist or has been deleted.");
//!
//! assert!(catalog.matching("OperationDenied.*").all(|entry| entry.code.starts_with("OperationDenied.")));
//! ```

mod catalog;
mod cli;
mod command_line;
mod commands;
mod error;
mod explain;
mod extract;
mod first_contact;
mod redact;
mod render;
mod report;
mod run;
mod sanitize;
mod search;
mod settings;
mod terminal;

pub use catalog::{
    Catalog, CatalogError, Entry, Family, Found, HttpCode, Origin, Retryable, Selector, Spelling,
    StatusFilter, Texts, phrase,
};
pub use error::Exit;
#[doc(hidden)]
pub use explain::trace;
pub use explain::{Finding, explain};
pub use extract::{Occurrence, Totals};
pub use run::run;
pub use search::{Field, Hit, Match, Rank, search, suggest};
pub use terminal::{Environment, Stream, Terminal};
