//! A panic becomes a log line with its place. The line leaves out what the panic says: the standard library quotes the
//! text that it was working on, which may be somebody's name.

use std::panic::{self, PanicHookInfo};

/// From now on panics are logged instead of printed.
pub(super) fn log() {
    panic::set_hook(Box::new(|panic: &PanicHookInfo<'_>| {
        let location = panic.location().map(ToString::to_string);
        let thread = std::thread::current().name().map(ToOwned::to_owned);
        tracing::error!(location, thread, "panic");
    }));
}
