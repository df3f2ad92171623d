//! Blocks one below the other, over as many pages as they need. A block is never parted; a table is, between two rows.

use super::texts;
use crate::{
    CardError,
    sheet::{Colour, LEFT, Layout, Part, RIGHT, Row},
    text::Weight,
};

/// Pages in the making.
pub(super) struct Flow {
    scale: f32,
    /// What further pages begin with.
    of: String,
    done: Vec<Vec<Part>>,
    page: Layout,
}

impl Flow {
    pub(super) fn new(scale: f32, of: String) -> Self {
        Self { scale, of, done: Vec::new(), page: Layout::new(scale) }
    }

    /// Places a block on this page, or on the next one. Says whether it fits there; it is not placed when it does not.
    pub(super) fn block(&mut self, place: impl Fn(&mut Layout) -> Result<(), CardError>) -> Result<bool, CardError> {
        let before = self.page.mark();
        place(&mut self.page)?;
        if self.page.fits() {
            return Ok(true);
        }
        self.page.back_to(before);
        self.turn()?;
        let before = self.page.mark();
        place(&mut self.page)?;
        let fits = self.page.fits();
        if !fits {
            self.page.back_to(before);
        }
        Ok(fits)
    }

    /// Places a block beside which what comes next stands: on this page, which goes on at its top.
    ///
    /// Returns where the block ends.
    pub(super) fn beside(
        &mut self,
        place: impl Fn(&mut Layout) -> Result<f32, CardError>,
    ) -> Result<(usize, f32), CardError> {
        let top = place(&mut self.page)?;
        let end = (self.done.len(), self.page.y);
        self.page.y = top;
        Ok(end)
    }

    /// Goes on below what [stands beside](Self::beside), where that is on the same page.
    pub(super) fn below(&mut self, (page, bottom): (usize, f32)) -> bool {
        if page == self.done.len() {
            self.page.y = self.page.y.max(bottom);
        }
        self.page.fits()
    }

    /// Places the rows of a table, over several pages when they need them. Says whether each fits onto a page.
    pub(super) fn rows<T>(
        &mut self,
        says: &str,
        values: &[T],
        place: impl Fn(&mut Layout, &T) -> Result<Row, CardError>,
    ) -> Result<bool, CardError> {
        let mut rows = Vec::with_capacity(values.len());
        for value in values {
            let before = self.page.mark();
            let row = place(&mut self.page, value)?;
            if self.page.fits() {
                rows.push(row);
                continue;
            }
            self.page.back_to(before);
            self.page.push(Part::Table { rows: std::mem::take(&mut rows), says: says.to_owned() });
            self.turn()?;
            rows.push(place(&mut self.page, value)?);
            if !self.page.fits() {
                return Ok(false);
            }
        }
        self.page.push(Part::Table { rows, says: says.to_owned() });
        Ok(true)
    }

    /// Begins the next page.
    fn turn(&mut self) -> Result<(), CardError> {
        let page = std::mem::replace(&mut self.page, Layout::new(self.scale));
        self.done.push(page.finish().unwrap_or_default());
        self.head()
    }

    /// The head of a further page: a page that got lost is found.
    fn head(&mut self) -> Result<(), CardError> {
        let text = texts::page(&self.of, self.done.len() + 1);
        let placed = self.page.place(&text, (Weight::Regular, 8.5), Colour::Soft, LEFT, RIGHT)?;
        self.page.y += placed.text.height;
        self.page.push(Part::Paragraph(placed));
        self.page.gap(4.0);
        self.page.bar(LEFT, RIGHT, 0.6, Colour::Line);
        self.page.gap(8.0);
        Ok(())
    }

    pub(super) fn finish(mut self) -> Vec<Vec<Part>> {
        self.done.extend(self.page.finish());
        self.done
    }
}
