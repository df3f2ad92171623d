//! A population register with invented persons, for one machine and for tests. It speaks as Dukcapil's does
//! ([`population::wire`]), and can be slow, away, out of quota or broken when asked to be.

mod persons;
mod server;
mod switches;

pub use persons::{Persons, State};
pub use server::{Register, serve};
pub use switches::Switches;
