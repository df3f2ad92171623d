//! `GET /formasi/{id}`: a formation with its rules, and the form that checks them.

use axum::extract;
use uuid::Uuid;
use web::{ClientAddress, Html, Path, Problem};

use super::formation_page::FormationPage;
use crate::state::State;

pub(super) async fn show(
    extract::State(state): extract::State<State>,
    address: ClientAddress,
    Path(id): Path<String>,
) -> Result<Html<FormationPage>, Problem> {
    state.check_limit(address)?;
    let id = read_id(&id)?;
    let shown = state.formation(id).await?;
    Ok(Html::shared(FormationPage::draw(&state, &shown)))
}

/// A formation that nobody could have been given is not there.
pub(super) fn read_id(text: &str) -> Result<Uuid, Problem> {
    Uuid::try_parse(text).map_err(|_no_id| Problem::not_found())
}
