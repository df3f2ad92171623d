//! Writes a canvas as PNG (ISO/IEC 15948): a palette of four tones, two bits a pixel. A page shows the picture at half
//! its width, so edges are smooth all the same.

use std::io::Write as _;

use flate2::write::ZlibEncoder;
use flate2::{Compression, Crc};

use super::canvas::Canvas;

/// Ground and ink in red, green and blue.
const GROUND: [u8; 3] = [0xFA, 0xF8, 0xF3];
const INK: [u8; 3] = [0x23, 0x2B, 0x4D];

/// The whole file.
pub(super) fn encode(canvas: &Canvas) -> Vec<u8> {
    let mut header = Vec::with_capacity(13);
    header.extend_from_slice(&u32::from(canvas.width()).to_be_bytes());
    header.extend_from_slice(&u32::from(canvas.height()).to_be_bytes());
    // Two bits, a palette, and the only valid values for compression, filter method and order.
    header.extend_from_slice(&[2, 3, 0, 0, 0]);

    let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
    append(&mut png, *b"IHDR", &header);
    append(&mut png, *b"PLTE", &palette());
    append(&mut png, *b"IDAT", &compressed(canvas));
    append(&mut png, *b"IEND", &[]);
    png
}

fn palette() -> Vec<u8> {
    let mix = |tone: u16, (ground, ink): (&u8, &u8)| (u16::from(*ground) * (3 - tone) + u16::from(*ink) * tone) / 3;
    (0..4_u16)
        .flat_map(|tone| GROUND.iter().zip(&INK).map(move |pair| u8::try_from(mix(tone, pair)).unwrap_or(u8::MAX)))
        .collect()
}

/// Each row with its filter (none) before it.
fn compressed(canvas: &Canvas) -> Vec<u8> {
    let mut rows = Vec::with_capacity(usize::from(canvas.height()) * (usize::from(canvas.width()) / 4 + 2));
    for row in canvas.tones() {
        rows.push(0);
        rows.extend(row);
    }
    let mut zlib = ZlibEncoder::new(Vec::new(), Compression::new(3));
    // Writing into memory does not fail.
    zlib.write_all(&rows).and_then(|()| zlib.finish()).unwrap_or_default()
}

/// Length, name, content and checksum.
fn append(png: &mut Vec<u8>, name: [u8; 4], content: &[u8]) {
    let mut crc = Crc::new();
    crc.update(&name);
    crc.update(content);
    png.extend_from_slice(&u32::try_from(content.len()).unwrap_or(u32::MAX).to_be_bytes());
    png.extend_from_slice(&name);
    png.extend_from_slice(content);
    png.extend_from_slice(&crc.sum().to_be_bytes());
}
