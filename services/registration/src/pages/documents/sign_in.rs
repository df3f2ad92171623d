//! `POST /pendaftaran/e-meterai/masuk`: signs somebody in at the distributor of e-meterai. User name and password are
//! exchanged for a token at once and kept nowhere.

use applicants::SignedForm;
use axum::extract;
use axum::response::{IntoResponse as _, Redirect, Response};
use distributor::FaultKind;
use http::StatusCode;
use language::text;
use secrecy::SecretString;
use serde::Deserialize;
use stampings::TokenError;
use web::{ClientAddress, Problem};

use super::list_page::{Told, draw, note_step};
use super::own::Own;
use super::{PATH, problems, stamp_path};
use crate::documents::{Failure, NotSignedIn};
use crate::state::State;

/// Longest user name and password, in bytes.
const LONGEST: usize = 200;

/// What the page sends. Personal data, and a secret.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Sent {
    pub(crate) stamp_user: String,
    pub(crate) password: String,
    /// The document to which the person goes back; empty: to all.
    pub(crate) slot: String,
}

pub(super) async fn sign_in(
    extract::State(state): extract::State<State>,
    address: ClientAddress,
    SignedForm { person, form }: SignedForm<Sent>,
) -> Result<Response, Response> {
    state.check_limit(address).map_err(Problem::into_response)?;
    let mut own = Own::of(&state, person).await?;
    let (status, why) = match signed_in(&state, &own, &form).await.map_err(Problem::into_response)? {
        Ok(()) => {
            note_step(&state, &own).await;
            let slot = own.slots.iter().find(|slot| slot.code == form.slot);
            let back = slot.map_or_else(|| language::path(PATH).into_owned(), |slot| stamp_path(&slot.code));
            return Ok(Redirect::to(&back).into_response());
        }
        Err(refused) => refused,
    };
    let told = Told { at_sign_in: text(why), ..Told::default() };
    draw(&state, &mut own, told, status).await.map_err(Problem::into_response)
}

/// Signs in; the status and the id of a text otherwise.
///
/// # Errors
/// A problem of ours.
pub(crate) async fn signed_in(
    state: &State,
    own: &Own,
    form: &Sent,
) -> Result<Result<(), (StatusCode, &'static str)>, Problem> {
    let Some(distributor) = &state.distributor else { return Err(problems::unknown()) };
    let user = form.stamp_user.trim();
    let fits = |text: &str| (1..=LONGEST).contains(&text.len());
    if !fits(user) || !fits(&form.password) {
        return Ok(Err((StatusCode::UNPROCESSABLE_ENTITY, "stamp-sign-in.missing")));
    }
    let password = SecretString::from(form.password.clone());
    match state.documents.sign_in(distributor, own.owner(), (user, &password)).await {
        Ok(_resumed) => Ok(Ok(())),
        Err(NotSignedIn::Distributor(fault)) => Ok(Err(match fault.kind() {
            FaultKind::NeedsLogin => (StatusCode::UNPROCESSABLE_ENTITY, "stamp-sign-in.wrong"),
            FaultKind::Outage | FaultKind::Failed | FaultKind::NeedsBalance | FaultKind::RefusedFile => {
                tracing::warn!(fault = fault.code(), "nobody signs in at the distributor of e-meterai");
                (StatusCode::SERVICE_UNAVAILABLE, "stamp-sign-in.away")
            }
        })),
        Err(NotSignedIn::Token(TokenError::Database(error))) => Err(problems::problem(&Failure::from(error))),
        Err(NotSignedIn::Token(TokenError::Vault(error))) => Err(problems::problem(&Failure::from(error))),
    }
}
