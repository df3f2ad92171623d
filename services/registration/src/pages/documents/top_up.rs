//! `POST /pendaftaran/e-meterai/isi`: somebody says that there are stamps again, and what waited for them goes on.

use applicants::SignedForm;
use axum::extract;
use axum::response::Redirect;
use web::Problem;

use super::withdraw::Nothing;
use super::{PATH, problems};
use crate::state::State;

pub(super) async fn top_up(
    extract::State(state): extract::State<State>,
    SignedForm { person, form: Nothing {} }: SignedForm<Nothing>,
) -> Result<Redirect, Problem> {
    let resumed = state.documents.topped_up(person.account).await;
    resumed.map_err(|failure| problems::problem(&failure))?;
    Ok(Redirect::to(&language::path(PATH)))
}
