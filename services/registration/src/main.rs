//! The registration service as its own process.

use std::process::ExitCode;

fn main() -> ExitCode {
    runtime::main(
        "registration",
        "Shows what can be applied for, says who may, and takes registrations.",
        registration::Config::read,
        async |config, clock| Ok(vec![registration::start(config, clock).await?]),
    )
}
