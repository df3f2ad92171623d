//! The answer service as a process of its own.

use std::process::ExitCode;

fn main() -> ExitCode {
    // Started to draw a page: before anything else, for the drawing must have nothing of ours.
    if let Some(code) = renditions::main() {
        return code;
    }
    runtime::main(
        answer::NAME,
        "The desks of the help desk: receives tickets from the queues, lets officers and partner agencies work on \
        them and answer them",
        answer::Config::read,
        async |config, clock| Ok(vec![answer::start(config, clock).await?]),
    )
}
