//! The program.

use std::process::ExitCode;

use minutebook::document::extract;

fn main() -> ExitCode {
    let mut arguments = std::env::args_os().skip(1);
    if arguments.next().is_some_and(|command| command == extract::COMMAND) {
        return extract::main(arguments);
    }
    ExitCode::SUCCESS
}
