//! Checks whether a scan without an end mark holds the whole picture: it counts the codes and draws nothing. Some
//! cameras forget the end-of-image marker; only this check distinguishes their files from files that are cut off.

use super::segment::{Component, Frame, ScanHeader};
use super::tables::{Kind, Table};

/// Whether the coded data of a sequential scan has all blocks of its components.
pub(super) fn is_whole(frame: &Frame, header: &ScanHeader, tables: &[Table], interval: usize, data: &[u8]) -> bool {
    count(frame, header, tables, interval, data).is_some()
}

fn count(frame: &Frame, header: &ScanHeader, tables: &[Table], interval: usize, data: &[u8]) -> Option<()> {
    let table = |kind, id| tables.iter().rfind(|table| table.kind == kind && table.id == id).and_then(Codes::of);
    let mut blocks = Vec::new();
    for (component, dc, ac) in &header.components {
        let times =
            if header.components.len() == 1 { 1 } else { usize::from(component.across) * usize::from(component.down) };
        blocks.push((times, table(Kind::Dc, *dc)?, table(Kind::Ac, *ac)?));
    }
    let mut bits = Bits { data, at: 0, buffer: 0, left: 0 };
    let units = units(frame, header)?;
    for unit in 0..units {
        if interval > 0 && unit > 0 && unit % interval == 0 {
            bits.restart()?;
        }
        for (times, dc, ac) in &blocks {
            for _ in 0..*times {
                bits.block(dc, ac)?;
            }
        }
    }
    Some(())
}

/// Units that a scan codes: blocks of its one component, or MCUs of several.
fn units(frame: &Frame, header: &ScanHeader) -> Option<usize> {
    let most = |size: fn(&Component) -> u8| frame.components.iter().map(size).max().map(usize::from);
    let (across, down) = (most(|component| component.across)?, most(|component| component.down)?);
    let (width, height) = (usize::from(frame.width), usize::from(frame.height));
    Some(match header.components.as_slice() {
        [(component, _, _)] => {
            let size = |pixels: usize, own: u8, most: usize| (pixels * usize::from(own)).div_ceil(most).div_ceil(8);
            size(width, component.across, across) * size(height, component.down, down)
        }
        _ => width.div_ceil(8 * across) * height.div_ceil(8 * down),
    })
}

/// A Huffman table prepared for reading: for each length the first code, how many there are, and where their symbols
/// start.
struct Codes<'a> {
    lengths: [(u32, u32, usize); 16],
    symbols: &'a [u8],
}

impl<'a> Codes<'a> {
    fn of(table: &'a Table) -> Option<Self> {
        let (counts, symbols) = table.codes()?;
        let (mut code, mut start) = (0_u32, 0_usize);
        let mut lengths = [(0, 0, 0); 16];
        for (length, count) in lengths.iter_mut().zip(counts) {
            *length = (code, u32::from(*count), start);
            code = (code + u32::from(*count)) << 1;
            start += usize::from(*count);
        }
        Some(Self { lengths, symbols })
    }
}

struct Bits<'a> {
    data: &'a [u8],
    at: usize,
    buffer: u32,
    left: u32,
}

impl Bits<'_> {
    fn bit(&mut self) -> Option<u32> {
        if self.left == 0 {
            let byte = *self.data.get(self.at)?;
            if byte == 0xff {
                // A restart marker stands where no code may.
                if self.data.get(self.at + 1) != Some(&0) {
                    return None;
                }
                self.at += 1;
            }
            self.at += 1;
            (self.buffer, self.left) = (u32::from(byte), 8);
        }
        self.left -= 1;
        Some(self.buffer >> self.left & 1)
    }

    fn skip(&mut self, bits: u8) -> Option<()> {
        (0..bits).try_for_each(|_| self.bit().map(drop))
    }

    fn symbol(&mut self, codes: &Codes<'_>) -> Option<u8> {
        let mut code = 0;
        for (first, count, start) in codes.lengths {
            code = code << 1 | self.bit()?;
            if let Some(offset) = code.checked_sub(first).filter(|offset| *offset < count) {
                return codes.symbols.get(start + usize::try_from(offset).ok()?).copied();
            }
        }
        None
    }

    fn block(&mut self, dc: &Codes<'_>, ac: &Codes<'_>) -> Option<()> {
        let size = self.symbol(dc)?;
        self.skip(size)?;
        let mut at = 1;
        while at < 64 {
            let symbol = self.symbol(ac)?;
            match (symbol >> 4, symbol & 15) {
                (15, 0) => at += 16,
                (_, 0) => break,
                (run, size) => {
                    self.skip(size)?;
                    at += usize::from(run) + 1;
                }
            }
        }
        Some(())
    }

    /// Moves behind the next restart marker.
    fn restart(&mut self) -> Option<()> {
        self.left = 0;
        match self.data.get(self.at..)? {
            [0xff, 0xd0..=0xd7, ..] => self.at += 2,
            _ => return None,
        }
        Some(())
    }
}
