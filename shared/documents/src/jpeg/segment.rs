//! Reading the parts of a JPEG: markers, segments, the frame header, tables and entropy-coded data.

/// Reads forward through the bytes behind the start-of-image marker.
pub(super) struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    pub(super) fn new(rest: &'a [u8]) -> Self {
        Self { rest }
    }

    /// The next marker, over any number of fill bytes.
    pub(super) fn marker(&mut self) -> Option<u8> {
        let (0xff, mut rest) = self.rest.split_first()? else { return None };
        while let Some((0xff, next)) = rest.split_first() {
            rest = next;
        }
        let (marker, rest) = rest.split_first()?;
        self.rest = rest;
        Some(*marker)
    }

    /// The content of the segment behind a marker, without its length.
    pub(super) fn segment(&mut self) -> Option<&'a [u8]> {
        let (length, rest) = self.rest.split_first_chunk()?;
        let length = usize::from(u16::from_be_bytes(*length)).checked_sub(2)?;
        let (segment, rest) = rest.split_at_checked(length)?;
        self.rest = rest;
        Some(segment)
    }

    /// Everything up to the next marker that is not part of the coded data (a stuffed zero or a restart), which stays to be read.
    pub(super) fn entropy_coded_data(&mut self) -> &'a [u8] {
        let is_end = |pair: &[u8]| matches!(pair, [0xff, after] if !matches!(after, 0x00 | 0xd0..=0xd7));
        let end = self.rest.windows(2).position(is_end).unwrap_or(self.rest.len());
        let (data, rest) = self.rest.split_at(end);
        self.rest = rest;
        data
    }
}

/// The frame header: how large the image is and of how many components.
pub(super) struct Frame {
    width: u16,
    height: u16,
    pub(super) components: usize,
}

impl Frame {
    /// Reads a header of 8-bit samples with 1 to 4 components and a size that is not zero.
    pub(super) fn read(segment: &[u8]) -> Option<Self> {
        let [8, h1, h0, w1, w0, components, rest @ ..] = segment else { return None };
        let frame =
            Self { width: u16::from_be_bytes([*w1, *w0]), height: u16::from_be_bytes([*h1, *h0]), components: usize::from(*components) };
        let sound = frame.width > 0 && frame.height > 0 && (1..=4).contains(&frame.components) && rest.len() == 3 * frame.components;
        sound.then_some(frame)
    }

    pub(super) fn pixels(&self) -> u64 {
        u64::from(self.width) * u64::from(self.height)
    }
}

/// Whether the segment is nothing but whole quantisation tables.
pub(super) fn is_sound_quantisation_table(mut segment: &[u8]) -> bool {
    let whole = !segment.is_empty();
    while let Some((header, rest)) = segment.split_first() {
        let length = match header >> 4 {
            0 => 64,
            1 => 128,
            _ => return false,
        };
        let Some((_table, rest)) = rest.split_at_checked(length) else { return false };
        segment = rest;
    }
    whole
}

/// Whether the segment is nothing but whole Huffman tables.
pub(super) fn is_sound_huffman_table(mut segment: &[u8]) -> bool {
    let whole = !segment.is_empty();
    while let Some((_header, rest)) = segment.split_first() {
        let Some((counts, rest)) = rest.split_at_checked(16) else { return false };
        let codes = counts.iter().map(|count| usize::from(*count)).sum();
        let Some((_codes, rest)) = rest.split_at_checked(codes) else { return false };
        segment = rest;
    }
    whole
}
