//! `GET /petugas/tiket/{number}/pemegang`: who holds a ticket now. The ticket's page asks every quarter of a minute.
//! The answer opens nothing of the ticket. It keeps no session alive: nobody is at work because a page is open.

use axum::Json;
use axum::response::{IntoResponse, Response};
use desk::Caller;
use domain::Stage;
use http::{HeaderMap, HeaderValue, header};
use serde::Serialize;
use web::{Path, entry};

use super::ticket_number::number;
use crate::problems::Error;
use crate::state::caller;
use crate::{State, texts};

/// What the page is told.
#[derive(Serialize)]
pub(in crate::pages) struct Holder {
    /// `mine`, the name of who else holds it, or nothing.
    holder: String,
    /// What to say when that is not what the page shows.
    message: String,
}

pub(in crate::pages) async fn holder(
    state: State,
    headers: HeaderMap,
    Path(text): Path<String>,
) -> Result<([(header::HeaderName, HeaderValue); 1], Json<Holder>), Response> {
    let officer = entry::present(&state, &headers).await?;
    let holder = current(&state, &caller(&officer), &text).await.map_err(IntoResponse::into_response)?;
    Ok(([(header::CACHE_CONTROL, HeaderValue::from_static("no-store"))], Json(holder)))
}

async fn current(state: &State, caller: &Caller, text: &str) -> Result<Holder, Error> {
    let held = desk::held(&state.desks, caller, number(text)?).await?;
    Ok(match held {
        desk::HeldBy::Nobody(Stage::Answered) => {
            Holder { holder: String::new(), message: texts::ANSWERED_NOW.to_owned() }
        }
        desk::HeldBy::Nobody(_) => Holder { holder: String::new(), message: texts::FREE_NOW.to_owned() },
        desk::HeldBy::Caller => Holder { holder: "mine".to_owned(), message: texts::YOURS_NOW.to_owned() },
        desk::HeldBy::Other(name) => Holder { message: texts::held_now(&name), holder: name },
    })
}
