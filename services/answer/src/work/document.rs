//! Reading one document: fetched by range from the ticket's object and opened, after the audit log says so.

use audit::Action;
use documents::MediaType;
use domain::{DocumentKind, TicketNumber};

use super::arrival::case_of;
use super::damaged::noted;
use super::{Refusal, sealed, visible};
use crate::App;
use crate::caller::Caller;

/// A document in the clear. Holds personal data, so it has no Debug.
pub(crate) struct OpenDocument {
    pub(crate) media_type: MediaType,
    pub(crate) bytes: Vec<u8>,
}

/// Opens one document of a ticket of one of the caller's desks. The audit entry is committed before anything is fetched.
pub(crate) async fn open_document(app: &App, caller: &Caller, number: TicketNumber, kind: DocumentKind) -> Result<OpenDocument, Refusal> {
    let case = visible(case_of(app, number).await?, caller)?;
    let ticket = sealed(&app.pool, number).await?;
    let document = ticket.documents.iter().find(|document| document.kind == kind).ok_or(Refusal::UnknownDocument)?;
    let object_key = ticket.object_key.as_deref().ok_or(Refusal::UnknownDocument)?;
    let entry = caller.entry(app.now(), Action::ReadDocument).ticket(number, case.desk).detail(kind.as_str());
    audit::record(&app.pool, &entry).await?;

    let sealed = app.documents.get_range(object_key, document.offset, document.length).await?;
    let open = || -> Result<Vec<u8>, Refusal> {
        let key = app.vault.open_data_key(&ticket.data_key)?;
        Ok(documents::open_document(&key, ticket.id, document, &sealed)?)
    };
    let bytes = noted(app, caller, &case, kind.as_str(), open()).await?;
    Ok(OpenDocument { media_type: document.media_type, bytes })
}
