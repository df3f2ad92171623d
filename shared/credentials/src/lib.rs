//! What lets somebody in: passwords, one-time codes, authenticator apps, sessions and known browsers, and the brake for
//! whoever tries them.
//!
//! The crate knows neither officers nor applicants. Whoever has accounts uses it over tables of a schema of their own
//! ([`Tables`]), with their own bounds ([`HasherConfig`], [`Allowance`], [`SessionConfig`]).
//!
//! What it promises: nothing that lets somebody in is stored in the open or printed; a code counts once; a session ends
//! by itself; whoever tries passwords is slowed down and nobody is locked out; and a crowd that signs in at once takes
//! bounded memory.

mod code;
mod config;
mod failure;
pub mod fuzzing;
mod known_devices;
mod one_time_codes;
mod password;
mod sessions;
mod tables;
mod texts;
mod throttle;
mod totp;

pub use code::{OneTime, RecoveryCode};
pub use config::SessionConfig;
pub use failure::Failure;
pub use known_devices::KnownDevices;
pub use one_time_codes::{OneTimeCode, OneTimeCodes};
pub use password::{Hasher, HasherConfig, Number, Password, PasswordFault, Personal};
pub use sessions::{Found, NewSession, OpenSession, Sessions, Stage};
pub use tables::Tables;
pub use throttle::{Allowance, Throttle};
pub use totp::{Checked, Drift, STEP_SECONDS, TotpSecret, looks_like_a_code};
