//! A block that repeats what stands before (RFC 1951, 3.2.5 and 3.2.6), whatever that is.

/// First length of each code from 257 on.
const LENGTHS: [usize; 29] =
    [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258];

/// First distance of each code.
const DISTANCES: [usize; 30] = [
    1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145,
    8193, 12289, 16385, 24577,
];

/// Longest distance.
const WINDOW: usize = 32_768;

/// Bytes of a whole block that stands for `length` bytes from `distance` bytes before, and of a stored block of nothing
/// behind it, which ends with a byte. `None` for what no single code can say.
pub(super) fn to(length: usize, distance: usize) -> Option<Vec<u8>> {
    if !(3..=258).contains(&length) || !(length..=WINDOW).contains(&distance) {
        return None;
    }
    let (long, long_rest) = code(&LENGTHS, length)?;
    let (far, far_rest) = code(&DISTANCES, distance)?;
    let mut bits = Bits::default();
    // Not the last block, with codes that every decoder knows.
    bits.push(0b010, 3);
    // The codes 257 to 279 have seven bits, those from 280 on eight.
    if long < 23 {
        bits.push_code(long + 1, 7);
    } else {
        bits.push_code(0xC0 + long - 23, 8);
    }
    bits.push(long_rest, if long == 28 { 0 } else { (long / 4).saturating_sub(1) });
    bits.push_code(far, 5);
    bits.push(far_rest, (far / 2).saturating_sub(1));
    // The end of the block, and the beginning of a stored one.
    bits.push(0, 7 + 3);
    let mut bytes = bits.into_bytes();
    bytes.extend([0, 0, 0xFF, 0xFF]);
    Some(bytes)
}

/// The code for a number, and what the number is beyond the first of that code.
fn code(firsts: &[usize], number: usize) -> Option<(usize, usize)> {
    let code = firsts.partition_point(|first| *first <= number).checked_sub(1)?;
    Some((code, number - firsts.get(code)?))
}

/// Bits from the lowest of each byte on.
#[derive(Default)]
struct Bits(Vec<bool>);

impl Bits {
    /// A number, its lowest bit first.
    fn push(&mut self, number: usize, count: usize) {
        self.0.extend((0..count).map(|at| number >> at & 1 == 1));
    }

    /// A code, its highest bit first.
    fn push_code(&mut self, code: usize, count: usize) {
        self.0.extend((0..count).rev().map(|at| code >> at & 1 == 1));
    }

    fn into_bytes(self) -> Vec<u8> {
        let byte = |bits: &[bool]| bits.iter().rev().fold(0, |byte, bit| byte << 1 | u8::from(*bit));
        self.0.chunks(8).map(byte).collect()
    }
}
