//! The process: arguments, streams and exit code of the program whose work the library does.

use std::process::ExitCode;

use naserr::Terminal;

fn main() -> ExitCode {
    ExitCode::from(naserr::run(std::env::args_os(), &mut Terminal::of_process()).code())
}
