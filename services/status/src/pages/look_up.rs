//! `POST /status`: how far a ticket is, by its number and its applicant's NIK. The same lookup and the same limits as
//! the JSON API's.

use std::time::Duration;

use axum::extract::rejection::FormRejection;
use axum::extract::{DefaultBodyLimit, Form, FromRequest, Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::typed;
use serde::Deserialize;
use web::{ClientAddress, Html, Problem};

use super::status_page::{Asked, StatusPage};
use crate::desk::Desk;
use crate::lookup::Refusal;
use crate::texts;

/// A number and a NIK need far less.
const MAX_BODY_BYTES: usize = 4096;

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
        Form::from_request(request, &()).await.map(|Form(lookup)| lookup).map_err(|rejection| unreadable(&rejection))
    }
}

pub(super) async fn look_up(
    State(desk): State<Desk>,
    address: ClientAddress,
    request: Request,
) -> Result<Response, Problem> {
    desk.check_limit(address)?;
    let lookup = Lookup::read(request).await?;
    let asked = Asked { number: lookup.number.trim().to_owned(), ..Asked::default() };
    if typed::is_blank_text(&asked.number) {
        let nik_error = if typed::is_blank_text(&lookup.nik) { texts::NIK_REQUIRED } else { "" };
        let asked = Asked { number_error: texts::NUMBER_REQUIRED.to_owned(), nik_error: nik_error.to_owned(), ..asked };
        return Ok(Html::personal(StatusPage::draw(&desk, asked, None))
            .status(StatusCode::UNPROCESSABLE_ENTITY)
            .into_response());
    }
    match desk.look_up(&asked.number, &lookup.nik, address).await {
        Ok(found) => Ok(Html::personal(StatusPage::draw(&desk, Asked::default(), Some(found))).into_response()),
        Err(refusal) => refused(&desk, asked, refusal),
    }
}

/// The page once more with what is told about the lookup; the NIK has to be typed again.
fn refused(desk: &Desk, asked: Asked, refusal: Refusal) -> Result<Response, Problem> {
    let (status, asked) = match refusal {
        Refusal::UnknownTicket => (StatusCode::NOT_FOUND, Asked { message: texts::UNKNOWN_TICKET, ..asked }),
        Refusal::WrongNik => (StatusCode::NOT_FOUND, Asked { message: texts::WRONG_NIK, ..asked }),
        Refusal::NotANik(error) => (StatusCode::UNPROCESSABLE_ENTITY, Asked { nik_error: error.message, ..asked }),
        Refusal::Mistyped => {
            (StatusCode::UNPROCESSABLE_ENTITY, Asked { number_error: texts::MISTYPED.to_owned(), ..asked })
        }
        Refusal::TooManyTries { seconds } => {
            let asked = Asked { message: texts::TOO_MANY_TRIES, ..asked };
            let mut answer = Html::personal(StatusPage::draw(desk, asked, None))
                .status(StatusCode::TOO_MANY_REQUESTS)
                .into_response();
            answer
                .headers_mut()
                .insert(header::RETRY_AFTER, HeaderValue::from(Duration::from_secs(seconds.into()).as_secs()));
            return Ok(answer);
        }
        Refusal::Store(_) if refusal.is_outage() => {
            (StatusCode::SERVICE_UNAVAILABLE, Asked { message: texts::UNAVAILABLE, ..asked })
        }
        refusal @ (Refusal::Store(_) | Refusal::Sealed(_) | Refusal::Unreadable(_)) => return Err(refusal.into()),
    };
    Ok(Html::personal(StatusPage::draw(desk, asked, None)).status(status).into_response())
}

fn unreadable(rejection: &FormRejection) -> Problem {
    if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE {
        Problem::too_large(MAX_BODY_BYTES)
    } else {
        Problem::bad_request(texts::INVALID_FIELDS)
    }
}
