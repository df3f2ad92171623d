//! `POST /status/{reference}/terbantu`: whether the answer helped. The last word counts, for 14 days after the answer.

use axum::extract::{self, DefaultBodyLimit, Form, FromRequest as _, Request};
use axum::response::{IntoResponse as _, Redirect, Response};
use serde::Deserialize;
use web::{ClientAddress, Path, Problem};

use super::status_page::LookupFields;
use super::{look_up, shown_at, ticket_path};
use crate::lookup::Refusal;
use crate::problems::{self, MAX_BODY_BYTES};
use crate::state::State;

/// The button that was pressed.
#[derive(Deserialize)]
struct Verdict {
    helped: Helped,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Helped {
    Ya,
    Belum,
}

pub(super) async fn say_helped(
    extract::State(state): extract::State<State>,
    Path(reference): Path<String>,
    address: ClientAddress,
    mut request: Request,
) -> Result<Response, Problem> {
    language::same_page(&shown_at(&reference));
    state.check_limit(address)?;
    DefaultBodyLimit::max(MAX_BODY_BYTES).apply(&mut request);
    let Form(verdict) =
        Form::<Verdict>::from_request(request, &()).await.map_err(|rejection| problems::unreadable_form(&rejection))?;
    match keep(&state, &reference, verdict.helped).await {
        // Where nothing can be said any more, the page shows why.
        Ok(()) => Ok(Redirect::to(&format!("{}#terbantu", ticket_path(&reference))).into_response()),
        Err(refusal) => look_up::refused(&state, LookupFields::default(), refusal),
    }
}

async fn keep(state: &State, reference: &str, helped: Helped) -> Result<(), Refusal> {
    match state.proved_to_write(reference).await? {
        Some(found) if found.may_judge(state.clock.now()) => {
            state.say_helped(&found, matches!(helped, Helped::Ya)).await
        }
        Some(_) | None => Ok(()),
    }
}
