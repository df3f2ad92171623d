//! `POST /petugas/sesi/akhiri`: one session of one's own, or all others. It asks for the password: whoever finds a
//! screen left alone is not to throw the officer out elsewhere.

use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect, Response};
use officers::Password;
use serde::Deserialize;
use uuid::Uuid;

use super::page::{self, Told};
use crate::App;
use crate::error::Error;
use crate::pages::addresses::OWN_ACCOUNT;
use crate::pages::{SignedForm, unknown_choice};

/// Which session, or all others: one of both.
#[derive(Deserialize)]
pub(in crate::pages) struct Which {
    sesi: Option<Uuid>,
    #[serde(default)]
    semua: String,
    #[serde(default)]
    sandi_sesi: String,
}

pub(in crate::pages) async fn end_session(
    State(app): State<App>,
    SignedForm { officer, form }: SignedForm<Which>,
) -> Result<Response, Error> {
    let password = Password::new(form.sandi_sesi);
    let ended = match (form.sesi, form.semua.as_str()) {
        (Some(id), "") => app.officers.end_session(&officer, &password, id).await,
        (None, "ya") => app.officers.end_other_sessions(&officer, &password).await,
        _ => return Err(unknown_choice()),
    };
    match ended {
        Ok(()) => Ok(Redirect::to(&format!("{OWN_ACCOUNT}?karena=sesi")).into_response()),
        Err(refusal) => {
            page::with(&app, &officer, Told { session_password: page::explain(&refusal)?, ..Told::default() }).await
        }
    }
}
