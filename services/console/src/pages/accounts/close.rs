//! `POST /petugas/akun/{id}/tutup` and `/buka`

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use officers::AccountRefusal;
use serde::Deserialize;
use web::Path;

use super::administrator::{account_id, administrator};
use super::refusal::explain;
use super::show_account::again;
use crate::App;
use crate::error::Error;
use crate::pages::SignedForm;
use crate::pages::addresses::{HOME, account};

/// Nothing but the session's token.
#[derive(Deserialize)]
pub(in crate::pages) struct Nothing {}

pub(in crate::pages) async fn disable_account(
    State(app): State<App>,
    Path(id): Path<String>,
    SignedForm { officer, .. }: SignedForm<Nothing>,
) -> Result<Response, Error> {
    let by = administrator(&officer)?;
    let id = account_id(&id)?;
    match app.officers.disable(by, id).await {
        // One's own session is over with the account.
        Ok(()) if id == officer.id => Ok(Redirect::to(HOME).into_response()),
        closed => after(&app, &officer, id, closed).await,
    }
}

pub(in crate::pages) async fn enable_account(
    State(app): State<App>,
    Path(id): Path<String>,
    SignedForm { officer, .. }: SignedForm<Nothing>,
) -> Result<Response, Error> {
    let by = administrator(&officer)?;
    let id = account_id(&id)?;
    let opened = app.officers.enable(by, id).await;
    after(&app, &officer, id, opened).await
}

async fn after(
    app: &App,
    officer: &officers::Officer,
    id: uuid::Uuid,
    done: Result<(), AccountRefusal>,
) -> Result<Response, Error> {
    match done {
        Ok(()) => Ok(Redirect::to(&account(id)).into_response()),
        Err(refusal) => again(app, officer, id, explain(&refusal)?).await,
    }
}
