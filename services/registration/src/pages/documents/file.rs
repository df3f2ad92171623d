//! `GET /pendaftaran/berkas/{file}/asli`: a document as it is, with its e-meterai once it has one. A photograph is
//! shown; a PDF file is a download.

use applicants::SignedIn;
use axum::extract;
use axum::response::{IntoResponse as _, Response};
use documents::MediaType;
use http::{HeaderValue, header};
use web::{Path, Problem};

use super::view::find;
use super::{POLICY, problems};
use crate::pages::steps;
use crate::state::State;

pub(super) async fn show(
    extract::State(state): extract::State<State>,
    person: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Response> {
    let file = find(&state, &person, &id).await.map_err(Problem::into_response)?;
    let account = steps::account(&state, &person).await?;
    let bytes = state
        .documents
        .open(&account.key, &file)
        .await
        .map_err(|failure| problems::problem(&failure).into_response())?;
    let disposition = match file.media_type {
        MediaType::Jpeg => "inline",
        MediaType::Pdf => "attachment",
    };
    let name = format!("{disposition}; filename=\"{}.{}\"", file.slot, file.media_type.extension());
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(file.media_type.as_str())),
        (
            header::CONTENT_DISPOSITION,
            HeaderValue::try_from(name).map_err(|error| Problem::internal(&error).into_response())?,
        ),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        (header::CONTENT_SECURITY_POLICY, POLICY),
    ];
    Ok((headers, bytes).into_response())
}
