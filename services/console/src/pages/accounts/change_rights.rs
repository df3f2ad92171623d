//! `POST /petugas/akun/{id}/hak`: an administrator gives an account other roles and desks.

use axum::response::{IntoResponse, Redirect, Response};
use web::Path;

use super::administrator::{account_id, administrator};
use super::refusal::explain;
use super::rights::{chosen, unknown};
use super::show_account::again;
use crate::State;
use crate::pages::SignedForm;
use crate::pages::addresses::{HOME, account};
use crate::problems::Error;

pub(in crate::pages) async fn change_rights(
    state: State,
    Path(id): Path<String>,
    SignedForm { officer, form }: SignedForm<Vec<(String, String)>>,
) -> Result<Response, Error> {
    let by = administrator(&officer)?;
    let id = account_id(&id)?;
    if let Some(fault) = unknown(&form) {
        return again(&state, &officer, id, fault).await;
    }
    let (roles, desks) = chosen(&form);
    match state.officers.change_rights(by, id, &roles, &desks).await {
        // Whoever gave up the own role sees no accounts any more.
        Ok(()) if id == officer.id => Ok(Redirect::to(HOME).into_response()),
        Ok(()) => Ok(Redirect::to(&account(id)).into_response()),
        Err(refusal) => again(&state, &officer, id, explain(&refusal)?).await,
    }
}
