//! Reading one document. The audit log gets its entry; then the service fetches the document by range from the ticket's
//! object and opens it.

use audit::Action;
use documents::{MediaType, Store, StoreError, StoredDocument};
use domain::{Desk, DocumentKind, TicketNumber};
use uuid::Uuid;
use vault::DataKey;

use crate::arrival::case_of;
use crate::damaged::noted;
use crate::store::cases::Case;
use crate::store::tickets::{SealedTicket, Stored};
use crate::{Caller, Desks, Refusal, measures, sealed, visible};

/// A document in the clear. Holds personal data, so it has no Debug.
pub struct OpenDocument {
    /// What it is.
    pub media_type: MediaType,
    /// The document as it was filed.
    pub bytes: Vec<u8>,
}

/// What today's checks say to a document: `passed`, or the code of their refusal. Checks grow stricter, and what was
/// filed before them stays as it is.
pub async fn verdict(document: &OpenDocument) -> &'static str {
    let bytes = document.bytes.clone();
    let judged = tokio::task::spawn_blocking(move || {
        documents::check(&bytes).map_or_else(documents::Refusal::code, |_checked| "passed")
    });
    judged.await.unwrap_or("unknown")
}

/// Opens one document of a ticket of one of the caller's desks. The audit entry is committed before anything is
/// fetched.
///
/// # Errors
/// The refusal says why. Nothing was changed then.
pub async fn open_document(
    desks: &Desks,
    caller: &Caller,
    number: TicketNumber,
    kind: DocumentKind,
) -> Result<OpenDocument, Refusal> {
    let (case, ticket) = filed(desks, caller, number, kind).await?;
    record(desks, caller, number, case.desk, kind).await?;
    fetched(desks, caller, &case, &ticket, kind).await
}

/// As [`open_document`], for one page of many: whoever turns pages has opened the document once, so the audit log gets
/// one entry for it, not one for each page. After [`crate::OPEN_FOR`] it counts as opened again. Rights are
/// asked for each page.
///
/// # Errors
/// The refusal says why. Nothing was changed then.
pub async fn look_into_document(
    desks: &Desks,
    caller: &Caller,
    number: TicketNumber,
    kind: DocumentKind,
) -> Result<OpenDocument, Refusal> {
    let (case, ticket) = filed(desks, caller, number, kind).await?;
    let (opening, now) = ((caller.id(), number, kind), desks.now());
    if !desks.openings.is_open(&opening, now) {
        record(desks, caller, number, case.desk, kind).await?;
        desks.openings.opened(opening, now);
    }
    fetched(desks, caller, &case, &ticket, kind).await
}

async fn record(
    desks: &Desks,
    caller: &Caller,
    number: TicketNumber,
    desk: Desk,
    kind: DocumentKind,
) -> Result<(), Refusal> {
    let entry = caller.entry(desks.now(), Action::ReadDocument).ticket(number, desk).detail(kind.as_str());
    Ok(audit::record(&desks.pool, &entry).await?)
}

/// The ticket, if it is the caller's to see and has such a document.
async fn filed(
    desks: &Desks,
    caller: &Caller,
    number: TicketNumber,
    kind: DocumentKind,
) -> Result<(Case, SealedTicket), Refusal> {
    let case = visible(case_of(desks, number).await?, caller)?;
    let ticket = sealed(&desks.pool, number).await?;
    let is_filed = ticket.object_key.is_some() && ticket.documents.iter().any(|document| document.kind == kind);
    if is_filed { Ok((case, ticket)) } else { Err(Refusal::UnknownDocument) }
}

async fn fetched(
    desks: &Desks,
    caller: &Caller,
    case: &Case,
    ticket: &SealedTicket,
    kind: DocumentKind,
) -> Result<OpenDocument, Refusal> {
    let document = ticket.documents.iter().find(|document| document.kind == kind).ok_or(Refusal::UnknownDocument)?;
    let object_key = ticket.object_key.as_deref().ok_or(Refusal::UnknownDocument)?;
    let key = desks.vault.open_data_key(&ticket.data_key);
    let opened = match key {
        Ok(key) => match fetch(&desks.documents, &key, ticket.id, object_key, document).await? {
            Fetched::Sound(bytes) => Ok(bytes),
            Fetched::Lost(how) => {
                measures::document_lost(how);
                tracing::error!(ticket.id = %ticket.id, how, "a document cannot be shown");
                Err(Refusal::DocumentLost(kind))
            }
        },
        Err(error) => Err(error.into()),
    };
    let bytes = noted(desks, caller, case, kind.as_str(), opened).await?;
    Ok(OpenDocument { media_type: document.media_type, bytes })
}

/// What the store has of a document.
pub(crate) enum Fetched {
    /// The document as it was filed.
    Sound(Vec<u8>),
    /// It is `missing`, or `damaged`.
    Lost(&'static str),
}

/// Fetches a document and opens it.
///
/// # Errors
/// When the store is away: then nothing is known about the document.
pub(crate) async fn fetch(
    store: &Store,
    key: &DataKey,
    ticket_id: Uuid,
    object_key: &str,
    document: &StoredDocument,
) -> Result<Fetched, StoreError> {
    let sealed = match store.get_range(object_key, document.offset, document.length).await {
        Ok(sealed) => sealed,
        Err(StoreError::Missing) => return Ok(Fetched::Lost("missing")),
        Err(StoreError::WrongLength) => return Ok(Fetched::Lost("damaged")),
        Err(error) => return Err(error),
    };
    // The seal fits these bytes of this ticket, or they were changed.
    Ok(documents::open_document(key, ticket_id, document, &sealed).map_or(Fetched::Lost("damaged"), Fetched::Sound))
}

/// Looks whether the documents of a ticket still open, and tells when not. Returns how many do not.
///
/// # Errors
/// When the store is away.
pub async fn look_at_documents(desks: &Desks, ticket: &Stored) -> anyhow::Result<usize> {
    let key = desks.vault.open_data_key(&ticket.data_key)?;
    let mut lost = 0;
    for document in &ticket.documents {
        match fetch(&desks.documents, &key, ticket.id, &ticket.object_key, document).await? {
            Fetched::Sound(_) => measures::document_sampled("sound"),
            Fetched::Lost(how) => {
                lost += 1;
                measures::document_sampled(how);
                tracing::error!(ticket.id = %ticket.id, how, "a stored document is lost");
            }
        }
    }
    Ok(lost)
}
