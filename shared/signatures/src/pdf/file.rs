//! A file, and its objects on demand.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use lopdf::{Dictionary, Object};

use super::budget::Budget;
use super::found::{Found, Length, read_at};
use super::sections::{self, Place, Section};
use super::streams::{self, Packed};
use crate::Refusal;

/// The first bytes of a PDF, and how far into a file readers look for them.
const HEADER: (&[u8], usize) = (b"%PDF-", 1_024);

/// Longest way over references that only lead to references.
const MAX_REFERENCES: usize = 8;

/// A file whose cross-reference sections were read.
pub(crate) struct Pdf<'a> {
    pub(crate) bytes: &'a [u8],
    pub(crate) budget: &'a Budget,
    /// The newest first.
    pub(crate) sections: Vec<Section>,
    places: HashMap<u32, Place>,
    packed: RefCell<HashMap<u32, Rc<Packed>>>,
}

impl<'a> Pdf<'a> {
    /// Reads the sections of a file that needs no key.
    pub(crate) fn open(bytes: &'a [u8], budget: &'a Budget) -> Result<Self, Refusal> {
        if bytes.len() > crate::MAX_BYTES {
            return Err(Refusal::TooLarge);
        }
        let (header, within) = HEADER;
        if !bytes.windows(header.len()).take(within).any(|window| window == header) {
            return Err(Refusal::NotPdf);
        }
        let sections = sections::read_all(bytes, budget)?;
        if sections.iter().any(|section| section.trailer.has(b"Encrypt")) {
            return Err(Refusal::Encrypted);
        }
        let mut places = HashMap::new();
        for section in &sections {
            let mut own: HashMap<u32, Place> = HashMap::new();
            // In a hybrid file the table hides the objects of its stream as free ones.
            for (number, place) in &section.entries {
                own.entry(*number)
                    .and_modify(|known| {
                        if *known == Place::Free {
                            *known = *place;
                        }
                    })
                    .or_insert(*place);
            }
            for (number, place) in own {
                places.entry(number).or_insert(place);
            }
        }
        Ok(Self { bytes, budget, sections, places, packed: RefCell::default() })
    }

    /// The newest trailer.
    pub(crate) fn trailer(&self) -> Result<&Dictionary, Refusal> {
        self.sections.first().map(|section| &section.trailer).ok_or(Refusal::Damaged)
    }

    /// The number and generation of the catalog.
    pub(crate) fn root(&self) -> Result<(u32, u16), Refusal> {
        let root = self.trailer()?.get(b"Root").and_then(Object::as_reference);
        root.map_err(|_no_reference| Refusal::Damaged)
    }

    pub(crate) fn catalog(&self) -> Result<Dictionary, Refusal> {
        match self.object(self.root()?.0)? {
            Object::Dictionary(catalog) => Ok(catalog),
            _ => Err(Refusal::Damaged),
        }
    }

    pub(crate) fn place(&self, number: u32) -> Option<Place> {
        self.places.get(&number).copied()
    }

    /// The value of an object. An object that does not exist is null.
    pub(crate) fn object(&self, number: u32) -> Result<Object, Refusal> {
        self.budget.lookup()?;
        match self.place(number) {
            None | Some(Place::Free) => Ok(Object::Null),
            Some(Place::At { .. }) => Ok(self.find(number)?.map_or(Object::Null, |found| found.value)),
            Some(Place::In { container, index }) => {
                self.packed(container, &|length| self.length(length))?.object(number, index, self.budget)
            }
        }
    }

    /// An object that stands in the file itself, not in an object stream.
    pub(crate) fn find(&self, number: u32) -> Result<Option<Found<'a>>, Refusal> {
        let Some(Place::At { offset, .. }) = self.place(number) else { return Ok(None) };
        self.budget.lookup()?;
        let found = read_at(self.bytes, offset, self.budget, &|length| self.length(length))?;
        if found.number == number { Ok(Some(found)) } else { Err(Refusal::Damaged) }
    }

    /// The unpacked data of a stream.
    pub(crate) fn content(&self, found: &Found<'_>) -> Result<Vec<u8>, Refusal> {
        let (Object::Dictionary(dictionary), Some(data)) = (&found.value, found.data) else {
            return Err(Refusal::Damaged);
        };
        streams::decode(dictionary, data, self.budget)
    }

    /// Follows a reference to its value, or returns the value itself.
    pub(crate) fn resolve(&self, value: &Object) -> Result<Object, Refusal> {
        let mut value = value.clone();
        for _ in 0..MAX_REFERENCES {
            let Object::Reference((number, _)) = value else { return Ok(value) };
            value = self.object(number)?;
        }
        Err(Refusal::Damaged)
    }

    /// The value of a key, followed. A missing key is null.
    pub(crate) fn get(&self, dictionary: &Dictionary, key: &[u8]) -> Result<Object, Refusal> {
        dictionary.get(key).map_or(Ok(Object::Null), |value| self.resolve(value))
    }

    /// The dictionary under a key, followed.
    pub(crate) fn dictionary(&self, dictionary: &Dictionary, key: &[u8]) -> Result<Option<Dictionary>, Refusal> {
        Ok(as_dictionary(self.get(dictionary, key)?))
    }

    /// The array under a key, followed. Empty when it is missing.
    pub(crate) fn array(&self, dictionary: &Dictionary, key: &[u8]) -> Result<Vec<Object>, Refusal> {
        match self.get(dictionary, key)? {
            Object::Array(values) => Ok(values),
            _ => Ok(Vec::new()),
        }
    }

    fn packed(&self, container: u32, length: Length<'_>) -> Result<Rc<Packed>, Refusal> {
        if let Some(packed) = self.packed.borrow().get(&container) {
            return Ok(Rc::clone(packed));
        }
        let Some(Place::At { offset, .. }) = self.place(container) else { return Err(Refusal::Damaged) };
        let found = read_at(self.bytes, offset, self.budget, length)?;
        let (Object::Dictionary(dictionary), Some(data)) = (&found.value, found.data) else {
            return Err(Refusal::Damaged);
        };
        let packed = Rc::new(Packed::read(dictionary, data, self.budget)?);
        self.packed.borrow_mut().insert(container, Rc::clone(&packed));
        Ok(packed)
    }

    /// A stream's length that stands in an object of its own. What holds it says its own length itself, so that this
    /// ends.
    fn length(&self, number: u32) -> Result<usize, Refusal> {
        let direct: Length<'_> = &|_number| Err(Refusal::Damaged);
        let value = match self.place(number) {
            Some(Place::At { offset, .. }) => read_at(self.bytes, offset, self.budget, direct)?.value,
            Some(Place::In { container, index }) => {
                self.packed(container, direct)?.object(number, index, self.budget)?
            }
            Some(Place::Free) | None => return Err(Refusal::Damaged),
        };
        value.as_i64().ok().and_then(|length| usize::try_from(length).ok()).ok_or(Refusal::Damaged)
    }
}

/// Whether a value is this name.
pub(crate) fn is_name(value: Option<&Object>, name: &[u8]) -> bool {
    value.and_then(|value| value.as_name().ok()) == Some(name)
}

/// The dictionary that a value is.
fn as_dictionary(value: Object) -> Option<Dictionary> {
    match value {
        Object::Dictionary(dictionary) => Some(dictionary),
        _ => None,
    }
}
