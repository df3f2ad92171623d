//! JPEG photographs (ITU-T T.81): walks over the markers and keeps what shows the image and nothing else.
//!
//! The walk copies the frame header, the tables that scans use and the scans as they are, so the picture stays the
//! same, pixel for pixel. It drops application segments (EXIF with its GPS position, XMP, thumbnails, colour profiles),
//! comments, padding, tables that nothing uses, and whatever stands between segments or behind the end. It writes two
//! things anew, because decoding needs them: the orientation, and which colours the components mean. It tolerates what
//! cameras and browsers tolerate: empty tables, bytes between segments, fill bytes, a missing end marker.

mod coverage;
mod orientation;
mod segment;
mod tables;

use orientation::Orientation;
use segment::{Frame, Reader, ScanHeader};
use tables::{Kind, Table};

use crate::Refusal;

/// Most pixels of an image: 40 megapixels.
const MAX_PIXELS: u64 = 40_000_000;

/// Most scans of a progressive image. Encoders write about ten; each costs every viewer a pass over all pixels.
const MAX_SCANS: usize = 100;

/// Most pixels that all scans together pass over.
const MAX_PASSES: u64 = 1_000_000_000;

const SOI: [u8; 2] = [0xff, 0xd8];
const EOI: [u8; 2] = [0xff, 0xd9];

/// Adobe's segment up to the colour transform; decoders read no further.
const ADOBE_LENGTH: usize = 12;

/// Least length of JFIF's segment that decoders know it by.
const JFIF_LENGTH: usize = 14;

