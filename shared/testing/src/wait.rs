//! Waits for a condition, never for a time.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

/// Longest pause between two attempts.
const LONGEST_PAUSE: Duration = Duration::from_millis(200);

/// Calls `look` again and again until it gives a value, at most for `patience`. `what` completes "waited … for".
///
/// # Errors
/// When the time is over. The error says for what it waited, and includes the last error of `look` if there was one.
pub async fn eventually<T>(
    what: &str,
    patience: Duration,
    mut look: impl AsyncFnMut() -> Result<Option<T>>,
) -> Result<T> {
    let started = Instant::now();
    let mut pause = Duration::from_millis(5);
    loop {
        let seen = look().await;
        if let Ok(Some(value)) = seen {
            return Ok(value);
        }
        if started.elapsed() > patience {
            return match seen {
                Err(error) => Err(error).with_context(|| format!("waited {patience:?} for {what}")),
                Ok(_) => bail!("waited {patience:?} for {what}"),
            };
        }
        tokio::time::sleep(pause).await;
        pause = (pause * 2).min(LONGEST_PAUSE);
    }
}
