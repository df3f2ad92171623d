//! Quantisation and Huffman tables. We keep only complete and valid ones, and of those only the ones that a scan uses:
//! a table that nothing reads could carry anything.

/// The kind of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Quantisation,
    Dc,
    Ac,
}

/// One table with its header byte.
#[derive(Clone)]
pub(super) struct Table {
    pub(super) kind: Kind,
    pub(super) id: u8,
    pub(super) bytes: Vec<u8>,
    /// Whether a scan uses it.
    pub(super) used: bool,
}

impl Table {
    /// Code lengths and symbols of a Huffman table.
    pub(super) fn codes(&self) -> Option<(&[u8], &[u8])> {
        self.bytes.get(1..)?.split_at_checked(16)
    }
}

/// Reads the tables of a quantisation segment that contains only complete tables. An empty segment has no tables.
pub(super) fn quantisation(mut segment: &[u8]) -> Option<Vec<Table>> {
    let mut tables = Vec::new();
    while let Some(header) = segment.first() {
        let length = match header >> 4 {
            0 => 64,
            1 => 128,
            _ => return None,
        };
        let (table, rest) = segment.split_at_checked(1 + length)?;
        let id = header & 15;
        if id > 3 {
            return None;
        }
        tables.push(Table { kind: Kind::Quantisation, id, bytes: table.to_vec(), used: false });
        segment = rest;
    }
    Some(tables)
}

/// Reads the tables of a Huffman segment that contains only complete and valid tables. An empty segment has no tables.
pub(super) fn huffman(mut segment: &[u8]) -> Option<Vec<Table>> {
    let mut tables = Vec::new();
    while let Some((header, rest)) = segment.split_first() {
        let counts = rest.get(..16)?;
        let codes: usize = counts.iter().map(|count| usize::from(*count)).sum();
        let symbols = rest.get(16..16 + codes)?;
        let kind = match header >> 4 {
            0 => Kind::Dc,
            1 => Kind::Ac,
            _ => return None,
        };
        let id = header & 15;
        if id > 3
            || codes > 256
            || !is_prefix_code(counts)
            || (kind == Kind::Dc && symbols.iter().any(|symbol| *symbol > 15))
        {
            return None;
        }
        let (table, rest) = segment.split_at_checked(17 + codes)?;
        tables.push(Table { kind, id, bytes: table.to_vec(), used: false });
        segment = rest;
    }
    Some(tables)
}

/// Whether a prefix code can have this many codes of 1 to 16 bits.
fn is_prefix_code(counts: &[u8]) -> bool {
    let mut left = 1_u32;
    counts.iter().all(|count| {
        left = (left * 2).min(1 << 20);
        let count = u32::from(*count);
        let fits = count <= left;
        left = left.saturating_sub(count);
        fits
    })
}
