//! Streams. It unpacks every one within one budget and looks through it. Object streams (ISO 32000-1, 7.5.7) give their
//! objects.
//!
//! An object stream decides what a file holds, so it must be readable in one way only: whole numbers and names directly
//! where they are due, one key for each, data that is whole and ends where its length says, an index of nothing but
//! numbers. We refuse a stream that a reader could take for an object stream and that is not written so. Writers have
//! no reason to write one otherwise, and we found none that does.

use std::collections::BTreeMap;

use super::active::Findings;
use super::budget::Budget;
use super::bytes::is_space;
use super::encryption::Cipher;
use super::filters::{self, Decoded, Prediction, TooMuch};
use super::lexer::{Lexer, Token};
use super::objects::{Data, Id, Object, Objects};
use super::parser::{Next, Parser};
use super::sighting;
use super::value::{Dictionary, Value};
use super::word::Word;
use crate::Refusal;

/// Most filters of one stream; files use one or two.
const MAX_FILTERS: usize = 4;

/// What the streams of a file hold.
#[derive(Default)]
pub(super) struct Contents {
    /// The unpacked data of each stream that is no image, by its object's place among all.
    pub(super) by_object: BTreeMap<usize, Vec<u8>>,
    /// The data of images as their own filter needs it.
    pub(super) images: BTreeMap<usize, (Word, Vec<u8>)>,
    /// Whether readers could read any of it in two ways.
    pub(super) odd: bool,
}

/// Unpacks all streams, and adds the objects of object streams.
pub(super) fn unpack_all(
    objects: &mut Objects,
    bytes: &[u8],
    cipher: Option<&Cipher>,
    budget: &mut Budget,
    findings: &mut Findings,
) -> Result<Contents, Refusal> {
    let mut contents = Contents::default();
    let mut found = Vec::new();
    for (index, object) in objects.all().iter().enumerate() {
        let (Some(data), Some(dictionary)) = (object.data, object.dictionary()) else { continue };
        budget.stream()?;
        let stream = Stream { objects, bytes, object, dictionary, data };
        if reads_elsewhere(dictionary) {
            findings.note(Refusal::PdfAction);
        }
        let holds_objects = sighting::may_hold_objects(bytes.get(object.text.0..data.start).unwrap_or_default());
        let is_image =
            !holds_objects && dictionary.every(Word::Subtype).any(|kind| kind.as_name() == Some(Word::Image));
        let (unpacked, soundness) = stream.unpack(cipher, is_image, budget)?;
        contents.odd |=
            dictionary.has(Word::Filter) && dictionary.every(Word::F).any(|value| !matches!(value, Value::Null));
        contents.odd |= dictionary.has(Word::DecodeParms) && dictionary.has(Word::Dp);
        if let Some((filter, data)) = soundness.image {
            contents.images.insert(index, (filter, data));
        }
        if holds_objects {
            contents.odd |= !(soundness.whole && stream.is_sound_object_stream());
            contents.odd |= !stream.objects_in(&unpacked, budget, &mut found)?;
            // The data could start elsewhere, so we look at it from there, too.
            if data.crowded {
                contents.odd = true;
                let mut lexer = Lexer::new(bytes, data.start);
                lexer.skip_line();
                let moved = Stream { data: Data { start: lexer.at(), ..data }, ..stream };
                let (unpacked, _) = moved.unpack(cipher, false, budget)?;
                moved.objects_in(&unpacked, budget, &mut found)?;
            }
        }
        sighting::look(&unpacked, budget, findings)?;
        if !is_image {
            contents.by_object.insert(index, unpacked);
        }
    }
    for object in found {
        objects.add(object);
    }
    Ok(contents)
}

/// Whether a stream's data is in another file.
fn reads_elsewhere(dictionary: &Dictionary) -> bool {
    let leads_out = |value: &Value| matches!(value, Value::Text(_) | Value::Dictionary(_) | Value::Reference(_));
    dictionary.every(Word::F).any(leads_out) || dictionary.has(Word::FFilter) || dictionary.has(Word::FDecodeParms)
}

#[derive(Clone, Copy)]
struct Stream<'a> {
    objects: &'a Objects,
    bytes: &'a [u8],
    object: &'a Object,
    dictionary: &'a Dictionary,
    data: Data,
}

/// What unpacking revealed besides the data.
struct Soundness {
    /// All filters reached their end, where the stream's data ends.
    whole: bool,
    /// The filter of an image, and its input.
    image: Option<(Word, Vec<u8>)>,
}

