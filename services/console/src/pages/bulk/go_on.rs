//! `POST /petugas/massal/{id}`: goes on with the rest, or pauses.

use axum::response::Redirect;
use serde::Deserialize;
use uuid::Uuid;
use web::Path;

use crate::pages::{SignedForm, addresses};
use crate::problems::{Error, unknown_choice};
use crate::state::caller;
use crate::{State, work};

/// Which of the two.
#[derive(Deserialize)]
pub(in crate::pages) struct Wish {
    /// `jeda` pauses, `lanjut` goes on.
    #[serde(default)]
    aksi: String,
}

pub(in crate::pages) async fn go_on(
    state: State,
    Path(id): Path<Uuid>,
    SignedForm { officer, form }: SignedForm<Wish>,
) -> Result<Redirect, Error> {
    let caller = caller(&officer);
    match form.aksi.as_str() {
        "jeda" => work::pause(&state.desks, &caller, id).await?,
        "lanjut" => work::go_on(&state.desks, &caller, id).await?,
        _ => return Err(unknown_choice()),
    }
    Ok(Redirect::to(&addresses::bulk_answer(id)))
}
