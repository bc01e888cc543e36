//! What can go wrong, and how the process ends.

use std::fmt;
use std::io;
use std::process::ExitCode;

/// How the process ends. The only place that knows the exit codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Something was found: 0.
    Found,
    /// Nothing was found, or not everything that was asked for: 1.
    NotFound,
    /// The arguments, the input, a catalog or the output failed: 2.
    Error,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Found => 0,
            Exit::NotFound => 1,
            Exit::Error => 2,
        })
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

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ClosedPipe => f.write_str("the reader of standard output is gone"),
            Self::OwnCatalog(what) | Self::Other(what) => f.write_str(what),
        }
    }
}