impl Stream<'_> {
    /// Undoes all filters, up to one that packs pixels. Broken data gives what precedes the break, as readers show it.
    fn unpack(
        &self,
        cipher: Option<&Cipher>,
        is_image: bool,
        budget: &mut Budget,
    ) -> Result<(Vec<u8>, Soundness), Refusal> {
        let (raw, ends_well) = self.raw();
        let filters = self.listed(&[Word::Filter, Word::F]);
        let parameters = self.listed(&[Word::DecodeParms, Word::Dp]);
        if filters.len() > MAX_FILTERS {
            return Err(Refusal::PdfTooComplex);
        }
        let deciphered =
            cipher.zip(self.object.id).filter(|_| !self.is_plain(&filters)).map(|(cipher, id)| cipher.stream(id, raw));
        let is_deciphered = deciphered.is_some();
        let mut soundness = Soundness { whole: ends_well, image: None };
        let (mut content, mut is_first) = (deciphered.unwrap_or_default(), !is_deciphered);
        for (index, filter) in filters.iter().enumerate() {
            let filter = filter.as_name().unwrap_or(Word::Other);
            // A filter knows where it ends, but the length may be wrong. So it may read on to the end of the file.
            let input = if is_first { self.bytes.get(self.data.start..).unwrap_or_default() } else { &content };
            if filters::is_of_images(filter) {
                soundness.image = Some((filter, if is_first { raw.to_vec() } else { content }));
                soundness.whole = false;
                return Ok((Vec::new(), soundness));
            }
            let parameters = parameters.get(index).and_then(|value| value.as_dictionary());
            let early = parameters.and_then(|dictionary| self.number(dictionary, Word::EarlyChange)).unwrap_or(1) != 0;
            let Some(decoded) = filters::decode(filter, input, early, budget.decodable(is_image)) else {
                soundness.whole = false;
                return Ok((Vec::new(), soundness));
            };
            let Decoded { bytes, taken, whole } = decoded.map_err(|TooMuch| Refusal::PdfTooComplex)?;
            budget.decoded(bytes.len(), is_image)?;
            soundness.whole &= whole && (!is_first || self.ends_at(taken, filter));
            content = match parameters.filter(|_| matches!(filter, Word::FlateDecode | Word::LzwDecode)) {
                // We do not look at the samples of an image.
                Some(parameters) if !is_image => {
                    let unpredicted = filters::unpredict(bytes, self.prediction(parameters));
                    soundness.whole &= unpredicted.is_some();
                    unpredicted.unwrap_or_default()
                }
                _ => bytes,
            };
            is_first = false;
        }
        if is_first {
            content = raw.to_vec();
        }
        Ok((content, soundness))
    }

    /// Returns the data by its length when the stream ends there; else up to the next `endstream`. Also returns whether
    /// the length was right.
    fn raw(&self) -> (&[u8], bool) {
        let data = self.bytes.get(self.data.start..).unwrap_or_default();
        let mut right = None;
        for length in self.dictionary.every(Word::Length).flat_map(|length| self.objects.resolve_all(length)) {
            let end = length.as_integer().and_then(|length| usize::try_from(length).ok());
            let sound = end.and_then(|end| data.get(end..)).is_some_and(ends_stream);
            right = if sound && right.is_none_or(|right| Some(right) == end) {
                end
            } else {
                return (Self::up_to_end(data), false);
            };
        }
        match right.and_then(|end| data.get(..end)) {
            Some(data) => (data, true),
            None => (Self::up_to_end(data), false),
        }
    }

    fn up_to_end(data: &[u8]) -> &[u8] {
        let end = data.windows(b"endstream".len()).position(|window| window == b"endstream").unwrap_or(data.len());
        data.get(..end).unwrap_or_default()
    }

    /// Whether only the stream's end follows after that many bytes of its data; after Flate, as much of its checksum as
    /// there is.
    fn ends_at(&self, taken: usize, filter: Word) -> bool {
        let rest = self.bytes.get(self.data.start + taken..).unwrap_or_default();
        let checksum = if filter == Word::FlateDecode { 4 } else { 0 };
        (0..=checksum).any(|skipped| rest.get(skipped..).is_some_and(ends_stream))
    }

    /// Whether a stream is not encrypted although the file is.
    fn is_plain(&self, filters: &[&Value]) -> bool {
        let kind = self.dictionary.get(Word::Type).and_then(Value::as_name);
        kind == Some(Word::XRef) || filters.first().and_then(|filter| filter.as_name()) == Some(Word::Crypt)
    }

    /// The values of the first existing key, with references resolved.
    fn listed(&self, keys: &[Word]) -> Vec<&Value> {
        let value = keys.iter().find_map(|key| self.dictionary.get(*key).and_then(|value| self.objects.resolve(value)));
        match value {
            Some(Value::Array(values)) => {
                values.iter().map(|value| self.objects.resolve(value).unwrap_or(&Value::Null)).collect()
            }
            Some(Value::Null) | None => Vec::new(),
            Some(value) => vec![value],
        }
    }

    fn number(&self, dictionary: &Dictionary, key: Word) -> Option<i64> {
        dictionary.get(key).and_then(|value| self.objects.resolve(value)).and_then(Value::as_number)
    }

    fn prediction(&self, parameters: &Dictionary) -> Prediction {
        let number = |key, default| self.number(parameters, key).unwrap_or(default);
        Prediction {
            predictor: number(Word::Predictor, 1),
            colors: number(Word::Colors, 1),
            bits: number(Word::BitsPerComponent, 8),
            columns: number(Word::Columns, 1),
        }
    }

    /// Whether the dictionary says in one way only what the stream holds and how it is packed.
    fn is_sound_object_stream(&self) -> bool {
        let one = |key| {
            let mut values = self.dictionary.every(key);
            values.next().filter(|_| values.next().is_none())
        };
        let is_count = |key| one(key).and_then(Value::as_integer).is_some_and(|number| number >= 0);
        let is_direct = |value: &Value| match value {
            Value::Name(_) | Value::Null => true,
            Value::Array(values) => values.iter().all(|value| matches!(value, Value::Name(_))),
            _ => false,
        };
        let are_plain_numbers =
            |dictionary: &Dictionary| dictionary.entries.iter().all(|(_, value)| value.as_integer().is_some());
        let is_parameters = |value: &Value| match value {
            Value::Null => true,
            Value::Dictionary(dictionary) => are_plain_numbers(dictionary),
            Value::Array(values) => values
                .iter()
                .all(|value| matches!(value, Value::Null) || value.as_dictionary().is_some_and(are_plain_numbers)),
            _ => false,
        };
        let at_most_one = |key, is_such: &dyn Fn(&Value) -> bool| {
            let mut values = self.dictionary.every(key);
            values.next().is_none_or(is_such) && values.next().is_none()
        };
        let filters = self.listed(&[Word::Filter]);
        let are_known = filters.iter().all(|filter| {
            matches!(
                filter.as_name(),
                Some(
                    Word::FlateDecode
                        | Word::LzwDecode
                        | Word::Ascii85Decode
                        | Word::AsciiHexDecode
                        | Word::RunLengthDecode
                        | Word::Crypt
                )
            )
        });
        one(Word::Type).and_then(Value::as_name) == Some(Word::ObjStm)
            && is_count(Word::N)
            && is_count(Word::First)
            && at_most_one(Word::Filter, &is_direct)
            && at_most_one(Word::DecodeParms, &is_parameters)
            && are_known
            && self.dictionary.every(Word::F).next().is_none()
            && self.dictionary.every(Word::Dp).next().is_none()
            && self.object.values.len() == 1
    }

    /// Reads the objects of an object stream: those of its index, and whatever else it holds. Returns whether readers
    /// can read all of it in one way only.
    fn objects_in(&self, content: &[u8], budget: &mut Budget, found: &mut Vec<Object>) -> Result<bool, Refusal> {
        let number = |key| {
            let value = self.dictionary.get(key).and_then(|value| self.objects.resolve(value));
            value.and_then(Value::as_number).and_then(|number| usize::try_from(number).ok())
        };
        let (count, first) = (number(Word::N).unwrap_or(0), number(Word::First).unwrap_or(0));
        let (index, mut sound) = index(content, count, first, budget)?;
        for (number, at) in index {
            let mut parser = Parser::new(content, at, budget);
            let value = parser.value()?;
            sound &= value.is_some() && !parser.odd;
            let text = (at, parser.at());
            found.extend(value.map(|value| self.packed(Some((number, 0)), vec![value], text)));
        }
        // Objects without an index entry, for readers that read on or begin elsewhere.
        let mut at = 0;
        while at < content.len() {
            let mut parser = Parser::new(content, at, budget);
            let (values, next) = parser.values()?;
            let end = parser.at();
            sound &= next == Next::Elsewhere && end >= content.len();
            found.push(self.packed(None, values, (at, end)));
            if end <= at {
                break;
            }
            at = end;
        }
        Ok(sound)
    }

    fn packed(&self, id: Option<Id>, values: Vec<Value>, text: (usize, usize)) -> Object {
        let at = self.object.at;
        Object { id, at, text, values, data: None, packed: true, is_trailer: false, odd: false, noted: false }
    }
}

