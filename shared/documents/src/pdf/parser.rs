//! Turns tokens into values. An unclosed value ends with the bytes. The parser skips what does not fit. It notes in
//! [`Parser::odd`] what readers could read in two ways.

use super::address::Address;
use super::budget::Budget;
use super::lexer::{Lexer, Token};
use super::name::Name;
use super::value::{Dictionary, Value};
use super::word::Word;
use crate::Refusal;

/// Deepest nesting of arrays and dictionaries within one object; documents stay below ten.
const MAX_DEPTH: usize = 64;

/// Decrypts the bytes of a string.
pub(super) type Decipher<'a> = &'a dyn Fn(&[u8]) -> Vec<u8>;

/// Parses values one after the other.
pub(super) struct Parser<'a, 'b> {
    lexer: Lexer<'a>,
    budget: &'b mut Budget,
    decipher: Option<Decipher<'b>>,
    /// The parser read something that other readers read differently.
    pub(super) odd: bool,
}

/// What follows a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// `endobj`
    EndObject,
    /// `stream`: where its data starts, and whether anything else stood on the keyword's line.
    Stream { data: usize, crowded: bool },
    /// Another object, a table or the end of the file: `endobj` is missing.
    Elsewhere,
    /// The keyword of a stream's end, without a stream.
    EndStream,
}

impl<'a, 'b> Parser<'a, 'b> {
    pub(super) fn new(bytes: &'a [u8], at: usize, budget: &'b mut Budget) -> Self {
        Self { lexer: Lexer::new(bytes, at), budget, decipher: None, odd: false }
    }

    pub(super) fn with_cipher(self, decipher: Option<Decipher<'b>>) -> Self {
        Self { decipher, ..self }
    }

    /// Where it reads the next byte.
    pub(super) fn at(&self) -> usize {
        self.lexer.at()
    }

    /// Reads all values up to the keyword that ends an object. A well-formed file has one.
    pub(super) fn values(&mut self) -> Result<(Vec<Value>, Next), Refusal> {
        let mut values = Vec::new();
        loop {
            let start = self.lexer.at();
            let token = self.lexer.token();
            let next = match token {
                Token::EndObject => Next::EndObject,
                Token::EndStream => Next::EndStream,
                Token::Section | Token::End => Next::Elsewhere,
                Token::Object => {
                    // The number and generation of the next object do not belong to this one.
                    values.truncate(values.len().saturating_sub(2));
                    Next::Elsewhere
                }
                Token::Stream => {
                    let crowded = self.lexer.skip_line_end();
                    Next::Stream { data: self.lexer.at(), crowded }
                }
                _ => {
                    let value = self.value_from(token, 0)?;
                    self.budget.read(self.lexer.at() - start)?;
                    values.push(value);
                    continue;
                }
            };
            self.budget.read(self.lexer.at() - start)?;
            return Ok((values, next));
        }
    }

    /// Reads one value; `None` when there is none.
    pub(super) fn value(&mut self) -> Result<Option<Value>, Refusal> {
        let start = self.lexer.at();
        let token = self.lexer.token();
        let ends = matches!(
            token,
            Token::End | Token::EndObject | Token::EndStream | Token::Stream | Token::Object | Token::Section
        );
        let value = if ends { None } else { Some(self.value_from(token, 0)?) };
        self.budget.read(self.lexer.at() - start)?;
        Ok(value)
    }

    fn value_from(&mut self, token: Token, depth: usize) -> Result<Value, Refusal> {
        if depth > MAX_DEPTH {
            return Err(Refusal::PdfTooComplex);
        }
        self.budget.value()?;
        Ok(match token {
            Token::Integer { value, plain } => self.reference(value, plain).unwrap_or(Value::Integer(value)),
            Token::Number(value) => self.reference(value, false).unwrap_or(Value::Number(value)),
            Token::Name(name) => Value::Name(name),
            Token::Text => Value::Text(self.address()),
            Token::Null => Value::Null,
            Token::ArrayOpen => Value::Array(self.array(depth)?),
            Token::DictionaryOpen => Value::Dictionary(self.dictionary(depth)?),
            Token::Odd => {
                self.odd = true;
                Value::Other
            }
            _ => Value::Other,
        })
    }