/// A whole JFIF segment without any information: version 1.1, pixels as wide as high, no thumbnail.
const JFIF: [u8; 18] = [0xff, 0xe0, 0, 16, b'J', b'F', b'I', b'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0];

/// Returns the image without its metadata.
pub(crate) fn strip(bytes: &[u8]) -> Result<Vec<u8>, Refusal> {
    let mut walk = Walk::default();
    walk.run(bytes).ok_or(Refusal::JpegDamaged)?;
    let frame = walk.frame.as_ref().ok_or(Refusal::JpegDamaged)?;
    let scans = u64::try_from(walk.scans).unwrap_or(u64::MAX);
    if frame.pixels() > MAX_PIXELS || frame.pixels().saturating_mul(scans) > MAX_PASSES {
        return Err(Refusal::JpegTooManyPixels);
    }
    Ok(walk.assemble())
}

/// Width and height of an image in pixels.
pub(crate) fn size(bytes: &[u8]) -> Option<(u32, u32)> {
    let mut walk = Walk::default();
    walk.run(bytes)?;
    walk.frame.map(|frame| (frame.width.into(), frame.height.into()))
}

/// A piece of the image that we keep.
enum Part {
    /// A table segment, with only the tables that a scan uses.
    Tables(u8, Vec<Table>),
    /// Anything else, unchanged.
    Bytes(Vec<u8>),
}

/// What the walk has seen and kept so far.
#[derive(Default)]
struct Walk {
    orientation: Option<Orientation>,
    is_jfif: bool,
    adobe: Option<[u8; ADOBE_LENGTH]>,
    frame: Option<Frame>,
    is_progressive: bool,
    interval: usize,
    scans: usize,
    /// Data of the last scan, kept when we must check whether it has all its blocks.
    last_scan: Option<(ScanHeader, Vec<u8>)>,
    parts: Vec<Part>,
}

impl Walk {
    /// Walks from the start to the end of the image; `None` as soon as the structure is not sound.
    fn run(&mut self, bytes: &[u8]) -> Option<()> {
        let mut reader = Reader::new(bytes.strip_prefix(&SOI)?);
        loop {
            let Some(marker) = reader.marker() else { return self.is_whole().then_some(()) };
            match marker {
                // End of the image. It is complete when there was something to show.
                0xd9 => return (self.scans > 0).then_some(()),
                // Baseline, extended and progressive Huffman frames, which browsers show.
                0xc0..=0xc2 => {
                    let segment = reader.segment()?;
                    let frame = Frame::read(segment)?;
                    if self.frame.replace(frame).is_some() {
                        return None;
                    }
                    self.is_progressive = marker == 0xc2;
                    self.keep(marker, segment);
                }
                0xc4 => self.parts.push(Part::Tables(marker, tables::huffman(reader.segment()?)?)),
                0xdb => self.parts.push(Part::Tables(marker, tables::quantisation(reader.segment()?)?)),
                0xdd => {
                    let segment = reader.segment()?;
                    self.interval = usize::from(u16::from_be_bytes(segment.try_into().ok()?));
                    self.keep(marker, segment);
                }
                0xda => self.scan(&mut reader)?,
                0xe0 => self.read_jfif(reader.segment()?),
                0xe1 => self.read_exif(reader.segment()?),
                0xee => self.read_adobe(reader.segment()?),
                // The number of lines, which browsers ignore; other application segments, and comments.
                0xdc | 0xe2..=0xef | 0xfe => drop(reader.segment()?),
                // Lossless, hierarchical and arithmetic variants, reserved and misplaced markers.
                _ => return None,
            }
        }
    }

    fn keep(&mut self, marker: u8, segment: &[u8]) {
        let mut bytes = Vec::with_capacity(segment.len() + 4);
        write_segment(&mut bytes, marker, segment);
        self.parts.push(Part::Bytes(bytes));
    }

    /// Reads a scan: its header and all entropy-coded data up to the next marker.
    fn scan(&mut self, reader: &mut Reader<'_>) -> Option<()> {
        let segment = reader.segment()?;
        let header = ScanHeader::read(segment, self.frame.as_ref()?)?;
        let data = reader.entropy_coded_data();
        self.scans += 1;
        if data.is_empty() || self.scans > MAX_SCANS {
            return None;
        }
        for (component, dc, ac) in &header.components {
            self.mark_used(Kind::Quantisation, component.table);
            self.mark_used(Kind::Dc, *dc);
            self.mark_used(Kind::Ac, *ac);
        }
        self.keep(0xda, segment);
        self.parts.push(Part::Bytes(data.clone()));
        self.last_scan = Some((header, data));
        Some(())
    }

    /// Marks the table that a scan uses: the last one of its kind and number.
    fn mark_used(&mut self, kind: Kind, id: u8) {
        let tables = self.parts.iter_mut().rev().filter_map(|part| match part {
            Part::Tables(_, tables) => Some(tables),
            Part::Bytes(_) => None,
        });
        let mut tables = tables.flat_map(|tables| tables.iter_mut().rev());
        if let Some(table) = tables.find(|table| table.kind == kind && table.id == id) {
            table.used = true;
        }
    }

    /// Whether a picture without an end marker is complete. For a progressive one nobody can tell.
    fn is_whole(&self) -> bool {
        let (Some(frame), Some((header, data))) = (&self.frame, &self.last_scan) else { return false };
        if self.is_progressive
            || (header.components.len() < frame.components.len() && self.scans < frame.components.len())
        {
            return false;
        }
        let tables =
            self.parts.iter().filter_map(|part| if let Part::Tables(_, tables) = part { Some(tables) } else { None });
        let tables: Vec<Table> = tables.flatten().cloned().collect();
        coverage::is_whole(frame, header, &tables, self.interval, data)
    }

    fn read_jfif(&mut self, segment: &[u8]) {
        self.is_jfif |= self.scans == 0 && segment.len() >= JFIF_LENGTH && segment.starts_with(b"JFIF\0");
    }

    fn read_exif(&mut self, segment: &[u8]) {
        if self.orientation.is_none() {
            self.orientation = Orientation::read(segment);
        }
    }

    /// Decoders choose the colours at the start of the first scan, by the last segment before it.
    fn read_adobe(&mut self, segment: &[u8]) {
        if segment.starts_with(b"Adobe") && self.scans == 0 {
            self.adobe = segment.first_chunk().copied().or(self.adobe);
        }
    }

    fn assemble(self) -> Vec<u8> {
        let mut image = Vec::with_capacity(1024);
        image.extend_from_slice(&SOI);
        // For three components, JFIF means brightness and colour, whatever Adobe's segment or their names say.
        let of_three = self.frame.as_ref().is_some_and(|frame| frame.components.len() == 3);
        let settled = self.is_jfif && of_three;
        let named = self.frame.as_ref().is_some_and(Frame::is_named_rgb);
        let differs = self.adobe.is_some_and(|adobe| adobe.last() != Some(&1)) || named;
        // Without either segment, decoders also take any other names for brightness and colour.
        if settled && named {
            image.extend_from_slice(&JFIF);
        }
        if let Some(orientation) = self.orientation {
            image.extend_from_slice(&orientation.segment());
        }
        if let Some(adobe) = self.adobe.filter(|_| !(settled && differs)) {
            image.extend_from_slice(&[0xff, 0xee, 0, 14]);
            image.extend_from_slice(&adobe);
        }
        for part in &self.parts {
            match part {
                Part::Bytes(bytes) => image.extend_from_slice(bytes),
                Part::Tables(marker, tables) => {
                    let used: Vec<u8> = tables
                        .iter()
                        .filter(|table| table.used)
                        .flat_map(|table| table.bytes.iter().copied())
                        .collect();
                    if !used.is_empty() {
                        write_segment(&mut image, *marker, &used);
                    }
                }
            }
        }
        image.extend_from_slice(&EOI);
        image
    }
}

fn write_segment(bytes: &mut Vec<u8>, marker: u8, segment: &[u8]) {
    bytes.extend_from_slice(&[0xff, marker]);
    // The segment came with a length of 16 bits, so its length fits.
    let length = u16::try_from(segment.len() + 2).unwrap_or(u16::MAX);
    bytes.extend_from_slice(&length.to_be_bytes());
    bytes.extend_from_slice(segment);
}
