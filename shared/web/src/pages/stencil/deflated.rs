//! Compressed pieces (RFC 1951) that become one file (RFC 1952) with values between them.
//!
//! One compressor goes over the whole page, marks included, so a piece may refer to all pieces before it. It is flushed
//! before and behind each mark: what it wrote of the mark is left away. A flush ends with a stored block of nothing.
//! That block takes the value in.

use axum::body::Bytes;
use flate2::{Compress, Compression, Crc, FlushCompress, Status};

use super::cut::{self, Piece};

/// The method is deflate, at its best; no name, no time, no system.
const HEAD: [u8; 10] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 2, 0xFF];

/// The length, and its complement, of a stored block of nothing.
const NOTHING: [u8; 4] = [0, 0, 0xFF, 0xFF];

/// A stored block of nothing without its length, where a byte begins.
const STORED: [u8; 1] = [0];

/// Room for what a piece that cannot be compressed takes besides its bytes.
const ROOM: usize = 1024;

/// The pieces of a page. Each but the last ends where the length of a stored block stands.
#[derive(Debug)]
pub(super) struct Deflated(Vec<Vec<u8>>);

impl Deflated {
    /// Compresses the pieces. `None` when there is no memory.
    pub(super) fn new(pieces: &[Piece], lengths: &[usize]) -> Option<Self> {
        let mut compress = Compress::new(Compression::best(), false);
        let mut deflated = Vec::with_capacity(pieces.len());
        for piece in pieces {
            let Some(hole) = piece.hole else {
                deflated.push(write(&mut compress, &piece.text, FlushCompress::Finish)?);
                break;
            };
            deflated.push(if piece.text.is_empty() {
                STORED.to_vec()
            } else {
                let mut bytes = write(&mut compress, &piece.text, FlushCompress::Sync)?;
                bytes.truncate(bytes.strip_suffix(&NOTHING)?.len());
                bytes
            });
            // The compressor learns how far it is from here to what stands before.
            write(&mut compress, &cut::mark(hole, *lengths.get(hole)?)?, FlushCompress::Sync)?;
        }
        Some(Self(deflated))
    }

    /// The file with a value behind each piece; behind the last one, nothing. `plain` is what it decompresses to.
    pub(super) fn join<'a>(&self, values: impl Iterator<Item = &'a str> + Clone, plain: &[u8]) -> Bytes {
        let (pieces, holes) = (self.0.iter().map(Vec::len).sum::<usize>(), self.0.len() * NOTHING.len());
        let fresh: usize = values.clone().map(str::len).sum();
        let mut file = Vec::with_capacity(HEAD.len() + pieces + holes + fresh + 8);
        file.extend_from_slice(&HEAD);
        for (piece, value) in self.0.iter().zip(values) {
            file.extend_from_slice(piece);
            if !value.is_empty() {
                let length = u16::try_from(value.len()).unwrap_or_default();
                file.extend_from_slice(&length.to_le_bytes());
                file.extend_from_slice(&(!length).to_le_bytes());
                file.extend_from_slice(value.as_bytes());
            }
        }
        let mut sum = Crc::new();
        sum.update(plain);
        file.extend_from_slice(&sum.sum().to_le_bytes());
        file.extend_from_slice(&sum.amount().to_le_bytes());
        file.into()
    }
}

/// Compresses a text up to the end of a byte.
fn write(compress: &mut Compress, text: &str, flush: FlushCompress) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() + text.len() / 8 + ROOM);
    let before = compress.total_in();
    let status = compress.compress_vec(text.as_bytes(), &mut bytes, flush).ok()?;
    let is_whole = usize::try_from(compress.total_in() - before) == Ok(text.len()) && bytes.len() < bytes.capacity();
    let is_ended = matches!(flush, FlushCompress::Finish) == matches!(status, Status::StreamEnd);
    (is_whole && is_ended).then_some(bytes)
}
