//! The values of PDF syntax, as lopdf's types.

use lopdf::{Dictionary, Object, StringFormat};

use super::budget::Budget;
use super::lexer::Lexer;
use crate::Refusal;

/// Deepest nesting of arrays, dictionaries and brackets in strings.
const MAX_DEPTH: usize = 64;

/// Reads values from bytes, and pays for them.
pub(super) struct Parser<'a> {
    pub(super) lexer: Lexer<'a>,
    budget: &'a Budget,
}

impl<'a> Parser<'a> {
    pub(super) fn new(bytes: &'a [u8], at: usize, budget: &'a Budget) -> Self {
        Self { lexer: Lexer::new(bytes, at), budget }
    }

    /// Reads one value, and the white space before it.
    pub(super) fn value(&mut self) -> Result<Object, Refusal> {
        let start = self.lexer.at();
        let value = self.nested(0);
        self.budget.read(self.lexer.at() - start)?;
        value
    }

    fn nested(&mut self, depth: usize) -> Result<Object, Refusal> {
        if depth > MAX_DEPTH {
            return Err(Refusal::TooComplex);
        }
        self.budget.value()?;
        self.lexer.skip_space();
        match self.lexer.peek().ok_or(Refusal::Damaged)? {
            b'/' => self.name().map(Object::Name),
            b'(' => self.literal().map(|text| Object::String(text, StringFormat::Literal)),
            b'[' => self.array(depth),
            b'<' if self.lexer.takes(b"<<") => self.dictionary(depth).map(Object::Dictionary),
            b'<' => self.hexadecimal().map(|text| Object::String(text, StringFormat::Hexadecimal)),
            b'+' | b'-' | b'.' | b'0'..=b'9' => self.number(),
            b'a'..=b'z' => match self.lexer.word() {
                b"true" => Ok(Object::Boolean(true)),
                b"false" => Ok(Object::Boolean(false)),
                b"null" => Ok(Object::Null),
                _ => Err(Refusal::Damaged),
            },
            _ => Err(Refusal::Damaged),
        }
    }

    fn array(&mut self, depth: usize) -> Result<Object, Refusal> {
        self.lexer.next();
        let mut values = Vec::new();
        loop {
            self.lexer.skip_space();
            if self.lexer.takes(b"]") {
                return Ok(Object::Array(values));
            }
            values.push(self.nested(depth + 1)?);
        }
    }

    /// Reads up to the end of a dictionary. Two values of one key are two ways to read it.
    fn dictionary(&mut self, depth: usize) -> Result<Dictionary, Refusal> {
        let mut dictionary = Dictionary::new();
        loop {
            self.lexer.skip_space();
            if self.lexer.takes(b">>") {
                return Ok(dictionary);
            }
            if self.lexer.peek() != Some(b'/') {
                return Err(Refusal::Damaged);
            }
            let key = self.name()?;
            if dictionary.has(&key) {
                return Err(Refusal::Damaged);
            }
            dictionary.set(key, self.nested(depth + 1)?);
        }
    }

    fn name(&mut self) -> Result<Vec<u8>, Refusal> {
        self.lexer.next();
        let mut name = Vec::new();
        let mut rest = self.lexer.word().iter().copied();
        while let Some(byte) = rest.next() {
            if byte == b'#' {
                let (high, low) = (rest.next().and_then(digit), rest.next().and_then(digit));
                let (Some(high), Some(low)) = (high, low) else { return Err(Refusal::Damaged) };
                name.push(high << 4 | low);
            } else {
                name.push(byte);
            }
        }
        Ok(name)
    }

