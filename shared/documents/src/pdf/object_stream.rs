//! Object streams (ISO 32000-1, 7.5.7): many objects packed into one stream.
//!
//! The data is given to the decoders from its first byte to the end of the FILE: filters know where they end, while `/Length` may lie about it.

use std::collections::BTreeMap;

use lopdf::{Dictionary as Parameters, Object, Stream};

use super::budget::Budget;
use super::lexer::{Lexer, Token};
use super::objects::Objects;
use super::parser::Parser;
use super::value::{Dictionary, Value};
use super::word::Word;
use crate::Refusal;

/// Most filters of one stream; files use one or two.
const MAX_FILTERS: usize = 4;

/// Unpacks every stream that can serve as an object stream, whatever it says its type is.
pub(super) fn unpack_all(objects: &mut Objects, bytes: &[u8], budget: &mut Budget) -> Result<(), Refusal> {
    let mut packed = Vec::new();
    for (at, dictionary) in objects.streams() {
        let integer = |key| dictionary.get(key).and_then(|value| objects.resolve(value)).and_then(Value::as_integer);
        let (Some(count), Some(first)) = (integer(Word::N), integer(Word::First)) else { continue };
        budget.object_stream()?;
        let data = dictionary.data.and_then(|start| bytes.get(start..)).unwrap_or_default();
        let content = decode(objects, dictionary, data, budget)?;
        unpack(&content, count, first, budget, |numbers, value| packed.push((numbers, value, at)))?;
    }
    for (numbers, value, at) in packed {
        objects.add_packed(&numbers, value, at);
    }
    Ok(())
}

/// Undoes all filters of a stream.
fn decode(objects: &Objects, dictionary: &Dictionary, data: &[u8], budget: &mut Budget) -> Result<Vec<u8>, Refusal> {
    // Some viewers take the short keys of inline images here as well.
    let filters = listed(objects, dictionary.get(Word::Filter).or_else(|| dictionary.get(Word::F)));
    let parameters = listed(objects, dictionary.get(Word::DecodeParms).or_else(|| dictionary.get(Word::Dp)));
    if filters.len() > MAX_FILTERS {
        return Err(Refusal::PdfTooComplex);
    }
    let mut content = data.to_vec();
    for (index, filter) in filters.into_iter().enumerate() {
        let name = filter.as_name().and_then(decoder).ok_or(Refusal::PdfDamaged)?;
        let mut stream = Parameters::new();
        stream.set("Filter", Object::Name(name.to_vec()));
        if let Some(parameters) = parameters.get(index).and_then(|value| value.as_dictionary()) {
            budget.read(parameters.entries.len())?;
            stream.set("DecodeParms", decoder_parameters(objects, parameters));
        }
        let limit = budget.decodable();
        content = Stream::new(stream, content).decompressed_content_with_limit(limit).map_err(|error| refusal(&error))?;
        budget.decoded(content.len())?;
    }
    Ok(content)
}

/// A value, or the values of an array, references resolved.
fn listed<'a>(objects: &'a Objects, value: Option<&'a Value>) -> Vec<&'a Value> {
    let Some(value) = value.and_then(|value| objects.resolve(value)) else { return Vec::new() };
    match value.as_array() {
        Some(values) => values.iter().map(|value| objects.resolve(value).unwrap_or(&Value::Null)).collect(),
        None => vec![value],
    }
}

/// lopdf's name of a filter that may pack objects.
fn decoder(filter: Word) -> Option<&'static [u8]> {
    Some(match filter {
        Word::FlateDecode => b"FlateDecode",
        Word::LzwDecode => b"LZWDecode",
        Word::Ascii85Decode => b"ASCII85Decode",
        Word::AsciiHexDecode => b"ASCIIHexDecode",
        Word::RunLengthDecode => b"RunLengthDecode",
        _ => return None,
    })
}

fn decoder_parameters(objects: &Objects, parameters: &Dictionary) -> Parameters {
    let names = [
        (Word::Predictor, "Predictor"),
        (Word::Columns, "Columns"),
        (Word::Colors, "Colors"),
        (Word::BitsPerComponent, "BitsPerComponent"),
        (Word::EarlyChange, "EarlyChange"),
    ];
    let mut result = Parameters::new();
    for (word, name) in names {
        if let Some(number) = parameters.get(word).and_then(|value| objects.resolve(value)).and_then(Value::as_integer) {
            result.set(name, Object::Integer(number));
        }
    }
    result
}

fn refusal(error: &lopdf::Error) -> Refusal {
    match error {
        lopdf::Error::Decompress(lopdf::DecompressError::MemoryLimitExceeded { .. }) => Refusal::PdfTooComplex,
        // What cannot be unpacked cannot be judged.
        _ => Refusal::PdfDamaged,
    }
}

/// Parses the objects one after the other, and also wherever the index points that is not the start of one of them.
fn unpack(content: &[u8], count: i64, first: i64, budget: &mut Budget, mut found: impl FnMut(Vec<u32>, Value)) -> Result<(), Refusal> {
    let first = usize::try_from(first).unwrap_or(usize::MAX);
    let mut index = index(content, count, first, budget)?;
    let mut parser = Parser::new(content, first, budget);
    loop {
        let start = parser.at_value();
        let Some(value) = parser.value()? else { break };
        found(index.remove(&start).unwrap_or_default(), value);
    }
    for (at, numbers) in index {
        if let Some(value) = Parser::new(content, at, budget).value()? {
            found(numbers, value);
        }
    }
    Ok(())
}

/// Where the index says that objects start, white space skipped, and under which numbers.
fn index(content: &[u8], count: i64, first: usize, budget: &mut Budget) -> Result<BTreeMap<usize, Vec<u32>>, Refusal> {
    let mut index: BTreeMap<usize, Vec<u32>> = BTreeMap::new();
    let mut lexer = Lexer::new(content, 0);
    for _ in 0..count {
        let (Token::Integer(number), Token::Integer(offset)) = (lexer.token(), lexer.token()) else { break };
        budget.value()?;
        let (Ok(number), Ok(offset)) = (u32::try_from(number), usize::try_from(offset)) else { continue };
        let mut object = Lexer::new(content, first.saturating_add(offset));
        object.skip_space();
        budget.read(object.at().saturating_sub(first.saturating_add(offset)))?;
        index.entry(object.at()).or_default().push(number);
    }
    Ok(index)
}
