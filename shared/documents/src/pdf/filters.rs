//! Filters (ISO 32000-1, 7.4), each within a limit, so that no output grows without bound.

use flate2::{Decompress, FlushDecompress, Status};

use super::bytes::{hexadecimal, is_space};
use super::word::Word;

/// The output of a filter.
pub(super) struct Decoded {
    /// The bytes, up to the place where the data is broken.
    pub(super) bytes: Vec<u8>,
    /// How many bytes it took from its input.
    pub(super) taken: usize,
    /// Whether the filter reached the end of its data.
    pub(super) whole: bool,
}

/// The filter reached the limit.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct TooMuch;

/// How bytes are predicted from those before them.
#[derive(Clone, Copy)]
pub(super) struct Prediction {
    pub(super) predictor: i64,
    pub(super) colors: i64,
    pub(super) bits: i64,
    pub(super) columns: i64,
}

/// Whether a filter packs pixels, not bytes. The size of the image bounds its output.
pub(super) fn is_of_images(filter: Word) -> bool {
    matches!(filter, Word::DctDecode | Word::JpxDecode | Word::CcittFaxDecode | Word::Jbig2Decode)
}

/// Undoes one filter; `None` for an unknown one.
pub(super) fn decode(filter: Word, data: &[u8], early: bool, limit: usize) -> Option<Result<Decoded, TooMuch>> {
    Some(match filter {
        Word::FlateDecode => inflate(data, limit),
        Word::LzwDecode => lzw(data, early, limit),
        Word::Ascii85Decode => ascii85(data, limit),
        Word::AsciiHexDecode => ascii_hex(data, limit),
        Word::RunLengthDecode => run_length(data, limit),
        Word::Crypt => bounded(Decoded { bytes: data.to_vec(), taken: data.len(), whole: true }, limit),
        _ => return None,
    })
}

fn bounded(decoded: Decoded, limit: usize) -> Result<Decoded, TooMuch> {
    if decoded.bytes.len() > limit { Err(TooMuch) } else { Ok(decoded) }
}

/// Undoes Flate with its zlib header. Readers disagree about a wrong checksum, so we ignore it: the data is whole when
/// its last block is.
fn inflate(data: &[u8], limit: usize) -> Result<Decoded, TooMuch> {
    let broken = Decoded { bytes: Vec::new(), taken: 0, whole: false };
    let [method, flags, packed @ ..] = data else { return Ok(broken) };
    let sound =
        method & 0x0f == 8 && method >> 4 <= 7 && (u16::from(*method) << 8 | u16::from(*flags)).is_multiple_of(31);
    if !sound || flags & 0x20 != 0 {
        return Ok(broken);
    }
    let mut decompress = Decompress::new(false);
    let mut bytes = Vec::new();
    let whole = loop {
        let before = (decompress.total_in(), bytes.len());
        let rest = usize::try_from(before.0).ok().and_then(|taken| packed.get(taken..)).unwrap_or_default();
        if bytes.len() == bytes.capacity() {
            bytes.reserve(bytes.len().clamp(4 << 10, 4 << 20));
        }
        match decompress.decompress_vec(rest, &mut bytes, FlushDecompress::None) {
            Ok(Status::StreamEnd) => break true,
            Ok(Status::Ok | Status::BufError) if before != (decompress.total_in(), bytes.len()) => {}
            Ok(Status::Ok | Status::BufError) | Err(_) => break false,
        }
        if bytes.len() > limit {
            return Err(TooMuch);
        }
    };
    // Two bytes of header; four of the checksum, as far as they exist.
    let taken = usize::try_from(decompress.total_in()).unwrap_or(usize::MAX).saturating_add(2).min(data.len());
    bounded(Decoded { bytes, taken, whole }, limit)
}

