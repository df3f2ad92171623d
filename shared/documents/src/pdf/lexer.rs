//! PDF's tokens (ISO 32000-1, 7.2 and 7.3). The lexer reads any bytes as something; it has no errors.
//!
//! Readers differ in what they take for a number or for the end of a name. Then the token says so ([`Token::Odd`]), and
//! the caller decides whether it matters.

use super::bytes::{hexadecimal, is_delimiter, is_numeric, is_space};
use super::name::{Name, unescape};
use super::word::Word;

/// One token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// A whole number; `plain` when it is nothing but digits.
    Integer {
        value: i64,
        plain: bool,
    },
    /// Any other number, cut off to a whole one.
    Number(i64),
    Name(Name),
    /// A string; its bytes are in [`Lexer::text`].
    Text,
    ArrayOpen,
    ArrayClose,
    DictionaryOpen,
    DictionaryClose,
    /// `R`
    Reference,
    /// `null`
    Null,
    /// `obj`
    Object,
    /// `endobj`
    EndObject,
    /// `stream`
    Stream,
    /// `endstream`
    EndStream,
    /// `xref`, `trailer` or `startxref`: an object ended before it.
    Section,
    /// A word that some readers take for a number, a reference or a name, and others for something else.
    Odd,
    /// Any other word or stray delimiter.
    Other,
    End,
}

/// Reads tokens from a place in the bytes.
#[derive(Clone)]
pub(super) struct Lexer<'a> {
    bytes: &'a [u8],
    at: usize,
    text: Vec<u8>,
}

impl<'a> Lexer<'a> {
    pub(super) fn new(bytes: &'a [u8], at: usize) -> Self {
        Self { bytes, at: at.min(bytes.len()), text: Vec::new() }
    }

    /// Where it reads the next byte.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// Moves to a place that [`Lexer::at`] returned.
    pub(super) fn go_to(&mut self, at: usize) {
        self.at = at.min(self.bytes.len());
    }

    /// The bytes of the last string.
    pub(super) fn text(&self) -> &[u8] {
        &self.text
    }

    /// Skips white space and comments.
    pub(super) fn skip_space(&mut self) {
        while let Some(byte) = self.peek() {
            if byte == b'%' {
                self.skip_while(|byte| !matches!(byte, b'\n' | b'\r'));
            } else if is_space(byte) {
                self.at += 1;
            } else {
                break;
            }
        }
    }

    /// The next token.
    pub(super) fn token(&mut self) -> Token {
        self.skip_space();
        let Some(byte) = self.peek() else { return Token::End };
        match byte {
            b'/' => self.name(),
            b'(' => self.literal_string(),
            b'<' if self.peek_at(1) == Some(b'<') => self.skip(2, Token::DictionaryOpen),
            b'<' => self.hexadecimal_string(),
            b'>' if self.peek_at(1) == Some(b'>') => self.skip(2, Token::DictionaryClose),
            b'[' => self.skip(1, Token::ArrayOpen),
            b']' => self.skip(1, Token::ArrayClose),
            b'>' | b')' | b'{' | b'}' => self.skip(1, Token::Other),
            _ => self.word(),
        }
    }

    /// Skips the end of the line behind `stream`; the data follows. Returns whether anything but blanks stood there.
    pub(super) fn skip_line_end(&mut self) -> bool {
        self.skip_while(|byte| matches!(byte, b' ' | b'\t'));
        let start = self.at;
        if self.peek() == Some(b'\r') {
            self.at += 1;
        }
        if self.peek() == Some(b'\n') {
            self.at += 1;
        }
        self.at == start
    }

    /// Skips a whole line, as some readers do behind `stream`.
    pub(super) fn skip_line(&mut self) {
        self.skip_while(|byte| !matches!(byte, b'\n' | b'\r'));
        self.skip_line_end();
    }

    fn name(&mut self) -> Token {
        self.at += 1;
        let start = self.at;
        self.skip_while(|byte| !is_space(byte) && !is_delimiter(byte));
        let raw = self.bytes.get(start..self.at).unwrap_or_default();
        // PDFium takes these two bytes for white space, others take them for a part of the name.
        match raw.iter().position(|byte| matches!(byte, 0x80 | 0xff)) {
            Some(end) if Name::of(raw.get(..end).unwrap_or_default()).word != Word::Other => Token::Odd,
            _ => Token::Name(Name::of(raw)),
        }
    }

    fn literal_string(&mut self) -> Token {
        self.at += 1;
        self.text.clear();
        let mut open = 1_usize;
        while let Some(byte) = self.next() {
            match byte {
                b'\\' => self.escape(),
                b')' if open == 1 => break,
                _ => {
                    open = open + usize::from(byte == b'(') - usize::from(byte == b')');
                    self.text.push(byte);
                }
            }
        }
        Token::Text
    }

