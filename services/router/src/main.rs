//! The router as its own process.

use std::process::ExitCode;

fn main() -> ExitCode {
    runtime::main(
        "router",
        "Sends each accepted submission to the desk that can solve it.",
        router::Config::read,
        async |config, clock| Ok(vec![router::start(config, clock).await?]),
    )
}
