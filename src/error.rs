//! What can go wrong, and how the process ends.

use std::fmt;
use std::io;

/// How the process ends. The only place that knows the exit codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Something was found: 0.
    Found,
    /// Nothing was found, or not all that was asked for: 1.
    NotFound,
    /// The arguments, the input, the catalog or the output failed: 2.
    Failed,
}

impl Exit {
    /// The number for the operating system.
    #[must_use]
    pub const fn code(self) -> u8 {
        match self {
            Self::Found => 0,
            Self::NotFound => 1,
            Self::Failed => 2,
        }
    }
}

/// Why a command could not answer.
#[derive(Debug)]
pub enum Error {
    /// Whoever read the answer has closed the pipe and wants no more. No failure of ours.
    ClosedPipe,
    /// Anything else: what failed, on what, and the way out.
    Failure(String),
}

impl Error {
    /// The failure of a write to standard output.
    #[must_use]
    pub fn output(error: &io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::ClosedPipe,
            _ => Self::Failure(format!("cannot write to standard output: {error}")),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ClosedPipe => f.write_str("the reader of standard output is gone"),
            Self::Failure(what) => f.write_str(what),
        }
    }
}

impl std::error::Error for Error {}
