//! Single objects, where they stand in the bytes.

use lopdf::Object;

use super::budget::Budget;
use super::lexer::is_space;
use super::parser::Parser;
use crate::Refusal;

/// Looks up a stream's length that stands in an object of its own.
pub(super) type Length<'a> = &'a dyn Fn(u32) -> Result<usize, Refusal>;

/// An object as it stands in the file.
pub(crate) struct Found<'a> {
    pub(crate) number: u32,
    pub(crate) value: Object,
    /// The packed data, when it is a stream.
    pub(crate) data: Option<&'a [u8]>,
    /// Its first byte and the byte behind its value.
    pub(crate) span: (usize, usize),
}

/// Reads the object at an offset. `length` looks a stream's length up.
pub(super) fn read_at<'a>(
    bytes: &'a [u8],
    at: usize,
    budget: &Budget,
    length: Length<'_>,
) -> Result<Found<'a>, Refusal> {
    let mut parser = Parser::new(bytes, at, budget);
    parser.lexer.skip_space();
    let start = parser.lexer.at();
    let number = parser.lexer.number().and_then(|number| u32::try_from(number).ok()).ok_or(Refusal::Damaged)?;
    parser.lexer.skip_space();
    parser.lexer.number().ok_or(Refusal::Damaged)?;
    parser.lexer.skip_space();
    if !parser.lexer.takes(b"obj") {
        return Err(Refusal::Damaged);
    }
    let value = parser.value()?;
    let end = parser.lexer.at();
    parser.lexer.skip_space();
    let mut data = None;
    if let Object::Dictionary(dictionary) = &value
        && parser.lexer.takes(b"stream")
    {
        if !parser.lexer.takes(b"\r\n") && !parser.lexer.takes(b"\n") {
            return Err(Refusal::Damaged);
        }
        let length = match dictionary.get(b"Length") {
            Ok(Object::Integer(length)) => usize::try_from(*length).map_err(|_negative| Refusal::Damaged)?,
            Ok(Object::Reference((number, _))) => length(*number)?,
            Ok(_) | Err(_) => return Err(Refusal::Damaged),
        };
        let start = parser.lexer.at();
        let content = start.checked_add(length).and_then(|end| bytes.get(start..end)).ok_or(Refusal::Damaged)?;
        let behind = bytes.get(start + length..).unwrap_or_default();
        let blank = behind.iter().take_while(|byte| is_space(**byte)).take(16).count();
        if !behind.get(blank..).is_some_and(|rest| rest.starts_with(b"endstream")) {
            return Err(Refusal::Damaged);
        }
        data = Some(content);
    }
    Ok(Found { number, value, data, span: (start, end) })
}
