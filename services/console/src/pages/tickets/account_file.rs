//! `GET /petugas/tiket/{number}/akun/{kind}`: a picture of the account beside the ticket. Opening it leaves an entry in
//! the audit log. Of a PDF file it is the first page, drawn by a process that can do nothing else: an identity card has
//! one.

use std::num::NonZeroU16;

use axum::response::{IntoResponse as _, Response};
use documents::MediaType;
use http::{HeaderValue, header};
use officers::Officer;
use renditions::Size;
use web::Path;

use super::document::POLICY;
use super::page_picture;
use super::ticket_number::number;
use crate::State;
use crate::problems::Error;
use crate::state::caller;
use crate::work;

pub(in crate::pages) async fn account_file(
    state: State,
    officer: Officer,
    Path((text, kind)): Path<(String, String)>,
) -> Result<Response, Error> {
    let file = work::open_account_file(&state.desks, &caller(&officer), number(&text)?, &kind).await?;
    let (media_type, bytes) = match file.media_type {
        MediaType::Jpeg => (MediaType::Jpeg.as_str(), file.bytes),
        MediaType::Pdf => {
            let drawn = state.renditions.page(&file.bytes, NonZeroU16::MIN, Size::Close).await;
            let picture = drawn.map_err(|failure| page_picture::problem(&failure))?;
            (picture.format.media_type(), picture.bytes)
        }
    };
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(media_type)),
        (header::CONTENT_DISPOSITION, HeaderValue::from_static("inline")),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        (header::CONTENT_SECURITY_POLICY, POLICY),
    ];
    Ok((headers, bytes).into_response())
}
