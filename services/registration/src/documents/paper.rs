//! What the picture of a page tells: whether it is A4, and whether a scan has colours.

use image::RgbImage;
use renditions::Paper;

/// A4 in points: 210 × 297 mm.
const A4: (u16, u16) = (595, 842);
/// Five millimetres in points.
const TOLERANCE: u16 = 14;

/// By how much the colours of a pixel differ that is not grey.
const COLOURED: u8 = 24;
/// The share of coloured pixels, in thousandths, that a colour scan has: its paper, a stamp or a photograph.
const COLOURED_SHARE: usize = 5;

/// Whether the paper is A4, upright or not, within five millimetres.
pub(super) fn is_a4(paper: Paper) -> bool {
    let near = |one: u16, other: u16| one.abs_diff(other) <= TOLERANCE;
    let (short, long) = (paper.width.min(paper.height), paper.width.max(paper.height));
    near(short, A4.0) && near(long, A4.1)
}

/// Whether nearly every pixel is grey.
pub(super) fn is_grey(picture: &RgbImage) -> bool {
    let coloured = picture.pixels().filter(|pixel| spread(pixel.0) >= COLOURED).count();
    coloured * 1000 < picture.pixels().len() * COLOURED_SHARE
}

fn spread([red, green, blue]: [u8; 3]) -> u8 {
    red.max(green).max(blue) - red.min(green).min(blue)
}

#[cfg(test)]
mod tests {
    use image::Rgb;

    use super::*;

    #[test]
    fn a4_is_a4_within_five_millimetres_however_it_lies() {
        let paper = |width, height| Paper { width, height, is_upright: true };
        for (width, height) in [(595, 842), (842, 595), (609, 828), (581, 856)] {
            assert!(is_a4(paper(width, height)), "{width} {height}");
        }
        for (width, height) in [(612, 1008), (610, 842), (595, 827), (420, 595), (1, 1)] {
            assert!(!is_a4(paper(width, height)), "{width} {height}");
        }
    }

    #[test]
    fn a_copy_is_grey_and_a_scan_with_a_small_stamp_is_not() {
        let mut page = RgbImage::from_pixel(200, 300, Rgb([246, 244, 240]));
        page.put_pixel(10, 10, Rgb([20, 20, 20]));
        assert!(is_grey(&page));
        for at in 0..400 {
            page.put_pixel(50 + at % 20, 50 + at / 20, Rgb([30, 40, 160]));
        }
        assert!(!is_grey(&page));
    }
}
