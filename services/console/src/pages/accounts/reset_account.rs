//! `POST /petugas/akun/{id}/atur-ulang`, and the two steps of a reset for which the owner has nothing to show:
//! `/ajukan` and `/setujui`.

use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect, Response};
use http::HeaderMap;
use officers::{AccountRefusal, By, Officer, OneTimeCode};
use serde::Deserialize;
use uuid::Uuid;
use web::Path;

use super::administrator::{account_id, administrator};
use super::one_time_link::one_time_link;
use super::refusal::{explain, unknown};
use super::show_account::again;
use crate::App;
use crate::error::Error;
use crate::pages::{SignedForm, addresses};

/// Nothing but the session's token.
#[derive(Deserialize)]
pub(in crate::pages) struct Nothing {}

pub(in crate::pages) async fn reset_account(
    State(app): State<App>,
    headers: HeaderMap,
    Path(id): Path<String>,
    SignedForm { officer, .. }: SignedForm<Nothing>,
) -> Result<Response, Error> {
    let by = administrator(&officer)?;
    let id = account_id(&id)?;
    let reset = app.officers.reset(by, id).await;
    link_or_why(&app, &officer, &headers, id, reset).await
}

pub(in crate::pages) async fn ask_reset(
    State(app): State<App>,
    Path(id): Path<String>,
    SignedForm { officer, .. }: SignedForm<Nothing>,
) -> Result<Response, Error> {
    administrator(&officer)?;
    let id = account_id(&id)?;
    match app.officers.ask_reset(&officer, id).await {
        Ok(()) => Ok(Redirect::to(&format!("{}?karena=diajukan", addresses::account(id))).into_response()),
        Err(refusal) => again(&app, &officer, id, explain(&refusal)?).await,
    }
}

pub(in crate::pages) async fn confirm_reset(
    State(app): State<App>,
    headers: HeaderMap,
    Path(id): Path<String>,
    SignedForm { officer, .. }: SignedForm<Nothing>,
) -> Result<Response, Error> {
    administrator(&officer)?;
    let id = account_id(&id)?;
    let confirmed = app.officers.confirm_reset(&officer, id).await;
    link_or_why(&app, &officer, &headers, id, confirmed).await
}

async fn link_or_why(
    app: &App,
    officer: &Officer,
    headers: &HeaderMap,
    id: Uuid,
    done: Result<OneTimeCode, AccountRefusal>,
) -> Result<Response, Error> {
    match done {
        Ok(code) => {
            let account = app.officers.account(By::Administrator(officer), id).await;
            let account = account.map_err(|refusal| explain(&refusal).err().unwrap_or_else(unknown))?;
            Ok(one_time_link(app, officer, headers, (id, &account.name), &code))
        }
        Err(refusal) => again(app, officer, id, explain(&refusal)?).await,
    }
}
