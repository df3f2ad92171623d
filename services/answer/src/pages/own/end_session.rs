//! `POST /petugas/sesi/akhiri`: one session of one's own, or all others.

use axum::extract::State;
use axum::response::Redirect;
use serde::Deserialize;
use uuid::Uuid;
use web::Problem;

use crate::App;
use crate::pages::signed_in::problem;
use crate::pages::{OWN_ACCOUNT, SignedForm};

/// Which session; none for all others.
#[derive(Deserialize)]
pub(in crate::pages) struct Which {
    sesi: Option<Uuid>,
}

pub(in crate::pages) async fn end_session(
    State(app): State<App>,
    SignedForm { officer, form }: SignedForm<Which>,
) -> Result<Redirect, Problem> {
    let ended = match form.sesi {
        Some(id) => app.officers.end_session(&officer, id).await,
        None => app.officers.end_other_sessions(&officer).await,
    };
    ended.map_err(|failure| problem(&failure))?;
    Ok(Redirect::to(&format!("{OWN_ACCOUNT}?karena=sesi")))
}
