//! `POST /petugas/pengaturan-ulang/dibaca`: the officer has read that somebody reset the account.

use axum::extract::State;
use axum::response::Redirect;
use serde::de::IgnoredAny;

use crate::App;
use crate::error::Error;
use crate::pages::SignedForm;
use crate::pages::addresses::HOME;

pub(in crate::pages) async fn reset_was_read(
    State(app): State<App>,
    SignedForm { officer, .. }: SignedForm<IgnoredAny>,
) -> Result<Redirect, Error> {
    app.officers.reset_was_read(&officer).await?;
    Ok(Redirect::to(HOME))
}
