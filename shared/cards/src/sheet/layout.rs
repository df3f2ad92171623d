//! The grid of a card: a narrow column for pictures, a wide one for text, and one place after the other.

use super::parts::{Colour, HEIGHT, Ornament, Part, Placed, Row, WIDTH};
use crate::{
    CardError,
    text::{Style, Weight, readable, set},
};
use krilla::geom::Rect;

/// The blank around everything, in points: 18 mm, which every printer leaves.
const MARGIN: f32 = 51.0;

/// The left edge of both columns together, in points.
pub(crate) const LEFT: f32 = MARGIN;

/// The right edge of both columns together, in points.
pub(crate) const RIGHT: f32 = WIDTH - MARGIN;

/// The width of the column of pictures, in points.
pub(crate) const PICTURES: f32 = 116.0;

/// The left edge of the column of text, in points.
const TEXT: f32 = LEFT + PICTURES + 28.0;

/// The width of labels and of the blank behind them at full size, in points.
const LABELS: f32 = 104.0;
const TO_VALUE: f32 = 12.0;

/// The size of labels, in points.
const LABEL: f32 = 9.5;

/// The smallest letters, in points.
const SMALLEST: f32 = 7.0;

/// A place on a sheet.
#[derive(Clone, Copy)]
pub(crate) struct Mark {
    parts: usize,
    y: f32,
}

/// Places parts from the top of a sheet to its bottom.
pub(crate) struct Layout {
    /// How large everything but pictures is, 1 at most.
    scale: f32,
    parts: Vec<Part>,
    /// Where the next part begins, in points from the top.
    pub(crate) y: f32,
}

impl Layout {
    /// An empty sheet whose text is set `scale` times as large as usual.
    pub(crate) fn new(scale: f32) -> Self {
        Self { scale, parts: Vec::new(), y: MARGIN }
    }

    /// The parts, when they do not reach below the foot.
    pub(crate) fn finish(self) -> Option<Vec<Part>> {
        self.fits().then_some(self.parts)
    }

    /// Whether everything is above the foot.
    pub(crate) fn fits(&self) -> bool {
        self.y <= HEIGHT - MARGIN
    }

    /// Where the sheet is now, to go [back](Self::back_to) to.
    pub(crate) fn mark(&self) -> Mark {
        Mark { parts: self.parts.len(), y: self.y }
    }

    /// Takes away what was placed since the mark.
    pub(crate) fn back_to(&mut self, mark: Mark) {
        self.parts.truncate(mark.parts);
        self.y = mark.y;
    }

    /// How wide labels of `points` at full size are: small ones leave more room for values.
    pub(crate) fn labels(&self, points: f32, size: f32) -> f32 {
        points * self.scale.max(SMALLEST / size)
    }

    /// Adds a part that is in its place already.
    pub(crate) fn push(&mut self, part: Part) {
        self.parts.push(part);
    }

    /// Leaves a blank, in points at full size.
    pub(crate) fn gap(&mut self, points: f32) {
        self.y += points * self.scale;
    }

    /// The name of the card, below a bar, and what the card is for.
    pub(crate) fn title(&mut self, title: &str, subtitle: &str) -> Result<(), CardError> {
        self.bar(LEFT, RIGHT, 3.0, Colour::Primary);
        self.y += 16.0;
        let placed = self.place(title, (Weight::Strong, 24.0), Colour::Primary, LEFT, RIGHT)?;
        self.y += placed.text.height + 2.0;
        self.parts.push(Part::Heading { level: 1, text: title.to_owned(), placed });
        let placed = self.place(&readable(subtitle), (Weight::Regular, 12.0), Colour::Soft, LEFT, RIGHT)?;
        self.y += placed.text.height;
        self.parts.push(Part::Paragraph(placed));
        Ok(())
    }

    /// The heading of a section in the column of text.
    pub(crate) fn heading(&mut self, text: &str) -> Result<(), CardError> {
        let placed = self.place(text, (Weight::Strong, 10.5), Colour::Primary, TEXT, RIGHT)?;
        self.y += placed.text.height;
        self.parts.push(Part::Heading { level: 2, text: text.to_owned(), placed });
        Ok(())
    }

