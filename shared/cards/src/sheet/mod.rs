//! Sheets of A4: what stands where on a card, and the file that says so.

mod layout;
mod parts;
mod write;

pub(crate) use layout::{LEFT, Layout, PICTURES, RIGHT, on_one_line};
pub(crate) use parts::{Colour, Part, Picture, Row};
pub(crate) use write::write;
