//! What can go wrong, and how the process ends.

use std::io;
use std::process::ExitCode;

/// How the process ends. The only place that knows the exit codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Exit {
    /// Something was found.
    Found = 0,
    /// Nothing was found, or not everything that was asked for.
    NotFound = 1,
    /// The arguments, the input, a catalog or the output failed.
    Error = 2,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// Why a command failed.
#[derive(Debug)]
pub enum Error {
    /// The reader of standard output closed the pipe, which is not a failure.
    ClosedPipe,
    /// Problems in the user's own catalogs, which `--no-catalog` ignores.
    OwnCatalog(String),
    /// Anything else: what failed, on what, and what to do.
    Other(String),
}

impl Error {
    /// A failed write to standard output.
    #[must_use]
    pub fn output(error: &io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::ClosedPipe,
            _ => Self::Other(format!("cannot write to standard output: {error}")),
        }
    }
}
