//! Long calculations, such as comparing a password, may wait. Each runs on a thread that steps back whenever a request
//! wants its processor.

use std::io;

use tokio::sync::oneshot;

use crate::telemetry::cause;

/// How much later than others such a thread has its turn. Where all processors are wanted, it gets a ninth of what
/// another thread gets.
const NICENESS: i32 = 10;

/// The calculation ended without a result: its thread could not start, or it panicked.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Unfinished;

/// Calculates on a thread of its own, at low priority. The caller bounds how many there are. Who stops waiting does not
/// stop the calculation.
///
/// # Errors
/// [`Unfinished`] when no thread could start, or the calculation panicked.
pub async fn in_background<T: Send + 'static>(
    name: &str,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Unfinished> {
    let (done, result) = oneshot::channel();
    let thread = std::thread::Builder::new().name(name.to_owned()).spawn(move || {
        if let Err(error) = step_back() {
            tracing::debug!(error = cause(&error), "a calculation keeps its priority");
        }
        // Whoever asked may be gone.
        done.send(work()).ok();
    });
    drop(thread.map_err(|_error| Unfinished)?);
    result.await.map_err(|_dropped| Unfinished)
}

/// On Linux a thread's niceness is its own.
fn step_back() -> io::Result<()> {
    rustix::process::nice(NICENESS)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_calculation_steps_back_and_its_caller_does_not() {
        let niceness = || rustix::process::getpriority_process(None).unwrap();
        let before = niceness();
        assert_eq!(in_background("test", niceness).await, Ok((before + NICENESS).min(19)));
        assert_eq!(niceness(), before);
    }

    #[tokio::test]
    async fn a_calculation_that_panics_is_unfinished() {
        let panics: fn() -> u8 = || panic!("on purpose");
        assert_eq!(in_background("test", panics).await, Err(Unfinished));
    }
}
