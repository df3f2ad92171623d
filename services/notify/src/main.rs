//! The sender of letters as its own process.

use std::process::ExitCode;

fn main() -> ExitCode {
    runtime::main(
        "notify",
        "Sends letters to people: by mail, and through a gateway to their telephones.",
        notify::Config::read,
        async |config, clock| Ok(vec![notify::start(config, clock).await?]),
    )
}
