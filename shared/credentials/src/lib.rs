//! This crate decides what lets somebody in: passwords, answers to security questions, one-time codes, authenticator
//! apps, sessions and known browsers. It also slows down those who try them.
//!
//! The crate knows neither officers nor applicants. A crate with accounts uses it over tables of its own schema
//! ([`Tables`]), chooses the rule for its passwords ([`Rule`]) and sets its own bounds ([`HasherConfig`],
//! [`Allowance`], [`SessionConfig`]).
//!
//! What it promises: it stores and prints nothing that lets somebody in. A code counts once. A session ends by itself.
//! Attempts become slower, and nobody is locked out. A crowd that signs in at once takes bounded memory.

mod code;
mod config;
mod failure;
pub mod fuzzing;
mod known_devices;
mod one_time_codes;
mod password;
mod personal;
pub mod questions;
mod sessions;
mod tables;
mod texts;
mod throttle;
mod totp;

pub use code::{Code, OneTime, OneTimeAnswer, RecoveryCode};
pub use config::SessionConfig;
pub use failure::Failure;
pub use known_devices::KnownDevices;
pub use one_time_codes::{OneTimeCode, OneTimeCodes};
pub use password::{Hasher, HasherConfig, Password, PasswordFault, Rule};
pub use personal::{Number, Personal};
pub use sessions::{Found, NewSession, OpenSession, Sessions, Stage};
pub use tables::Tables;
pub use throttle::{Allowance, Tally, Throttle};
pub use totp::{Checked, Drift, STEP_SECONDS, TotpSecret, looks_like_a_code};
