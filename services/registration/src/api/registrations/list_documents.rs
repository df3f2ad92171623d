//! `GET /api/v1/registrations/current/documents`: which documents are asked for, and how each stands.

use axum::extract;
use axum::response::Response;
use http::{HeaderMap, StatusCode};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use web::Problem;

use super::{bearer, own};
use crate::documents::{InSlot, Slot, SlotStanding, missing};
use crate::pages::documents::list_page::note_step;
use crate::pages::documents::own::Own;
use crate::state::State;

/// All documents.
#[derive(Serialize, ToSchema)]
pub(super) struct RegistrationDocuments {
    documents: Vec<RegistrationDocument>,
    /// Whether nothing is left to do before the end.
    is_whole: bool,
}

/// A document that is asked for.
#[derive(Serialize, ToSchema)]
struct RegistrationDocument {
    /// Its name in addresses.
    #[schema(example = "diploma")]
    slot: String,
    #[schema(example = "Ijazah")]
    label: String,
    is_mandatory: bool,
    needs_stamp: bool,
    media_types: Vec<&'static str>,
    most_bytes: usize,
    most_pages: u16,
    /// What was uploaded; null when nothing was.
    #[schema(required = true)]
    file: Option<DocumentFile>,
}

/// A file that was uploaded.
#[derive(Serialize, ToSchema)]
#[schema(as = RegistrationFile)]
struct DocumentFile {
    id: Uuid,
    #[schema(example = "application/pdf")]
    media_type: &'static str,
    size: u64,
    #[schema(format = "date-time")]
    uploaded_at: String,
    /// What is doubtful, in Indonesian; it refuses nothing.
    notes: Vec<&'static str>,
    /// `not_needed`, `none`, `came_with`, or the state of the stamping: `queued`, `serial_reserved`, `stamped`,
    /// `attached`, `waiting_distributor`, `needs_login`, `needs_balance` or `rejected`.
    #[schema(example = "queued")]
    stamp: &'static str,
    /// Of the e-meterai, once it is known.
    #[schema(required = true)]
    stamp_serial: Option<String>,
}

/// The documents that the formation asks for.
#[utoipa::path(
    get,
    path = "/api/v1/registrations/current/documents",
    tag = "registrations",
    security(("account_session_token" = [])),
    responses(
        (status = 200, description = "The documents", body = RegistrationDocuments),
        (status = 401, description = "`unauthorized`: nobody is signed in with this token",
            body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "`registration_closed`: it is final, over or closed; `registrations_closed`: none is taken now; `not_ready`: an earlier step is not right", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "`unavailable`", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn list_documents(
    extract::State(state): extract::State<State>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let person = bearer::person(&state, &headers).await?;
    answer(&state, Own::draft(&state, person).await?).await
}

/// Answers with the documents after one of them changed, and notes whether the step is right.
pub(super) async fn answer_change(state: &State, documents: Own) -> Result<Response, Problem> {
    note_step(state, &documents).await;
    answer(state, documents).await
}

/// Answers with the documents.
async fn answer(state: &State, documents: Own) -> Result<Response, Problem> {
    let standings = documents.standings(state).await?;
    let is_whole = missing(&standings).is_empty();
    let all = documents.slots.iter().zip(&standings);
    let documents = all.map(|(slot, standing)| RegistrationDocument::of(slot, standing)).collect();
    Ok(own(StatusCode::OK, RegistrationDocuments { documents, is_whole }))
}

impl RegistrationDocument {
    fn of(slot: &Slot, standing: &SlotStanding) -> Self {
        Self {
            slot: slot.code.clone(),
            label: slot.label.shown(),
            is_mandatory: slot.mandatory,
            needs_stamp: slot.needs_stamp(),
            media_types: slot.media_types.iter().map(|media_type| media_type.as_str()).collect(),
            most_bytes: slot.most_bytes,
            most_pages: slot.most_pages,
            file: standing.file.as_ref().map(DocumentFile::of),
        }
    }
}

impl DocumentFile {
    fn of(file: &InSlot) -> Self {
        Self {
            id: file.id,
            media_type: file.media_type.as_str(),
            size: file.size,
            uploaded_at: file.uploaded_at.to_string(),
            notes: file.notes.iter().filter_map(|note| note.shown()).collect(),
            stamp: file.stamp.code(),
            stamp_serial: file.stamp.serial().map(str::to_owned),
        }
    }
}
