//! `POST /petugas/akun/{id}/tutup` and `/buka`: an administrator closes an account, or opens it again.

use axum::response::{IntoResponse, Redirect, Response};
use officers::AccountRefusal;
use web::Path;

use super::administrator::{account_id, administrator};
use super::refusal::explain;
use super::show_account::again;
use crate::State;
use crate::pages::addresses::{HOME, account};
use crate::pages::{Nothing, SignedForm};
use crate::problems::Error;

pub(in crate::pages) async fn disable_account(
    state: State,
    Path(id): Path<String>,
    SignedForm { officer, .. }: SignedForm<Nothing>,
) -> Result<Response, Error> {
    let by = administrator(&officer)?;
    let id = account_id(&id)?;
    match state.officers.disable(by, id).await {
        // One's own session is over with the account.
        Ok(()) if id == officer.id => Ok(Redirect::to(HOME).into_response()),
        closed => after(&state, &officer, id, closed).await,
    }
}

pub(in crate::pages) async fn enable_account(
    state: State,
    Path(id): Path<String>,
    SignedForm { officer, .. }: SignedForm<Nothing>,
) -> Result<Response, Error> {
    let by = administrator(&officer)?;
    let id = account_id(&id)?;
    let opened = state.officers.enable(by, id).await;
    after(&state, &officer, id, opened).await
}

async fn after(
    state: &State,
    officer: &officers::Officer,
    id: uuid::Uuid,
    done: Result<(), AccountRefusal>,
) -> Result<Response, Error> {
    match done {
        Ok(()) => Ok(Redirect::to(&account(id)).into_response()),
        Err(refusal) => again(state, officer, id, explain(&refusal)?).await,
    }
}