    /// A section with its values: labels and what belongs to them. The first value stands out when `leads` says so.
    pub(crate) fn section(&mut self, heading: &str, values: &[(&str, &str)], leads: bool) -> Result<(), CardError> {
        self.heading(heading)?;
        self.gap(3.0);
        self.bar(TEXT, RIGHT, 0.6, Colour::Line);
        self.gap(5.0);
        let labels = TEXT + self.labels(LABELS, LABEL);
        let mut rows = Vec::new();
        for (at, (label, value)) in values.iter().enumerate() {
            let weight = if leads && at == 0 { Weight::Strong } else { Weight::Regular };
            let mut label = self.place(label, (Weight::Regular, LABEL), Colour::Soft, TEXT, labels)?;
            let mut value = self.place(&readable(value), (weight, 11.0), Colour::Ink, labels + TO_VALUE, RIGHT)?;
            on_one_line(&mut label, &mut value);
            let bottom = [&label, &value].map(|placed| placed.top + placed.text.height);
            self.y = bottom.into_iter().fold(self.y, f32::max);
            self.gap(2.5);
            rows.push(Row { label, value });
        }
        self.parts.push(Part::Table { rows, says: heading.to_owned() });
        Ok(())
    }

    /// A paragraph in the column of text.
    pub(crate) fn paragraph(&mut self, text: &str) -> Result<(), CardError> {
        let placed = self.place(&readable(text), (Weight::Regular, 10.0), Colour::Ink, TEXT, RIGHT)?;
        self.y += placed.text.height;
        self.parts.push(Part::Paragraph(placed));
        Ok(())
    }

    /// An address in the column of text, which leads there.
    pub(crate) fn link(&mut self, address: &str, says: &str) -> Result<(), CardError> {
        let placed = self.place(address, (Weight::Regular, 10.0), Colour::Primary, TEXT, RIGHT)?;
        self.y += placed.text.height;
        self.parts.push(Part::Link { placed, address: address.to_owned(), says: says.to_owned() });
        Ok(())
    }

    /// A note within the column of pictures, in the middle of an area.
    pub(crate) fn caption(&mut self, text: &str, area: Rect) -> Result<(), CardError> {
        let mut placed = self.place(text, (Weight::Regular, LABEL), Colour::Soft, area.left(), area.right())?;
        placed.left = area.left() + (area.width() - placed.text.width) / 2.0;
        placed.top = area.top() + (area.height() - placed.text.height) / 2.0;
        self.parts.push(Part::Paragraph(placed));
        Ok(())
    }

    /// A note below a line at the foot of the sheet, over both columns.
    pub(crate) fn foot(&mut self, text: &str) -> Result<(), CardError> {
        let mut placed = self.place(text, (Weight::Regular, 8.5), Colour::Soft, LEFT, RIGHT)?;
        let top = HEIGHT - MARGIN - placed.text.height;
        let line = top - 8.0;
        // Where the line is above what came before, there is no room, and `finish` must know.
        let below = self.y > line;
        self.y = line;
        self.bar(LEFT, RIGHT, 0.6, Colour::Line);
        placed.top = top;
        self.y = if below { HEIGHT } else { top + placed.text.height };
        self.parts.push(Part::Paragraph(placed));
        Ok(())
    }

    /// A line over both columns.
    pub(crate) fn line(&mut self) {
        self.bar(LEFT, RIGHT, 0.6, Colour::Line);
    }

    /// An area of a colour.
    pub(crate) fn area(&mut self, area: Rect, colour: Colour) {
        self.parts.push(Part::Ornament(Ornament { area, colour }));
    }

    /// A bar from left to right, below which the sheet goes on.
    pub(crate) fn bar(&mut self, left: f32, right: f32, height: f32, colour: Colour) {
        if let Some(area) = Rect::from_ltrb(left, self.y, right, self.y + height) {
            self.area(area, colour);
        }
        self.y += height;
    }

    /// A text at the height at which the sheet is, set at most as wide as from left to right.
    pub(crate) fn place(
        &self,
        text: &str,
        (weight, size): (Weight, f32),
        colour: Colour,
        left: f32,
        right: f32,
    ) -> Result<Placed, CardError> {
        let size = (size * self.scale).max(SMALLEST);
        let text = set(text, Style { weight, size }, right - left)?;
        Ok(Placed { text, colour, left, top: self.y })
    }
}

/// Moves the higher one of two texts down, so that their first lines share a baseline.
pub(crate) fn on_one_line(label: &mut Placed, value: &mut Placed) {
    let baseline = |placed: &Placed| placed.top + placed.text.lines.first().map_or(0.0, |line| line.baseline);
    let lower = baseline(value) - baseline(label);
    if lower > 0.0 {
        label.top += lower;
    } else {
        value.top -= lower;
    }
}
