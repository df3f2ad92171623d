//! `POST /petugas/massal/{id}`: goes on with the rest, or pauses.

use axum::extract::State;
use axum::response::Redirect;
use serde::Deserialize;
use uuid::Uuid;
use web::{Path, Problem};

use super::PATH;
use crate::caller::Caller;
use crate::pages::SignedForm;
use crate::{App, work};

/// Which of the two.
#[derive(Deserialize)]
pub(super) struct Wish {
    /// `jeda` pauses; anything else goes on.
    #[serde(default)]
    aksi: String,
}

pub(super) async fn go_on(
    State(app): State<App>,
    Path(id): Path<Uuid>,
    SignedForm { officer, form }: SignedForm<Wish>,
) -> Result<Redirect, Problem> {
    work::go_on(&app, &Caller::from(&officer), id, form.aksi == "jeda").await?;
    Ok(Redirect::to(&format!("{PATH}/{id}")))
}
