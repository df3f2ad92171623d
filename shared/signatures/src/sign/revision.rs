//! The objects that a signature adds to a file or changes in it.

use std::collections::BTreeMap;
use std::io::Write as _;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use jiff::tz::TimeZone;
use lopdf::{Dictionary, Object, Stream, dictionary, text_string};

use super::appearance::{Appearance, Picture};
use super::error::SignError;
use crate::Refusal;
use crate::pdf::{Pdf, Place, pages};

/// Longest words beside a signature, in bytes.
const MAX_WORDS: usize = 1_000;

/// Highest number of an object that readers must support.
const MAX_NUMBER: u32 = 8_388_607;

/// The form has signatures, and whoever changes the file appends to it.
const SIGNATURES_EXIST_APPEND_ONLY: i64 = 3;

/// The widget is printed and nobody moves it.
const PRINT_AND_LOCKED: i64 = 4 | 128;

/// The objects of a revision that has a signature.
pub(super) struct Revision {
    /// Number, generation and value of each object but the signature.
    pub(super) objects: BTreeMap<u32, (u16, Object)>,
    /// The number of the signature.
    pub(super) signature: u32,
    /// The entries of the signature, but for those that only the finished file knows.
    pub(super) entries: Dictionary,
    /// The next free number.
    pub(super) next: u32,
}

impl Revision {
    pub(super) fn plan(pdf: &Pdf<'_>, appearance: &Appearance<'_>) -> Result<Self, SignError> {
        let signature = free_number(pdf)?;
        let mut plan = Self { objects: BTreeMap::new(), signature, entries: entries(appearance)?, next: signature + 1 };
        let mut all = pages(pdf)?;
        let page = appearance.picture.as_ref().map_or(0, |picture| picture.page);
        if page >= all.len() {
            return Err(SignError::Page);
        }
        let page = all.swap_remove(page);
        let field = plan.field(appearance, signature, reference(pdf, page.number))?;
        plan.annotate(pdf, page.number, page.dictionary, field)?;
        plan.list(pdf, field)?;
        Ok(plan)
    }

    fn add(&mut self, object: impl Into<Object>) -> Object {
        let number = self.next;
        self.next += 1;
        self.objects.insert(number, (0, object.into()));
        Object::Reference((number, 0))
    }

    fn change(&mut self, pdf: &Pdf<'_>, number: u32, object: impl Into<Object>) {
        self.objects.insert(number, (generation(pdf, number), object.into()));
    }

    /// The field and what the page shows of it, in one object. Returns its number.
    fn field(&mut self, appearance: &Appearance<'_>, signature: u32, page: Object) -> Result<u32, SignError> {
        let mut field = dictionary! {
            "Type" => "Annot", "Subtype" => "Widget", "FT" => "Sig", "P" => page,
            "T" => Object::string_literal(format!("tanda-{signature}")),
            "V" => Object::Reference((signature, 0)),
            "F" => PRINT_AND_LOCKED,
            "Rect" => vec![Object::Integer(0); 4],
        };
        if let Some(picture) = &appearance.picture {
            field.set("Rect", picture.place.iter().map(|side| Object::Real(*side)).collect::<Vec<_>>());
            let shown = self.form(picture)?;
            field.set("AP", dictionary! { "N" => shown });
        }
        let number = self.next;
        self.add(field);
        Ok(number)
    }

    fn form(&mut self, picture: &Picture<'_>) -> Result<Object, SignError> {
        let (width, height) = picture.size().ok_or(SignError::Picture)?;
        let mut packed = ZlibEncoder::new(Vec::new(), Compression::best());
        let written = packed.write_all(picture.pixels).and_then(|()| packed.finish());
        let image = dictionary! {
            "Type" => "XObject", "Subtype" => "Image", "ColorSpace" => "DeviceRGB", "BitsPerComponent" => 8,
            "Width" => picture.width, "Height" => picture.height, "Filter" => "FlateDecode",
        };
        let image = self.add(Stream::new(image, written.map_err(|_no_memory| SignError::Picture)?));
        let form = dictionary! {
            "Type" => "XObject", "Subtype" => "Form",
            "BBox" => vec![Object::Integer(0), Object::Integer(0), Object::Real(width), Object::Real(height)],
            "Resources" => dictionary! { "XObject" => dictionary! { "P" => image } },
        };
        Ok(self.add(Stream::new(form, format!("q {width} 0 0 {height} 0 0 cm /P Do Q").into_bytes())))
    }