    fn address(&self) -> Address {
        match self.decipher {
            Some(decipher) => Address::of(&decipher(self.lexer.text())),
            None => Address::of(self.lexer.text()),
        }
    }

    /// Reads `12 0 R`, when the generation and the `R` follow. Only some readers take numbers with signs or dots there
    /// for a reference.
    fn reference(&mut self, number: i64, plain: bool) -> Option<Value> {
        let back = self.lexer.at();
        let generation = self.lexer.token();
        let refers =
            matches!(generation, Token::Integer { .. } | Token::Number(_)) && self.lexer.token() == Token::Reference;
        if !refers {
            self.lexer.go_to(back);
            return None;
        }
        let sound = plain && matches!(generation, Token::Integer { plain: true, .. });
        let number = u32::try_from(number).ok().filter(|_| sound);
        self.odd |= number.is_none();
        Some(number.map_or(Value::Other, Value::Reference))
    }

    fn array(&mut self, depth: usize) -> Result<Vec<Value>, Refusal> {
        let mut values = Vec::new();
        loop {
            let back = self.lexer.at();
            match self.lexer.token() {
                Token::ArrayClose => return Ok(values),
                token if ends_object(token) => {
                    self.unclosed(back);
                    return Ok(values);
                }
                token => values.push(self.value_from(token, depth + 1)?),
            }
        }
    }

    fn dictionary(&mut self, depth: usize) -> Result<Dictionary, Refusal> {
        let mut dictionary = Dictionary::default();
        loop {
            let back = self.lexer.at();
            let key = match self.lexer.token() {
                Token::DictionaryClose => break,
                Token::Name(key) => key,
                token if ends_object(token) => {
                    self.unclosed(back);
                    break;
                }
                // Not a key: the parser skips it with all its contents, but the judge still sees them.
                token @ (Token::ArrayOpen | Token::DictionaryOpen) => {
                    self.odd = true;
                    let value = self.value_from(token, depth + 1)?;
                    dictionary.entries.push((Name::of(b""), value));
                    continue;
                }
                Token::Odd => {
                    self.odd = true;
                    continue;
                }
                _ => continue,
            };
            let back = self.lexer.at();
            match self.lexer.token() {
                Token::DictionaryClose => {
                    // Some readers ignore the key; others take the brackets for its value.
                    self.odd |= self.more_follows();
                    break;
                }
                token if ends_object(token) => {
                    self.unclosed(back);
                    break;
                }
                token => {
                    let value = self.value_from(token, depth + 1)?;
                    dictionary.entries.push((key, value));
                }
            }
        }
        self.odd |= has_two_readings(&dictionary);
        Ok(dictionary)
    }

    /// Whether anything but the end of an object follows.
    fn more_follows(&mut self) -> bool {
        let back = self.lexer.at();
        let next = self.lexer.token();
        self.lexer.go_to(back);
        !ends_object(next) && next != Token::Stream
    }

    fn unclosed(&mut self, back: usize) {
        self.odd = true;
        self.lexer.go_to(back);
    }
}

/// Whether a token can stand only behind an object. `stream` is not among them: some readers skip it where it does not
/// fit.
fn ends_object(token: Token) -> bool {
    matches!(token, Token::End | Token::EndObject | Token::EndStream | Token::Object | Token::Section)
}

/// Keys whose value decides how to read a file. With two different values, readers take the first or the last.
const DECIDING: [Word; 16] = [
    Word::Type,
    Word::Kids,
    Word::Pages,
    Word::Root,
    Word::N,
    Word::First,
    Word::Filter,
    Word::DecodeParms,
    Word::Length,
    Word::Contents,
    Word::Encrypt,
    Word::Prev,
    Word::W,
    Word::Index,
    Word::Annots,
    Word::Count,
];

fn has_two_readings(dictionary: &Dictionary) -> bool {
    DECIDING.into_iter().any(|key| {
        let mut values = dictionary.every(key);
        values.next().is_some_and(|first| values.any(|other| other != first))
    })
}
