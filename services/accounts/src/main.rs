//! The accounts of applicants as a process of their own.

use std::process::ExitCode;

fn main() -> ExitCode {
    runtime::main(
        "accounts",
        "Makes applicants' accounts, after a check against the population register.",
        accounts::Config::read,
        async |config, clock| Ok(vec![accounts::start(config, clock).await?]),
    )
}
