//! Reads forms as the kit does, for `tests/fuzz`.

use axum::extract::Request;
use serde::de::DeserializeOwned;

use super::Entrance;
use super::sent_form::SentForm;
use crate::problem::Problem;

/// The largest form of the kit in bytes.
const MAX_BODY_BYTES: usize = 256 * 1024;

/// Reads a form, whoever sent it.
///
/// # Errors
/// The problem that the site shows to the person.
pub async fn form<S: Entrance, T: DeserializeOwned>(request: Request) -> Result<T, Problem> {
    SentForm::receive(request, MAX_BODY_BYTES).await?.read::<S, T>().await
}
