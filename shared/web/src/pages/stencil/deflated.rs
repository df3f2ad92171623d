//! Compressed pieces (RFC 1951) that become one file (RFC 1952) with values between them.
//!
//! One compressor goes over the whole page, marks included, so a piece may refer to all pieces before it. It is flushed
//! before and behind each mark: what it wrote of the mark is left away. A flush ends with a stored block of nothing.
//! That block takes the value in. A value that stood before is a reference to where it stood, which is as far away in
//! each answer.

use std::collections::HashMap;

use axum::body::Bytes;
use flate2::{Compress, Compression, Crc, FlushCompress, Status};

use super::cut::{self, Piece};
use super::reference;

/// The method is deflate, at its best; no name, no time, no system.
const HEAD: [u8; 10] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 2, 0xFF];

/// The length, and its complement, of a stored block of nothing.
const NOTHING: [u8; 4] = [0, 0, 0xFF, 0xFF];

/// A stored block of nothing without its length, where a byte begins.
const STORED: [u8; 1] = [0];

/// Room for what a piece that cannot be compressed takes besides its bytes.
const ROOM: usize = 1024;

/// The pieces of a page.
#[derive(Debug)]
pub(super) struct Deflated(Vec<Segment>);

/// What is the same in each answer, up to a value.
#[derive(Debug)]
struct Segment {
    /// Before a value it ends where the length of a stored block stands.
    bytes: Vec<u8>,
    hole: Option<usize>,
}

impl Deflated {
    /// Compresses the pieces. `None` when there is no memory.
    pub(super) fn new(pieces: &[Piece], lengths: &[usize]) -> Option<Self> {
        let mut compress = Compress::new(Compression::best(), false);
        let (mut segments, mut bytes) = (Vec::new(), Vec::new());
        // How far behind the beginning each value stood last.
        let (mut at, mut stood) = (0, HashMap::new());
        for piece in pieces {
            let Some(hole) = piece.hole else {
                bytes.extend(write(&mut compress, &piece.text, FlushCompress::Finish)?);
                break;
            };
            if piece.text.is_empty() {
                bytes.extend(STORED);
            } else {
                bytes.extend(write(&mut compress, &piece.text, FlushCompress::Sync)?.strip_suffix(&NOTHING)?);
            }
            let length = *lengths.get(hole)?;
            at += piece.text.len();
            match stood.insert(hole, at).and_then(|before| reference::to(length, at - before)) {
                Some(reference) => {
                    bytes.extend(NOTHING);
                    bytes.extend(reference);
                }
                None => segments.push(Segment { bytes: std::mem::take(&mut bytes), hole: Some(hole) }),
            }
            at += length;
            // The compressor learns how far it is from here to what stands before.
            write(&mut compress, &cut::mark(hole, length)?, FlushCompress::Sync)?;
        }
        segments.push(Segment { bytes, hole: None });
        Some(Self(segments))
    }

    /// The file with these values in their holes. `plain` is what it decompresses to.
    pub(super) fn join(&self, values: &[&str], plain: &[u8]) -> Bytes {
        let value = |segment: &Segment| segment.hole.and_then(|hole| values.get(hole).copied()).unwrap_or_default();
        let room = |segment: &Segment| segment.bytes.len() + NOTHING.len() + value(segment).len();
        let mut file = Vec::with_capacity(HEAD.len() + self.0.iter().map(room).sum::<usize>() + 8);
        file.extend_from_slice(&HEAD);
        for segment in &self.0 {
            file.extend_from_slice(&segment.bytes);
            if segment.hole.is_some() {
                let value = value(segment);
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
