//! A distributor of e-meterai that sells nothing, for one machine and for tests. It speaks as Peruri's does
//! ([`distributor::wire`]), counts what it sells and stamps, and fails when asked to ([`distributor::simulated`]).
//!
//! Its stamps say "CONTOH – BUKAN METERAI", its serial numbers begin with 00, and the authority of its certificates is
//! made anew at each start: nobody takes its stamps for real ones.

mod authority;
mod folder;
mod ledger;
mod letters;
mod picture;
mod server;
mod stamp;

pub use authority::Authority;
pub use ledger::Ledger;
pub use server::{Simulated, serve};
