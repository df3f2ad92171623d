//! `POST /akun/keluar`: the applicant signs out.

use applicants::SignedForm;
use std::sync::Arc;

use axum::extract::{self, FromRequest as _, Request};
use axum::response::{IntoResponse as _, Redirect, Response};
use http::{HeaderName, HeaderValue, header};
use web::Problem;
use web::entry::cookies::forget;
use web::entry::{Entrance as _, find};

use crate::pages::entrance::{Nothing, problem};
use crate::pages::sign_in;
use crate::state::State;

/// What the browser forgets. It keeps by which cookie we know it, so that strangers' failures keep nobody waiting here.
const CLEARED: HeaderValue = HeaderValue::from_static(r#""cache", "storage""#);

pub(in crate::pages) async fn sign_out(
    extract::State(state): extract::State<Arc<State>>,
    request: Request,
) -> Result<Response, Problem> {
    // Whose session is over has nothing left to end: no form is kept for them.
    if find(state.as_ref(), request.headers()).await?.is_some() {
        let SignedForm { person, .. } = match SignedForm::<Nothing>::from_request(request, &state).await {
            Ok(sent) => sent,
            Err(refused) => return Ok(refused),
        };
        state.access.sign_out(&person).await.map_err(|failure| problem(&failure))?;
    }
    let mut response = Redirect::to(&language::path(&format!("{}?karena=keluar", sign_in::PATH))).into_response();
    let headers = response.headers_mut();
    headers.append(header::SET_COOKIE, forget(State::COOKIES.session));
    headers.insert(HeaderName::from_static("clear-site-data"), CLEARED);
    Ok(response)
}
