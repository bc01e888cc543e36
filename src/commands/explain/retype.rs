//! Commands for the user to type, with the options of this run.

use std::path::Path;

use crate::cli::{ExplainArgs, Options};

/// This command for an input that comes from a pipe.
pub fn explain(args: &ExplainArgs, options: &Options, catalog_options: &str) -> String {
    let mut command = "naserr explain".to_owned();
    for (flag, is_given) in [
        ("--each", args.each),
        ("--summary", args.summary),
        ("--tee", args.tee),
        ("--no-catalog", options.no_catalog),
        ("--quiet", options.quiet),
    ] {
        if is_given {
            command += " ";
            command += flag;
        }
    }
    if let Some(format) = options.format_name() {
        command += " -f ";
        command += &format;
    }
    command + catalog_options
}

/// A file name for a POSIX shell.
pub fn quoted(file: &Path) -> String {
    format!("'{}'", file.display().to_string().replace('\'', r"'\''"))
}
