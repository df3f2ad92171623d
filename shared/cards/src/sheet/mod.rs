//! A sheet of A4: what stands where on a card, and the file that says so.

mod layout;
mod parts;
mod write;

pub(crate) use layout::{LEFT, Layout, PICTURES};
pub(crate) use parts::{Colour, Part, Picture};
pub(crate) use write::write;
