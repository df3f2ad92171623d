//! A line of a pen, as points that are close enough to bend.

/// Distance between the points of a straight line or an arc, in heights of a glyph.
const STEP: f32 = 0.06;

/// A place, `y` downwards.
#[derive(Clone, Copy, Debug)]
pub(super) struct Point {
    pub(super) x: f32,
    pub(super) y: f32,
}

/// What a pen draws without leaving the paper.
#[derive(Clone, Debug)]
pub(super) struct Stroke(Vec<Point>);

/// Part of a glyph in a box 0.6 wide and 1 high.
#[derive(Clone, Copy, Debug)]
pub(super) enum Path {
    /// From one place to another: `x, y, x, y`.
    Line(f32, f32, f32, f32),
    /// On an ellipse: centre, radii, first and last angle in degrees. 0 is to the right, 90 is down.
    Arc(f32, f32, f32, f32, f32, f32),
}

impl Path {
    pub(super) fn stroke(self) -> Stroke {
        match self {
            Self::Line(x, y, to_x, to_y) => {
                let length = (to_x - x).hypot(to_y - y);
                Stroke::along(steps(length), |part| Point { x: x + (to_x - x) * part, y: y + (to_y - y) * part })
            }
            Self::Arc(x, y, width, height, from, to) => {
                let (from, to) = (from.to_radians(), to.to_radians());
                let length = (to - from).abs() * width.max(height);
                Stroke::along(steps(length), |part| {
                    let (sine, cosine) = (from + (to - from) * part).sin_cos();
                    Point { x: x + width * cosine, y: y + height * sine }
                })
            }
        }
    }
}

impl Stroke {
    /// Makes a stroke of `steps` pieces. `at` gives the place for each part from 0 to 1.
    pub(super) fn along(steps: u8, at: impl Fn(f32) -> Point) -> Self {
        Self((0..=steps).map(|step| at(f32::from(step) / f32::from(steps.max(1)))).collect())
    }

    pub(super) fn dot(at: Point) -> Self {
        Self(vec![at, at])
    }

    pub(super) fn through(mut self, bend: impl Fn(Point) -> Point) -> Self {
        for point in &mut self.0 {
            *point = bend(*point);
        }
        self
    }

    /// Its straight pieces.
    pub(super) fn pieces(&self) -> impl Iterator<Item = (Point, Point)> {
        self.0.iter().copied().zip(self.0.iter().copied().skip(1))
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "lengths are from 0 to 4, and the cast saturates"
)]
fn steps(length: f32) -> u8 {
    (length / STEP).ceil().max(1.0) as u8
}
