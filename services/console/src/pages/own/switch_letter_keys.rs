//! `POST /petugas/sesi/pintasan`: the officer switches single letters as shortcuts on or off.

use axum::response::Redirect;
use serde::Deserialize;

use crate::State;
use crate::pages::SignedForm;
use crate::pages::addresses::OWN_ACCOUNT;
use crate::problems::{Error, unknown_choice};

/// `nyala` or `mati`.
#[derive(Deserialize)]
pub(in crate::pages) struct Keys {
    #[serde(default)]
    huruf: String,
}

pub(in crate::pages) async fn switch_letter_keys(
    state: State,
    SignedForm { officer, form }: SignedForm<Keys>,
) -> Result<Redirect, Error> {
    let on = match form.huruf.as_str() {
        "nyala" => true,
        "mati" => false,
        _ => return Err(unknown_choice()),
    };
    state.officers.switch_letter_keys(&officer, on).await?;
    Ok(Redirect::to(&format!("{OWN_ACCOUNT}?karena=pintasan#pintasan-huruf")))
}
