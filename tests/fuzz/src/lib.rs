//! Whatever reads a stranger's bytes is tried here with bytes that nobody thought of: sound inputs, changed at random,
//! for as long as somebody likes. It runs on stable Rust, and less than a second of each target belongs to every test
//! run.
//!
//! ```sh
//! cargo test --workspace --test fuzz                                   # a moment of every target
//! FUZZ_SECONDS=600 cargo test --workspace --test fuzz multipart        # ten minutes of those whose name holds it
//! FUZZ_SECONDS=600 FUZZ_START=7 cargo test --workspace --test fuzz     # other inputs; as many targets at once as CPUs
//! ```
//!
//! The test profile is the one to take: a sum that overflows panics in it. The same start gives the same inputs, as far
//! as the time reaches.
//!
//! A target does more than to see that nothing panics. It asserts what holds of whatever it is given: what was read is
//! read the same when it is written again, nothing is accepted outside of its rule, what is refused names a reason, and
//! work that is counted (bytes looked at, looks at a password) is in proportion to the length. What takes long is only
//! told: a busy machine is no fault.
//!
//! A new target is one file in `src/targets`, one line in [`targets`], and one test: a name, a folder of sound inputs
//! in `seeds`, words of its language, and a function. What a crate does not show it shows in a module `fuzzing`, which
//! calls what the routes call. An input that broke a target is left in `target/fuzz`; it becomes a test of the crate
//! that it broke.

mod change;
mod dice;
mod run;
mod targets;

pub use run::{Report, run};
pub use targets::{Target, targets};
