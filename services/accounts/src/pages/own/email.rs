//! `POST /akun/email/tautan`: sends a link that confirms the e-mail address, once an hour at most. And what the first
//! page of the account says of that address.

use applicants::SignedForm;
use std::sync::Arc;

use axum::extract;
use axum::response::{IntoResponse as _, Redirect, Response};
use uuid::Uuid;
use web::Problem;

use super::{HOME, VERIFY_EMAIL};
use crate::drafts::Failure;
use crate::pages::entrance::{Nothing, problem};
use crate::state::State;
use crate::store::addresses;
use crate::store::links::{self, Kind};
use applicants::Applicant;

/// The e-mail address on the first page of the account.
pub(super) struct OwnEmail {
    pub(super) masked: String,
    pub(super) about: &'static str,
    /// Whether a link can be sent now.
    pub(super) may_ask: bool,
    pub(super) action: String,
}

impl OwnEmail {
    /// That of the account: the one that waits to be confirmed, if one does.
    pub(super) async fn of(state: &State, account: Uuid, applicant: &Applicant) -> Result<Self, Failure> {
        let email = addresses::email(&state.pool, account).await?;
        let masked = match &email {
            Some(email) => {
                let key = state.vault.open_data_key(&email.data_key)?;
                crate::addresses::open(&key, (account, email.address_id), &email.address)?.masked()
            }
            None => applicant.email.masked(),
        };
        let next = links::waits_until(&state.pool, account, Kind::VerifyAddress, state.clock.now()).await?;
        let is_recent = next.is_some();
        let is_verified = email.as_ref().is_some_and(|email| email.is_verified);
        let about = match (is_verified, is_recent) {
            (true, _) => language::text("own-email.verified"),
            (false, true) => language::text("own-email.sent"),
            (false, false) => language::text("own-email.unverified"),
        };
        Ok(Self {
            masked,
            about,
            may_ask: email.is_some() && !is_verified && !is_recent,
            action: language::path(VERIFY_EMAIL).into_owned(),
        })
    }
}

pub(in crate::pages) async fn ask(
    extract::State(state): extract::State<Arc<State>>,
    SignedForm { person, form: Nothing {} }: SignedForm<Nothing>,
) -> Result<Response, Problem> {
    // The page says what became of it.
    state.access.ask_link(&person).await.map_err(|failure| problem(&failure))?;
    Ok(Redirect::to(&language::path(HOME)).into_response())
}
