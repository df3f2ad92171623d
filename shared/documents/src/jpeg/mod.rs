//! JPEG photographs (ITU-T T.81): a walk over the markers that keeps what shows the image and nothing else.
//!
//! The walk copies the frame header, the tables and the scans as they are, so the picture is the same bit for bit. Application segments (EXIF with
//! its GPS position, XMP, thumbnails, colour profiles), comments, padding and whatever stands behind the end are left out. Two things are written
//! anew because decoding needs them: the orientation, and Adobe's colour transform.

mod orientation;
mod segment;

use orientation::Orientation;
use segment::{Frame, Reader, is_sound_huffman_table, is_sound_quantisation_table};

use crate::Refusal;

/// Most pixels of an image: 40 megapixels.
const MAX_PIXELS: u64 = 40_000_000;

/// Most scans of a progressive image. Encoders write about ten; each costs every viewer a pass over all pixels.
const MAX_SCANS: usize = 100;

const SOI: [u8; 2] = [0xff, 0xd8];
const EOI: [u8; 2] = [0xff, 0xd9];

/// Adobe's segment up to the colour transform; decoders read no further.
const ADOBE_LENGTH: usize = 12;

/// The image without its metadata.
pub(crate) fn strip(bytes: &[u8]) -> Result<Vec<u8>, Refusal> {
    let mut walk = Walk::default();
    walk.run(bytes).ok_or(Refusal::JpegDamaged)?;
    let frame = walk.frame.as_ref().ok_or(Refusal::JpegDamaged)?;
    if frame.pixels() > MAX_PIXELS {
        return Err(Refusal::JpegTooManyPixels);
    }
    Ok(walk.assemble())
}

/// What the walk has seen and kept so far.
#[derive(Default)]
struct Walk {
    orientation: Option<Orientation>,
    adobe: Option<[u8; ADOBE_LENGTH]>,
    frame: Option<Frame>,
    scans: usize,
    kept: Vec<u8>,
}

impl Walk {
    /// Walks from the start to the end of the image; `None` as soon as the structure is not sound.
    fn run(&mut self, bytes: &[u8]) -> Option<()> {
        let mut reader = Reader::new(bytes.strip_prefix(&SOI)?);
        self.kept.reserve(bytes.len());
        loop {
            let marker = reader.marker()?;
            match marker {
                // End of the image: complete when there was something to show.
                0xd9 => return (self.scans > 0).then_some(()),
                // Baseline, extended and progressive Huffman frames: what browsers show.
                0xc0..=0xc2 => {
                    let segment = reader.segment()?;
                    let frame = Frame::read(segment)?;
                    if self.frame.replace(frame).is_some() {
                        return None;
                    }
                    self.keep(marker, segment);
                }
                0xc4 => self.keep_if(marker, reader.segment()?, is_sound_huffman_table)?,
                0xdb => self.keep_if(marker, reader.segment()?, is_sound_quantisation_table)?,
                // Restart interval; number of lines.
                0xdc | 0xdd => self.keep_if(marker, reader.segment()?, |segment| segment.len() == 2)?,
                0xda => self.scan(&mut reader)?,
                0xe1 => self.read_exif(reader.segment()?),
                0xee => self.read_adobe(reader.segment()?),
                // Other application segments, and comments.
                0xe0..=0xef | 0xfe => drop(reader.segment()?),
                // Lossless, hierarchical and arithmetic variants, reserved and misplaced markers.
                _ => return None,
            }
        }
    }

    fn keep(&mut self, marker: u8, segment: &[u8]) {
        self.kept.extend_from_slice(&[0xff, marker]);
        // A segment was read with a length of 16 bits, so it has one.
        let length = u16::try_from(segment.len() + 2).unwrap_or(u16::MAX);
        self.kept.extend_from_slice(&length.to_be_bytes());
        self.kept.extend_from_slice(segment);
    }

    fn keep_if(&mut self, marker: u8, segment: &[u8], is_sound: impl Fn(&[u8]) -> bool) -> Option<()> {
        is_sound(segment).then(|| self.keep(marker, segment))
    }

    /// A scan: its header and all entropy-coded data up to the next marker.
    fn scan(&mut self, reader: &mut Reader<'_>) -> Option<()> {
        let header = reader.segment()?;
        let components = usize::from(*header.first()?);
        let sound = (1..=self.frame.as_ref()?.components).contains(&components) && header.len() == 4 + 2 * components;
        let data = reader.entropy_coded_data();
        self.scans += 1;
        if !sound || data.is_empty() || self.scans > MAX_SCANS {
            return None;
        }
        self.keep(0xda, header);
        self.kept.extend_from_slice(data);
        Some(())
    }

    fn read_exif(&mut self, segment: &[u8]) {
        if self.orientation.is_none() {
            self.orientation = Orientation::read(segment);
        }
    }

    fn read_adobe(&mut self, segment: &[u8]) {
        if segment.starts_with(b"Adobe") && self.adobe.is_none() {
            self.adobe = segment.first_chunk().copied();
        }
    }

    fn assemble(self) -> Vec<u8> {
        let mut image = Vec::with_capacity(self.kept.len() + 64);
        image.extend_from_slice(&SOI);
        if let Some(orientation) = self.orientation {
            image.extend_from_slice(&orientation.segment());
        }
        if let Some(adobe) = self.adobe {
            image.extend_from_slice(&[0xff, 0xee, 0, 14]);
            image.extend_from_slice(&adobe);
        }
        image.extend_from_slice(&self.kept);
        image.extend_from_slice(&EOI);
        image
    }
}
