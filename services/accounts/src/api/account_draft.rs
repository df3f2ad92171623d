//! A draft of an account as JSON: what was told, without secrets.

use axum::response::Response;
use http::StatusCode;
use serde::Serialize;
use utoipa::ToSchema;
use web::Problem;

use crate::drafts::Draft;
use crate::pages::{check_step, file_problem};
use crate::state::State;
use crate::uploaded::{Kind, Uploaded};
use applicants::Details;

/// What was told so far. Neither the family card nor anything that lets somebody in is in it.
#[derive(Serialize, ToSchema)]
pub(super) struct AccountDraft {
    /// `verified`, or `pending` while the register could not be asked.
    #[schema(example = "verified")]
    identity: &'static str,
    #[schema(value_type = web::described::TypedNik)]
    nik: String,
    full_name: String,
    birth_place: String,
    #[schema(format = "date")]
    birth_date: String,
    /// E.164.
    phone: String,
    email: String,
    /// By the diploma; null before the second step.
    #[schema(required = true)]
    details: Option<DraftDetails>,
    /// The numbers of the two questions that have answers; null before the second step.
    #[schema(required = true)]
    questions: Option<[i16; 2]>,
    pictures: Vec<DraftPicture>,
    /// Whether nothing is left to be told: it can be confirmed.
    is_complete: bool,
    /// What looks unusual and is taken all the same, in Indonesian, for the person to look at again.
    hints: Vec<&'static str>,
}

/// Who somebody is by the diploma.
#[derive(Serialize, ToSchema)]
struct DraftDetails {
    diploma_name: String,
    ktp_birth_place: String,
    diploma_birth_place: String,
    #[schema(format = "date")]
    diploma_birth_date: String,
    /// `male` or `female`.
    #[schema(example = "female")]
    gender: &'static str,
}

/// A picture that was kept.
#[derive(Serialize, ToSchema)]
struct DraftPicture {
    /// `ktp` or `selfie`.
    #[schema(example = "ktp")]
    picture: &'static str,
    #[schema(example = "image/jpeg")]
    media_type: &'static str,
    size: i64,
}

/// Answers with the draft.
pub(super) async fn answer(state: &State, draft: &Draft) -> Result<Response, Problem> {
    let pictures = state.files.of(draft.id).await.map_err(|failure| file_problem(&failure))?;
    let has_all = Kind::ALL.iter().all(|kind| pictures.iter().any(|file| file.kind == *kind));
    let (identity, details) = (&draft.applicant.identity, draft.applicant.details.as_ref());
    let told = AccountDraft {
        identity: draft.identity.as_str(),
        nik: identity.nik.expose().to_owned(),
        full_name: identity.full_name.expose().to_owned(),
        birth_place: identity.birth_place.expose().to_owned(),
        birth_date: identity.birth_date.iso(),
        phone: draft.applicant.phone.expose().to_owned(),
        email: draft.applicant.email.expose().to_owned(),
        hints: details.map(|details| check_step::hints(state, draft, details)).unwrap_or_default(),
        is_complete: details.is_some() && draft.questions.is_some() && has_all,
        details: details.map(DraftDetails::of),
        questions: draft.questions,
        pictures: pictures.iter().map(DraftPicture::of).collect(),
    };
    Ok(super::own(StatusCode::OK, told))
}

impl DraftDetails {
    fn of(details: &Details) -> Self {
        Self {
            diploma_name: details.diploma_name.expose().to_owned(),
            ktp_birth_place: details.ktp_birth_place.expose().to_owned(),
            diploma_birth_place: details.diploma_birth_place.expose().to_owned(),
            diploma_birth_date: details.diploma_birth_date.iso(),
            gender: details.gender.as_str(),
        }
    }
}

impl DraftPicture {
    fn of(file: &Uploaded) -> Self {
        Self { picture: file.kind.as_str(), media_type: file.media_type.as_str(), size: file.size }
    }
}
