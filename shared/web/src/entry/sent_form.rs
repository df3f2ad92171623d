//! A form as the browser sent it. The kit reads the body once, and checks the token before it looks at anything else.

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Form, FromRequest as _, Request};
use axum::http::StatusCode;
use axum::http::request::Parts;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use vault::Secret;

use super::entrance::Entrance;
use crate::problem::Problem;

/// The field that carries the token.
pub(super) const TOKEN_FIELD: &str = "csrf";

/// A form with all of its body.
pub(super) struct SentForm {
    pub(super) parts: Parts,
    body: Bytes,
}

#[derive(Deserialize)]
struct Carried {
    #[serde(default)]
    csrf: String,
}

impl SentForm {
    /// Reads the body.
    ///
    /// # Errors
    /// 413 for more than `most_bytes`; 400 or 408 for a body that does not come to its end.
    pub(super) async fn receive(request: Request, most_bytes: usize) -> Result<Self, Problem> {
        let (parts, body) = request.into_parts();
        match to_bytes(body, most_bytes).await {
            Ok(body) => Ok(Self { parts, body }),
            Err(error) => Err(Problem::unreadable_body(&error, most_bytes)),
        }
    }

    /// Parses the form, when its token belongs to one of these secrets.
    ///
    /// # Errors
    /// 403 for the form of another session, 400 for one that is unreadable.
    pub(super) async fn of_own<S: Entrance, T: DeserializeOwned>(&self, secrets: &[Secret]) -> Result<T, Problem> {
        let Carried { csrf } = self.read::<S, Carried>().await?;
        if !secrets.iter().any(|secret| secret.form_token().is(&csrf)) {
            let (title, detail) = S::texts().foreign_form;
            return Err(Problem::new(StatusCode::FORBIDDEN, "foreign_form", title).detail(detail));
        }
        self.read::<S, T>().await
    }

    /// Parses the form, whoever sent it.
    ///
    /// # Errors
    /// 400 for one that is unreadable.
    pub(super) async fn read<S: Entrance, T: DeserializeOwned>(&self) -> Result<T, Problem> {
        let request = Request::from_parts(self.parts.clone(), Body::from(self.body.clone()));
        match Form::<T>::from_request(request, &()).await {
            Ok(Form(form)) => Ok(form),
            Err(_unreadable) => Err(Problem::bad_request(S::texts().unreadable_form)),
        }
    }
}
