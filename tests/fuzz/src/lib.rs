//! Whatever reads a stranger's bytes is tried here with bytes that nobody thought of: sound inputs, changed at random,
//! for as long as somebody likes. It runs on stable Rust, and a few seconds of it belong to every test run.
//!
//! ```sh
//! cargo test -p fuzz                               # a few seconds of every target
//! FUZZ_SECONDS=600 cargo test --release -p fuzz pdf   # ten minutes of those whose name holds "pdf"
//! ```
//!
//! A new target is one file in `src/targets` and one line in [`targets`]: a name, a folder of sound inputs in `seeds`,
//! words of its language, and a function that must neither panic nor take more than a bounded time, whatever it is
//! given. An input that broke a target is left in `target/fuzz`; it becomes a test of the crate that it broke.

mod change;
mod dice;
mod run;
mod targets;

pub use run::{Report, run};
pub use targets::{Target, targets};
