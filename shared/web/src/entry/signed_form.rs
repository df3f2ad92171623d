//! A form from a person who is signed in. It belongs to this very session and is no larger than our forms are.

use axum::extract::{FromRequest, Request};
use axum::response::{IntoResponse as _, Redirect, Response};
use serde::de::DeserializeOwned;
use vault::Secret;

use super::cookies;
use super::entrance::Entrance;
use super::kept_form::KeptForm;
use super::return_address::ReturnAddress;
use super::sent_form::{SentForm, TOKEN_FIELD};
use crate::problem::Problem;

/// The longest text of a form has 4000 characters.
const MAX_BODY_BYTES: usize = 128 * 1024;

/// What a person sent. The extractor has checked the session and its token. Every `POST` of a site behind its sign-in
/// takes one.
///
/// The form carries the token as `csrf`; `T` need not name it. To read lists of values, take `Vec<(String, String)>`
/// for `T`. When the session has ended, the person signs in, and the site asks whether to send the form now.
#[derive(Debug)]
pub struct SignedForm<P, T> {
    /// Who sent it.
    pub person: P,
    /// What was sent.
    pub form: T,
}

impl<S: Entrance, T: DeserializeOwned> FromRequest<S> for SignedForm<S::Person, T> {
    type Rejection = Response;

    async fn from_request(request: Request, site: &S) -> Result<Self, Response> {
        let secret = cookies::secret(request.headers(), S::COOKIES.session);
        let found = match &secret {
            Some(secret) => site.signed_in(secret).await.map_err(Problem::into_response)?,
            None => None,
        };
        let sent = SentForm::receive(request, MAX_BODY_BYTES).await.map_err(Problem::into_response)?;
        match (found, secret) {
            (Some(person), Some(secret)) => {
                let form = sent.of_own::<S, T>(&[secret]).await;
                Ok(Self { person, form: form.map_err(Problem::into_response)? })
            }
            (_, secret) => Err(too_late(site, &sent, secret.as_ref()).await),
        }
    }
}

/// Answers when the session has ended: the sign-in page, with the form sealed into it when we know whose it was.
async fn too_late<S: Entrance>(site: &S, sent: &SentForm, secret: Option<&Secret>) -> Response {
    let parts = &sent.parts;
    let back = ReturnAddress::of::<S>(&parts.method, &parts.uri, &parts.headers);
    match kept(site, sent, secret, &back).await {
        Some(kept) => site.sign_in_page(&parts.headers, back.as_str(), kept).unwrap_or_else(Problem::into_response),
        None => Redirect::to(&back.sign_in::<S>()).into_response(),
    }
}

/// Seals the form; `None` when nobody owns it, when it is unreadable, or when we may not keep its content.
async fn kept<S: Entrance>(site: &S, sent: &SentForm, secret: Option<&Secret>, back: &ReturnAddress) -> Option<String> {
    let person_id = site.was_signed_in(secret?).await.ok()??;
    let mut fields = sent.read::<S, Vec<(String, String)>>().await.ok()?;
    if fields.iter().any(|(name, _)| S::SECRET_FIELDS.contains(&name.as_str())) {
        return None;
    }
    fields.retain(|(name, _)| name != TOKEN_FIELD);
    let kept = KeptForm {
        person_id,
        kept_at: site.now(),
        action: sent.parts.uri.path().to_owned(),
        back: back.as_str().to_owned(),
        fields,
    };
    kept.seal(site.vault(), S::KEPT_FORM)
}
