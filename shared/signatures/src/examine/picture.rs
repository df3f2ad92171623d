//! Pictures, as far as a code in them can be read: grey or colour of eight bits, black and white, and JPEG.

use std::io::Cursor;

use image::{ImageFormat, ImageReader, Limits};
use lopdf::Object;

use crate::Refusal;
use crate::pdf::{Found, Pdf, is_name};

/// Most pixels of a picture with a code. A stamp has some 100,000.
const MAX_PIXELS: usize = 1_000_000;

/// A picture in grey.
pub(super) struct Grey {
    width: usize,
    pixels: Vec<u8>,
}

impl Grey {
    /// The texts of the codes in it.
    pub(super) fn codes(&self) -> Vec<String> {
        let height = self.pixels.len() / self.width.max(1);
        let pixel = |x: usize, y: usize| self.pixels.get(y * self.width + x).copied().unwrap_or(u8::MAX);
        let mut prepared = rqrr::PreparedImage::prepare_from_greyscale(self.width, height, pixel);
        prepared.detect_grids().iter().filter_map(|grid| grid.decode().ok()).map(|(_, text)| text).collect()
    }
}

/// The picture of an image object; none when it is large or of another kind.
pub(super) fn grey(pdf: &Pdf<'_>, found: &Found<'_>) -> Result<Option<Grey>, Refusal> {
    let (Object::Dictionary(dictionary), Some(data)) = (&found.value, found.data) else { return Ok(None) };
    let side = |key: &[u8]| {
        let side = pdf.get(dictionary, key)?.as_i64().ok().and_then(|side| usize::try_from(side).ok());
        Ok::<_, Refusal>(side.filter(|side| (1..=MAX_PIXELS).contains(side)))
    };
    let (Some(width), Some(height)) = (side(b"Width")?, side(b"Height")?) else { return Ok(None) };
    if width * height > MAX_PIXELS {
        return Ok(None);
    }
    let filter = match pdf.get(dictionary, b"Filter")? {
        Object::Array(filters) if filters.len() == 1 => filters.into_iter().next().unwrap_or(Object::Null),
        filter => filter,
    };
    if is_name(Some(&filter), b"DCTDecode") {
        return Ok(from_jpeg(data));
    }
    if !matches!(filter.as_name(), Ok(b"FlateDecode") | Err(_)) {
        return Ok(None);
    }
    let samples = match pdf.content(found) {
        Ok(samples) => samples,
        Err(Refusal::TooComplex) => return Err(Refusal::TooComplex),
        Err(_) => return Ok(None),
    };
    let bits = pdf.get(dictionary, b"BitsPerComponent")?.as_i64().unwrap_or(1);
    let pixels = match (bits, samples.len() / (width * height)) {
        (8, 1) => samples,
        (8, colours @ 3..=4) => {
            samples.chunks_exact(colours).map(|pixel| mean(pixel.get(..3).unwrap_or(pixel))).collect()
        }
        (1, 0) => {
            let rows = samples.chunks_exact(width.div_ceil(8));
            rows.flat_map(|row| (0..width).map(|x| row.get(x / 8).map_or(0, |byte| byte << (x % 8) >> 7) * 255))
                .collect()
        }
        _ => return Ok(None),
    };
    Ok((pixels.len() >= width * height).then_some(Grey { width, pixels }))
}

fn mean(pixel: &[u8]) -> u8 {
    let sum: usize = pixel.iter().copied().map(usize::from).sum();
    u8::try_from(sum / pixel.len().max(1)).unwrap_or(u8::MAX)
}

fn from_jpeg(data: &[u8]) -> Option<Grey> {
    let most = u32::try_from(MAX_PIXELS).ok()?;
    let mut limits = Limits::default();
    limits.max_image_width = Some(most);
    limits.max_image_height = Some(most);
    limits.max_alloc = Some(u64::from(most) * 16);
    let size = ImageReader::with_format(Cursor::new(data), ImageFormat::Jpeg).into_dimensions().ok()?;
    if u64::from(size.0) * u64::from(size.1) > u64::from(most) {
        return None;
    }
    let mut reader = ImageReader::with_format(Cursor::new(data), ImageFormat::Jpeg);
    reader.limits(limits);
    let picture = reader.decode().ok()?.into_luma8();
    Some(Grey { width: usize::try_from(picture.width()).ok()?, pixels: picture.into_raw() })
}
