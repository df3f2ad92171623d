//! The only part of EXIF that we keep: which way up the camera took the photograph.

/// Name of an EXIF segment's content.
const EXIF: &[u8] = b"Exif\0\0";

/// Tag of the orientation in the first directory (EXIF 2.3, 4.6.4).
const TAG: u16 = 0x0112;

/// A turn or flip that a viewer must apply, 2 to 8 as EXIF numbers them. Upright (1) needs no segment.
#[derive(Clone, Copy)]
pub(super) struct Orientation(u8);

impl Orientation {
    /// Reads an APP1 segment; `None` when it is not EXIF, has no orientation, says "upright", or is broken.
    pub(super) fn read(segment: &[u8]) -> Option<Self> {
        let tiff = segment.strip_prefix(EXIF)?;
        let order = match tiff.get(..4)? {
            [b'I', b'I', 42, 0] => ByteOrder::Little,
            [b'M', b'M', 0, 42] => ByteOrder::Big,
            _ => return None,
        };
        let directory = tiff.get(usize::try_from(order.u32(tiff, 4)?).ok()?..)?;
        let count = usize::from(order.u16(directory, 0)?);
        let entry = directory.get(2..)?.chunks_exact(12).take(count).find(|entry| order.u16(entry, 0) == Some(TAG))?;
        match order.u16(entry, 8)? {
            value @ 2..=8 => u8::try_from(value).ok().map(Self),
            _ => None,
        }
    }

    /// A whole EXIF segment, marker included, that holds the orientation and nothing else.
    pub(super) fn segment(self) -> [u8; 36] {
        let Self(value) = self;
        #[rustfmt::skip]
        let segment = [
            0xff, 0xe1, 0, 34,
            b'E', b'x', b'i', b'f', 0, 0,
            b'M', b'M', 0, 42, 0, 0, 0, 8, // big-endian, directory at byte 8
            0, 1,                          // one entry:
            0x01, 0x12, 0, 3, 0, 0, 0, 1,  // orientation, one 16-bit number
            0, value, 0, 0,
            0, 0, 0, 0,                    // no further directory
        ];
        segment
    }
}

#[derive(Clone, Copy)]
enum ByteOrder {
    Little,
    Big,
}

impl ByteOrder {
    fn u16(self, bytes: &[u8], at: usize) -> Option<u16> {
        let bytes = *bytes.get(at..)?.first_chunk()?;
        Some(match self {
            Self::Little => u16::from_le_bytes(bytes),
            Self::Big => u16::from_be_bytes(bytes),
        })
    }

    fn u32(self, bytes: &[u8], at: usize) -> Option<u32> {
        let bytes = *bytes.get(at..)?.first_chunk()?;
        Some(match self {
            Self::Little => u32::from_le_bytes(bytes),
            Self::Big => u32::from_be_bytes(bytes),
        })
    }
}
