//! Reads the parts of a JPEG: markers, segments, the frame header, the scan header and entropy-coded data.

/// Reads forward through the bytes behind the start-of-image marker.
pub(super) struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    pub(super) fn new(rest: &'a [u8]) -> Self {
        Self { rest }
    }

    /// Returns the next meaningful marker. Skips fill bytes and whatever else stands before it, as browsers do. `None`
    /// at the end of the bytes.
    pub(super) fn marker(&mut self) -> Option<u8> {
        loop {
            let start = self.rest.iter().position(|byte| *byte == 0xff)?;
            let rest = self.rest.get(start..)?;
            let end = rest.iter().position(|byte| *byte != 0xff)?;
            let (marker, rest) = rest.get(end..)?.split_first()?;
            self.rest = rest;
            // A stuffed zero, a restart and TEM have no meaning here.
            if !matches!(marker, 0x00 | 0x01 | 0xd0..=0xd7) {
                return Some(*marker);
            }
        }
    }

    /// The content of the segment behind a marker, without its length.
    pub(super) fn segment(&mut self) -> Option<&'a [u8]> {
        let (length, rest) = self.rest.split_first_chunk()?;
        let length = usize::from(u16::from_be_bytes(*length)).checked_sub(2)?;
        let (segment, rest) = rest.split_at_checked(length)?;
        self.rest = rest;
        Some(segment)
    }

    /// Returns everything up to the next marker that is not part of the coded data (a stuffed zero or a restart). It
    /// does not consume that marker. It drops fill bytes before stuffed zeros and restarts (T.81, B.1.1.2): they mean
    /// nothing, and not every decoder knows them.
    pub(super) fn entropy_coded_data(&mut self) -> Vec<u8> {
        let mut data = Vec::with_capacity(self.rest.len());
        while let Some(start) = self.rest.iter().position(|byte| *byte == 0xff) {
            let (plain, rest) = self.rest.split_at(start);
            data.extend_from_slice(plain);
            self.rest = rest;
            let fill = rest.iter().position(|byte| *byte != 0xff);
            match fill.and_then(|fill| rest.get(fill..)) {
                Some([after @ (0x00 | 0xd0..=0xd7), behind @ ..]) => {
                    data.extend_from_slice(&[0xff, *after]);
                    self.rest = behind;
                }
                Some(_) => return data,
                // Only fill bytes remain up to the end.
                None => {
                    self.rest = &[];
                    return data;
                }
            }
        }
        data.extend_from_slice(self.rest);
        self.rest = &[];
        data
    }
}

/// One component of a frame.
#[derive(Clone, Copy)]
pub(super) struct Component {
    pub(super) id: u8,
    /// Blocks of an MCU across and down.
    pub(super) across: u8,
    pub(super) down: u8,
    /// Its quantisation table.
    pub(super) table: u8,
}

/// The frame header: the size of the image and its components.
pub(super) struct Frame {
    pub(super) width: u16,
    pub(super) height: u16,
    pub(super) components: Vec<Component>,
}

impl Frame {
    /// Reads a header of 8-bit samples with 1 to 4 components and a size that is not zero.
    pub(super) fn read(segment: &[u8]) -> Option<Self> {
        let [8, h1, h0, w1, w0, count, rest @ ..] = segment else { return None };
        let components = rest.chunks_exact(3).filter_map(|component| match component {
            [id, sampling, table] => {
                Some(Component { id: *id, across: sampling >> 4, down: sampling & 15, table: *table })
            }
            _ => None,
        });
        let frame = Self {
            width: u16::from_be_bytes([*w1, *w0]),
            height: u16::from_be_bytes([*h1, *h0]),
            components: components.collect(),
        };
        let count = usize::from(*count);
        let sampled = |component: &Component| (1..=4).contains(&component.across) && (1..=4).contains(&component.down);
        let sound = frame.width > 0 && frame.height > 0 && (1..=4).contains(&count) && rest.len() == 3 * count;
        (sound && frame.components.iter().all(sampled)).then_some(frame)
    }

    pub(super) fn pixels(&self) -> u64 {
        u64::from(self.width) * u64::from(self.height)
    }

    /// Whether its components are called R, G and B. Decoders take these for colours when nothing else says so.
    pub(super) fn is_named_rgb(&self) -> bool {
        self.components.iter().map(|component| component.id).eq(*b"RGB")
    }
}

/// The scan header: which components it has, and which tables they use.
pub(super) struct ScanHeader {
    /// Component, DC table, AC table.
    pub(super) components: Vec<(Component, u8, u8)>,
}

impl ScanHeader {
    /// Reads a header whose components all belong to the frame, each once.
    pub(super) fn read(segment: &[u8], frame: &Frame) -> Option<Self> {
        let (count, rest) = segment.split_first()?;
        let count = usize::from(*count);
        if count == 0 || rest.len() != 2 * count + 3 {
            return None;
        }
        let mut components: Vec<(Component, u8, u8)> = Vec::with_capacity(count);
        for part in rest.chunks_exact(2).take(count) {
            let [id, tables] = part else { return None };
            let taken = components.iter().filter(|(component, _, _)| component.id == *id).count();
            // Some encoders give two components the same name. Their order distinguishes them.
            let component = frame.components.iter().filter(|component| component.id == *id).nth(taken)?;
            components.push((*component, tables >> 4, tables & 15));
        }
        Some(Self { components })
    }
}
