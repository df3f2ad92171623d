//! Looks at a portrait: whether it is upright, large enough, and stands on red. What it finds is a warning only: light
//! and cameras change colours.

use image::RgbImage;

use super::note::Note;

/// Fewest pixels, across and down.
const FEWEST: (u32, u32) = (300, 400);
/// Width by height of 3 × 4 and 4 × 6, and by which part they may differ.
const SHAPES: [f32; 2] = [3.0 / 4.0, 4.0 / 6.0];
const SHAPE_TOLERANCE: f32 = 0.1;

/// The border whose colour counts: parts of the height on top, and of the width on either side.
const TOP: f32 = 0.12;
const SIDE: f32 = 0.10;
/// Degrees around pure red, and the least saturation, of a red pixel.
const HUE: f32 = 15.0;
const SATURATION: f32 = 0.35;
/// The share of red pixels of a red ground.
const RED_SHARE: f32 = 0.55;

/// What is doubtful about it.
pub(super) fn look(picture: &RgbImage) -> Vec<Note> {
    let mut notes = Vec::new();
    if !is_red(picture) {
        notes.push(Note::PortraitNotRed);
    }
    let (width, height) = picture.dimensions();
    if !is_shaped(width, height) {
        notes.push(Note::PortraitShape);
    }
    if width < FEWEST.0 || height < FEWEST.1 {
        notes.push(Note::PortraitSmall);
    }
    notes
}

#[expect(clippy::cast_precision_loss, reason = "a side has fewer than 16 million pixels")]
fn is_shaped(width: u32, height: u32) -> bool {
    let shape = width as f32 / height.max(1) as f32;
    SHAPES.iter().any(|one| (shape - one).abs() <= one * SHAPE_TOLERANCE)
}

#[expect(clippy::cast_precision_loss, reason = "parts of a picture need no exact numbers")]
fn is_red(picture: &RgbImage) -> bool {
    let (width, height) = (picture.width() as f32, picture.height() as f32);
    let is_border = |across: u32, down: u32| {
        let (across, down) = (across as f32, down as f32);
        down < height * TOP || across < width * SIDE || across >= width * (1.0 - SIDE)
    };
    let (mut red, mut all) = (0_u32, 0_u32);
    let border = picture.enumerate_pixels().filter(|(across, down, _)| is_border(*across, *down));
    for (_, _, pixel) in border {
        all += 1;
        red += u32::from(is_red_pixel(pixel.0));
    }
    all > 0 && red as f32 >= all as f32 * RED_SHARE
}

/// Whether hue and saturation (HSV) are those of red.
fn is_red_pixel([red, green, blue]: [u8; 3]) -> bool {
    let (most, least) = (red.max(green).max(blue), red.min(green).min(blue));
    let spread = f32::from(most - least);
    // Only where red is the most can the hue be within 15° of it.
    if most == 0 || red != most || spread / f32::from(most) < SATURATION {
        return false;
    }
    let hue = 60.0 * (f32::from(green) - f32::from(blue)) / spread;
    hue.abs() <= HUE
}

#[cfg(test)]
mod tests {
    use image::Rgb;

    use super::*;

    /// Somebody in front of a ground of this colour.
    fn portrait((width, height): (u32, u32), ground: [u8; 3]) -> RgbImage {
        let mut picture = RgbImage::from_pixel(width, height, Rgb(ground));
        for down in height / 4..height {
            for across in width / 5..width * 4 / 5 {
                picture.put_pixel(across, down, Rgb([200, 160, 130]));
            }
        }
        picture
    }

    #[test]
    fn a_portrait_on_red_is_fine_in_either_shape_and_in_bad_light() {
        for (size, ground) in [((300, 400), [200, 20, 30]), ((400, 600), [120, 40, 38]), ((330, 400), [219, 60, 60])] {
            assert_eq!(look(&portrait(size, ground)), [], "{size:?} {ground:?}");
        }
    }

    #[test]
    fn another_ground_is_told() {
        for ground in [[30, 60, 200], [255, 255, 255], [210, 150, 140], [230, 120, 20], [0, 0, 0]] {
            assert_eq!(look(&portrait((300, 400), ground)), [Note::PortraitNotRed], "{ground:?}");
        }
    }

    #[test]
    fn a_picture_that_lies_or_is_small_is_told() {
        let red = [200, 20, 30];
        assert_eq!(look(&portrait((600, 450), red)), [Note::PortraitShape]);
        assert_eq!(look(&portrait((240, 320), red)), [Note::PortraitSmall]);
        assert_eq!(look(&portrait((400, 400), red)), [Note::PortraitShape]);
    }
}
