//! Reads a multipart body part by part, counting while it streams: no part and no body is ever held beyond its bound.

use std::error::Error;
use std::time::Duration;

use axum::body::Body;
use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{DefaultBodyLimit, FromRequest, Multipart, Request};
use domain::{DocumentKind, FieldError, Form, MAX_DOCUMENT_BYTES};

use super::bounded_body::{BoundedBody, Exceeded};
use super::{Attachment, Fault, Received, Weight};
use crate::texts;

/// Largest body: four documents and their surroundings.
const MAX_BODY_BYTES: usize = 4 * MAX_DOCUMENT_BYTES + 64 * 1024;
/// Most parts in a body; no form has more than 20.
const MAX_PARTS: usize = 40;
/// Largest text field in bytes; the longest answer has 500 characters.
const MAX_TEXT_BYTES: usize = 8 * 1024;
/// A body has to arrive within this.
const MAX_READING: Duration = Duration::from_mins(1);

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
    /// Did not arrive in time.
    TooSlow,
}

/// Reads all parts of a submission of `form`, and those named by `controls`. Faulty parts are noted in [`Received::faults`] and the reading
/// goes on.
pub(crate) async fn receive(form: &'static Form, request: Request, controls: &'static [&'static str]) -> Result<Received, Unreadable> {
    let mut request = request.map(|body| Body::from_stream(BoundedBody::new(body, MAX_BODY_BYTES)));
    DefaultBodyLimit::disable().apply(&mut request);
    let multipart = Multipart::from_request(request, &()).await.map_err(|_rejection| Unreadable::NotMultipart)?;
    tokio::time::timeout(MAX_READING, read_parts(form, controls, multipart)).await.unwrap_or(Err(Unreadable::TooSlow))
}

async fn read_parts(form: &'static Form, controls: &'static [&'static str], mut multipart: Multipart) -> Result<Received, Unreadable> {
    let mut reading = Reading { form, controls, received: Received::default(), names: Vec::new() };
    loop {
        let part = match multipart.next_field().await {
            Ok(Some(part)) => part,
            Ok(None) => return Ok(reading.received),
            Err(error) => return Err(reading.stopped_by(&error)),
        };
        if reading.names.len() == MAX_PARTS {
            return Err(Unreadable::TooLarge { detail: texts::TOO_MANY_PARTS, received: reading.received });
        }
        if let Err(error) = reading.take(part).await {
            return Err(reading.stopped_by(&error));
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
    async fn take(&mut self, part: Field<'_>) -> Result<(), MultipartError> {
        let name = part.name().unwrap_or_default().to_owned();
        let repeated = self.names.contains(&name);
        self.names.push(name.clone());
        if let Some(kind) = self.document(&name) {
            self.take_document(kind, part, repeated).await
        } else if self.controls.contains(&name.as_str()) || self.form.fields.iter().any(|spec| spec.field.as_str() == name) {
            self.take_text(&name, part, repeated).await
        } else {
            self.fault(Fault::invalid(FieldError::unknown(&name)));
            discard(part).await
        }
    }

    fn document(&self, name: &str) -> Option<DocumentKind> {
        self.form.documents.iter().map(|spec| spec.kind).find(|kind| kind.as_str() == name)
    }

    async fn take_document(&mut self, kind: DocumentKind, mut part: Field<'_>, repeated: bool) -> Result<(), MultipartError> {
        if repeated {
            self.fault(Fault::invalid(FieldError::repeated(kind.as_str())));
            return discard(part).await;
        }
        match read_up_to(MAX_DOCUMENT_BYTES, &mut part).await? {
            None => {
                // Noted before the rest is read: the body's bound may end the reading there.
                let told = texts::document_too_large(kind);
                self.fault(Fault::new(Weight::TooLarge, kind.as_str(), "document_too_large", told));
                discard(part).await?;
            }
            // What a browser sends for a file that was not chosen.
            Some(bytes) if bytes.is_empty() => {}
            Some(bytes) => self.received.attachments.push(Attachment { kind, bytes }),
        }
        Ok(())
    }

    async fn take_text(&mut self, name: &str, mut part: Field<'_>, repeated: bool) -> Result<(), MultipartError> {
        if repeated {
            self.fault(Fault::invalid(FieldError::repeated(name)));
            return discard(part).await;
        }
        match read_up_to(MAX_TEXT_BYTES, &mut part).await?.map(String::from_utf8) {
            None => {
                self.fault(Fault::new(Weight::TooLarge, name, "field_too_large", texts::FIELD_TOO_LARGE));
                discard(part).await?;
            }
            Some(Err(_)) => self.fault(Fault::new(Weight::Invalid, name, "not_text", texts::FIELD_NOT_TEXT)),
            Some(Ok(text)) => {
                let of_the_page = self.controls.contains(&name);
                let values = if of_the_page { &mut self.received.controls } else { &mut self.received.fields };
                values.insert(name.to_owned(), text);
            }
        }
        Ok(())
    }

    fn fault(&mut self, fault: Fault) {
        if !self.received.is_faulty(&fault.error.field) {
            self.received.faults.push(fault);
        }
    }

    fn stopped_by(self, error: &MultipartError) -> Unreadable {
        if exceeded(error) { Unreadable::TooLarge { detail: texts::BODY_TOO_LARGE, received: self.received } } else { Unreadable::Broken }
    }
}

/// The bytes of a part; `None` as soon as there are more than `limit`.
async fn read_up_to(limit: usize, part: &mut Field<'_>) -> Result<Option<Vec<u8>>, MultipartError> {
    let mut bytes = Vec::new();
    while let Some(chunk) = part.chunk().await? {
        if bytes.len() + chunk.len() > limit {
            return Ok(None);
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(Some(bytes))
}

/// Reads the rest of a part without keeping it, so that the next part is found.
async fn discard(mut part: Field<'_>) -> Result<(), MultipartError> {
    while part.chunk().await?.is_some() {}
    Ok(())
}

/// Whether the body's bound is behind an error, at any depth.
fn exceeded(error: &MultipartError) -> bool {
    let mut cause: Option<&(dyn Error + 'static)> = Some(error);
    while let Some(error) = cause {
        if error.is::<Exceeded>() {
            return true;
        }
        cause = error.source();
    }
    false
}
