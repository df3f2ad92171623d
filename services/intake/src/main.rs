//! The intake service as its own process.

use std::process::ExitCode;

fn main() -> ExitCode {
    runtime::main(
        "intake",
        "Accepts submissions and hands them to the broker.",
        intake::Config::read,
        async |config, clock| Ok(vec![intake::start(config, clock).await?]),
    )
}
