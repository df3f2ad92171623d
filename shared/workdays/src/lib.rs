//! When the office works: days of the week, hours and holidays, as an installation has them.
//!
//! [`Calendar`] counts working time and needs nothing but itself. Supervisors change it in the console, with
//! [`ledger`]. Every process that promises an answer or tells what is late keeps a [`Board`], and a job reads it anew
//! every twenty seconds. Asking the board costs no query. While the database is away the last known calendar counts.

mod board;
mod calendar;
pub mod ledger;

pub use board::{Board, ReadError};
pub use calendar::{Calendar, DAYS, InvalidHours, Week};
