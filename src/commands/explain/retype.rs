//! Commands for the user to type, with the options of this run.

use std::path::Path;

use crate::cli::{ExplainArgs, Options};

/// This command for an input that comes from a pipe.
pub fn explain(args: &ExplainArgs, options: &Options) -> String {
    let mut command = "naserr explain".to_owned();
    for (flag, is_given) in [
        ("--each", args.each),
        ("--summary", args.summary),
        ("--tee", args.tee),
        ("--quiet", options.quiet),
    ] {
        if is_given {
            command += " ";
            command += flag;
        }
    }
    if let Some(format) = options.format {
        command += " -f ";
        command += format.word();
    }
    if let Some(color) = options.color {
        command += " --color ";
        command += color.word();
    }
    command + &catalogs(options)
}

/// The command that looks up a code or a status.
pub fn lookup(word: &str, options: &Options) -> String {
    format!("naserr lookup {word}{}", catalogs(options))
}

fn catalogs(options: &Options) -> String {
    let files = options.catalog.iter();
    let named = files.map(|file| [" --catalog ".to_owned(), quoted(file)]);
    named.flatten().collect()
}

/// A file name for a POSIX shell.
pub fn quoted(file: &Path) -> String {
    format!("'{}'", file.display().to_string().replace('\'', r"'\''"))
}