    /// Lists the field among the annotations of its page.
    fn annotate(&mut self, pdf: &Pdf<'_>, number: u32, mut page: Dictionary, field: u32) -> Result<(), SignError> {
        let mut annotations = pdf.array(&page, b"Annots")?;
        annotations.push(Object::Reference((field, 0)));
        if let Ok(Object::Reference((list, _))) = page.get(b"Annots")
            && matches!(pdf.object(*list)?, Object::Array(_))
        {
            self.change(pdf, *list, annotations);
        } else {
            page.set("Annots", annotations);
            self.change(pdf, number, page);
        }
        Ok(())
    }

    /// Lists the field in the form of the document.
    fn list(&mut self, pdf: &Pdf<'_>, field: u32) -> Result<(), SignError> {
        let mut catalog = pdf.catalog()?;
        let mut form = pdf.dictionary(&catalog, b"AcroForm")?.unwrap_or_default();
        let mut fields = pdf.array(&form, b"Fields")?;
        fields.push(Object::Reference((field, 0)));
        if let Ok(Object::Reference((list, _))) = form.get(b"Fields")
            && matches!(pdf.object(*list)?, Object::Array(_))
        {
            self.change(pdf, *list, fields);
        } else {
            form.set("Fields", fields);
        }
        form.set("SigFlags", SIGNATURES_EXIST_APPEND_ONLY);
        if let Ok(Object::Reference((number, _))) = catalog.get(b"AcroForm")
            && matches!(pdf.object(*number)?, Object::Dictionary(_))
        {
            self.change(pdf, *number, form);
        } else {
            catalog.set("AcroForm", form);
            self.change(pdf, pdf.root()?.0, catalog);
        }
        Ok(())
    }
}

fn entries(appearance: &Appearance<'_>) -> Result<Dictionary, SignError> {
    let at = appearance.at.to_zoned(TimeZone::UTC);
    let mut entries = dictionary! {
        "Type" => "Sig", "Filter" => "Adobe.PPKLite", "SubFilter" => "ETSI.CAdES.detached",
        "M" => Object::string_literal(at.strftime("D:%Y%m%d%H%M%SZ").to_string()),
    };
    let words = [("Reason", appearance.reason), ("Name", appearance.name), ("Location", appearance.location)];
    for (key, words) in words {
        if let Some(words) = words {
            if words.len() > MAX_WORDS {
                return Err(SignError::TooLong);
            }
            entries.set(key, text_string(words));
        }
    }
    Ok(entries)
}

/// The first number behind those of the file, with room for what a signature adds.
fn free_number(pdf: &Pdf<'_>) -> Result<u32, SignError> {
    let numbers = pdf.sections.iter().flat_map(|section| &section.entries).map(|(number, _)| *number);
    let sizes = pdf.sections.iter().filter_map(|section| section.trailer.get(b"Size").and_then(Object::as_i64).ok());
    let sizes = sizes.filter_map(|size| u32::try_from(size).ok());
    let next = numbers.map(|number| number + 1).chain(sizes).max().unwrap_or(1).max(1);
    if next < MAX_NUMBER - 10 { Ok(next) } else { Err(SignError::File(Refusal::TooComplex)) }
}

fn generation(pdf: &Pdf<'_>, number: u32) -> u16 {
    match pdf.place(number) {
        Some(Place::At { generation, .. }) => generation,
        Some(Place::Free | Place::In { .. }) | None => 0,
    }
}

fn reference(pdf: &Pdf<'_>, number: u32) -> Object {
    Object::Reference((number, generation(pdf, number)))
}
