//! `POST /petugas/templat/hapus`: a supervisor removes a template.

use axum::extract::State;
use axum::response::Redirect;
use desk::Refusal;
use domain::Desk;
use serde::Deserialize;

use crate::app::caller;
use crate::error::Error;
use crate::pages::addresses::TEMPLATES;
use crate::pages::{SignedForm, unknown_choice};
use crate::{App, work};

/// Which one.
#[derive(Deserialize)]
pub(in crate::pages) struct Named {
    #[serde(default)]
    meja: String,
    #[serde(default)]
    id: String,
}

pub(in crate::pages) async fn remove(
    State(app): State<App>,
    SignedForm { officer, form }: SignedForm<Named>,
) -> Result<Redirect, Error> {
    let desk: Desk = form.meja.parse().map_err(|_unknown| Error::from(Refusal::UnknownDesk))?;
    let id = form.id.parse().map_err(|_no_id: uuid::Error| unknown_choice())?;
    work::remove_template(&app.desks, &caller(&officer), desk, id).await?;
    Ok(Redirect::to(&format!("{TEMPLATES}?meja={desk}")))
}
