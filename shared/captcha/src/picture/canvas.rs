//! Paper of four tones that pens draw on.

use super::stroke::{Point, Stroke};

/// The darkest tone.
const DARKEST: f32 = 3.0;

/// How much ink is where, from 0 (none) to 1.
pub(super) struct Canvas {
    width: u16,
    rows: Vec<Vec<f32>>,
}

impl Canvas {
    pub(super) fn new(width: u16, height: u16) -> Self {
        Self { width, rows: vec![vec![0.0; usize::from(width)]; usize::from(height)] }
    }

    pub(super) fn width(&self) -> u16 {
        self.width
    }

    pub(super) fn height(&self) -> u16 {
        u16::try_from(self.rows.len()).unwrap_or(u16::MAX)
    }

    /// Draws with a round pen of a radius in pixels.
    pub(super) fn ink(&mut self, stroke: &Stroke, radius: f32) {
        self.touch(stroke, radius, f32::max);
    }

    /// Takes ink away with a round eraser.
    pub(super) fn wipe(&mut self, stroke: &Stroke, radius: f32) {
        self.touch(stroke, radius, |ink, covered| ink.min(1.0 - covered));
    }

    /// Rows of tones, 0 (light) to 3 (dark).
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to 3, and the cast saturates")]
    pub(super) fn tones(&self) -> impl Iterator<Item = impl Iterator<Item = u8>> {
        self.rows.iter().map(|row| row.iter().map(|ink| (ink * DARKEST).round() as u8))
    }

    /// Applies a pen to every pixel that it covers, wholly or in part.
    fn touch(&mut self, stroke: &Stroke, radius: f32, change: impl Fn(f32, f32) -> f32) {
        let reach = radius + 1.0;
        for (from, to) in stroke.pieces() {
            let (top, bottom) = (pixel(from.y.min(to.y) - reach), pixel(from.y.max(to.y) + reach));
            let (left, right) = (pixel(from.x.min(to.x) - reach), pixel(from.x.max(to.x) + reach));
            for (y, row) in (0_u16..).zip(&mut self.rows).take(bottom).skip(top) {
                for (x, ink) in (0_u16..).zip(row).take(right).skip(left) {
                    let distance = distance(Point { x: f32::from(x), y: f32::from(y) }, from, to);
                    let covered = (radius + 0.5 - distance).clamp(0.0, 1.0);
                    *ink = change(*ink, covered);
                }
            }
        }
    }
}

/// The pixel at a place; 0 for everything before the first.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the cast saturates, and the canvas ends somewhere"
)]
fn pixel(at: f32) -> usize {
    at as usize
}

/// From a place to the straight piece between two others.
fn distance(place: Point, from: Point, to: Point) -> f32 {
    let (dx, dy) = (to.x - from.x, to.y - from.y);
    let length = (dx * dx + dy * dy).max(f32::MIN_POSITIVE);
    let part = (((place.x - from.x) * dx + (place.y - from.y) * dy) / length).clamp(0.0, 1.0);
    let (left, up) = (from.x + part * dx - place.x, from.y + part * dy - place.y);
    (left * left + up * up).sqrt()
}
