//! `POST /petugas/pengaturan-ulang/dibaca`: the officer has read that somebody reset the account.

use axum::extract::State;
use axum::response::Redirect;
use serde::de::IgnoredAny;
use web::Problem;

use crate::App;
use crate::pages::SignedForm;
use crate::pages::addresses::HOME;
use crate::pages::problems::problem;

pub(in crate::pages) async fn reset_was_read(
    State(app): State<App>,
    SignedForm { officer, .. }: SignedForm<IgnoredAny>,
) -> Result<Redirect, Problem> {
    app.officers.reset_was_read(&officer).await.map_err(|failure| problem(&failure))?;
    Ok(Redirect::to(HOME))
}
