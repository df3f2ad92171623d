//! The registration service as its own process.

use std::process::ExitCode;

fn main() -> ExitCode {
    // Starts itself again to draw a page; then nothing else may have run before.
    if let Some(code) = renditions::main() {
        return code;
    }
    runtime::main(
        "registration",
        "Shows what can be applied for, says who may, and takes registrations.",
        registration::Config::read,
        async |config, clock| Ok(vec![registration::start(config, clock).await?]),
    )
}
