//! `POST /petugas/sandi`: the officer chooses another password.

use axum::response::{IntoResponse, Redirect, Response};
use officers::{OwnRefusal, Password};
use serde::Deserialize;

use super::page::{self, FormState};
use crate::pages::SignedForm;
use crate::pages::addresses::OWN_ACCOUNT;
use crate::problems::Error;
use crate::{State, texts};

/// What the page sends.
#[derive(Deserialize)]
pub(in crate::pages) struct Passwords {
    #[serde(default)]
    sekarang: String,
    #[serde(default)]
    sandi: String,
    #[serde(default)]
    ulangi: String,
}

pub(in crate::pages) async fn change_password(
    state: State,
    SignedForm { officer, form }: SignedForm<Passwords>,
) -> Result<Response, Error> {
    if form.sandi != form.ulangi {
        return page::with(
            &state,
            &officer,
            FormState { repeated: texts::PASSWORDS_DIFFER.to_owned(), ..FormState::default() },
        )
        .await;
    }
    match state.officers.change_password(&officer, &Password::new(form.sekarang), &Password::new(form.sandi)).await {
        Ok(()) => Ok(Redirect::to(&format!("{OWN_ACCOUNT}?karena=sandi")).into_response()),
        Err(OwnRefusal::Faults(faults)) => {
            let shown = FormState {
                password: texts::PASSWORD_UNFIT.to_owned(),
                password_faults: texts::password_faults(&faults),
                ..FormState::default()
            };
            page::with(&state, &officer, shown).await
        }
        Err(refusal) => {
            page::with(&state, &officer, FormState { current: page::explain(&refusal)?, ..FormState::default() }).await
        }
    }
}
