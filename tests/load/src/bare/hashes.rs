//! Argon2 with the parameters of passwords on some threads that do nothing else, each in memory of its own.

use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, anyhow};
use argon2::{Argon2, Block, Params};

use crate::clients::{Measured, summed};

/// Hashes on so many threads for `length`.
pub(crate) async fn measure(threads: usize, length: Duration) -> Result<Measured> {
    let started = Instant::now();
    let running: Vec<_> = (0..threads).map(|_| tokio::task::spawn_blocking(move || hash(started, length))).collect();
    let mut times = Vec::new();
    for thread in running {
        times.extend(thread.await.context("a thread that hashes")??);
    }
    summed(&times, started.elapsed())
}

/// How long each hash took.
fn hash(started: Instant, length: Duration) -> Result<Vec<Duration>> {
    // The defaults are what passwords are hashed with.
    let argon2 = Argon2::default();
    let mut memory = vec![Block::default(); argon2.params().block_count()];
    let (mut times, mut output) = (Vec::new(), [0; Params::DEFAULT_OUTPUT_LEN]);
    while started.elapsed() < length {
        let begun = Instant::now();
        let hashed =
            argon2.hash_password_into_with_memory(b"Sungai-Biru-47-Perahu", &[7; 16], &mut output, &mut memory);
        hashed.map_err(|error| anyhow!("hashing: {error}"))?;
        times.push(begun.elapsed());
    }
    Ok(times)
}
