//! Fills in the first three steps: saves what was told, judges it, and notes how far the registration has come. Pages
//! and programs ask the same functions.

pub(crate) mod biodata;
pub(crate) mod formation;
pub(crate) mod selection;
mod told;

pub(crate) use told::{Button, Filled, NotFilled, Sent, Stale, Told};
