//! The data of streams, unpacked within the budget.

use lopdf::{Dictionary, Object, Stream};

use super::budget::Budget;
use super::parser::Parser;
use crate::Refusal;

/// Most objects of an object stream.
const MAX_OBJECTS: usize = 20_000;

/// Unpacks the data of a stream.
pub(super) fn decode(dictionary: &Dictionary, data: &[u8], budget: &Budget) -> Result<Vec<u8>, Refusal> {
    budget.read(data.len())?;
    if dictionary.get(b"Filter").is_err() {
        return Ok(data.to_vec());
    }
    let stream = Stream::new(dictionary.clone(), data.to_vec());
    let content = stream.decompressed_content_with_limit(budget.decodable()).map_err(|_unpacked| Refusal::Damaged)?;
    budget.decoded(content.len())?;
    Ok(content)
}

/// An object stream: its unpacked content, and which object starts where.
pub(super) struct Packed {
    content: Vec<u8>,
    starts: Vec<(u32, usize)>,
}

impl Packed {
    pub(super) fn read(dictionary: &Dictionary, data: &[u8], budget: &Budget) -> Result<Self, Refusal> {
        let number = |key: &[u8]| {
            let value = dictionary.get(key).and_then(Object::as_i64).ok();
            value.and_then(|value| usize::try_from(value).ok()).ok_or(Refusal::Damaged)
        };
        if !dictionary.has_type(b"ObjStm") {
            return Err(Refusal::Damaged);
        }
        let (count, first) = (number(b"N")?, number(b"First")?);
        if count > MAX_OBJECTS {
            return Err(Refusal::TooComplex);
        }
        let content = decode(dictionary, data, budget)?;
        let mut index = Parser::new(content.get(..first).ok_or(Refusal::Damaged)?, 0, budget);
        let mut starts = Vec::new();
        for _ in 0..count {
            let mut next = || {
                let value = index.value()?.as_i64().ok();
                value.and_then(|value| u32::try_from(value).ok()).ok_or(Refusal::Damaged)
            };
            let (number, offset) = (next()?, next()?);
            let start = usize::try_from(offset).ok().and_then(|offset| first.checked_add(offset));
            starts.push((number, start.ok_or(Refusal::Damaged)?));
        }
        Ok(Self { content, starts })
    }

    /// The object with a number, which must stand where the table says.
    pub(super) fn object(&self, number: u32, index: usize, budget: &Budget) -> Result<Object, Refusal> {
        match self.starts.get(index) {
            Some((found, start)) if *found == number => Parser::new(&self.content, *start, budget).value(),
            Some(_) | None => Err(Refusal::Damaged),
        }
    }
}
