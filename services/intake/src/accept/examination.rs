//! Judges what was received: every field and every document, so that a person learns about all faults at once.

use std::net::IpAddr;
use std::sync::Arc;

use domain::{Content, DocumentKind, FieldError, Form, NoticeAddress};
use uploads::{Fault, Received, Refused, Weight};

use crate::inspected::{Documents, Inspected};
use crate::measures::{self, Stage};
use crate::reception::NOTICE_ADDRESS_FIELD;
use crate::refusal::Refusal;
use crate::state::State;
use crate::texts;

/// What is right about a submission, and what is wrong.
#[derive(Debug)]
pub(crate) struct Examination {
    pub(super) form: &'static Form,
    /// `None` when a field is wrong.
    content: Option<Content>,
    /// Where the person wants to be told of the answer.
    notice_address: Option<NoticeAddress>,
    /// The documents that may be stored.
    pub(crate) documents: Arc<Documents>,
    /// Everything that is wrong; at most one fault a field or document.
    pub(crate) faults: Vec<Fault>,
}

/// A submission without faults.
#[derive(Debug)]
pub(super) struct Examined {
    pub(super) content: Content,
    pub(super) notice_address: Option<NoticeAddress>,
    pub(super) documents: Arc<Documents>,
}

/// Parses the fields, looks for missing documents and looks into those that came. Those `kept` from an earlier try were
/// looked into then. `network` is that of a person.
///
/// # Errors
/// Only when the process ends, or a form was read for one with other documents.
pub(crate) async fn examine(
    state: &State,
    form: &'static Form,
    mut received: Received,
    kept: Vec<Inspected>,
    network: Option<IpAddr>,
) -> Result<Examination, Refusal> {
    let timer = measures::time(Stage::Parse);
    let mut fields = std::mem::take(&mut received.texts);
    let address = NoticeAddress::read(&fields.remove(NOTICE_ADDRESS_FIELD).unwrap_or_default());
    let content = Content::parse(form, &fields, state.clock.today_wib());
    let attachments = std::mem::take(&mut received.attachments);
    let given = |kind: DocumentKind| {
        attachments.iter().any(|attachment| attachment.name == kind.as_str())
            || kept.iter().any(|kept| kept.kind == kind)
    };
    let missing: Vec<_> = form
        .documents
        .iter()
        .filter(|spec| spec.required && !given(spec.kind))
        .map(|spec| FieldError::missing_document(spec.kind))
        .collect();
    let mut faults = Faults::of(received);
    let content = content.map_err(|errors| faults.extend(errors)).ok();
    let notice_address = address.map_err(|invalid| faults.extend([texts::not_an_address(invalid)])).ok().flatten();
    faults.extend(missing);
    timer.stop();

    let timer = measures::time(Stage::Check);
    let mut documents = kept;
    for inspected in state.inspection.inspect(attachments, network).await.map_err(Refusal::internal)? {
        match inspected {
            Ok(uploads::Inspected { name, checked, sent_digest }) => {
                documents.push(Inspected { kind: kind_of(name)?, checked, sent_digest });
            }
            Err(Refused { name, refusal }) => {
                faults.0.push(Fault::refused(name, kind_of(name)?.shown_label(), refusal));
            }
        }
    }
    timer.stop();
    let documents = Arc::new(Documents::from(documents));
    Ok(Examination { form, content, notice_address, documents, faults: faults.0 })
}

/// Which document a part is.
fn kind_of(name: &str) -> Result<DocumentKind, Refusal> {
    name.parse().map_err(Refusal::internal)
}

impl Examination {
    /// What is wrong with documents that came: they are lost with this try, so it is said also when nothing else is.
    pub(crate) fn faults_of_documents(&self) -> Vec<FieldError> {
        self.faults.iter().filter(|fault| fault.weight != Weight::Invalid).map(|fault| fault.error.clone()).collect()
    }

    /// The submission, when nothing is wrong with it.
    ///
    /// # Errors
    /// Everything that is wrong.
    pub(super) fn whole(self) -> Result<Examined, Vec<Fault>> {
        match self {
            Self { content: Some(content), notice_address, documents, faults, .. } if faults.is_empty() => {
                Ok(Examined { content, notice_address, documents })
            }
            faulty => Err(faulty.faults),
        }
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
