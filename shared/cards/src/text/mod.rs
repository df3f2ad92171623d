//! Sets a value in lines: which typeface, in which order, how wide, where a line ends.

mod faces;
mod letters;
mod lines;
mod shaping;

pub(crate) use faces::Weight;
pub(crate) use letters::readable;
pub(crate) use lines::{Style, Text, set};
