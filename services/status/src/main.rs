//! The status service as its own process.

use std::process::ExitCode;

fn main() -> ExitCode {
    runtime::main(
        "status",
        "Tells applicants how far their ticket is, by its number and their NIK.",
        status::Config::read,
        async |config, clock| Ok(vec![status::start(config, clock).await?]),
    )
}
