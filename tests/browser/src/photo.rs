//! A photograph as a phone takes it: large, and lying on its side with a note of how to turn it.

use anyhow::{Context, Result, ensure};
use image::codecs::jpeg::JpegEncoder;
use image::{ExtendedColorType, ImageEncoder as _};

/// Width and height of the sensor in pixels: 12 megapixels, lying.
const SENSOR: (u32, u32) = (4000, 3000);

/// The Exif segment of a photograph that a viewer must turn a quarter clockwise (orientation 6).
const EXIF: &[u8] = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";

/// Makes a photograph of about 6 MB, taken with the phone upright. Seen upright, its top quarter is red and the rest is
/// grey with the grain of bad light.
///
/// # Errors
/// When it cannot encode the photograph.
pub fn phone_photo() -> Result<Vec<u8>> {
    let (width, height) = SENSOR;
    let mut pixels = Vec::with_capacity(usize::try_from(width * height * 3)?);
    let mut grain = 0x2545_F491_u32;
    for _row in 0..height {
        for column in 0..width {
            grain ^= grain << 13;
            grain ^= grain >> 17;
            grain ^= grain << 5;
            let noise = u8::try_from(grain % 60)?;
            // A quarter turn clockwise brings the left columns to the top.
            let colour = if column < width / 4 { [190, 20, 30] } else { [120, 130, 140] };
            pixels.extend(colour.map(|light: u8| light.saturating_add(noise)));
        }
    }
    let mut drawn = Vec::new();
    JpegEncoder::new_with_quality(&mut drawn, 91).write_image(&pixels, width, height, ExtendedColorType::Rgb8)?;
    // After the two bytes that every JPEG starts with.
    let (start, rest) = drawn.split_at_checked(2).context("a JPEG")?;
    let mut photo = start.to_vec();
    photo.extend([0xFF, 0xE1]);
    photo.extend(u16::try_from(EXIF.len() + 2)?.to_be_bytes());
    photo.extend(EXIF);
    photo.extend(rest);
    Ok(photo)
}

/// Whether a photograph, turned as viewers turn it, is upright with its red quarter on top.
///
/// # Errors
/// When it is not; the error says what it is instead.
pub fn is_upright(photo: &[u8]) -> Result<()> {
    use image::ImageDecoder as _;
    let mut decoder = image::codecs::jpeg::JpegDecoder::new(std::io::Cursor::new(photo))?;
    let orientation = decoder.orientation()?;
    let mut picture = image::DynamicImage::from_decoder(decoder)?;
    picture.apply_orientation(orientation);
    let picture = picture.to_rgb8();
    let (width, height) = picture.dimensions();
    ensure!(height > width, "it lies: {width} × {height}, {orientation:?}");
    let red = |part: u32| {
        picture.get_pixel_checked(width / 2, height * part / 100).is_some_and(|pixel| pixel.0[0] > pixel.0[2] + 60)
    };
    ensure!(red(10) && !red(40) && !red(90), "its red quarter is not on top");
    Ok(())
}
