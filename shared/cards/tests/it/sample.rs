//! The card of somebody who does not exist, and pictures of nobody.

use cards::{AccountCard, AsWritten, MAX_SELFIE_BYTES};
use image::codecs::jpeg::JpegEncoder;
use image::{ExtendedColorType, ImageEncoder as _};
use jiff::civil::date;

/// An address as cards have it.
pub(crate) const CHECK: &str = "https://helpdesk.example.test/cek-dokumen/7QK3M9X2TD4WBHZ6PRVA";

/// A card without a picture.
pub(crate) fn card() -> AccountCard<'static> {
    AccountCard {
        period: "Seleksi CASN 2026",
        selfie: None,
        nik: "3202111206950010",
        ktp: AsWritten {
            name: "I GUSTI AYU RATNA DEWI",
            birth_place: "KABUPATEN SUKABUMI",
            birth_date: date(1995, 6, 12),
        },
        diploma: AsWritten { name: "I Gusti Ayu Ratna", birth_place: "Kab. Sukabumi", birth_date: date(1995, 7, 21) },
        gender: "Perempuan",
        email: "ratna@example.test",
        phone: "+62 812-3456-7890",
        made_at: "2026-11-29T18:04:05Z".parse().unwrap(),
        number: "KIA-2026-0004",
        check: Some(CHECK),
        help: "Hubungi helpdesk.example.test.",
    }
}

/// A JPEG of this size with `noise` of 255 over a gradient, which is what costs bytes.
pub(crate) fn jpeg(width: u32, height: u32, noise: u32, quality: u8) -> Vec<u8> {
    let mut state = 1_u32;
    let pixels: Vec<u8> = (0..width * height)
        .flat_map(|at| {
            let light = at / width * (255 - noise) / height;
            [(); 3].map(|()| {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                u8::try_from(light + (state >> 24) * noise / 255).unwrap()
            })
        })
        .collect();
    let mut file = Vec::new();
    JpegEncoder::new_with_quality(&mut file, quality)
        .write_image(&pixels, width, height, ExtendedColorType::Rgb8)
        .unwrap();
    file
}

/// Nothing but noise, as good as fits into the largest selfie.
pub(crate) fn largest_jpeg(width: u32, height: u32) -> Vec<u8> {
    let qualities: Vec<u8> = (1..=100).collect();
    let too_good = qualities.partition_point(|quality| jpeg(width, height, 255, *quality).len() <= MAX_SELFIE_BYTES);
    let file = jpeg(width, height, 255, qualities[too_good - 1]);
    assert!(file.len() > MAX_SELFIE_BYTES / 2);
    file
}
