//! The command line: arguments in, an exit status out.

use std::process::ExitCode;

fn main() -> ExitCode {
    minutebook::cli::run(std::env::args_os())
}
