//! The picture of the person: decoded, turned upright, made small, and encoded anew.
//!
//! Encoding anew drops whatever else the file had in it, and makes every picture fit into the card.

use crate::{CardError, MAX_SELFIE_BYTES, MAX_SELFIE_PIXELS};
use image::{
    DynamicImage, ExtendedColorType, ImageDecoder as _, ImageEncoder as _, RgbImage,
    codecs::jpeg::{JpegDecoder, JpegEncoder},
    imageops::{FilterType, resize, thumbnail},
};
use std::io::Cursor;

/// What a picture may measure in the card, in pixels: about 300 an inch.
const WIDTH: u32 = 480;
const HEIGHT: u32 = 640;

/// Qualities of JPEG that are tried, the best first.
const QUALITIES: [u8; 4] = [84, 74, 60, 45];

/// A picture as the card has it.
pub(crate) struct Selfie {
    pixels: RgbImage,
}

impl Selfie {
    /// Reads a JPEG. Takes nine bytes of memory a pixel at most while it reads.
    ///
    /// # Errors
    /// [`CardError::SelfieTooLarge`], [`CardError::SelfieUnreadable`].
    pub(crate) fn read(file: &[u8]) -> Result<Self, CardError> {
        if file.len() > MAX_SELFIE_BYTES {
            return Err(CardError::SelfieTooLarge);
        }
        let unreadable = |_| CardError::SelfieUnreadable;
        let mut source = JpegDecoder::new(Cursor::new(file)).map_err(unreadable)?;
        let (width, height) = source.dimensions();
        if u64::from(width) * u64::from(height) > MAX_SELFIE_PIXELS {
            return Err(CardError::SelfieTooLarge);
        }
        let turn = source.orientation().map_err(unreadable)?;
        let decoded = DynamicImage::from_decoder(source).map_err(unreadable)?.into_rgb8();
        // In two steps: the first is quick over many pixels, the second is smooth. Turned last, when little is left.
        let (w, h) = within(decoded.dimensions(), (HEIGHT * 2, HEIGHT * 2));
        let coarse = if (w, h) == decoded.dimensions() { decoded } else { thumbnail(&decoded, w, h) };
        let mut upright = DynamicImage::from(coarse);
        upright.apply_orientation(turn);
        let upright = upright.into_rgb8();
        let (w, h) = within(upright.dimensions(), (WIDTH, HEIGHT));
        let pixels =
            if (w, h) == upright.dimensions() { upright } else { resize(&upright, w, h, FilterType::CatmullRom) };
        Ok(Self { pixels })
    }

    /// Width and height in pixels.
    pub(crate) fn size(&self) -> (u32, u32) {
        self.pixels.dimensions()
    }

    /// A JPEG of at most `bytes`, as good as it gets. Half as large as it is, when its best quality has more bytes.
    ///
    /// # Errors
    /// [`CardError::TooMuch`] when even a small and poor picture has more bytes.
    pub(crate) fn encode(&self, bytes: usize) -> Result<Vec<u8>, CardError> {
        let half = |side: u32| side.div_ceil(2);
        let (width, height) = self.size();
        let smaller = || thumbnail(&self.pixels, half(width), half(height));
        encoded(&self.pixels, bytes).or_else(|| encoded(&smaller(), bytes)).ok_or(CardError::TooMuch)
    }
}

fn encoded(pixels: &RgbImage, bytes: usize) -> Option<Vec<u8>> {
    QUALITIES.into_iter().find_map(|quality| {
        let mut file = Vec::new();
        let (width, height) = pixels.dimensions();
        JpegEncoder::new_with_quality(&mut file, quality)
            .write_image(pixels, width, height, ExtendedColorType::Rgb8)
            .ok()
            .filter(|()| file.len() <= bytes)?;
        Some(file)
    })
}

/// The largest size within `(width, height)` of the same shape; not larger than it was.
fn within((w, h): (u32, u32), (width, height): (u32, u32)) -> (u32, u32) {
    let (w64, h64) = (u64::from(w), u64::from(h));
    if w <= width && h <= height {
        return (w, h);
    }
    let side = |of: u64, by: u32, over: u64| u32::try_from(of * u64::from(by) / over.max(1)).unwrap_or(by).max(1);
    if w64 * u64::from(height) > h64 * u64::from(width) {
        (width, side(h64, width, w64))
    } else {
        (side(w64, height, h64), height)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_keeps_its_shape() {
        assert_eq!(within((300, 400), (480, 640)), (300, 400));
        assert_eq!(within((3000, 4000), (480, 640)), (480, 640));
        assert_eq!(within((4000, 3000), (480, 640)), (480, 360));
        assert_eq!(within((65_000, 1), (480, 640)), (480, 1));
    }
}
