//! A distributor of e-meterai: it sells serial numbers to people who have an account there, and stamps PDF files.
//!
//! A serial number is bought before the file is stamped. Whoever loses it pays twice. So each purchase names the
//! document that it is for ([`Reference`]), and after an answer that did not come [`Distributor::serial_state`] tells
//! what happened. A fault is told by its kind ([`FaultKind`]): the distributor is away, or the person must do
//! something, or the file is not fit.
//!
//! What this crate promises:
//! - every call ends within a bounded time, and reads a bounded answer;
//! - passwords and tokens print nowhere, and no error quotes an answer.

mod client;
mod config;
mod fault;
mod purchase;
pub mod simulated;
pub mod wire;

pub use client::{Client, Unusable};
pub use config::Config;
pub use fault::{Fault, FaultKind};
pub use purchase::{Document, Found, NotASerial, Place, Reference, Serial};

use bytes::Bytes;
use secrecy::SecretString;

/// Longest file that distributors take, in bytes.
pub const LARGEST_FILE: usize = 10 << 20;

/// Longest stamped file, in bytes: a stamp makes a file longer.
pub const LARGEST_STAMPED: usize = LARGEST_FILE + (1 << 20);

/// What a distributor does. Each call but [`Distributor::is_up`] and [`Distributor::login`] has a person's token.
pub trait Distributor: Send + Sync + 'static {
    /// Whether the distributor answers at all. Costs nobody anything.
    fn is_up(&self) -> impl Future<Output = Result<(), Fault>> + Send;

    /// Exchanges a person's user name and password for a token. The caller keeps neither.
    fn login(&self, user: &str, password: &SecretString) -> impl Future<Output = Result<SecretString, Fault>> + Send;

    /// How many stamps the person has left.
    fn balance(&self, token: &SecretString) -> impl Future<Output = Result<u64, Fault>> + Send;

    /// Buys a serial number for a document. After a fault of the kind [`FaultKind::Outage`] or [`FaultKind::Failed`] it
    /// may be bought or not.
    fn reserve_serial(
        &self,
        token: &SecretString,
        document: &Document<'_>,
    ) -> impl Future<Output = Result<Serial, Fault>> + Send;

    /// Stamps a file with a serial number and returns the stamped one. After a fault it may be stamped or not.
    fn stamp(
        &self,
        token: &SecretString,
        document: &Document<'_>,
        serial: &Serial,
        file: Bytes,
    ) -> impl Future<Output = Result<Bytes, Fault>> + Send;

    /// What the distributor knows of a document: the serial number that was bought for it, and whether it is used.
    fn serial_state(
        &self,
        token: &SecretString,
        document: Reference,
    ) -> impl Future<Output = Result<Option<Found>, Fault>> + Send;

    /// The stamped file of a document whose serial number is used.
    fn stamped_file(
        &self,
        token: &SecretString,
        document: Reference,
    ) -> impl Future<Output = Result<Bytes, Fault>> + Send;
}
