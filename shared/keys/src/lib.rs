//! Which process seals with which key-encryption key, so that a key is neither used before everybody can open it nor
//! taken out while something needs it.
//!
//! A rotation has three steps: all processes know the new key, then they seal with it, then the old one leaves. Each
//! process says what it knows when it starts ([`Register::enter`]) and is refused when a step was left out. What no
//! process can promise, that all data is wrapped with the new key, `helpdesk rewrap` finds out.

pub mod operator;
mod register;

pub use register::{KeyError, LIVE, Register, announce};
