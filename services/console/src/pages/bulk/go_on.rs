//! `POST /petugas/massal/{id}`: goes on with the rest, or pauses.

use axum::extract::State;
use axum::response::Redirect;
use serde::Deserialize;
use uuid::Uuid;
use web::Path;

use crate::app::caller;
use crate::error::Error;
use crate::pages::{SignedForm, addresses, unknown_choice};
use crate::{App, work};

/// Which of the two.
#[derive(Deserialize)]
pub(in crate::pages) struct Wish {
    /// `jeda` pauses, `lanjut` goes on.
    #[serde(default)]
    aksi: String,
}

pub(in crate::pages) async fn go_on(
    State(app): State<App>,
    Path(id): Path<Uuid>,
    SignedForm { officer, form }: SignedForm<Wish>,
) -> Result<Redirect, Error> {
    let pause = match form.aksi.as_str() {
        "jeda" => true,
        "lanjut" => false,
        _ => return Err(unknown_choice()),
    };
    work::go_on(&app.desks, &caller(&officer), id, pause).await?;
    Ok(Redirect::to(&addresses::bulk_answer(id)))
}
