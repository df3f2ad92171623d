//! Reads a multipart body: as much of it as may be, or as came, and then its parts. Holds nothing beyond the bound of a
//! body.

use axum::body::Bytes;
use axum::extract::Request;
use documents::Refusal;
use domain::{DocumentKind, FieldError, Form, MAX_DOCUMENT_BYTES};
use http::header::CONTENT_TYPE;
use web::CutOff;

use super::collected::{Collected, End, collect};
use super::header::boundary;
use super::parts::{Next, Part, Parts};
use super::{Attachment, Fault, NOTICE_ADDRESS_FIELD, Received, Weight};
use crate::texts;

/// Largest body: four documents and their surroundings.
const MAX_BODY_BYTES: usize = 4 * MAX_DOCUMENT_BYTES + 64 * 1024;
/// Most parts in a body; no form has more than 20.
pub(super) const MAX_PARTS: usize = 40;
/// Largest text field in bytes; the longest answer has 500 characters.
const MAX_TEXT_BYTES: usize = 8 * 1024;

/// A body that could not be read to its end.
#[derive(Debug)]
pub(crate) enum Unreadable {
    /// Not multipart/form-data.
    NotMultipart,
    /// Broken syntax, or the connection ended early.
    Broken,
    /// More bytes or parts than allowed, and what came before.
    TooLarge {
        /// What the person is told.
        detail: &'static str,
        /// The parts that were read.
        received: Received,
    },
    /// Did not arrive in time, or others needed its place.
    CutOff {
        /// Which of them.
        why: CutOff,
        /// The parts that came whole.
        received: Received,
    },
}

/// Reads all parts of a submission of `form`, and those named by `controls`. Faulty parts are noted in
/// [`Received::faults`] and the reading goes on.
pub(crate) async fn receive(
    form: &'static Form,
    request: Request,
    controls: &'static [&'static str],
) -> Result<Received, Unreadable> {
    let mut media_types = request.headers().get_all(CONTENT_TYPE).iter();
    let media_type = media_types.next().filter(|_| media_types.next().is_none()).and_then(|value| value.to_str().ok());
    let boundary = media_type.and_then(boundary).ok_or(Unreadable::NotMultipart)?;
    read(form, controls, &boundary, collect(request.into_body(), MAX_BODY_BYTES).await)
}

/// Reads the parts of what arrived.
pub(super) fn read(
    form: &'static Form,
    controls: &'static [&'static str],
    boundary: &str,
    collected: Collected,
) -> Result<Received, Unreadable> {
    let Collected { bytes, end } = collected;
    let mut reading = Reading { form, controls, received: Received::default(), names: Vec::new() };
    let mut parts = Parts::new(bytes, boundary);
    loop {
        match parts.next() {
            Next::Part(part) if part.is_whole => {
                if reading.names.len() == MAX_PARTS {
                    return Err(Unreadable::TooLarge {
                        detail: language::text("form-too-many-parts"),
                        received: reading.received,
                    });
                }
                reading.take(part);
            }
            Next::Part(part) => {
                reading.take_beginning(&part);
                return Err(reading.stopped_by(end));
            }
            Next::CutOff => return Err(reading.stopped_by(end)),
            Next::Broken => return Err(Unreadable::Broken),
            Next::End if end == End::TooLarge => return Err(reading.stopped_by(end)),
            Next::End => return Ok(reading.received),
        }
    }
}

/// The parts read so far.
struct Reading {
    form: &'static Form,
    controls: &'static [&'static str],
    received: Received,
    names: Vec<String>,
}

impl Reading {
    fn take(&mut self, part: Part) {
        let name = part.name;
        let repeated = self.names.contains(&name);
        self.names.push(name.clone());
        let document = self.document(&name);
        if document.is_none() && !self.is_text(&name) {
            self.fault(Fault::invalid(FieldError::unknown(&name)));
        } else if repeated {
            self.fault(Fault::invalid(FieldError::repeated(&name)));
        } else if let Some(kind) = document {
            self.take_document(kind, part.is_chosen_file, part.content);
        } else {
            self.take_text(&name, &part.content);
        }
    }

    /// Of a part without an end nothing counts but that it is too large.
    fn take_beginning(&mut self, part: &Part) {
        if let Some(kind) = self.document(&part.name)
            && part.content.len() > MAX_DOCUMENT_BYTES
        {
            self.too_large(kind);
        }
    }

    fn document(&self, name: &str) -> Option<DocumentKind> {
        self.form.documents.iter().map(|spec| spec.kind).find(|kind| kind.as_str() == name)
    }

