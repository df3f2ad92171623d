//! Turns a page of a PDF file into a picture. All of it runs behind the confinement: `hayro` may loop, panic or ask for
//! all memory.

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::hayro_syntax::page::{Page, Rotation};
use hayro::vello_cpu::Pixmap;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder as _, ImageResult};

use crate::outcome::{Format, Paper, Size};
use crate::protocol::{Order, pages_line, picture_line};

/// Size in bytes from which we treat a page as a photograph. A page of dense text stays below half of it at this width.
const PHOTOGRAPH: usize = 700 * 1024;

/// JPEG quality: good enough to read a stamp, and high enough that nobody sees artefacts.
const QUALITY: u8 = 85;

/// Most pixels of a picture, as a multiple of the width's square.
const MOST_PIXELS: f32 = 4.0;

/// Why the process drew nothing.
pub(super) enum Failure {
    Broken,
    NoSuchPage(u16),
}

/// Carries out an order. Returns the line and the picture that follows it.
pub(super) fn carry_out(pdf: Vec<u8>, order: Order) -> Result<(String, Vec<u8>), Failure> {
    let pdf = Pdf::new(pdf).map_err(|_unreadable| Failure::Broken)?;
    let pages = u16::try_from(pdf.pages().len()).map_err(|_too_many| Failure::Broken)?;
    if pages == 0 {
        return Err(Failure::Broken);
    }
    match order {
        Order::Count => Ok((pages_line(pages), Vec::new())),
        Order::Draw(page, size) => {
            let page = pdf.pages().get(usize::from(page.get()) - 1).ok_or(Failure::NoSuchPage(pages))?;
            let (picture, format, width, height) = encoded(&draw(page, size), size).ok_or(Failure::Broken)?;
            Ok((picture_line(pages, (width, height), format, paper(page)), picture))
        }
    }
}

/// Draws the page on white, at most as large as `size` allows.
fn draw(page: &Page<'_>, size: Size) -> Pixmap {
    let (width, height) = page.render_dimensions();
    let (x_scale, y_scale) = scales(width, height, f32::from(size.width()));
    let settings = PixmapSettings { x_scale, y_scale, bg_color: WHITE };
    render(page, &RenderCache::new(), &InterpreterSettings::default(), &RenderSettings::default(), &settings)
}

/// How large the page is on paper, and how it lies.
fn paper(page: &Page<'_>) -> Paper {
    let (width, height) = page.render_dimensions();
    let shown = page.intersected_crop_box();
    let is_upright = matches!(page.rotation(), Rotation::None) && shown.x0.abs() < 0.5 && shown.y0.abs() < 0.5;
    Paper { width: whole_points(width), height: whole_points(height), is_upright }
}

/// A side in whole points, at least one.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the side is within the bounds of `u16`")]
fn whole_points(side: f32) -> u16 {
    if side.is_finite() { side.round().clamp(1.0, f32::from(u16::MAX)) as u16 } else { 1 }
}

/// By how much to enlarge a page's points. The width decides, unless the page is so long that it would become too
/// large.
fn scales(width: f32, height: f32, most: f32) -> (f32, f32) {
    let sound = |side: f32| if side.is_finite() { side.clamp(1.0, 100_000.0) } else { 1.0 };
    let (width, height) = (sound(width), sound(height));
    let by_area = (most * most * MOST_PIXELS / (width * height)).sqrt();
    let scale = (most / width).min(by_area).min(most * MOST_PIXELS / height);
    // Adds half a pixel, because `hayro` cuts off a part of a pixel; a side never becomes zero.
    let whole = |side: f32| ((side * scale).round().max(1.0) + 0.5) / side;
    (whole(width), whole(height))
}

/// Encodes as PNG. When the PNG is large, the page is a photograph, and a JPEG is smaller.
fn encoded(pixmap: &Pixmap, size: Size) -> Option<(Vec<u8>, Format, u16, u16)> {
    let (width, height) = (pixmap.width(), pixmap.height());
    // The ground is white and opaque, so no pixel has any transparency left.
    let (pixels, _) = pixmap.data_as_u8_slice().as_chunks::<4>();
    let colours: Vec<u8> = pixels.iter().flat_map(|[red, green, blue, _]| [*red, *green, *blue]).collect();
    let (w, h) = (u32::from(width), u32::from(height));
    let limit = PHOTOGRAPH * usize::from(size.width()) / usize::from(Size::Reading.width());
    let png = write(|file| {
        PngEncoder::new_with_quality(file, CompressionType::Fast, FilterType::Adaptive).write_image(
            &colours,
            w,
            h,
            ExtendedColorType::Rgb8,
        )
    })?;
    if png.len() <= limit {
        return Some((png, Format::Png, width, height));
    }
    let jpeg = write(|file| {
        JpegEncoder::new_with_quality(file, QUALITY).write_image(&colours, w, h, ExtendedColorType::Rgb8)
    })?;
    Some(if jpeg.len() < png.len() { (jpeg, Format::Jpeg, width, height) } else { (png, Format::Png, width, height) })
}

fn write(encode: impl FnOnce(&mut Vec<u8>) -> ImageResult<()>) -> Option<Vec<u8>> {
    let mut file = Vec::new();
    encode(&mut file).ok()?;
    Some(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(width: f32, height: f32, most: f32) -> (f32, f32) {
        let (x, y) = scales(width, height, most);
        ((width.max(1.0) * x).floor(), (height.max(1.0) * y).floor())
    }

    #[test]
    fn a_page_becomes_as_wide_as_was_asked() {
        assert_eq!(drawn(595.0, 842.0, 1240.0), (1240.0, 1755.0));
        assert_eq!(drawn(842.0, 595.0, 1240.0), (1240.0, 876.0));
        assert_eq!(drawn(100.0, 50.0, 2480.0), (2480.0, 1240.0));
    }

    #[test]
    fn no_page_becomes_larger_than_four_squares() {
        for most in [1240.0, 2480.0] {
            for (width, height) in [
                (1.0, 14_400.0),
                (14_400.0, 1.0),
                (14_400.0, 14_400.0),
                (0.0, 0.0),
                (f32::NAN, f32::INFINITY),
                (3.0, 1e9),
            ] {
                let (x, y) = scales(width, height, most);
                let sound = |side: f32| if side.is_finite() { side.clamp(1.0, 100_000.0) } else { 1.0 };
                let (w, h) = ((sound(width) * x).floor(), (sound(height) * y).floor());
                assert!(
                    w >= 1.0 && h >= 1.0 && w <= most + 1.0 && h <= most * 4.0 + 1.0,
                    "{width} x {height}: {w} x {h}"
                );
            }
        }
    }
}
