//! `POST /petugas/akun/{id}/atur-ulang`, and the two steps of a reset for which the owner has nothing to show:
//! `/ajukan` and `/setujui`.

use axum::response::{IntoResponse as _, Redirect, Response};
use http::HeaderMap;
use officers::{AccountRefusal, By, Officer, OneTimeCode};
use uuid::Uuid;
use web::Path;

use super::administrator::{account_id, administrator};
use super::one_time_code::code_page;
use super::refusal::{explain, unknown};
use super::show_account::again;
use crate::State;
use crate::pages::{Nothing, SignedForm, addresses};
use crate::problems::Error;

pub(in crate::pages) async fn reset_account(
    state: State,
    headers: HeaderMap,
    Path(id): Path<String>,
    SignedForm { officer, .. }: SignedForm<Nothing>,
) -> Result<Response, Error> {
    let by = administrator(&officer)?;
    let id = account_id(&id)?;
    let reset = state.officers.reset(by, id).await;
    code_or_why(&state, &officer, &headers, id, reset).await
}

pub(in crate::pages) async fn ask_reset(
    state: State,
    Path(id): Path<String>,
    SignedForm { officer, .. }: SignedForm<Nothing>,
) -> Result<Response, Error> {
    administrator(&officer)?;
    let id = account_id(&id)?;
    match state.officers.ask_reset(&officer, id).await {
        Ok(()) => Ok(Redirect::to(&format!("{}?karena=diajukan", addresses::account(id))).into_response()),
        Err(refusal) => again(&state, &officer, id, explain(&refusal)?).await,
    }
}

pub(in crate::pages) async fn confirm_reset(
    state: State,
    headers: HeaderMap,
    Path(id): Path<String>,
    SignedForm { officer, .. }: SignedForm<Nothing>,
) -> Result<Response, Error> {
    administrator(&officer)?;
    let id = account_id(&id)?;
    let confirmed = state.officers.confirm_reset(&officer, id).await;
    code_or_why(&state, &officer, &headers, id, confirmed).await
}

async fn code_or_why(
    state: &State,
    officer: &Officer,
    headers: &HeaderMap,
    id: Uuid,
    done: Result<OneTimeCode, AccountRefusal>,
) -> Result<Response, Error> {
    match done {
        Ok(code) => {
            let account = state.officers.account(By::Administrator(officer), id).await;
            let account = account.map_err(|refusal| explain(&refusal).err().unwrap_or_else(unknown))?;
            Ok(code_page(state, officer, headers, (id, &account.name), &code))
        }
        Err(refusal) => again(state, officer, id, explain(&refusal)?).await,
    }
}
