//! The objects of the file as it was and as it is, one by one.

use lopdf::{Dictionary, Object};

use super::awaited::awaited;
use crate::Refusal;
use crate::pdf::{Pdf, Place, Section, is_name, pages};

/// Whether the value of a key may change from the first to the second. A missing one has no value.
type Allows<'a> = &'a dyn Fn(&[u8], Option<&Object>, Option<&Object>) -> Result<bool, Refusal>;

/// The file as it was when it was signed, and as it is.
pub(super) struct Comparison<'a> {
    pub(super) before: &'a Pdf<'a>,
    pub(super) now: &'a Pdf<'a>,
    /// Whether only evidence may come.
    pub(super) forbids_signatures: bool,
}

impl Comparison<'_> {
    /// Whether everything that the sections brought is allowed.
    pub(super) fn allows(&self, later: &[Section]) -> Result<bool, Refusal> {
        if self.before.root()? != self.now.root()? {
            return Ok(false);
        }
        let mut touched: Vec<u32> =
            later.iter().flat_map(|section| &section.entries).map(|(number, _)| *number).collect();
        touched.sort_unstable();
        touched.dedup();
        let awaited = awaited(self.before)?;
        for number in touched {
            let existed = !matches!(self.before.place(number), None | Some(Place::Free));
            let is_allowed = if existed { self.allows_object(number)? } else { !awaited.contains(&number) };
            if !is_allowed {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn allows_object(&self, number: u32) -> Result<bool, Refusal> {
        let (old, new) = (self.before.object(number)?, self.now.object(number)?);
        if !self.is_same_stream(number)? {
            return Ok(false);
        }
        if old == new {
            return Ok(true);
        }
        let catalog = self.before.catalog()?;
        let form = catalog.get(b"AcroForm").ok();
        if number == self.before.root()?.0 {
            return changes_only(&old, &new, &[b"AcroForm", b"DSS", b"Extensions", b"Version"], &|key, old, new| {
                if key == b"AcroForm" { self.allows_form(old, new) } else { Ok(true) }
            });
        }
        if is_reference(form, number) {
            return self.allows_form(Some(&old), Some(&new));
        }
        let form = self.before.dictionary(&catalog, b"AcroForm")?.unwrap_or_default();
        if is_reference(form.get(b"Fields").ok(), number) {
            return self.adds_signatures(Some(&old), Some(&new));
        }
        if self.is_evidence(&catalog, number)? || self.is_information(number, &old, &new)? {
            return Ok(true);
        }
        self.allows_on_page(number, &old, &new)
    }

    /// A page may get the widget of a signature, an empty field for a signature may get one, and a list of annotations
    /// may get longer.
    fn allows_on_page(&self, number: u32, old: &Object, new: &Object) -> Result<bool, Refusal> {
        match old {
            Object::Dictionary(page) if page.has_type(b"Page") => {
                changes_only(old, new, &[b"Annots"], &|_, old, new| self.adds_signatures(old, new))
            }
            Object::Dictionary(field) if is_signature_field(field) && !field.has(b"V") => {
                let may_change: [&[u8]; 5] = [b"V", b"AP", b"M", b"F", b"MK"];
                Ok(!self.forbids_signatures && changes_only(old, new, &may_change, &|_, _, _| Ok(true))?)
            }
            Object::Array(_) => {
                for page in pages(self.before)? {
                    if is_reference(page.dictionary.get(b"Annots").ok(), number) {
                        return self.adds_signatures(Some(old), Some(new));
                    }
                }
                Ok(false)
            }
            _ => Ok(false),
        }
    }

    /// The form may list more signatures and say that there are some.
    fn allows_form(&self, old: Option<&Object>, new: Option<&Object>) -> Result<bool, Refusal> {
        let old = old.map_or(Ok(Object::Null), |old| self.before.resolve(old))?;
        let new = new.map_or(Ok(Object::Null), |new| self.now.resolve(new))?;
        let old = if old == Object::Null { Object::Dictionary(Dictionary::new()) } else { old };
        changes_only(&old, &new, &[b"Fields", b"SigFlags", b"DR", b"DA"], &|key, old, new| match key {
            b"Fields" => self.adds_signatures(old, new),
            b"SigFlags" => Ok(true),
            _ => Ok(old.is_none()),
        })
    }

    /// Whether a list is as before with signature fields behind.
    fn adds_signatures(&self, old: Option<&Object>, new: Option<&Object>) -> Result<bool, Refusal> {
        let list = |pdf: &Pdf<'_>, value: Option<&Object>| -> Result<Option<Vec<Object>>, Refusal> {
            match value.map_or(Ok(Object::Null), |value| pdf.resolve(value))? {
                Object::Array(values) => Ok(Some(values)),
                Object::Null => Ok(Some(Vec::new())),
                _ => Ok(None),
            }
        };
        let (Some(old), Some(new)) = (list(self.before, old)?, list(self.now, new)?) else { return Ok(false) };
        let Some(added) = new.strip_prefix(old.as_slice()) else { return Ok(false) };
        for field in added {
            let is_new = field.as_reference().is_ok_and(|(number, _)| self.before.place(number).is_none());
            let Object::Dictionary(field) = self.now.resolve(field)? else { return Ok(false) };
            if !is_new || !is_signature_field(&field) || field.has(b"A") || field.has(b"AA") {
                return Ok(false);
            }
        }
        Ok(added.is_empty() || !self.forbids_signatures)
    }

    fn is_same_stream(&self, number: u32) -> Result<bool, Refusal> {
        let data = |pdf: &Pdf<'_>| Ok::<_, Refusal>(pdf.find(number)?.and_then(|found| found.data.map(<[u8]>::to_vec)));
        Ok(data(self.before)? == data(self.now)?)
    }

    /// Whether the object is the store of evidence, or a list in it.
    fn is_evidence(&self, catalog: &Dictionary, number: u32) -> Result<bool, Refusal> {
        if is_reference(catalog.get(b"DSS").ok(), number) {
            return Ok(true);
        }
        let store = self.before.dictionary(catalog, b"DSS")?.unwrap_or_default();
        Ok([&b"Certs"[..], b"OCSPs", b"CRLs", b"VRI"].iter().any(|key| is_reference(store.get(key).ok(), number)))
    }

    /// Whether the object tells who wrote the file and when, and nothing else. Programs renew it with each revision,
    /// and no page shows it.
    fn is_information(&self, number: u32, old: &Object, new: &Object) -> Result<bool, Refusal> {
        const KEYS: [&[u8]; 9] = [
            b"Title",
            b"Author",
            b"Subject",
            b"Keywords",
            b"Creator",
            b"Producer",
            b"CreationDate",
            b"ModDate",
            b"Trapped",
        ];
        let is_plain = |value: &Object| {
            value.as_dict().is_ok_and(|dictionary| {
                let is_text = |value: &Object| matches!(value, Object::String(..) | Object::Name(_));
                dictionary.iter().all(|(key, value)| KEYS.contains(&key.as_slice()) && is_text(value))
            })
        };
        Ok(is_reference(self.before.trailer()?.get(b"Info").ok(), number) && is_plain(old) && is_plain(new))
    }
}

/// Whether two dictionaries differ only under some keys, and there as allowed.
fn changes_only(old: &Object, new: &Object, may_change: &[&[u8]], allows: Allows<'_>) -> Result<bool, Refusal> {
    let (Object::Dictionary(old), Object::Dictionary(new)) = (old, new) else { return Ok(false) };
    for (key, _) in old.iter().chain(new.iter().filter(|(key, _)| !old.has(key))) {
        let (was, is) = (old.get(key).ok(), new.get(key).ok());
        if was != is && !(may_change.contains(&key.as_slice()) && allows(key, was, is)?) {
            return Ok(false);
        }
    }
    Ok(true)
}

fn is_signature_field(field: &Dictionary) -> bool {
    is_name(field.get(b"FT").ok(), b"Sig")
}

fn is_reference(value: Option<&Object>, number: u32) -> bool {
    value.is_some_and(|value| value.as_reference().is_ok_and(|(referred, _)| referred == number))
}
