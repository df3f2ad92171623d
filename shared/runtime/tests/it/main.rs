//! A process run from the outside: real ports, real requests, a real drain.

mod drain;
mod health;
mod ports;
mod system;
