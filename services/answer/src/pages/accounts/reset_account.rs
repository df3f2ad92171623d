//! `POST /petugas/akun/{id}/atur-ulang`

use axum::extract::State;
use axum::response::Response;
use http::HeaderMap;
use serde::Deserialize;
use web::{Path, Problem};

use super::one_time_link::one_time_link;
use super::show_account::again;
use super::{account_id, administrator, explain, unknown};
use crate::App;
use crate::pages::SignedForm;

/// Nothing but the session's token.
#[derive(Deserialize)]
pub(in crate::pages) struct Nothing {}

pub(in crate::pages) async fn reset_account(
    State(app): State<App>,
    headers: HeaderMap,
    Path(id): Path<String>,
    SignedForm { officer, .. }: SignedForm<Nothing>,
) -> Result<Response, Problem> {
    let by = administrator(&officer)?;
    let id = account_id(&id)?;
    match app.officers.reset(by, id).await {
        Ok(code) => {
            let account = app.officers.account(by, id).await.map_err(|refusal| explain(&refusal).err().unwrap_or_else(unknown))?;
            Ok(one_time_link(&app, &officer, &headers, (id, &account.name), &code))
        }
        Err(refusal) => again(&app, &officer, id, explain(&refusal)?).await,
    }
}
