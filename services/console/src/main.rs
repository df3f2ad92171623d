//! The officers' console as a process of its own.

use std::process::ExitCode;

fn main() -> ExitCode {
    // Started to draw a page: before anything else, for the drawing must have nothing of ours.
    if let Some(code) = renditions::main() {
        return code;
    }
    runtime::main(
        console::NAME,
        "The officers' console: signing in, working on tickets, supervising, administering accounts, auditing",
        console::Config::read,
        async |config, clock| Ok(vec![console::start(config, clock).await?]),
    )
}
