//! `GET /pendaftaran/berkas/{file}/gambar/{page}`: one page of a PDF file as a picture. A process that can do nothing
//! else draws it.

use std::num::NonZeroU16;

use applicants::SignedIn;
use axum::extract;
use axum::response::{IntoResponse as _, Response};
use documents::MediaType;
use http::{HeaderValue, header};
use renditions::{NotDrawn, Size};
use web::{ClientAddress, Path, Problem};

use super::view::find;
use super::{POLICY, problems};
use crate::pages::steps;
use crate::state::State;

pub(super) async fn show(
    extract::State(state): extract::State<State>,
    person: SignedIn,
    address: ClientAddress,
    Path((id, page)): Path<(String, String)>,
) -> Result<Response, Response> {
    state.check_limit(address).map_err(Problem::into_response)?;
    let no_page = || problems::not_drawn(&NotDrawn::NoSuchPage { pages: 0 }).into_response();
    let page: NonZeroU16 = page.parse().map_err(|_no_number| no_page())?;
    let file = find(&state, &person, &id).await.map_err(Problem::into_response)?;
    if file.media_type != MediaType::Pdf {
        return Err(no_page());
    }
    let account = steps::account(&state, &person).await?;
    let bytes = state
        .documents
        .open(&account.key, &file)
        .await
        .map_err(|failure| problems::problem(&failure).into_response())?;
    let drawn = state.documents.renditions.page(&bytes, page, Size::Reading).await;
    let picture = drawn.map_err(|failure| problems::not_drawn(&failure).into_response())?;
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(picture.format.media_type())),
        (header::CONTENT_DISPOSITION, HeaderValue::from_static("inline")),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        (header::CONTENT_SECURITY_POLICY, POLICY),
    ];
    Ok((headers, picture.bytes).into_response())
}
