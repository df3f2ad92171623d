//! The worker that has files stamped, as its own process.

use std::process::ExitCode;

fn main() -> ExitCode {
    runtime::main(
        "stamping",
        "Has applicants' files stamped with e-meterai by a distributor.",
        stamping::Config::read,
        async |config, clock| Ok(vec![stamping::start(config, clock).await?]),
    )
}
