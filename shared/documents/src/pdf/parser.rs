//! From tokens to values, as forgiving as viewers are: what is not closed ends with the bytes, what does not fit is skipped.

use super::budget::Budget;
use super::lexer::{Lexer, Token};
use super::value::{Dictionary, Value};
use super::word::Word;
use crate::Refusal;

/// Deepest nesting of arrays and dictionaries within one object; documents stay below ten.
const MAX_DEPTH: usize = 64;

/// Parses values one after the other.
pub(super) struct Parser<'a, 'b> {
    lexer: Lexer<'a>,
    budget: &'b mut Budget,
}

impl<'a, 'b> Parser<'a, 'b> {
    pub(super) fn new(bytes: &'a [u8], at: usize, budget: &'b mut Budget) -> Self {
        Self { lexer: Lexer::new(bytes, at), budget }
    }

    /// Where the next value starts, behind white space and comments.
    pub(super) fn at_value(&mut self) -> usize {
        self.lexer.skip_space();
        self.lexer.at()
    }

    /// The next value, or `None` where the bytes or the stream end. A dictionary followed by `stream` knows where its data starts.
    pub(super) fn value(&mut self) -> Result<Option<Value>, Refusal> {
        let start = self.lexer.at();
        let value = match self.lexer.token() {
            Token::End | Token::EndStream => None,
            token => Some(self.value_from(token, 0)?),
        };
        self.budget.read(self.lexer.at() - start)?;
        Ok(value.map(|value| self.with_data(value)))
    }

    fn with_data(&mut self, value: Value) -> Value {
        let Value::Dictionary(mut dictionary) = value else { return value };
        let mut ahead = self.lexer.clone();
        if ahead.token() == Token::Stream {
            ahead.skip_line_end();
            dictionary.data = Some(ahead.at());
        }
        Value::Dictionary(dictionary)
    }

    fn value_from(&mut self, token: Token, depth: usize) -> Result<Value, Refusal> {
        if depth > MAX_DEPTH {
            return Err(Refusal::PdfTooComplex);
        }
        self.budget.value()?;
        Ok(match token {
            Token::Integer(number) => self.reference(number).unwrap_or(Value::Integer(number)),
            Token::Name(word) => Value::Name(word),
            Token::Text { script } => Value::Text { script },
            Token::Null => Value::Null,
            Token::ArrayOpen => Value::Array(self.array(depth)?),
            Token::DictionaryOpen => Value::Dictionary(self.dictionary(depth)?),
            Token::ArrayClose
            | Token::DictionaryClose
            | Token::Reference
            | Token::Stream
            | Token::EndStream
            | Token::Other
            | Token::End => Value::Other,
        })
    }

    /// `12 0 R`, when the generation and the `R` follow.
    fn reference(&mut self, number: i64) -> Option<Value> {
        let number = u32::try_from(number).ok()?;
        let mut ahead = self.lexer.clone();
        let refers = matches!(ahead.token(), Token::Integer(_)) && ahead.token() == Token::Reference;
        refers.then(|| {
            self.lexer = ahead;
            Value::Reference(number)
        })
    }

    fn array(&mut self, depth: usize) -> Result<Vec<Value>, Refusal> {
        let mut values = Vec::new();
        loop {
            match self.lexer.token() {
                Token::ArrayClose | Token::End => return Ok(values),
                token => values.push(self.value_from(token, depth + 1)?),
            }
        }
    }

    fn dictionary(&mut self, depth: usize) -> Result<Dictionary, Refusal> {
        let mut dictionary = Dictionary::default();
        loop {
            let key = match self.lexer.token() {
                Token::DictionaryClose | Token::End => return Ok(dictionary),
                Token::Name(key) => key,
                // Not a key: skipped, with all that it holds, still to be judged.
                token @ (Token::ArrayOpen | Token::DictionaryOpen) => {
                    let value = self.value_from(token, depth + 1)?;
                    dictionary.entries.push((Word::Other, value));
                    continue;
                }
                _ => continue,
            };
            match self.lexer.token() {
                Token::DictionaryClose | Token::End => return Ok(dictionary),
                token => {
                    let value = self.value_from(token, depth + 1)?;
                    dictionary.entries.push((key, value));
                }
            }
        }
    }
}
