//! The population register of Dukcapil: whether NIK, family card, name, place and date of birth belong together.
//!
//! The register answers yes or no to each value that we send, and tells nothing else. It is often slow, and each answer
//! is one of a daily quota: the user of this crate keeps verdicts, and counts what it may still ask. An answer that
//! does not come is no verdict ([`Unavailable`]), and nobody is refused because of it.
//!
//! ```no_run
//! # async fn example(identity: population::Identity) -> Result<(), Box<dyn std::error::Error>> {
//! use population::{Config, Register, Verdict};
//!
//! let mut settings = runtime::Settings::from_env();
//! let config = Config::read(&mut settings);
//! settings.finish()?;
//! let register = Register::new(config)?;
//! match register.check(&identity).await?.verdict {
//!     Verdict::Match => {}
//!     Verdict::NotFound => {}
//!     Verdict::Differs(values) => println!("{} values differ", values.len()),
//! }
//! # Ok(())
//! # }
//! ```

mod breaker;
mod config;
mod identity;
mod register;
pub mod simulated;
mod verdict;
pub mod wire;

pub use config::Config;
pub use identity::Identity;
pub use register::{Register, Unusable};
pub use verdict::{Checked, Unavailable, Value, Verdict};
