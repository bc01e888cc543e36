//! `naserr completions`: the script that makes a shell complete naserr's command lines.
//!
//! The scripts are short, since they ask the program at every TAB: they know no command, no option and no code, and so
//! none can be out of date.

use crate::cli::{CompletionsArgs, Shell};
use crate::error::{Error, Exit};
use crate::terminal::Terminal;

pub fn run(args: &CompletionsArgs, terminal: &mut Terminal) -> Result<Exit, Error> {
    terminal.answer(script(args.shell))?;
    Ok(Exit::Found)
}

const fn script(shell: Shell) -> &'static str {
    match shell {
        Shell::Bash => include_str!("../../completions/naserr.bash"),
        Shell::Elvish => include_str!("../../completions/naserr.elv"),
        Shell::Fish => include_str!("../../completions/naserr.fish"),
        Shell::Nushell => include_str!("../../completions/naserr.nu"),
        Shell::Powershell => include_str!("../../completions/naserr.ps1"),
        Shell::Zsh => include_str!("../../completions/_naserr"),
    }
}
