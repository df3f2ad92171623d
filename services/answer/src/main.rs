//! The answer service as a process of its own.

use std::process::ExitCode;

fn main() -> ExitCode {
    runtime::main(
        answer::NAME,
        "The desks' side of the broker and of partner agencies: receives tickets from the queues, and takes what \
        agencies report and answer",
        answer::Config::read,
        async |config, clock| Ok(vec![answer::start(config, clock).await?]),
    )
}
