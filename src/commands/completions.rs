//! `naserr completions`: the script that a shell loads to complete naserr's command lines.
//!
//! The scripts ask the program at every TAB. They know no command, no option and no code, so they are never out of date.

use crate::cli::Shell;

/// The script for a shell.
pub const fn script(shell: Shell) -> &'static str {
    match shell {
        Shell::Bash => include_str!("../../completions/naserr.bash"),
        Shell::Elvish => include_str!("../../completions/naserr.elv"),
        Shell::Fish => include_str!("../../completions/naserr.fish"),
        Shell::Nushell => include_str!("../../completions/naserr.nu"),
        Shell::Powershell => include_str!("../../completions/naserr.ps1"),
        Shell::Zsh => include_str!("../../completions/_naserr"),
    }
}
