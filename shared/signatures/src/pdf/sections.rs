//! Cross-reference sections: which objects a revision brought, and where they stand (ISO 32000-1, 7.5.4 to 7.5.8).

use lopdf::{Dictionary, Object};

use super::budget::Budget;
use super::found::read_at;
use super::lexer::Lexer;
use super::parser::Parser;
use super::streams;
use crate::Refusal;

/// Most sections of a file. A file gets one with each revision.
const MAX_SECTIONS: usize = 200;

/// Highest number of an object that readers must support.
const MAX_NUMBER: u64 = 8_388_607;

/// Where an object stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// It is deleted.
    Free,
    /// At an offset of the file.
    At { offset: usize, generation: u16 },
    /// In an object stream.
    In { container: u32, index: usize },
}

/// One section with its trailer.
pub(crate) struct Section {
    /// Its offset, as `startxref` or `/Prev` names it.
    pub(crate) at: usize,
    /// Its objects. Those of a hybrid file's stream stand behind those of the table that names it.
    pub(crate) entries: Vec<(u32, Place)>,
    /// The trailer, or the dictionary of the cross-reference stream.
    pub(crate) trailer: Dictionary,
    /// Whether it is a stream.
    pub(crate) is_stream: bool,
}

/// Reads all sections, the newest first.
pub(super) fn read_all(bytes: &[u8], budget: &Budget) -> Result<Vec<Section>, Refusal> {
    let mut sections: Vec<Section> = Vec::new();
    let mut next = Some(start(bytes)?);
    while let Some(at) = next {
        if sections.len() >= MAX_SECTIONS {
            return Err(Refusal::TooComplex);
        }
        if sections.iter().any(|section| section.at == at) {
            return Err(Refusal::Damaged);
        }
        let mut section = read(bytes, at, budget)?;
        if !section.is_stream
            && let Some(at) = offset(&section.trailer, b"XRefStm")?
        {
            section.entries.extend(read_stream(bytes, at, budget)?.entries);
        }
        next = offset(&section.trailer, b"Prev")?;
        sections.push(section);
    }
    Ok(sections)
}

/// What the last `startxref` says.
fn start(bytes: &[u8]) -> Result<usize, Refusal> {
    const WORD: &[u8] = b"startxref";
    let at = bytes.windows(WORD.len()).rposition(|window| window == WORD).ok_or(Refusal::Damaged)?;
    let mut lexer = Lexer::new(bytes, at + WORD.len());
    lexer.skip_space();
    lexer.number().and_then(|number| usize::try_from(number).ok()).ok_or(Refusal::Damaged)
}

fn offset(trailer: &Dictionary, key: &[u8]) -> Result<Option<usize>, Refusal> {
    let Ok(value) = trailer.get(key) else { return Ok(None) };
    let offset = value.as_i64().ok().and_then(|offset| usize::try_from(offset).ok());
    offset.map(Some).ok_or(Refusal::Damaged)
}

fn read(bytes: &[u8], at: usize, budget: &Budget) -> Result<Section, Refusal> {
    if at >= bytes.len() {
        return Err(Refusal::Damaged);
    }
    let mut lexer = Lexer::new(bytes, at);
    lexer.skip_space();
    if lexer.takes_word(b"xref") { read_table(bytes, at, lexer, budget) } else { read_stream(bytes, at, budget) }
}

fn read_table(bytes: &[u8], at: usize, mut lexer: Lexer<'_>, budget: &Budget) -> Result<Section, Refusal> {
    let mut entries = Vec::new();
    loop {
        lexer.skip_space();
        if lexer.takes_word(b"trailer") {
            break;
        }
        let mut number = || {
            lexer.skip_space();
            lexer.number().ok_or(Refusal::Damaged)
        };
        let (first, count) = (number()?, number()?);
        for step in 0..count {
            budget.entry()?;
            let mut number = || {
                lexer.skip_space();
                lexer.number().ok_or(Refusal::Damaged)
            };
            let (offset, generation) = (number()?, number()?);
            lexer.skip_space();
            let place = match lexer.word() {
                b"n" => Place::At { offset: size(offset)?, generation: u16::try_from(generation).unwrap_or(u16::MAX) },
                b"f" => Place::Free,
                _ => return Err(Refusal::Damaged),
            };
            entries.push((object_number(first.saturating_add(step))?, place));
        }
    }
    let trailer = Parser::new(bytes, lexer.at(), budget).value()?;
    let Object::Dictionary(trailer) = trailer else { return Err(Refusal::Damaged) };
    Ok(Section { at, entries, trailer, is_stream: false })
}

fn read_stream(bytes: &[u8], at: usize, budget: &Budget) -> Result<Section, Refusal> {
    let found = read_at(bytes, at, budget, &|_reference| Err(Refusal::Damaged))?;
    let Object::Dictionary(trailer) = found.value else { return Err(Refusal::Damaged) };
    let data = found.data.ok_or(Refusal::Damaged)?;
    if !trailer.has_type(b"XRef") {
        return Err(Refusal::Damaged);
    }
    let content = streams::decode(&trailer, data, budget)?;
    let numbers = |key: &[u8]| -> Option<Vec<u64>> {
        let values = trailer.get(key).and_then(Object::as_array).ok()?;
        values.iter().map(|value| value.as_i64().ok().and_then(|value| u64::try_from(value).ok())).collect()
    };
    let widths: [u64; 3] = numbers(b"W").and_then(|widths| widths.get(..3)?.try_into().ok()).ok_or(Refusal::Damaged)?;
    if widths.iter().any(|width| *width > 8) || widths.iter().sum::<u64>() == 0 {
        return Err(Refusal::Damaged);
    }
    let whole = || trailer.get(b"Size").and_then(Object::as_i64).ok().and_then(|size| u64::try_from(size).ok());
    let index = match trailer.get(b"Index") {
        Ok(_) => numbers(b"Index").ok_or(Refusal::Damaged)?,
        Err(_) => vec![0, whole().ok_or(Refusal::Damaged)?],
    };
    let mut entries = Vec::new();
    let mut rest = content.as_slice();
    let mut field = |width: u64, missing: u64| -> Result<u64, Refusal> {
        let (field, behind) = rest.split_at_checked(size(width)?).ok_or(Refusal::Damaged)?;
        rest = behind;
        Ok(if width == 0 { missing } else { field.iter().fold(0, |sum, byte| sum << 8 | u64::from(*byte)) })
    };
    for range in index.chunks(2) {
        let &[first, count] = range else { return Err(Refusal::Damaged) };
        for step in 0..count {
            budget.entry()?;
            let (kind, second, third) = (field(widths[0], 1)?, field(widths[1], 0)?, field(widths[2], 0)?);
            let place = match kind {
                1 => Place::At { offset: size(second)?, generation: u16::try_from(third).unwrap_or(u16::MAX) },
                2 => Place::In { container: object_number(second)?, index: size(third)? },
                // Deleted, or of an unknown kind, which is no object (ISO 32000-1, 7.5.8.3).
                _ => Place::Free,
            };
            entries.push((object_number(first.saturating_add(step))?, place));
        }
    }
    Ok(Section { at, entries, trailer, is_stream: true })
}

fn size(number: u64) -> Result<usize, Refusal> {
    usize::try_from(number).map_err(|_too_large| Refusal::Damaged)
}

fn object_number(number: u64) -> Result<u32, Refusal> {
    u32::try_from(number).ok().filter(|number| u64::from(*number) <= MAX_NUMBER).ok_or(Refusal::Damaged)
}
