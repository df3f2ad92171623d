//! `POST /petugas/kode-pemulihan`: the officer gets new recovery codes.

use axum::response::{IntoResponse, Response};
use officers::Password;
use serde::Deserialize;
use web::Html;

use super::page::{self, FormState};
use crate::State;
use crate::pages::addresses::OWN_ACCOUNT;
use crate::pages::entry::RecoveryCodesPage;
use crate::pages::{Frame, SignedForm};
use crate::problems::Error;

/// What the page sends.
#[derive(Deserialize)]
pub(in crate::pages) struct Confirmed {
    #[serde(default)]
    konfirmasi: String,
}

pub(in crate::pages) async fn renew_recovery_codes(
    state: State,
    SignedForm { officer, form }: SignedForm<Confirmed>,
) -> Result<Response, Error> {
    match state.officers.renew_recovery_codes(&officer, &Password::new(form.konfirmasi)).await {
        Ok(codes) => Ok(Html::personal(RecoveryCodesPage { page: Frame::page(), codes, next: OWN_ACCOUNT.to_owned() })
            .into_response()),
        Err(refusal) => {
            page::with(&state, &officer, FormState { confirm: page::explain(&refusal)?, ..FormState::default() }).await
        }
    }
}
