//! `POST /status`: how far a ticket is, by its number and its applicant's NIK. The same lookup and the same limits as
//! the JSON API's. A ticket that is found is shown at an address of its own, so that loading it again asks nothing.

use std::time::Duration;

use axum::extract::{self, DefaultBodyLimit, Form, FromRequest, Request};
use axum::response::{IntoResponse, Redirect, Response};
use domain::typed;
use http::{HeaderValue, StatusCode, header};
use language::text;
use serde::Deserialize;
use web::{ClientAddress, Html, Problem};

use super::status_page::{LookupFields, StatusPage};
use super::ticket_path;
use crate::lookup::Refusal;
use crate::problems::{self, MAX_BODY_BYTES};
use crate::state::State;

/// What the page sends.
#[derive(Deserialize)]
pub(crate) struct Lookup {
    #[serde(default)]
    pub(crate) number: String,
    #[serde(default)]
    pub(crate) nik: String,
}

impl Lookup {
    /// Reads the form.
    pub(crate) async fn read(mut request: Request) -> Result<Self, Problem> {
        DefaultBodyLimit::max(MAX_BODY_BYTES).apply(&mut request);
        let read = Form::from_request(request, &()).await;
        read.map(|Form(lookup)| lookup).map_err(|rejection| problems::unreadable_form(&rejection))
    }
}

pub(super) async fn look_up(
    extract::State(state): extract::State<State>,
    address: ClientAddress,
    request: Request,
) -> Result<Response, Problem> {
    state.check_limit(address)?;
    let lookup = Lookup::read(request).await?;
    let fields = LookupFields { number: lookup.number.trim().to_owned(), ..LookupFields::default() };
    if typed::is_blank_text(&fields.number) {
        let nik_error = if typed::is_blank_text(&lookup.nik) { text("status-nik.required") } else { "" };
        let fields = LookupFields {
            number_error: text("status-number.required").to_owned(),
            nik_error: nik_error.to_owned(),
            ..fields
        };
        return Ok(Html::personal(StatusPage::draw(&state, fields))
            .status(StatusCode::UNPROCESSABLE_ENTITY)
            .into_response());
    }
    match state.look_up(&fields.number, &lookup.nik, address).await {
        Ok(found) => {
            let reference = state.prove(&found)?;
            let unkept = [(header::CACHE_CONTROL, HeaderValue::from_static("no-store"))];
            Ok((unkept, Redirect::to(&ticket_path(&reference))).into_response())
        }
        Err(refusal) => refused(&state, fields, refusal),
    }
}

/// The page once more, with the message about the lookup. The person has to type the NIK again.
pub(super) fn refused(state: &State, fields: LookupFields, refusal: Refusal) -> Result<Response, Problem> {
    let (status, fields) = match refusal {
        Refusal::UnknownTicket => {
            (StatusCode::NOT_FOUND, LookupFields { message: text("status-unknown-ticket"), ..fields })
        }
        Refusal::WrongNik => (StatusCode::NOT_FOUND, LookupFields { message: text("status-wrong-nik"), ..fields }),
        Refusal::NotANik(error) => {
            (StatusCode::UNPROCESSABLE_ENTITY, LookupFields { nik_error: error.message, ..fields })
        }
        Refusal::Mistyped => (
            StatusCode::UNPROCESSABLE_ENTITY,
            LookupFields { number_error: text("status-mistyped").to_owned(), ..fields },
        ),
        Refusal::TooManyTries { seconds } => {
            let fields = LookupFields { message: text("status-too-many-tries"), ..fields };
            let mut answer =
                Html::personal(StatusPage::draw(state, fields)).status(StatusCode::TOO_MANY_REQUESTS).into_response();
            answer
                .headers_mut()
                .insert(header::RETRY_AFTER, HeaderValue::from(Duration::from_secs(seconds.into()).as_secs()));
            return Ok(answer);
        }
        Refusal::Database(_) if refusal.is_outage() => {
            (StatusCode::SERVICE_UNAVAILABLE, LookupFields { message: text("status-unavailable"), ..fields })
        }
        refusal @ (Refusal::Database(_) | Refusal::Inconsistent(_) | Refusal::Sealed(_) | Refusal::Unreadable(_)) => {
            return Err(refusal.into());
        }
    };
    Ok(Html::personal(StatusPage::draw(state, fields)).status(status).into_response())
}
