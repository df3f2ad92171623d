//! `GET /pendaftaran/berkas/{file}/asli`: a document as it is, with its e-meterai once it has one. A photograph is
//! shown; a PDF file is a download.

use applicants::{Account, SignedIn};
use axum::extract;
use axum::response::{IntoResponse as _, Response};
use documents::MediaType;
use http::{HeaderValue, header};
use web::{Path, Problem};

use super::view::find;
use super::{POLICY, problems};
use crate::pages::steps;
use crate::state::State;
use crate::store::files::File;

pub(super) async fn show(
    extract::State(state): extract::State<State>,
    person: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Response> {
    let file = find(&state, &person, &id).await.map_err(Problem::into_response)?;
    let account = steps::account(&state, &person).await?;
    answer(&state, &account, &file).await.map_err(Problem::into_response)
}

/// The file itself, for nobody to keep on the way.
pub(crate) async fn answer(state: &State, account: &Account, file: &File) -> Result<Response, Problem> {
    let bytes = state.documents.open(&account.key, file).await.map_err(|failure| problems::problem(&failure))?;
    let disposition = match file.media_type {
        MediaType::Jpeg => "inline",
        MediaType::Pdf => "attachment",
    };
    let name = format!("{disposition}; filename=\"{}.{}\"", file.slot, file.media_type.extension());
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(file.media_type.as_str())),
        (header::CONTENT_DISPOSITION, HeaderValue::try_from(name).map_err(|error| Problem::internal(&error))?),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        (header::CONTENT_SECURITY_POLICY, POLICY),
    ];
    Ok((headers, bytes).into_response())
}
