//! `POST /petugas/sesi/akhiri`: the officer ends one session of the own account, or all others. The page asks for the
//! password, so that whoever finds a screen left alone cannot throw the officer out elsewhere.

use axum::response::{IntoResponse as _, Redirect, Response};
use officers::Password;
use serde::Deserialize;
use uuid::Uuid;

use super::page::{self, FormState};
use crate::State;
use crate::pages::SignedForm;
use crate::pages::addresses::OWN_ACCOUNT;
use crate::problems::{Error, unknown_choice};

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
    state: State,
    SignedForm { officer, form }: SignedForm<Which>,
) -> Result<Response, Error> {
    let password = Password::new(form.sandi_sesi);
    let ended = match (form.sesi, form.semua.as_str()) {
        (Some(id), "") => state.officers.end_session(&officer, &password, id).await,
        (None, "ya") => state.officers.end_other_sessions(&officer, &password).await,
        _ => return Err(unknown_choice()),
    };
    match ended {
        Ok(()) => Ok(Redirect::to(&format!("{OWN_ACCOUNT}?karena=sesi")).into_response()),
        Err(refusal) => {
            page::with(
                &state,
                &officer,
                FormState { session_password: page::explain(&refusal)?, ..FormState::default() },
            )
            .await
        }
    }
}
