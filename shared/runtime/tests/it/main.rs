//! A process run from the outside: real ports, real requests, a real drain.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

mod crowds;
mod drain;
mod health;
mod ports;
mod rolling;
mod system;
