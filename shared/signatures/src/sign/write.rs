//! A revision as bytes behind the file, with a table of the kind that the file has.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Object, Stream, StringFormat, Writer};
use ring::digest;

use super::error::SignError;
use super::revision::Revision;
use crate::Refusal;
use crate::pdf::Pdf;

/// What stands in place of the range until the file is finished: as long as the longest range.
const RANGE: &str = "[0 0000000000 0000000000 0000000000]";

/// A file with a signature that is still empty.
pub(super) struct Written {
    pub(super) bytes: Vec<u8>,
    /// Where the empty signature begins and ends, with its brackets.
    gap: (usize, usize),
}

impl Written {
    pub(super) fn of(pdf: &Pdf<'_>, revision: &Revision, reserved: usize) -> Result<Self, SignError> {
        let mut out = Out { bytes: pdf.bytes.to_vec(), offsets: BTreeMap::new() };
        if out.bytes.last() != Some(&b'\n') {
            out.bytes.push(b'\n');
        }
        for (number, (generation, object)) in &revision.objects {
            out.object(*number, *generation, object)?;
        }
        let (range, gap) = out.signature(revision, reserved)?;
        out.table(pdf, revision)?;
        let mut written = Self { bytes: out.bytes, gap };
        let text = format!("[0 {} {} {}", gap.0, gap.1, written.bytes.len() - gap.1);
        written.put(range, format!("{text:<width$}]", width = RANGE.len() - 1).as_bytes());
        Ok(written)
    }

    /// What is signed.
    pub(super) fn parts(&self) -> [&[u8]; 2] {
        let (before, rest) = self.bytes.split_at_checked(self.gap.0).unwrap_or_default();
        [before, rest.get(self.gap.1 - self.gap.0..).unwrap_or_default()]
    }

    /// Writes the message into its place.
    pub(super) fn fill(&mut self, message: &[u8]) {
        let digits: Vec<u8> = message.iter().flat_map(|byte| [byte >> 4, byte & 15].map(digit)).collect();
        self.put(self.gap.0 + 1, &digits);
    }

    fn put(&mut self, at: usize, text: &[u8]) {
        if let Some(place) = self.bytes.get_mut(at..at + text.len()) {
            place.copy_from_slice(text);
        }
    }
}

fn digit(half: u8) -> u8 {
    if half < 10 { b'0' + half } else { b'a' + half - 10 }
}

struct Out {
    bytes: Vec<u8>,
    /// Offset and generation of each object.
    offsets: BTreeMap<u32, (usize, u16)>,
}

impl Out {
    fn begin(&mut self, number: u32, generation: u16) {
        self.offsets.insert(number, (self.bytes.len(), generation));
        self.bytes.extend(format!("{number} {generation} obj\n").bytes());
    }

    fn object(&mut self, number: u32, generation: u16, object: &Object) -> Result<(), SignError> {
        self.begin(number, generation);
        self.value(object)?;
        self.bytes.extend(b"\nendobj\n");
        Ok(())
    }

    fn value(&mut self, object: &Object) -> Result<(), SignError> {
        Writer::write_object(&mut self.bytes, object).map_err(|_no_memory| SignError::TooLong)
    }

    /// The signature with an empty range and message. Returns where the range stands, and the brackets of the message.
    fn signature(&mut self, revision: &Revision, reserved: usize) -> Result<(usize, (usize, usize)), SignError> {
        self.begin(revision.signature, 0);
        self.value(&Object::Dictionary(revision.entries.clone()))?;
        self.bytes.truncate(self.bytes.len().saturating_sub(b">>".len()));
        self.bytes.extend(b"/ByteRange ");
        let range = self.bytes.len();
        self.bytes.extend(RANGE.bytes());
        self.bytes.extend(b"/Contents ");
        let start = self.bytes.len();
        self.bytes.push(b'<');
        self.bytes.resize(self.bytes.len() + reserved * 2, b'0');
        self.bytes.push(b'>');
        let end = self.bytes.len();
        self.bytes.extend(b">>\nendobj\n");
        Ok((range, (start, end)))
    }

    fn table(&mut self, pdf: &Pdf<'_>, revision: &Revision) -> Result<(), SignError> {
        let newest = pdf.sections.first().ok_or(Refusal::Damaged)?;
        let start = self.bytes.len();
        let mut trailer = Dictionary::new();
        for key in [&b"Root"[..], b"Info"] {
            if let Ok(value) = newest.trailer.get(key) {
                trailer.set(key, value.clone());
            }
        }
        if let Object::Array(ids) = pdf.get(&newest.trailer, b"ID")?
            && let Some(first) = ids.first()
        {
            let digest = digest::digest(&digest::SHA256, pdf.bytes);
            let own = digest.as_ref().get(..16).unwrap_or_default().to_vec();
            trailer.set("ID", vec![first.clone(), Object::String(own, StringFormat::Hexadecimal)]);
        }
        trailer.set("Prev", i64::try_from(newest.at).map_err(|_too_large| Refusal::TooLarge)?);
        if newest.is_stream {
            self.table_stream(revision.next, trailer)?;
        } else {
            self.plain_table(revision.next, trailer)?;
        }
        self.bytes.extend(format!("\nstartxref\n{start}\n%%EOF\n").bytes());
        Ok(())
    }

    fn plain_table(&mut self, size: u32, mut trailer: Dictionary) -> Result<(), SignError> {
        self.bytes.extend(b"xref\n");
        for (first, run) in self.runs() {
            self.bytes.extend(format!("{first} {}\n", run.len()).bytes());
            for (offset, generation) in run {
                // Twenty bytes each, the end of the line included (ISO 32000-1, 7.5.4).
                self.bytes.extend(format!("{offset:010} {generation:05} n \n").bytes());
            }
        }
        trailer.set("Size", size);
        self.bytes.extend(b"trailer\n");
        self.value(&Object::Dictionary(trailer))
    }

    fn table_stream(&mut self, number: u32, mut trailer: Dictionary) -> Result<(), SignError> {
        self.offsets.insert(number, (self.bytes.len(), 0));
        let (mut index, mut content) = (Vec::new(), Vec::new());
        for (first, run) in self.runs() {
            index.extend([i64::from(first), i64::try_from(run.len()).unwrap_or_default()].map(Object::Integer));
            for (offset, generation) in run {
                let offset = u32::try_from(offset).map_err(|_too_large| Refusal::TooLarge)?;
                content.push(1);
                content.extend(offset.to_be_bytes());
                content.extend(generation.to_be_bytes());
            }
        }
        trailer.set("Type", "XRef");
        trailer.set("Size", number + 1);
        trailer.set("W", [1, 4, 2].map(Object::Integer).to_vec());
        trailer.set("Index", index);
        self.bytes.extend(format!("{number} 0 obj\n").bytes());
        self.value(&Object::Stream(Stream::new(trailer, content)))?;
        self.bytes.extend(b"\nendobj");
        Ok(())
    }

    /// The objects in runs of numbers that follow each other.
    fn runs(&self) -> Vec<(u32, Vec<(usize, u16)>)> {
        let mut runs: Vec<(u32, Vec<(usize, u16)>)> = Vec::new();
        let mut next = None;
        for (number, place) in &self.offsets {
            match runs.last_mut() {
                Some((_, run)) if next == Some(*number) => run.push(*place),
                Some(_) | None => runs.push((*number, vec![*place])),
            }
            next = Some(number + 1);
        }
        runs
    }
}
