//! `POST /petugas/kode-pemulihan`

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use officers::Password;
use serde::Deserialize;
use web::Html;

use super::page::{self, Told};
use crate::App;
use crate::error::Error;
use crate::pages::addresses::OWN_ACCOUNT;
use crate::pages::entry::RecoveryCodesPage;
use crate::pages::{Frame, SignedForm};

/// What the page sends.
#[derive(Deserialize)]
pub(in crate::pages) struct Confirmed {
    #[serde(default)]
    konfirmasi: String,
}

pub(in crate::pages) async fn renew_recovery_codes(
    State(app): State<App>,
    SignedForm { officer, form }: SignedForm<Confirmed>,
) -> Result<Response, Error> {
    match app.officers.renew_recovery_codes(&officer, &Password::new(form.konfirmasi)).await {
        Ok(codes) => Ok(Html::personal(RecoveryCodesPage { page: Frame::page(), codes, next: OWN_ACCOUNT.to_owned() })
            .into_response()),
        Err(refusal) => page::with(&app, &officer, Told { confirm: page::explain(&refusal)?, ..Told::default() }).await,
    }
}
