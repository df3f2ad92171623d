//! What the service reads from the drawing process, for `tests/fuzz`. The process reads a stranger's file, so it may
//! write anything.

use crate::Picture;
use crate::protocol;

/// The number of pages that an output names.
#[must_use]
pub fn pages(output: &[u8]) -> Option<u16> {
    protocol::pages(output)
}

/// The picture in an output, and the output that would say the same.
#[must_use]
pub fn picture(output: &[u8]) -> Option<(Picture, Vec<u8>)> {
    let picture = protocol::picture(output.to_vec())?;
    let Picture { pages, width, height, format, paper, .. } = &picture;
    let line = protocol::picture_line(*pages, (*width, *height), *format, *paper);
    let again = [line.as_bytes(), &picture.bytes].concat();
    Some((picture, again))
}
