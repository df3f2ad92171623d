//! `POST /petugas/ponsel`: the officer shows password and code, and the console offers a new phone.

use axum::response::{IntoResponse, Redirect, Response};
use officers::{OwnRefusal, Password};
use serde::Deserialize;

use super::page::{self, FormState};
use crate::pages::SignedForm;
use crate::pages::addresses::OWN_PHONE;
use crate::problems::Error;
use crate::{State, texts};

/// What the page sends.
#[derive(Deserialize)]
pub(in crate::pages) struct Proof {
    #[serde(default)]
    sandi_ponsel: String,
    #[serde(default)]
    kode: String,
}

pub(in crate::pages) async fn offer_phone(
    state: State,
    SignedForm { officer, form }: SignedForm<Proof>,
) -> Result<Response, Error> {
    if domain::typed::is_blank_text(&form.kode) {
        return page::with(
            &state,
            &officer,
            FormState { phone_code: texts::CODE_REQUIRED.to_owned(), ..FormState::default() },
        )
        .await;
    }
    match state.officers.offer_phone(&officer, &Password::new(form.sandi_ponsel), &form.kode).await {
        Ok(()) => Ok(Redirect::to(OWN_PHONE).into_response()),
        Err(refusal @ (OwnRefusal::WrongCode | OwnRefusal::UsedCode)) => {
            page::with(&state, &officer, FormState { phone_code: page::explain(&refusal)?, ..FormState::default() })
                .await
        }
        Err(refusal) => {
            page::with(&state, &officer, FormState { phone_password: page::explain(&refusal)?, ..FormState::default() })
                .await
        }
    }
}
