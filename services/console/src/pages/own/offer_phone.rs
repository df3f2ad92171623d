//! `POST /petugas/ponsel`: password and a code, and a new phone is offered.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use officers::{OwnRefusal, Password};
use serde::Deserialize;

use super::page::{self, Told};
use crate::error::Error;
use crate::pages::SignedForm;
use crate::pages::addresses::OWN_PHONE;
use crate::{App, texts};

/// What the page sends.
#[derive(Deserialize)]
pub(in crate::pages) struct Proof {
    #[serde(default)]
    sandi_ponsel: String,
    #[serde(default)]
    kode: String,
}

pub(in crate::pages) async fn offer_phone(
    State(app): State<App>,
    SignedForm { officer, form }: SignedForm<Proof>,
) -> Result<Response, Error> {
    if domain::typed::is_blank_text(&form.kode) {
        return page::with(&app, &officer, Told { phone_code: texts::CODE_REQUIRED.to_owned(), ..Told::default() })
            .await;
    }
    match app.officers.offer_phone(&officer, &Password::new(form.sandi_ponsel), &form.kode).await {
        Ok(()) => Ok(Redirect::to(OWN_PHONE).into_response()),
        Err(refusal @ (OwnRefusal::WrongCode | OwnRefusal::UsedCode)) => {
            page::with(&app, &officer, Told { phone_code: page::explain(&refusal)?, ..Told::default() }).await
        }
        Err(refusal) => {
            page::with(&app, &officer, Told { phone_password: page::explain(&refusal)?, ..Told::default() }).await
        }
    }
}
