//! What the drawing process says, as the service reads it: for `tests/fuzz`. The process was given a stranger's file,
//! so that it may say anything.

use crate::Picture;
use crate::protocol;

/// The number of pages that an output tells.
#[must_use]
pub fn pages(output: &[u8]) -> Option<u16> {
    protocol::pages(output)
}

/// The picture in an output, and the output that would tell the same.
#[must_use]
pub fn picture(output: &[u8]) -> Option<(Picture, Vec<u8>)> {
    let picture = protocol::picture(output.to_vec())?;
    let line = protocol::picture_line(picture.pages, picture.width, picture.height, picture.format);
    let again = [line.as_bytes(), &picture.bytes].concat();
    Some((picture, again))
}