    /// Reads what follows a backslash: up to three octal digits, a line end to ignore, or a character.
    fn escape(&mut self) {
        let Some(byte) = self.next() else { return };
        match byte {
            b'0'..=b'7' => {
                let mut value = byte - b'0';
                for _ in 0..2 {
                    let Some(digit @ b'0'..=b'7') = self.peek() else { break };
                    value = value.wrapping_mul(8).wrapping_add(digit - b'0');
                    self.at += 1;
                }
                self.text.push(value);
            }
            b'\r' if self.peek() == Some(b'\n') => self.at += 1,
            b'\r' | b'\n' => {}
            b'b' => self.text.push(0x08),
            b'f' => self.text.push(0x0c),
            b'n' => self.text.push(b'\n'),
            b'r' => self.text.push(b'\r'),
            b't' => self.text.push(b'\t'),
            _ => self.text.push(byte),
        }
    }

    fn hexadecimal_string(&mut self) -> Token {
        self.at += 1;
        self.text.clear();
        let mut high = None;
        while let Some(byte) = self.next() {
            if byte == b'>' {
                break;
            }
            let Some(digit) = hexadecimal(byte) else { continue };
            match high.take() {
                None => high = Some(digit),
                Some(high) => self.text.push(high << 4 | digit),
            }
        }
        self.text.extend(high.map(|high| high << 4));
        Token::Text
    }

    fn word(&mut self) -> Token {
        let start = self.at;
        self.skip_while(|byte| !is_space(byte) && !is_delimiter(byte));
        let word = self.bytes.get(start..self.at).unwrap_or_default();
        match word {
            b"R" => Token::Reference,
            b"null" => Token::Null,
            b"stream" => Token::Stream,
            b"xref" | b"trailer" | b"startxref" => Token::Section,
            _ if word.starts_with(b"endobj") => Token::EndObject,
            _ if word.starts_with(b"endstream") => Token::EndStream,
            _ if word.starts_with(b"obj") => Token::Object,
            [b'0'..=b'9' | b'+' | b'-' | b'.', ..] => self.number(word, start),
            _ => Token::Other,
        }
    }

    /// Reads a number. Most readers see a keyword that stands right behind it.
    fn number(&mut self, word: &'a [u8], start: usize) -> Token {
        let length = word.iter().position(|byte| !is_numeric(*byte)).unwrap_or(word.len());
        let (number, rest) = word.split_at_checked(length).unwrap_or((word, &[]));
        if !rest.is_empty() {
            if [&b"endobj"[..], b"endstream", b"stream"].iter().any(|keyword| rest.starts_with(keyword)) {
                self.at = start + length;
            } else if rest.starts_with(b"R")
                || rest.starts_with(b"obj")
                || rest.iter().any(|byte| matches!(byte, 0x80 | 0xff))
            {
                return Token::Odd;
            } else {
                return Token::Other;
            }
        }
        number_token(number)
    }

    fn skip(&mut self, bytes: usize, token: Token) -> Token {
        self.at += bytes;
        token
    }

    fn skip_while(&mut self, condition: impl Fn(u8) -> bool) {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        self.at += rest.iter().position(|byte| !condition(*byte)).unwrap_or(rest.len());
    }

    fn next(&mut self) -> Option<u8> {
        let byte = self.peek()?;
        self.at += 1;
        Some(byte)
    }

    fn peek(&self) -> Option<u8> {
        self.peek_at(0)
    }

    fn peek_at(&self, ahead: usize) -> Option<u8> {
        self.bytes.get(self.at + ahead).copied()
    }
}

/// A word of digits, signs and dots.
fn number_token(word: &[u8]) -> Token {
    let plain = word.iter().all(u8::is_ascii_digit);
    let text = str::from_utf8(word).unwrap_or_default();
    if let Ok(value) = text.parse() {
        return Token::Integer { value, plain };
    }
    let digits: String = text.trim_start_matches(['+', '-']).chars().take_while(char::is_ascii_digit).collect();
    Token::Number(digits.parse().unwrap_or(if digits.is_empty() { 0 } else { i64::MAX }))
}

/// Reads the name at the start, behind its slash, and undoes its escapes. Also returns how many bytes it takes.
pub(super) fn name_at_start(bytes: &[u8]) -> (Vec<u8>, usize) {
    let end = bytes
        .iter()
        .position(|byte| is_space(*byte) || is_delimiter(*byte) || matches!(byte, 0x80 | 0xff))
        .unwrap_or(bytes.len());
    (unescape(bytes.get(..end).unwrap_or_default()), end)
}
