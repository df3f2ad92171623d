//! `POST /petugas/tiket/{number}/lepas`: gives a ticket back.

use axum::extract::State;
use axum::response::Redirect;
use serde::de::IgnoredAny;
use web::{Path, Problem};

use super::{Deed, PATH, number};
use crate::caller::Caller;
use crate::pages::SignedForm;
use crate::{App, work};

pub(super) async fn release(
    State(app): State<App>,
    Path(text): Path<String>,
    SignedForm { officer, .. }: SignedForm<IgnoredAny>,
) -> Result<Redirect, Problem> {
    let number = number(&text)?;
    work::release(&app, &Caller::from(&officer), number).await?;
    Ok(Redirect::to(&Deed::Released.then(PATH, number)))
}
