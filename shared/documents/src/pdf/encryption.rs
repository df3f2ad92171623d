//! Encrypted files that open without a password. Their writer only wanted to forbid printing or copying; viewers show
//! them to everybody. We open them with the empty password, so that the judge sees their content as in any other file.
//! lopdf does the cryptography.

use std::sync::Arc;

use lopdf::encryption::crypt_filters::CryptFilter;
use lopdf::{Dictionary as Map, Document, EncryptionState, Object as Plain, StringFormat};

use super::lexer::{Lexer, Token, name_at_start};
use super::objects::{Id, Object, Objects, positions};
use super::value::Value;
use super::word::Word;
use crate::Refusal;

/// Deepest nesting of the dictionary that describes the encryption.
const MAX_DEPTH: usize = 4;

/// Decrypts with the empty password.
pub(super) struct Cipher {
    key: Vec<u8>,
    streams: Arc<dyn CryptFilter>,
    strings: Arc<dyn CryptFilter>,
}

impl Cipher {
    /// Makes the cipher of a file; `None` when the file is not encrypted.
    ///
    /// # Errors
    /// [`Refusal::PdfEncrypted`] when it takes a password or another key, [`Refusal::PdfDamaged`] when readers could
    /// not agree on how it is encrypted.
    pub(super) fn of(objects: &Objects, bytes: &[u8]) -> Result<Option<Self>, Refusal> {
        let trailers: Vec<&Object> = objects.trailers().filter(|trailer| trailer.dictionary().is_some()).collect();
        let given = |trailer: &&&Object| trailer.dictionary().is_some_and(|dictionary| dictionary.has(Word::Encrypt));
        let encrypted: Vec<&Object> = trailers.iter().filter(given).copied().collect();
        let Some(first) = encrypted.first() else { return Ok(None) };
        let say = |trailer: &Object| definition(objects, bytes, trailer);
        let definition = say(first).ok_or(Refusal::PdfEncrypted)?;
        if encrypted.len() != trailers.len()
            || !encrypted.iter().all(|trailer| say(trailer).as_ref() == Some(&definition))
        {
            return Err(Refusal::PdfEncrypted);
        }
        let id = trailers.iter().find_map(|trailer| first_id(bytes, trailer)).unwrap_or_default();
        Self::open(definition, id).map(Some).ok_or(Refusal::PdfEncrypted)
    }

    fn open(mut definition: Map, id: Vec<u8>) -> Option<Self> {
        // Writers give many lengths where only one is possible.
        match definition.get(b"V").ok()?.as_i64().ok()? {
            1 => drop(definition.remove(b"Length")),
            4 => definition.set("Length", 128),
            5 => definition.set("Length", 256),
            _ => {}
        }
        let mut document = Document::new();
        document.objects.insert((1, 0), Plain::Dictionary(definition));
        document.trailer.set("Encrypt", Plain::Reference((1, 0)));
        let id = Plain::String(id, StringFormat::Hexadecimal);
        document.trailer.set("ID", Plain::Array(vec![id.clone(), id]));
        let state = EncryptionState::decode(&document, "").ok()?;
        let (streams, strings) = (state.get_stream_filter(), state.get_string_filter());
        Some(Self { key: state.file_encryption_key().to_vec(), streams, strings })
    }

    /// Decrypts the data of a stream. Returns nothing when it cannot, because readers show nothing then.
    pub(super) fn stream(&self, id: Id, data: &[u8]) -> Vec<u8> {
        self.opened(&*self.streams, id, data)
    }

    /// Decrypts the bytes of a string.
    pub(super) fn string(&self, id: Id, text: &[u8]) -> Vec<u8> {
        self.opened(&*self.strings, id, text)
    }

    fn opened(&self, filter: &dyn CryptFilter, id: Id, data: &[u8]) -> Vec<u8> {
        filter.compute_key(&self.key, id).and_then(|key| filter.decrypt(&key, data)).unwrap_or_default()
    }
}

/// What a trailer says about encryption; `None` when readers could understand it in two ways.
fn definition(objects: &Objects, bytes: &[u8], trailer: &Object) -> Option<Map> {
    let dictionary = trailer.dictionary()?;
    let value = dictionary.get(Word::Encrypt)?;
    let map = |text: &[u8]| match plain(&mut Lexer::new(text, 0), text, 0)? {
        Plain::Dictionary(map) => Some(map),
        _ => None,
    };
    match value {
        Value::Reference(number) => {
            let mut found: Option<Map> = None;
            for object in objects.revisions(*number) {
                let said = map(bytes.get(object.text.0..object.text.1)?)?;
                if object.odd || found.as_ref().is_some_and(|found| *found != said) {
                    return None;
                }
                found = Some(said);
            }
            found
        }
        Value::Dictionary(_) => {
            let text = bytes.get(trailer.text.0..trailer.text.1)?;
            let trailer = map(text)?;
            trailer.get(b"Encrypt").ok()?.as_dict().ok().cloned()
        }
        _ => None,
    }
}

/// The first part of the file's identity, with which some ciphers derive their key.
fn first_id(bytes: &[u8], trailer: &Object) -> Option<Vec<u8>> {
    trailer.dictionary()?.get(Word::Id)?;
    let text = bytes.get(trailer.text.0..trailer.text.1)?;
    let at = positions(text, b"/ID").next()?;
    match plain(&mut Lexer::new(text, at + b"/ID".len()), text, 0)? {
        Plain::Array(parts) => parts.first()?.as_str().ok().map(<[u8]>::to_vec),
        _ => None,
    }
}

/// Converts a value to lopdf's type.
fn plain(lexer: &mut Lexer<'_>, bytes: &[u8], depth: usize) -> Option<Plain> {
    if depth > MAX_DEPTH {
        return None;
    }
    lexer.skip_space();
    let start = lexer.at();
    Some(match lexer.token() {
        Token::Integer { value, .. } | Token::Number(value) => Plain::Integer(value),
        Token::Name(_) => Plain::Name(name_at_start(bytes.get(start + 1..)?).0),
        Token::Text => Plain::String(lexer.text().to_vec(), StringFormat::Hexadecimal),
        Token::Null => Plain::Null,
        Token::ArrayOpen => {
            let mut values = Vec::new();
            while let Some(value) = plain(lexer, bytes, depth + 1) {
                values.push(value);
            }
            Plain::Array(values)
        }
        Token::DictionaryOpen => {
            let mut map = Map::new();
            while let Some(Plain::Name(key)) = plain(lexer, bytes, depth + 1) {
                // `12 0 R` is three values here. Nothing asks for any of them.
                let mut value = plain(lexer, bytes, depth + 1)?;
                let back = lexer.at();
                if matches!((lexer.token(), lexer.token()), (Token::Integer { .. }, Token::Reference)) {
                    value = Plain::Null;
                } else {
                    lexer.go_to(back);
                }
                map.set(key, value);
            }
            Plain::Dictionary(map)
        }
        Token::Other => match bytes.get(start..lexer.at())? {
            b"true" => Plain::Boolean(true),
            b"false" => Plain::Boolean(false),
            _ => return None,
        },
        _ => return None,
    })
}
