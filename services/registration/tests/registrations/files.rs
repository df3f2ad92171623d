//! Files as applicants upload them.

use image::codecs::jpeg::JpegEncoder;
use image::{ExtendedColorType, ImageEncoder as _};

/// A letter on A4.
pub(crate) fn letter(seed: u64) -> Vec<u8> {
    testing::pdf(seed, 20_000)
}

/// Somebody in front of a ground of this colour.
pub(crate) fn portrait(ground: [u8; 3]) -> Vec<u8> {
    let (width, height) = (360_u32, 480_u32);
    let is_person = |across: u32, down: u32| down > height / 4 && across > width / 5 && across < width * 4 / 5;
    let pixels: Vec<u8> = (0..height)
        .flat_map(|down| (0..width).map(move |across| (across, down)))
        .flat_map(|(across, down)| if is_person(across, down) { [200, 160, 130] } else { ground })
        .collect();
    let mut file = Vec::new();
    JpegEncoder::new_with_quality(&mut file, 85).write_image(&pixels, width, height, ExtendedColorType::Rgb8).unwrap();
    file
}

/// A ground as the manuals ask for it.
pub(crate) const RED: [u8; 3] = [200, 20, 30];
