//! `GET /status/{reference}`: the ticket that somebody just proved to be theirs. Loading it again shows how far it is
//! by then. When its quarter of an hour is over, the page asks for number and NIK once more.

use axum::extract;
use axum::response::{IntoResponse as _, Response};
use language::text;
use web::{ClientAddress, Html, Path, Problem};

use super::look_up;
use super::status_page::{LookupFields, StatusPage};
use crate::state::State;

pub(super) async fn show_ticket(
    extract::State(state): extract::State<State>,
    Path(reference): Path<String>,
    address: ClientAddress,
) -> Result<Response, Problem> {
    state.check_limit(address)?;
    match state.proved(&reference).await {
        Ok(Some(found)) => {
            Ok(Html::personal(StatusPage::of_ticket(&state, &found, &reference, "", "")).into_response())
        }
        Ok(None) => {
            let fields = LookupFields { over: text("status-over"), ..LookupFields::default() };
            Ok(Html::personal(StatusPage::draw(&state, fields)).into_response())
        }
        Err(refusal) => look_up::refused(&state, LookupFields::default(), refusal),
    }
}
