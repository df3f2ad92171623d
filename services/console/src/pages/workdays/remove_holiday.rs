//! `POST /petugas/hari-kerja/libur/hapus`: a supervisor removes a holiday.

use axum::response::Redirect;
use jiff::civil::Date;
use serde::Deserialize;

use crate::pages::SignedForm;
use crate::pages::addresses::WORKDAYS;
use crate::problems::{Error, unknown_choice};
use crate::state::caller;
use crate::{State, work};

/// Which one.
#[derive(Deserialize)]
pub(in crate::pages) struct Named {
    #[serde(default)]
    hari: String,
}

pub(in crate::pages) async fn remove_holiday(
    state: State,
    SignedForm { officer, form }: SignedForm<Named>,
) -> Result<Redirect, Error> {
    let day: Date = form.hari.parse().map_err(|_no_day: jiff::Error| unknown_choice())?;
    work::remove_holiday(&state.desks, &caller(&officer), day).await?;
    Ok(Redirect::to(&format!("{WORKDAYS}?selesai=hapus")))
}
