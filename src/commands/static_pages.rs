//! `naserr man`, `naserr schema` and `naserr completions`: texts that are part of the program.

use crate::cli::Shell;

/// The manual page, in roff. A test generates it from the command line's definition.
pub const MANUAL: &str = include_str!("man/naserr.1");

/// The JSON Schema of a catalog file.
pub const SCHEMA: &str = include_str!("../catalog/schema.json");

/// The script that a shell loads to complete naserr's command lines. It calls the program at every TAB and contains no
/// commands, options or codes, so it is never out of date.
pub const fn completion_script(shell: Shell) -> &'static str {
    match shell {
        Shell::Bash => include_str!("../../completions/naserr.bash"),
        Shell::Elvish => include_str!("../../completions/naserr.elv"),
        Shell::Fish => include_str!("../../completions/naserr.fish"),
        Shell::Nushell => include_str!("../../completions/naserr.nu"),
        Shell::Powershell => include_str!("../../completions/naserr.ps1"),
        Shell::Zsh => include_str!("../../completions/_naserr"),
    }
}
