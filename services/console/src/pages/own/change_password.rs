//! `POST /petugas/sandi`

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use officers::{OwnRefusal, Password};
use serde::Deserialize;

use super::page::{self, Told};
use crate::error::Error;
use crate::pages::SignedForm;
use crate::pages::addresses::OWN_ACCOUNT;
use crate::{App, texts};

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
    State(app): State<App>,
    SignedForm { officer, form }: SignedForm<Passwords>,
) -> Result<Response, Error> {
    if form.sandi != form.ulangi {
        return page::with(&app, &officer, Told { repeated: texts::PASSWORDS_DIFFER.to_owned(), ..Told::default() })
            .await;
    }
    match app.officers.change_password(&officer, &Password::new(form.sekarang), &Password::new(form.sandi)).await {
        Ok(()) => Ok(Redirect::to(&format!("{OWN_ACCOUNT}?karena=sandi")).into_response()),
        Err(refusal @ OwnRefusal::Faults(_)) => {
            page::with(&app, &officer, Told { password: page::explain(&refusal)?, ..Told::default() }).await
        }
        Err(refusal) => page::with(&app, &officer, Told { current: page::explain(&refusal)?, ..Told::default() }).await,
    }
}
