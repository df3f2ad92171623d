//! `POST /petugas/ponsel/ganti`: the officer types the first code of the new phone, and the phone is the account's own.

use axum::response::{IntoResponse, Response};
use officers::OwnRefusal;
use serde::Deserialize;
use web::Html;

use super::page::explain;
use super::show_phone::{self, nothing_offered};
use crate::pages::addresses::OWN_ACCOUNT;
use crate::pages::entry::RecoveryCodesPage;
use crate::pages::{Frame, SignedForm};
use crate::problems::Error;
use crate::{State, texts};

/// What the page sends.
#[derive(Deserialize)]
pub(in crate::pages) struct FirstCode {
    #[serde(default)]
    kode: String,
}

pub(in crate::pages) async fn change_phone(
    state: State,
    SignedForm { officer, form }: SignedForm<FirstCode>,
) -> Result<Response, Error> {
    let error = match state.officers.change_phone(&officer, &form.kode).await {
        Ok(codes) => {
            return Ok(Html::personal(RecoveryCodesPage { page: Frame::page(), codes, next: OWN_ACCOUNT.to_owned() })
                .into_response());
        }
        Err(OwnRefusal::NothingOffered) => return Ok(nothing_offered()),
        Err(OwnRefusal::WrongCode) if domain::typed::is_blank_text(&form.kode) => texts::CODE_REQUIRED.to_owned(),
        Err(refusal) => explain(&refusal)?,
    };
    show_phone::with(&state, &officer, &error).await
}
