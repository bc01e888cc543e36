//! The process: arguments in, exit code out.

use std::process::ExitCode;

use naserr::Terminal;

fn main() -> ExitCode {
    naserr::run(std::env::args_os(), &mut Terminal::of_process()).into()
}
