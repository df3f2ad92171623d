//! `POST /petugas/tiket/{number}/ambil`: takes this ticket. A supervisor may take it from whoever holds it.

use axum::extract::State;
use axum::response::Redirect;
use serde::Deserialize;
use web::{Path, Problem};

use super::{address, number};
use crate::caller::Caller;
use crate::pages::SignedForm;
use crate::work::{Insistence, Refusal};
use crate::{App, work};

/// From which desk, and how.
#[derive(Deserialize)]
pub(super) struct Claim {
    #[serde(default)]
    meja: String,
    /// Not empty: also from another officer.
    #[serde(default)]
    ambil_alih: String,
}

pub(super) async fn claim(
    State(app): State<App>,
    Path(text): Path<String>,
    SignedForm { officer, form }: SignedForm<Claim>,
) -> Result<Redirect, Problem> {
    let number = number(&text)?;
    let desk = form.meja.parse().map_err(|_unknown| Problem::from(Refusal::UnknownDesk))?;
    let how = if form.ambil_alih.is_empty() { Insistence::Yield } else { Insistence::TakeOver };
    work::claim_named(&app, &Caller::from(&officer), desk, number, how).await?;
    Ok(Redirect::to(&address(number)))
}
