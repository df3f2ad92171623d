//! `POST /petugas/keluar`: the officer signs out.

use axum::response::{IntoResponse, Redirect, Response};
use http::{HeaderName, HeaderValue, header};
use web::entry::Entrance as _;
use web::entry::cookies::forget;

use crate::State;
use crate::pages::addresses::SIGN_IN;
use crate::pages::{Nothing, SignedForm};
use crate::problems::Error;

pub(in crate::pages) async fn sign_out(
    state: State,
    SignedForm { officer, .. }: SignedForm<Nothing>,
) -> Result<Response, Error> {
    state.officers.sign_out(&officer).await?;
    let mut response = Redirect::to(&format!("{SIGN_IN}?karena=keluar")).into_response();
    response.headers_mut().append(header::SET_COOKIE, forget(State::COOKIES.session));
    // The browser forgets the pages that were open. Cookies are taken back one by one: it stays a known browser.
    let forgotten = HeaderValue::from_static(r#""cache", "storage""#);
    response.headers_mut().insert(HeaderName::from_static("clear-site-data"), forgotten);
    Ok(response)
}
