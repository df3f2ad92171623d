//! Paper of four tones that pens draw on.

use super::stroke::{Point, Stroke};

/// The darkest tone.
const DARKEST: f32 = 3.0;

/// How much ink is where, from 0 (none) to 1.
pub(super) struct Canvas {
    width: u16,
    height: u16,
    /// Row by row.
    ink: Vec<f32>,
}

impl Canvas {
    pub(super) fn new(width: u16, height: u16) -> Self {
        Self { width, height, ink: vec![0.0; usize::from(width) * usize::from(height)] }
    }

    pub(super) fn width(&self) -> u16 {
        self.width
    }

    pub(super) fn height(&self) -> u16 {
        self.height
    }

    /// Draws with a round pen of a radius in pixels.
    pub(super) fn ink(&mut self, stroke: &Stroke, radius: f32) {
        self.touch(stroke, radius, f32::max);
    }

    /// Takes ink away with a round eraser.
    pub(super) fn wipe(&mut self, stroke: &Stroke, radius: f32) {
        self.touch(stroke, radius, |ink, covered| ink.min(1.0 - covered));
    }

    /// Rows of tones, 0 (light) to 3 (dark), four of them in a byte. The width is a multiple of four.
    pub(super) fn tones(&self) -> impl Iterator<Item = impl Iterator<Item = u8>> {
        let rows = self.ink.chunks_exact(usize::from(self.width).max(1));
        rows.map(|row| row.chunks(4).map(|four| four.iter().fold(0, |byte, ink| byte << 2 | tone(*ink))))
    }

    /// Applies a pen to every pixel that it covers, wholly or in part.
    fn touch(&mut self, stroke: &Stroke, radius: f32, change: impl Fn(f32, f32) -> f32) {
        for (from, to) in stroke.pieces() {
            let (piece, reach) = (Piece::new(from, to, radius + 0.5), radius + 1.0);
            let (top, bottom) = (pixel(from.y.min(to.y) - reach), pixel(from.y.max(to.y) + reach));
            let (left, right) = (pixel(from.x.min(to.x) - reach), pixel(from.x.max(to.x) + reach).min(self.width));
            let rows = self.ink.chunks_exact_mut(usize::from(self.width).max(1));
            for (y, row) in (top..bottom).zip(rows.skip(usize::from(top))) {
                let Some(row) = row.get_mut(usize::from(left)..usize::from(right)) else { continue };
                for (x, ink) in (left..right).zip(row) {
                    *ink = change(*ink, piece.covers(f32::from(x), f32::from(y)));
                }
            }
        }
    }
}

/// A straight piece of a stroke.
struct Piece {
    from: Point,
    along: Point,
    /// By the square of its length, to find the part of it that is nearest to a place.
    part: Point,
    /// From its middle to where no ink is.
    reach: f32,
}

impl Piece {
    fn new(from: Point, to: Point, reach: f32) -> Self {
        let along = Point { x: to.x - from.x, y: to.y - from.y };
        let square = (along.x * along.x + along.y * along.y).max(f32::MIN_POSITIVE);
        Self { from, along, part: Point { x: along.x / square, y: along.y / square }, reach }
    }

    /// How much of a pixel is covered, from 0 to 1.
    fn covers(&self, x: f32, y: f32) -> f32 {
        let (right, down) = (x - self.from.x, y - self.from.y);
        let part = (right * self.part.x + down * self.part.y).clamp(0.0, 1.0);
        let (left, up) = (part * self.along.x - right, part * self.along.y - down);
        (self.reach - (left * left + up * up).sqrt()).clamp(0.0, 1.0)
    }
}

/// The nearest tone; no ink is below 0.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to 3, and the cast saturates")]
fn tone(ink: f32) -> u8 {
    (ink * DARKEST + 0.5) as u8
}

/// The pixel at a place; 0 for everything before the first.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the cast saturates, and the canvas ends somewhere"
)]
fn pixel(at: f32) -> u16 {
    at as u16
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a pen of this radius leaves on a pixel, by the distance to each point of a fine line.
    fn covered(at: Point, (from, to): (Point, Point), radius: f32) -> f32 {
        let nearest = (0_u16..=2000).map(|step| {
            let part = f32::from(step) / 2000.0;
            (from.x + (to.x - from.x) * part - at.x).hypot(from.y + (to.y - from.y) * part - at.y)
        });
        (radius + 0.5 - nearest.fold(f32::INFINITY, f32::min)).clamp(0.0, 1.0)
    }

    #[test]
    fn a_pen_leaves_ink_where_it_is_near_and_an_eraser_takes_it() {
        let pieces = [
            ((4.0, 5.0), (30.5, 21.2)),
            ((20.0, 3.0), (20.0, 28.0)),
            ((9.0, 9.0), (9.0, 9.0)),
            ((-5.0, 12.0), (60.0, 12.0)),
        ];
        for ((x, y), (to_x, to_y)) in pieces {
            let (from, to) = (Point { x, y }, Point { x: to_x, y: to_y });
            let mut canvas = Canvas::new(40, 32);
            canvas.ink(&Stroke::along(1, |part| if part < 0.5 { from } else { to }), 2.3);
            for (y, row) in (0_u16..).zip(canvas.ink.chunks_exact(40)) {
                for (x, ink) in (0_u16..).zip(row) {
                    let expected = covered(Point { x: f32::from(x), y: f32::from(y) }, (from, to), 2.3);
                    // The outermost pixels, with less than half of their ink, may be left out.
                    assert!(
                        (ink - expected).abs() < 0.02 || (*ink == 0.0 && expected < 0.5),
                        "{x}, {y}: {ink} {expected}"
                    );
                }
            }
            canvas.wipe(&Stroke::along(1, |part| if part < 0.5 { from } else { to }), 5.0);
            assert!(canvas.ink.iter().all(|ink| *ink == 0.0));
        }
    }
}
