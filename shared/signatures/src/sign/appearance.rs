//! What people see of a signature.

use jiff::Timestamp;

/// What a signature says beside the certificate.
#[derive(Debug, Clone, Default)]
pub struct Appearance<'a> {
    /// When it is signed. The level B-B has it here and nowhere else.
    pub at: Timestamp,
    /// Why.
    pub reason: Option<&'a str>,
    /// Who, in words.
    pub name: Option<&'a str>,
    /// Where.
    pub location: Option<&'a str>,
    /// What a page shows of it. Without a picture nobody sees it but in the reader's list of signatures.
    pub picture: Option<Picture<'a>>,
}

/// A picture on a page.
#[derive(Clone)]
pub struct Picture<'a> {
    /// The page, from 0 on.
    pub page: usize,
    /// Left, bottom, right and top, in points from the lower left corner of the page.
    pub place: [f32; 4],
    /// Pixels in a row.
    pub width: u32,
    /// Rows.
    pub height: u32,
    /// Red, green and blue of each pixel, from the upper left on.
    pub pixels: &'a [u8],
}

impl std::fmt::Debug for Picture<'_> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Picture").field("page", &self.page).field("place", &self.place).finish_non_exhaustive()
    }
}

impl Picture<'_> {
    /// Width and height on the page, when there are as many pixels as the picture says and its place is an area.
    pub(super) fn size(&self) -> Option<(f32, f32)> {
        let [left, bottom, right, top] = self.place;
        let count = u64::from(self.width) * u64::from(self.height) * 3;
        let is_area = self.place.iter().all(|side| side.is_finite()) && left < right && bottom < top;
        (is_area && count > 0 && usize::try_from(count) == Ok(self.pixels.len()))
            .then_some((right - left, top - bottom))
    }
}
