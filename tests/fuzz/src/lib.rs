//! Tries every parser of a stranger's bytes with bytes that nobody thought of: sound inputs, changed at random, for as
//! long as the caller likes. It runs on stable Rust. Every test run gives each target less than a second.
//!
//! ```sh
//! cargo test --workspace --test fuzz                                   # a moment of every target
//! FUZZ_SECONDS=600 cargo test --workspace --test fuzz multipart        # ten minutes of those whose name holds it
//! FUZZ_SECONDS=600 FUZZ_START=7 cargo test --workspace --test fuzz     # other inputs; as many targets at once as CPUs
//! ```
//!
//! Use the test profile: a sum that overflows panics in it. The same start gives the same inputs, as far as the time
//! allows.
//!
//! A target does more than see that nothing panics. It asserts what must hold for any input: written and read again, a
//! value stays the same; the parser accepts nothing outside of its rule; a refusal names a reason; and counted work
//! (bytes looked at, looks at a password) is in proportion to the length. A slow input is only reported: a busy machine
//! is no fault.
//!
//! A new target is one file in `src/targets`, one line in [`targets`], and one test: a name, a folder of sound inputs
//! in `seeds`, words of its language, and a function. A crate opens its private parsers to targets in a module
//! `fuzzing`, which calls what the routes call. A run leaves an input that broke a target in `target/fuzz`; make it a
//! test of the crate that it broke.

mod change;
mod dice;
mod run;
mod targets;

pub use run::{Report, run};
pub use targets::{Target, targets};