    fn is_text(&self, name: &str) -> bool {
        self.controls.contains(&name) || self.form.fields.iter().any(|spec| spec.field.as_str() == name)
    }

    fn take_document(&mut self, kind: DocumentKind, is_chosen_file: bool, bytes: Bytes) {
        if bytes.len() > MAX_DOCUMENT_BYTES {
            self.too_large(kind);
        } else if !bytes.is_empty() {
            self.received.attachments.push(Attachment { kind, bytes });
        } else if is_chosen_file {
            // Full telephones and clouds give such files, and whoever chose one believes to have sent it.
            let message = texts::document_refused(kind, Refusal::Empty.message());
            self.fault(Fault::new(Weight::Unsupported, kind.as_str(), Refusal::Empty.code(), message));
        }
        // Else it is what a browser sends for a file that was not chosen.
    }

    fn too_large(&mut self, kind: DocumentKind) {
        self.fault(Fault::new(Weight::TooLarge, kind.as_str(), "document_too_large", texts::document_too_large(kind)));
    }

    fn take_text(&mut self, name: &str, bytes: &[u8]) {
        if bytes.len() > MAX_TEXT_BYTES {
            self.fault(Fault::new(Weight::TooLarge, name, "field_too_large", language::text("form-field-too-large")));
            return;
        }
        match str::from_utf8(bytes) {
            Err(_) => self.fault(Fault::new(Weight::Invalid, name, "not_text", language::text("form-field-not-text"))),
            Ok(text) => {
                let of_the_page = self.controls.contains(&name) && name != NOTICE_ADDRESS_FIELD;
                let values = if of_the_page { &mut self.received.controls } else { &mut self.received.fields };
                values.insert(name.to_owned(), text.to_owned());
            }
        }
    }

    fn fault(&mut self, fault: Fault) {
        if !self.received.is_faulty(&fault.error.field) {
            self.received.faults.push(fault);
        }
    }

    fn stopped_by(self, end: End) -> Unreadable {
        match end {
            End::TooLarge => {
                Unreadable::TooLarge { detail: language::text("form-body-too-large"), received: self.received }
            }
            End::CutOff(why) => Unreadable::CutOff { why, received: self.received },
            End::Whole | End::Broken => Unreadable::Broken,
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::catalogue;

    use super::*;

    const SLUG: &str = "status-bukan-pns";

    fn part(parameters: &str, content: &str) -> String {
        format!("--x\r\nContent-Disposition: form-data; {parameters}\r\n\r\n{content}\r\n")
    }

    fn read_as(body: &str, end: End) -> Result<Received, Unreadable> {
        let collected = Collected { bytes: Bytes::copy_from_slice(body.as_bytes()), end };
        read(catalogue::by_slug(SLUG).unwrap(), &[], "x", collected)
    }

    #[test]
    fn a_chosen_file_without_bytes_is_told_and_one_that_was_not_chosen_is_not() {
        let chosen = format!(
            "{}{}--x--",
            part(r#"name="ktp"; filename="ktp.pdf""#, ""),
            part(r#"name="diploma"; filename="""#, "")
        );
        let received = read_as(&chosen, End::Whole).unwrap();
        let told: Vec<_> = received.faults.iter().map(|fault| (fault.error.field.as_str(), fault.error.code)).collect();
        assert_eq!(told, [("ktp", "document_empty")]);
    }

    #[test]
    fn what_was_typed_before_the_end_of_the_patience_is_there() {
        let body = format!("{}{}--x\r\nContent-Disp", part(r#"name="nik""#, "31"), part(r#"name="full_name""#, "Siti"));
        for why in [CutOff::TooSlow, CutOff::Crowded] {
            let Err(Unreadable::CutOff { why: told, received }) = read_as(&body, End::CutOff(why)) else {
                panic!("not cut off")
            };
            assert_eq!((told, received.fields.len(), received.fields["full_name"].as_str()), (why, 2, "Siti"));
        }
    }

    #[test]
    fn half_of_a_text_is_no_text() {
        let body = format!(
            "{}--x\r\nContent-Disposition: form-data; name=\"full_name\"\r\n\r\nSi",
            part(r#"name="nik""#, "31")
        );
        let Err(Unreadable::CutOff { received, .. }) = read_as(&body, End::CutOff(CutOff::TooSlow)) else {
            panic!("not cut off")
        };
        assert_eq!(received.fields.keys().collect::<Vec<_>>(), ["nik"]);
        assert!(matches!(read_as(&body, End::Whole), Err(Unreadable::Broken)));
    }
}
