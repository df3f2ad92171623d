//! PDF's tokens (ISO 32000-1, 7.2 and 7.3). Any bytes are read as something; nothing is an error here.

use super::word::Word;

/// Bytes of a string that are looked at to see whether it is a script's address.
const ADDRESS_START: usize = 64;

/// What starts an address that runs a script.
const SCRIPT_SCHEME: &[u8] = b"javascript:";

/// One token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token {
    Integer(i64),
    Name(Word),
    Text {
        script: bool,
    },
    ArrayOpen,
    ArrayClose,
    DictionaryOpen,
    DictionaryClose,
    /// `R`
    Reference,
    /// `null`
    Null,
    /// `stream`
    Stream,
    /// `endstream`
    EndStream,
    /// Any other word, number or stray delimiter.
    Other,
    End,
}

/// Reads tokens from a place in the bytes on.
#[derive(Clone)]
pub(super) struct Lexer<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Lexer<'a> {
    pub(super) fn new(bytes: &'a [u8], at: usize) -> Self {
        Self { bytes, at }
    }

    /// Where the next byte is read.
    pub(super) fn at(&self) -> usize {
        self.at
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

    /// Skips the end of the line behind `stream`: what follows is the data.
    pub(super) fn skip_line_end(&mut self) {
        self.skip_while(|byte| matches!(byte, b' ' | b'\t'));
        if self.peek() == Some(b'\r') {
            self.at += 1;
        }
        if self.peek() == Some(b'\n') {
            self.at += 1;
        }
    }

    fn name(&mut self) -> Token {
        self.at += 1;
        let start = self.at;
        self.skip_while(|byte| !is_space(byte) && !is_delimiter(byte));
        let raw = self.bytes.get(start..self.at).unwrap_or_default();
        Token::Name(if raw.contains(&b'#') { Word::of(&unescape_name(raw)) } else { Word::of(raw) })
    }

    fn literal_string(&mut self) -> Token {
        self.at += 1;
        let mut open = 1_usize;
        let mut start = AddressStart::default();
        while let Some(byte) = self.next() {
            match byte {
                b'\\' => self.escape(&mut start),
                b'(' => open += 1,
                b')' if open == 1 => break,
                b')' => open -= 1,
                _ => start.push(byte),
            }
        }
        Token::Text { script: start.is_script() }
    }

    /// What stands behind a backslash: up to three octal digits, a line end to be ignored, or a character.
    fn escape(&mut self, start: &mut AddressStart) {
        let Some(byte) = self.next() else { return };
        match byte {
            b'0'..=b'7' => {
                let mut value = byte - b'0';
                for _ in 0..2 {
                    let Some(digit @ b'0'..=b'7') = self.peek() else { break };
                    value = value.wrapping_mul(8).wrapping_add(digit - b'0');
                    self.at += 1;
                }
                start.push(value);
            }
            b'\r' | b'\n' | b'b' | b'f' | b'n' | b'r' | b't' => {}
            _ => start.push(byte),
        }
    }

    fn hexadecimal_string(&mut self) -> Token {
        self.at += 1;
        let mut start = AddressStart::default();
        let mut high = None;
        while let Some(byte) = self.next() {
            if byte == b'>' {
                break;
            }
            let Some(digit) = hexadecimal(byte) else { continue };
            match high.take() {
                None => high = Some(digit),
                Some(high) => start.push(high << 4 | digit),
            }
        }
        Token::Text { script: start.is_script() }
    }

    fn word(&mut self) -> Token {
        let start = self.at;
        self.skip_while(|byte| !is_space(byte) && !is_delimiter(byte));
        match self.bytes.get(start..self.at).unwrap_or_default() {
            b"R" => Token::Reference,
            b"null" => Token::Null,
            b"stream" => Token::Stream,
            b"endstream" => Token::EndStream,
            word => integer(word).map_or(Token::Other, Token::Integer),
        }
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

/// The first characters of a string, without case, spaces and control characters, which viewers skip in addresses.
#[derive(Default)]
struct AddressStart {
    seen: usize,
    matched: usize,
    differs: bool,
}

impl AddressStart {
    fn push(&mut self, byte: u8) {
        self.seen += 1;
        if self.differs || self.seen > ADDRESS_START || byte <= b' ' || byte >= 0x7f || self.is_script() {
            return;
        }
        if SCRIPT_SCHEME.get(self.matched) == Some(&byte.to_ascii_lowercase()) {
            self.matched += 1;
        } else {
            self.differs = true;
        }
    }

    fn is_script(&self) -> bool {
        self.matched == SCRIPT_SCHEME.len()
    }
}

/// Whether a byte is white space in PDF.
pub(super) fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 0x0c | b'\r' | b' ')
}

fn is_delimiter(byte: u8) -> bool {
    matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

fn hexadecimal(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

/// Undoes `#xx`; a number sign without two digits behind it stands for itself.
fn unescape_name(raw: &[u8]) -> Vec<u8> {
    let mut name = Vec::with_capacity(raw.len());
    let mut rest = raw;
    while let [byte, tail @ ..] = rest {
        let escaped = match rest {
            [b'#', high, low, tail @ ..] => hexadecimal(*high).zip(hexadecimal(*low)).map(|(high, low)| (high << 4 | low, tail)),
            _ => None,
        };
        let (byte, tail) = escaped.unwrap_or((*byte, tail));
        name.push(byte);
        rest = tail;
    }
    name
}

fn integer(word: &[u8]) -> Option<i64> {
    match word {
        [b'0'..=b'9' | b'+' | b'-', ..] => str::from_utf8(word).ok()?.parse().ok(),
        _ => None,
    }
}
