//! Documents that people could have attached. Code draws them; none is a copy.

use image::codecs::jpeg::JpegEncoder;
use image::{ExtendedColorType, ImageEncoder};

/// Draws a photograph (noise over a gradient) of about `bytes` bytes that every viewer shows. The same seed draws the
/// same picture.
#[must_use]
pub fn jpeg(seed: u64, bytes: usize) -> Vec<u8> {
    // At quality 75 this noise costs about 5 bytes per 14 pixels; a square of that many pixels comes close enough.
    let side = u32::try_from((bytes.saturating_sub(700) * 14 / 5).isqrt().max(16)).unwrap_or(16).min(1024);
    let mut random = Sequence::new(seed);
    let pixels: Vec<u8> = (0..side * side)
        .flat_map(|at| {
            let light = u8::try_from((at / side) * 180 / side).unwrap_or(180);
            let noise = random.next_byte() % 64;
            [light + noise, light / 2 + noise, 120 + noise]
        })
        .collect();
    let mut out = Vec::with_capacity(bytes);
    JpegEncoder::new_with_quality(&mut out, 75)
        .write_image(&pixels, side, side, ExtendedColorType::Rgb8)
        .expect("encoding into memory cannot fail");
    out
}

/// Copies `template` with other picture data: the same length, the same sound structure, and no block equal to any
/// other document's. For load: it takes microseconds where drawing takes milliseconds.
#[must_use]
pub fn unique_jpeg(template: &[u8], seed: u64) -> Vec<u8> {
    let mut out = template.to_vec();
    let scan = template.windows(2).rposition(|pair| pair == [0xFF, 0xDA]).map_or(0, |at| at + 32);
    let end = template.len().saturating_sub(2);
    let mut random = Sequence::new(seed);
    // Changes one byte in 16, never next to a marker or a stuffed byte, so that the markers stay where they are.
    for at in (scan + 1..end.saturating_sub(1)).step_by(16) {
        if out[at - 1] != 0xFF && out[at] != 0xFF {
            out[at] = random.next_byte() % 0xFF;
        }
    }
    out
}

/// Writes a one-page PDF of about `bytes` bytes with a line of text.
#[must_use]
pub fn pdf(seed: u64, bytes: usize) -> Vec<u8> {
    pdf_of_pages(seed, 1, bytes)
}

/// Writes a PDF of several pages, each with a line of text of its own, all together of about `bytes` bytes.
#[must_use]
pub fn pdf_of_pages(seed: u64, pages: usize, bytes: usize) -> Vec<u8> {
    let mut random = Sequence::new(seed);
    let padding: String = (0..bytes.saturating_sub(700))
        .map(|at| if at % 80 == 79 { '\n' } else { char::from(b'a' + random.next_byte() % 26) })
        .collect();
    let kids = (0..pages).map(|page| format!("{} 0 R", 4 + 2 * page)).collect::<Vec<_>>().join(" ");
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!("<< /Type /Pages /Kids [{kids}] /Count {pages} >>"),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
    ];
    for page in 0..pages {
        let padding = if page == 0 { padding.replace('\n', "\n% ") } else { String::new() };
        let stream = format!("BT /F1 24 Tf 72 720 Td (Dokumen {seed}, halaman {}) Tj ET\n% {padding}", page + 1);
        let content = objects.len() + 2;
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {content} 0 R /Resources << /Font << /F1 \
            3 0 R >> >> >>"
        ));
        objects.push(format!("<< /Length {} >>\nstream\n{stream}\nendstream", stream.len()));
    }
    let mut out = "%PDF-1.4\n".to_owned();
    let mut offsets = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        offsets.push(out.len());
        out.push_str(&format!("{} 0 obj\n{object}\nendobj\n", at + 1));
    }
    let table = out.len();
    out.push_str(&format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1));
    for offset in offsets {
        out.push_str(&format!("{offset:010} 00000 n \n"));
    }
    out.push_str(&format!("trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n", objects.len() + 1));
    out.into_bytes()
}

/// A repeatable sequence of bytes (xorshift64*): the same seed must give the same documents.
struct Sequence(u64);

impl Sequence {
    fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    fn next_byte(&mut self) -> u8 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D).to_be_bytes()[0]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drawn_documents_have_about_the_size_asked_for_and_pass_the_checks() {
        for bytes in [20_000, 150_000] {
            let photo = jpeg(7, bytes);
            assert!((bytes / 2..=204_800).contains(&photo.len()), "{} for {bytes}", photo.len());
            assert!(::documents::check(&photo).is_ok());
            let unique = unique_jpeg(&photo, 8);
            assert_eq!(unique.len(), photo.len());
            assert_ne!(unique, photo);
            assert!(::documents::check(&unique).is_ok());
            assert!(::documents::check(&pdf(7, bytes)).is_ok());
            assert!(::documents::check(&pdf_of_pages(7, 3, bytes)).is_ok());
        }
    }
}
