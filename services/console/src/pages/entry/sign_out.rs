//! `POST /petugas/keluar`

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use http::{HeaderName, HeaderValue, header};
use serde::Deserialize;
use web::entry::Entrance as _;
use web::entry::cookies::forget;

use crate::App;
use crate::error::Error;
use crate::pages::SignedForm;
use crate::pages::addresses::SIGN_IN;

/// Nothing but the session's token.
#[derive(Deserialize)]
pub(in crate::pages) struct Nothing {}

pub(in crate::pages) async fn sign_out(
    State(app): State<App>,
    SignedForm { officer, .. }: SignedForm<Nothing>,
) -> Result<Response, Error> {
    app.officers.sign_out(&officer).await?;
    let mut response = Redirect::to(&format!("{SIGN_IN}?karena=keluar")).into_response();
    response.headers_mut().append(header::SET_COOKIE, forget(App::COOKIES.session));
    // The browser forgets the pages that were open. Cookies are taken back one by one: it stays a known browser.
    let forgotten = HeaderValue::from_static(r#""cache", "storage""#);
    response.headers_mut().insert(HeaderName::from_static("clear-site-data"), forgotten);
    Ok(response)
}
