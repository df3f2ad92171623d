//! The bytes that a signature covers.

use lopdf::Object;

use super::fields::Field;
use crate::pdf::Pdf;
use crate::{MAX_CONTENTS_BYTES, Refusal};

/// A `/ByteRange` that leaves out exactly the `/Contents` of its own signature.
pub(super) struct Frame {
    /// Where the left out bytes begin and end.
    gap: (usize, usize),
    end: usize,
    /// The message that stands there.
    pub(super) contents: Vec<u8>,
}

impl Frame {
    /// None when the range covers anything but the file from its first byte on without the signature's own contents:
    /// whatever else stands in a gap could be changed by anybody. The bytes themselves are read, not what some reader
    /// makes of them.
    pub(super) fn of(pdf: &Pdf<'_>, field: &Field) -> Result<Option<Self>, Refusal> {
        let Ok(Object::String(contents, _)) = field.signature.get(b"Contents") else { return Ok(None) };
        let Some(holder) = pdf.find(field.holder)? else { return Ok(None) };
        let Some([0, before, after, length]) = range(field) else { return Ok(None) };
        let Some(end) = after.checked_add(length).filter(|end| *end <= pdf.bytes.len()) else { return Ok(None) };
        let is_inside = holder.span.0 < before && before < after && after < holder.span.1;
        let Some(gap) = pdf.bytes.get(before..after).filter(|_| is_inside) else { return Ok(None) };
        let Some(digits) = gap.strip_prefix(b"<").and_then(|gap| gap.strip_suffix(b">")) else { return Ok(None) };
        if contents.len() > MAX_CONTENTS_BYTES {
            return Err(Refusal::TooComplex);
        }
        let is_own = digits.len() == contents.len() * 2
            && digits.chunks_exact(2).zip(contents).all(|(digits, byte)| {
                std::str::from_utf8(digits).is_ok_and(|digits| u8::from_str_radix(digits, 16) == Ok(*byte))
            });
        Ok(is_own.then(|| Self { gap: (before, after), end, contents: contents.clone() }))
    }

    /// How many bytes the file had when it was signed.
    pub(super) fn end(&self) -> usize {
        self.end
    }

    /// The signed bytes.
    pub(super) fn parts<'a>(&self, bytes: &'a [u8]) -> [&'a [u8]; 2] {
        let part = |from, to| bytes.get(from..to).unwrap_or_default();
        [part(0, self.gap.0), part(self.gap.1, self.end)]
    }
}

fn range(field: &Field) -> Option<[usize; 4]> {
    let range = field.signature.get(b"ByteRange").and_then(Object::as_array).ok()?;
    let numbers: Option<Vec<usize>> =
        range.iter().map(|number| number.as_i64().ok().and_then(|number| usize::try_from(number).ok())).collect();
    numbers?.try_into().ok()
}
