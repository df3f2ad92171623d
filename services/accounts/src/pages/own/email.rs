//! `POST /akun/email/tautan`: sends a link that confirms the e-mail address, once an hour at most. And what the first
//! page of the account says of that address.

use std::sync::Arc;

use axum::extract;
use axum::response::{IntoResponse as _, Redirect, Response};
use database::Pool;
use runtime::Clock;
use uuid::Uuid;
use web::Problem;

use super::{HOME, VERIFY_EMAIL};
use crate::applicant::Applicant;
use crate::drafts::Failure;
use crate::letters;
use crate::pages::entrance::{Nothing, SignedForm};
use crate::pages::problem;
use crate::state::State;
use crate::store::addresses;
use crate::store::links::{self, Kind};

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
        let is_recent = links::is_recent(&state.pool, account, Kind::VerifyAddress, state.clock.now()).await?;
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
    send(&state.pool, &state.clock, person.account).await.map_err(|error| problem(&error.into()))?;
    Ok(Redirect::to(&language::path(HOME)).into_response())
}

/// Sends one, unless the address is confirmed or got one within the hour. Of two requests at once, one sends it.
async fn send(pool: &Pool, clock: &Clock, account: Uuid) -> Result<(), sqlx::Error> {
    let mut transaction = pool.begin().await?;
    let Some(email) = addresses::email(&mut *transaction, account).await? else { return Ok(()) };
    if !addresses::lock(&mut transaction, account, email.address_id).await?
        || links::is_recent(&mut *transaction, account, Kind::VerifyAddress, clock.now()).await?
    {
        return Ok(());
    }
    letters::send_link(&mut transaction, clock, (account, email.address_id), Kind::VerifyAddress).await?;
    transaction.commit().await
}