/// Undoes LZW with codes of 9 to 12 bits, most significant bit first (7.4.4.2).
fn lzw(data: &[u8], early: bool, limit: usize) -> Result<Decoded, TooMuch> {
    const CLEAR: usize = 256;
    const END: usize = 257;
    // The output already holds the bytes of each code: where, and how many.
    let mut table: Vec<(usize, usize)> = Vec::with_capacity(4096);
    let mut bytes: Vec<u8> = Vec::new();
    let (mut buffer, mut bits, mut taken) = (0_u32, 0_u32, 0);
    let mut previous: Option<(usize, usize)> = None;
    let mut whole = false;
    let mut input = data.iter();
    'codes: loop {
        let width = width_of(258 + table.len() + usize::from(early));
        while bits < width {
            let Some(byte) = input.next() else { break 'codes };
            buffer = buffer << 8 | u32::from(*byte);
            bits += 8;
            taken += 1;
        }
        bits -= width;
        let code = usize::try_from(buffer >> bits & ((1 << width) - 1)).unwrap_or(END);
        match code {
            CLEAR => {
                table.clear();
                previous = None;
                continue;
            }
            END => {
                whole = true;
                break;
            }
            _ => {}
        }
        let start = bytes.len();
        if let Ok(byte) = u8::try_from(code) {
            bytes.push(byte);
        } else {
            let known = table.get(code - 258).copied();
            // The one code that is not in the table yet: the previous bytes, and their first byte again.
            let Some((from, length)) =
                known.or(previous.filter(|_| code - 258 == table.len()).map(|(from, length)| (from, length + 1)))
            else {
                break;
            };
            for at in from..from + length {
                let Some(byte) = bytes.get(at).copied() else { break 'codes };
                bytes.push(byte);
            }
        }
        if let Some((from, length)) = previous.filter(|_| table.len() < 4096 - 258) {
            table.push((from, length + 1));
        }
        previous = Some((start, bytes.len() - start));
        if bytes.len() > limit {
            return Err(TooMuch);
        }
    }
    Ok(Decoded { bytes, taken, whole })
}

/// Bits of the next code, when this is the next entry of the table (one more where the change of width comes early).
fn width_of(codes: usize) -> u32 {
    match codes {
        0..=511 => 9,
        512..=1023 => 10,
        1024..=2047 => 11,
        _ => 12,
    }
}

fn ascii_hex(data: &[u8], limit: usize) -> Result<Decoded, TooMuch> {
    let (mut bytes, mut high, mut taken, mut whole) = (Vec::with_capacity(data.len() / 2), None, 0, false);
    for byte in data {
        taken += 1;
        if *byte == b'>' {
            whole = true;
            break;
        }
        let Some(digit) = hexadecimal(*byte) else { continue };
        match high.take() {
            None => high = Some(digit),
            Some(high) => bytes.push(high << 4 | digit),
        }
    }
    bytes.extend(high.map(|high| high << 4));
    bounded(Decoded { bytes, taken, whole }, limit)
}

fn ascii85(data: &[u8], limit: usize) -> Result<Decoded, TooMuch> {
    let (mut bytes, mut taken, mut whole) = (Vec::with_capacity(data.len()), 0, false);
    let (mut group, mut digits) = (0_u32, 0_u32);
    let mut input = data.iter();
    while let Some(byte) = input.next() {
        taken += 1;
        match byte {
            b'~' => {
                whole = true;
                let rest = input.as_slice();
                taken += rest.iter().position(|byte| *byte == b'>').map_or(0, |end| if end <= 2 { end + 1 } else { 0 });
                break;
            }
            b'z' if digits == 0 => bytes.extend_from_slice(&[0; 4]),
            b'!'..=b'u' => {
                group = group.wrapping_mul(85).wrapping_add(u32::from(byte - b'!'));
                digits += 1;
                if digits == 5 {
                    bytes.extend_from_slice(&group.to_be_bytes());
                    (group, digits) = (0, 0);
                }
            }
            byte if is_space(*byte) => {}
            _ => break,
        }
        if bytes.len() > limit {
            return Err(TooMuch);
        }
    }
    if digits > 1 {
        for _ in digits..5 {
            group = group.wrapping_mul(85).wrapping_add(84);
        }
        let kept = usize::try_from(digits - 1).unwrap_or(0);
        bytes.extend(group.to_be_bytes().into_iter().take(kept));
    }
    bounded(Decoded { bytes, taken, whole }, limit)
}

fn run_length(data: &[u8], limit: usize) -> Result<Decoded, TooMuch> {
    let (mut bytes, mut rest, mut whole) = (Vec::new(), data, false);
    while let Some((length, tail)) = rest.split_first() {
        rest = tail;
        match length {
            128 => {
                whole = true;
                break;
            }
            0..=127 => {
                let (run, tail) = rest.split_at(rest.len().min(usize::from(*length) + 1));
                bytes.extend_from_slice(run);
                rest = tail;
            }
            _ => {
                let Some((byte, tail)) = rest.split_first() else { break };
                bytes.resize(bytes.len() + 257 - usize::from(*length), *byte);
                rest = tail;
            }
        }
        if bytes.len() > limit {
            return Err(TooMuch);
        }
    }
    Ok(Decoded { bytes, taken: data.len() - rest.len(), whole })
}

/// Undoes a prediction; `None` where its numbers make no sense.
pub(super) fn unpredict(bytes: Vec<u8>, prediction: Prediction) -> Option<Vec<u8>> {
    if prediction.predictor < 2 {
        return Some(bytes);
    }
    let number = |value: i64, most: usize| usize::try_from(value).ok().filter(|value| (1..=most).contains(value));
    let (colors, bits) = (number(prediction.colors, 32)?, number(prediction.bits, 16)?);
    let columns = number(prediction.columns, 1 << 20)?;
    let (pixel, row) = ((colors * bits).div_ceil(8), (colors * bits * columns).div_ceil(8));
    match prediction.predictor {
        2 if bits == 8 => Some(left_predicted(bytes, pixel, row)),
        10..=15 => Some(png_predicted(&bytes, pixel, row)),
        _ => None,
    }
}

fn left_predicted(mut bytes: Vec<u8>, pixel: usize, row: usize) -> Vec<u8> {
    for line in bytes.chunks_mut(row) {
        for at in pixel..line.len() {
            let left = line.get(at - pixel).copied().unwrap_or(0);
            if let Some(byte) = line.get_mut(at) {
                *byte = byte.wrapping_add(left);
            }
        }
    }
    bytes
}

fn png_predicted(bytes: &[u8], pixel: usize, row: usize) -> Vec<u8> {
    let mut result: Vec<u8> = Vec::with_capacity(bytes.len());
    let mut above = vec![0; row];
    for line in bytes.chunks(row + 1) {
        let Some((kind, packed)) = line.split_first() else { break };
        let mut current = Vec::with_capacity(row);
        for (at, byte) in packed.iter().enumerate() {
            let left = at.checked_sub(pixel).and_then(|at| current.get(at)).copied().unwrap_or(0);
            let up = above.get(at).copied().unwrap_or(0);
            let corner = at.checked_sub(pixel).and_then(|at| above.get(at)).copied().unwrap_or(0);
            let predicted = match kind {
                1 => left,
                2 => up,
                3 => u8::midpoint(left, up),
                4 => paeth(left, up, corner),
                _ => 0,
            };
            current.push(byte.wrapping_add(predicted));
        }
        result.extend_from_slice(&current);
        current.resize(row, 0);
        above = current;
    }
    result
}

fn paeth(left: u8, up: u8, corner: u8) -> u8 {
    let estimate = i16::from(left) + i16::from(up) - i16::from(corner);
    let distance = |byte: u8| (estimate - i16::from(byte)).abs();
    if distance(left) <= distance(up) && distance(left) <= distance(corner) {
        left
    } else if distance(up) <= distance(corner) {
        up
    } else {
        corner
    }
}