/// Whether the stream's end follows, after white space.
fn ends_stream(bytes: &[u8]) -> bool {
    let start = bytes.iter().position(|byte| !is_space(*byte)).unwrap_or(bytes.len());
    bytes.get(start..).is_some_and(|rest| rest.starts_with(b"endstream"))
}

/// Reads the index of an object stream: which objects start where. Also returns whether it is as long as the dictionary
/// says and contains only numbers.
fn index(
    content: &[u8],
    count: usize,
    first: usize,
    budget: &mut Budget,
) -> Result<(Vec<(u32, usize)>, bool), Refusal> {
    let mut index = Vec::new();
    let mut lexer = Lexer::new(content, 0);
    let mut sound = first <= content.len();
    for _ in 0..count {
        let (number, offset) = (lexer.token(), lexer.token());
        budget.value()?;
        let (Token::Integer { value: number, plain: true }, Token::Integer { value: offset, plain: true }) =
            (number, offset)
        else {
            sound = false;
            break;
        };
        let (Ok(number), Ok(offset)) = (u32::try_from(number), usize::try_from(offset)) else {
            sound = false;
            continue;
        };
        let at = first.saturating_add(offset);
        sound &= at < content.len();
        index.push((number, at));
    }
    // An index that reaches into the first object, or into a comment, leads some readers further than others. Nobody
    // reads what stands between the two.
    sound &= lexer.at() <= first && !content.get(..lexer.at()).unwrap_or_default().contains(&b'%');
    Ok((index, sound))
}