    /// A number, or a reference to an object.
    fn number(&mut self) -> Result<Object, Refusal> {
        let mut ahead = self.lexer;
        if let Some(number) = ahead.number() {
            ahead.skip_space();
            let generation = ahead.number();
            ahead.skip_space();
            if let Some(generation) = generation.filter(|_| ahead.takes_word(b"R")) {
                self.lexer = ahead;
                let number = u32::try_from(number).map_err(|_too_large| Refusal::Damaged)?;
                let generation = u16::try_from(generation).map_err(|_too_large| Refusal::Damaged)?;
                return Ok(Object::Reference((number, generation)));
            }
        }
        let word = std::str::from_utf8(self.lexer.word()).map_err(|_no_text| Refusal::Damaged)?;
        if let Ok(number) = word.parse() {
            return Ok(Object::Integer(number));
        }
        let is_decimal = word.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'+' | b'-' | b'.'));
        word.parse().ok().filter(|_| is_decimal).map(Object::Real).ok_or(Refusal::Damaged)
    }

    fn hexadecimal(&mut self) -> Result<Vec<u8>, Refusal> {
        self.lexer.next();
        let mut text = Vec::new();
        let mut high = None;
        loop {
            match self.lexer.next().ok_or(Refusal::Damaged)? {
                b'>' => break,
                byte if super::lexer::is_space(byte) => {}
                byte => {
                    let low = digit(byte).ok_or(Refusal::Damaged)?;
                    match high.take() {
                        Some(high) => text.push(high << 4 | low),
                        None => high = Some(low),
                    }
                }
            }
        }
        text.extend(high.map(|high: u8| high << 4));
        Ok(text)
    }

    fn literal(&mut self) -> Result<Vec<u8>, Refusal> {
        self.lexer.next();
        let (mut text, mut open) = (Vec::new(), 1_usize);
        loop {
            match self.lexer.next().ok_or(Refusal::Damaged)? {
                b'(' => {
                    open += 1;
                    text.push(b'(');
                }
                b')' => {
                    open -= 1;
                    if open == 0 {
                        return Ok(text);
                    }
                    text.push(b')');
                }
                b'\\' => self.escaped(&mut text)?,
                byte => text.push(byte),
            }
        }
    }

    fn escaped(&mut self, text: &mut Vec<u8>) -> Result<(), Refusal> {
        match self.lexer.next().ok_or(Refusal::Damaged)? {
            b'n' => text.push(b'\n'),
            b'r' => text.push(b'\r'),
            b't' => text.push(b'\t'),
            b'b' => text.push(0x08),
            b'f' => text.push(0x0c),
            b'\n' => {}
            b'\r' => {
                self.lexer.takes(b"\n");
            }
            byte @ b'0'..=b'7' => {
                let mut octal = u16::from(byte - b'0');
                for _ in 0..2 {
                    let Some(next @ b'0'..=b'7') = self.lexer.peek() else { break };
                    self.lexer.next();
                    octal = octal * 8 + u16::from(next - b'0');
                }
                text.push(octal.to_le_bytes()[0]);
            }
            byte => text.push(byte),
        }
        Ok(())
    }
}

fn digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &[u8]) -> Result<Object, Refusal> {
        Parser::new(text, 0, &Budget::new()).value()
    }

    #[test]
    fn each_kind_of_value_is_read() {
        assert_eq!(value(b" /A#20b ").unwrap(), Object::Name(b"A b".to_vec()));
        assert_eq!(value(b"(a\\(\\051(b)\\\n)").unwrap(), Object::string_literal("a()(b)"));
        assert_eq!(value(b"<4a 4B 5>").unwrap().as_str().unwrap(), b"JKP");
        assert_eq!(value(b"[1 0 R 2 3 -4.5 true]").unwrap().as_array().unwrap().len(), 5);
        assert_eq!(value(b"<</A<</B null>>>>").unwrap().as_dict().unwrap().len(), 1);
    }

    #[test]
    fn what_can_be_read_in_two_ways_is_damaged() {
        for text in
            [&b"<</A 1/A 2>>"[..], b"(a", b"<4", b"[1", b"<</A>>", b"<<1 2>>", b"/A#2", b"<zz>", b"1e5", b"", b"nul"]
        {
            assert_eq!(value(text).unwrap_err(), Refusal::Damaged, "{}", String::from_utf8_lossy(text));
        }
    }

    #[test]
    fn nesting_has_an_end() {
        assert_eq!(value(&b"[".repeat(100_000)).unwrap_err(), Refusal::TooComplex);
        assert_eq!(value(&b"<</A ".repeat(100_000)).unwrap_err(), Refusal::TooComplex);
    }
}
