//! Judging what was received: every field and every document, so that all faults are told at once.

use documents::Checked;
use domain::{Content, DocumentKind, FieldError, Form};

use super::Refusal;
use super::inspection::Inspected;
use crate::Intake;
use crate::metrics::{self, Stage};
use crate::reception::{Fault, Received, Weight};
use crate::texts;

/// A submission without faults.
#[derive(Debug)]
pub(super) struct Examined {
    pub(super) content: Content,
    /// In the order of their kinds, however they were sent.
    pub(super) documents: Vec<(DocumentKind, Checked)>,
    /// SHA-256 of each document as it was sent, in the same order.
    pub(super) sent_digests: Vec<Vec<u8>>,
}

/// Parses the fields, looks for missing documents and looks into those that came.
pub(super) async fn examine(intake: &Intake, form: &'static Form, mut received: Received) -> Result<Examined, Refusal> {
    let timer = metrics::time(Stage::Parse);
    let fields = std::mem::take(&mut received.fields);
    let content = Content::parse(form, &fields, intake.clock.today_wib());
    let attachments = std::mem::take(&mut received.attachments);
    let missing = form
        .documents
        .iter()
        .filter(|spec| spec.required && attachments.iter().all(|attachment| attachment.kind != spec.kind))
        .map(|spec| FieldError::missing_document(spec.kind));
    let mut faults = Faults::of(received);
    let content = content.map_err(|errors| faults.extend(errors)).ok();
    faults.extend(missing);
    timer.stop();

    let timer = metrics::time(Stage::Check);
    let mut documents = Vec::with_capacity(attachments.len());
    for inspected in intake.inspection.inspect(attachments).await.map_err(Refusal::internal)? {
        match inspected {
            Ok(document) => documents.push(document),
            Err((kind, refusal)) => {
                let why = texts::document_refused(kind, refusal.message());
                faults.0.push(Fault::new(Weight::Unsupported, kind.as_str(), refusal.code(), why));
            }
        }
    }
    timer.stop();
    match content {
        Some(content) if faults.0.is_empty() => {
            documents.sort_by_key(|inspected| inspected.kind);
            let (documents, sent_digests) =
                documents.into_iter().map(|Inspected { kind, checked, sent_digest }| ((kind, checked), sent_digest)).unzip();
            Ok(Examined { content, documents, sent_digests })
        }
        Some(_) | None => Err(Refusal::Faulty(faults.0)),
    }
}

/// The faults so far, at most one per field: what could not be received is not called missing too.
struct Faults(Vec<Fault>);

impl Faults {
    fn of(received: Received) -> Self {
        Self(received.faults)
    }

    fn extend(&mut self, errors: impl IntoIterator<Item = FieldError>) {
        for error in errors {
            if self.0.iter().all(|fault| fault.error.field != error.field) {
                self.0.push(Fault { weight: Weight::Invalid, error });
            }
        }
    }
}
