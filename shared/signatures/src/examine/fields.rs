//! The fields that hold a signature (ISO 32000-1, 12.7.4.5), in the form and on pages.

use std::collections::HashSet;

use lopdf::{Dictionary, Object};

use crate::pdf::{Pdf, is_name, pages};
use crate::{MAX_SIGNATURES, Refusal};

/// Deepest tree of fields.
const MAX_DEPTH: usize = 16;

/// A field that holds a signature.
pub(super) struct Field {
    /// The object in which the signature stands: its own, or the field's.
    pub(super) holder: u32,
    /// The signature's dictionary.
    pub(super) signature: Dictionary,
    /// What the page shows of it.
    pub(super) widget: Dictionary,
}

/// All signatures that a reader finds.
pub(super) fn signed(pdf: &Pdf<'_>) -> Result<Vec<Field>, Refusal> {
    let mut walk = Walk { pdf, found: Vec::new(), seen: HashSet::new() };
    let form = pdf.dictionary(&pdf.catalog()?, b"AcroForm")?.unwrap_or_default();
    for field in pdf.array(&form, b"Fields")? {
        walk.visit(&field, false, 0)?;
    }
    // Readers show a field on a page that the form does not list.
    for page in pages(pdf)? {
        for annotation in pdf.array(&page.dictionary, b"Annots")? {
            walk.visit(&annotation, false, 0)?;
        }
    }
    Ok(walk.found)
}

struct Walk<'a> {
    pdf: &'a Pdf<'a>,
    found: Vec<Field>,
    seen: HashSet<u32>,
}

impl Walk<'_> {
    fn visit(&mut self, field: &Object, inherits: bool, depth: usize) -> Result<(), Refusal> {
        if depth > MAX_DEPTH {
            return Err(Refusal::TooComplex);
        }
        let number = field.as_reference().ok().map(|(number, _)| number);
        if number.is_some_and(|number| !self.seen.insert(number)) {
            return Ok(());
        }
        let Object::Dictionary(field) = self.pdf.resolve(field)? else { return Ok(()) };
        let is_signature = match self.pdf.get(&field, b"FT")? {
            Object::Null => inherits,
            kind => is_name(Some(&kind), b"Sig"),
        };
        let kids = self.pdf.array(&field, b"Kids")?;
        if is_signature && field.has(b"V") {
            return self.add(field, number, &kids);
        }
        for kid in kids {
            self.visit(&kid, is_signature, depth + 1)?;
        }
        Ok(())
    }

    fn add(&mut self, field: Dictionary, number: Option<u32>, kids: &[Object]) -> Result<(), Refusal> {
        let holder = match field.get(b"V") {
            Ok(Object::Reference((number, _))) => Some(*number),
            Ok(_) | Err(_) => number,
        };
        let Object::Dictionary(signature) = self.pdf.get(&field, b"V")? else { return Ok(()) };
        let Some(holder) = holder else { return Err(Refusal::Damaged) };
        if self.found.iter().any(|known| known.holder == holder) {
            return Ok(());
        }
        if self.found.len() >= MAX_SIGNATURES {
            return Err(Refusal::TooComplex);
        }
        let kid = match kids.first() {
            Some(kid) if !field.has(b"Rect") => self.pdf.resolve(kid)?.as_dict().ok().cloned(),
            Some(_) | None => None,
        };
        self.found.push(Field { holder, signature, widget: kid.unwrap_or(field) });
        Ok(())
    }
}
