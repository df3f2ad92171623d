//! Draws the pages of people's PDF files as pictures, so that nobody opens a stranger's file in a viewer.
//!
//! What this crate promises:
//! - One process draws one page and ends. Before it reads a byte it gives up the network, files, other programs and
//!   other processes. It has limits of memory, processor time and output ([`main`] is that process).
//! - [`Renditions`] runs as many of them at the same time as there are processors. Every drawing ends: by itself, by
//!   its limits, or by the deadline.
//! - No log, metric or error text holds anything of a file.
//!
//! A program that draws calls [`main`] first in its own `main`. That is all it needs: the service starts itself again
//! as the drawing process.

mod config;
pub mod fuzzing;
mod measures;
mod outcome;
mod program;
mod protocol;
mod renditions;

pub use config::RenditionsConfig;
pub use outcome::{Format, NotDrawn, Paper, Picture, Size};
pub use program::{confine, main};
pub use renditions::Renditions;
