//! How large images are once unpacked, by their dictionary and by their data.

use super::objects::{Object, Objects};
use super::streams::Contents;
use super::value::{Dictionary, Value};
use super::word::Word;
use crate::Refusal;

/// Most pixels of one image: an A3 page at 600 dots an inch has 70 million.
pub(super) const MAX_PIXELS: u64 = 100_000_000;

/// Most bytes of all unpacked images of a document.
const MAX_BYTES: u64 = 1 << 30;

/// Refuses documents whose images are too large to show.
pub(super) fn check(objects: &Objects, contents: &Contents) -> Result<(), Refusal> {
    let mut bytes = 0_u64;
    for (index, object) in objects.all().iter().enumerate() {
        let Some(dictionary) = object.dictionary().filter(|_| object.data.is_some()) else { continue };
        let packed = contents.images.get(&index);
        let is_image =
            dictionary.every(Word::Subtype).any(|kind| kind.as_name() == Some(Word::Image)) || packed.is_some();
        if !is_image {
            continue;
        }
        let told = pixels(objects, dictionary);
        let (coded, components) = packed.map_or((0, 4), |(filter, data)| coded(*filter, data));
        if told > MAX_PIXELS || coded > MAX_PIXELS {
            return Err(Refusal::PdfTooComplex);
        }
        bytes =
            bytes.saturating_add(told.max(coded).saturating_mul(components) / if is_bilevel(object) { 8 } else { 1 });
    }
    if bytes > MAX_BYTES { Err(Refusal::PdfTooComplex) } else { Ok(()) }
}

/// The size that a dictionary gives, the largest of all revisions.
fn pixels(objects: &Objects, dictionary: &Dictionary) -> u64 {
    let most = |key| {
        let values = dictionary.every(key).flat_map(|value| objects.resolve_all(value));
        values.filter_map(Value::as_number).filter_map(|number| u64::try_from(number).ok()).max().unwrap_or(0)
    };
    most(Word::Width).saturating_mul(most(Word::Height))
}

fn is_bilevel(object: &Object) -> bool {
    let bits =
        object.dictionary().and_then(|dictionary| dictionary.get(Word::BitsPerComponent)).and_then(Value::as_number);
    bits == Some(1)
}

/// The pixels that coded data declares, and how many bytes each takes.
fn coded(filter: Word, data: &[u8]) -> (u64, u64) {
    match filter {
        Word::DctDecode => (jpeg(data).unwrap_or(0), 4),
        Word::JpxDecode => (jpeg_2000(data).unwrap_or(0), 4),
        Word::Jbig2Decode => (jbig2(data), 1),
        _ => (0, 1),
    }
}

fn number(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0, |number, byte| number << 8 | u64::from(*byte))
}

/// The largest of all frame headers.
fn jpeg(data: &[u8]) -> Option<u64> {
    let frames = data.windows(9).filter(|window| {
        matches!(window, [0xff, 0xc0..=0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf, 0, 8..=32, 8 | 12, ..])
    });
    frames.filter_map(|frame| Some(number(frame.get(5..7)?) * number(frame.get(7..9)?))).max()
}

/// The reference grid of the codestream (ISO 15444-1, A.5.1).
fn jpeg_2000(data: &[u8]) -> Option<u64> {
    let at = data.windows(4).position(|window| window == [0xff, 0x4f, 0xff, 0x51])?;
    let size = data.get(at + 8..at + 16)?;
    Some(number(size.get(..4)?).saturating_mul(number(size.get(4..)?)))
}

/// The largest page or region of the segments (ITU-T T.88, 7.2), as far as we can follow them.
fn jbig2(data: &[u8]) -> u64 {
    let (mut rest, mut most) = (data, 0);
    while let Some(segment) = Segment::read(rest) {
        // Page information, and every kind of region, start with width and height. A page may leave its height open.
        if matches!(segment.kind, 4..=7 | 20..=23 | 36..=43 | 48) {
            let size = |from: usize| {
                segment.content.get(from..from + 4).map(number).filter(|size| *size < 0xffff_ffff).unwrap_or(1)
            };
            most = most.max(size(0).saturating_mul(size(4)));
        }
        rest = segment.rest;
    }
    most
}

struct Segment<'a> {
    kind: u8,
    content: &'a [u8],
    rest: &'a [u8],
}

impl<'a> Segment<'a> {
    fn read(data: &'a [u8]) -> Option<Self> {
        let (number_bytes, rest) = data.split_at_checked(4)?;
        let segment_number = number(number_bytes);
        let (flags, rest) = rest.split_first()?;
        let first = *rest.first()?;
        // How many segments this one refers to: three bits, or a long form with a retention bit for each.
        let (count, skipped) = if first >> 5 == 7 {
            let count = usize::try_from(number(rest.get(..4)?) & 0x1fff_ffff).ok()?;
            (count, 4 + (count + 8) / 8)
        } else {
            (usize::from(first >> 5), 1)
        };
        let width = if segment_number <= 256 {
            1
        } else if segment_number <= 65_536 {
            2
        } else {
            4
        };
        let page = if flags & 0x40 == 0 { 1 } else { 4 };
        let rest = rest.get(skipped.checked_add(count.checked_mul(width)?)?.checked_add(page)?..)?;
        let (length, content) = rest.split_at_checked(4)?;
        let length = usize::try_from(number(length)).ok()?;
        let (content, rest) = content.split_at(length.min(content.len()));
        Some(Self { kind: flags & 0x3f, content, rest })
    }
}
