//! Pages of people's PDF files as pictures, so that nobody opens a stranger's file in a viewer of their own.
//!
//! What this crate promises:
//! - A page is drawn by a process that lives for this one page. Before it reads a byte it has given up the network,
//!   files, other programs and other processes, and it has limits of memory, processor time and output ([`main`] is
//!   that process).
//! - [`Renditions`] starts so many of them at once as there are processors. Every drawing ends: by itself, by its
//!   limits, or by the deadline.
//! - Nothing of a file reaches a log, a metric or an error text.
//!
//! A program that draws begins its `main` with [`main`], which is all that it takes: the service starts itself again as
//! the drawing process.

mod config;
pub mod fuzzing;
mod measures;
mod outcome;
mod program;
mod protocol;
mod renditions;

pub use config::RenditionsConfig;
pub use outcome::{Format, NotDrawn, Picture, Size};
pub use program::{confine, main};
pub use renditions::Renditions;
