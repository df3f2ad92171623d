//! `POST /petugas/akun/{id}/hak`

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use web::Path;

use super::administrator::{account_id, administrator};
use super::refusal::explain;
use super::rights::{chosen, unknown};
use super::show_account::again;
use crate::App;
use crate::error::Error;
use crate::pages::SignedForm;
use crate::pages::addresses::{HOME, account};

pub(in crate::pages) async fn change_rights(
    State(app): State<App>,
    Path(id): Path<String>,
    SignedForm { officer, form }: SignedForm<Vec<(String, String)>>,
) -> Result<Response, Error> {
    let by = administrator(&officer)?;
    let id = account_id(&id)?;
    if let Some(fault) = unknown(&form) {
        return again(&app, &officer, id, fault).await;
    }
    let (roles, desks) = chosen(&form);
    match app.officers.change_rights(by, id, &roles, &desks).await {
        // Whoever gave up the own role sees no accounts any more.
        Ok(()) if id == officer.id => Ok(Redirect::to(HOME).into_response()),
        Ok(()) => Ok(Redirect::to(&account(id)).into_response()),
        Err(refusal) => again(&app, &officer, id, explain(&refusal)?).await,
    }
}
