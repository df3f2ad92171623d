//! `POST /akun/lupa-password/baru/kode`: whoever answered a question types a code that is sent to the account, and is
//! spared the cool-down. And what the page of the new password says of it.

use std::sync::Arc;

use ::letters::codes;
use axum::extract::{self, DefaultBodyLimit, Form, FromRequest as _, Request};
use axum::response::Response;
use domain::time::wib_in_words;
use http::StatusCode;
use serde::Deserialize;
use vault::Secret;
use web::{FieldView, Problem};

use super::new_password::{self, Shown};
use super::{CODE, GRANT_OVER, NEW_PASSWORD, to};
use crate::access::Spare;
use crate::codes::Compared;
use crate::pages::cookies;
use crate::pages::entrance::problem;
use crate::pages::unreadable;
use crate::state::State;

/// Longest body: a code and a token.
const MAX_BODY_BYTES: usize = 8 * 1024;

/// Name of the field for the code.
pub(super) const FIELD: &str = "code";

/// What the page of the new password says of a code.
#[derive(Default)]
pub(super) struct SpareView {
    /// The cool-down is spared.
    pub(super) is_spared: bool,
    /// A code spares it.
    pub(super) is_asked: bool,
    /// Masked, one after the other.
    pub(super) addresses: String,
    /// The code that was sent, if one was.
    pub(super) code: Option<FieldView>,
    /// From when another one may be sent; empty when it may be now.
    pub(super) wait: String,
    pub(super) action: String,
}

/// What the page sends. A secret.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(in crate::pages) struct Sent {
    csrf: String,
    code: String,
    action: String,
}

impl SpareView {
    /// That of the browser with this secret; `fault` is what is wrong with the code that was typed.
    pub(super) async fn of(state: &State, secret: &Secret, fault: &str) -> Result<Self, Problem> {
        let spare = state.access.spare(secret, state.public.texts).await.map_err(|failure| problem(&failure))?;
        Ok(match spare {
            Spare::Silent => Self::default(),
            Spare::Spared => Self { is_spared: true, ..Self::default() },
            Spare::Asks { addresses, is_sent, next } => {
                let words = (language::text("recover-code.field"), language::text("code-help"));
                let field = || FieldView::line(FIELD, words, "digits", "one-time-code", "", fault);
                Self {
                    is_asked: true,
                    addresses: addresses.join(", "),
                    code: (is_sent || !fault.is_empty()).then(field),
                    wait: next.map(wib_in_words).unwrap_or_default(),
                    action: language::path(CODE).into_owned(),
                    ..Self::default()
                }
            }
        })
    }
}

pub(in crate::pages) async fn act(
    extract::State(state): extract::State<Arc<State>>,
    mut request: Request,
) -> Result<Response, Problem> {
    let headers = request.headers().clone();
    DefaultBodyLimit::max(MAX_BODY_BYTES).apply(&mut request);
    let read = Form::<Sent>::from_request(request, &()).await;
    let Form(sent) = read.map_err(|rejection| unreadable(&rejection, MAX_BODY_BYTES))?;
    let Some(secret) = cookies::grant(&headers).filter(|secret| secret.form_token().is(&sent.csrf)) else {
        return Ok(to(GRANT_OVER));
    };
    if sent.action == "send_code" {
        state.access.send_spare(&secret, state.public.texts).await.map_err(|failure| problem(&failure))?;
        return Ok(to(NEW_PASSWORD));
    }
    let fault = match codes::Typed::read(&sent.code) {
        None => "code-unreadable",
        Some(typed) => match state.access.confirm_spare(&secret, &typed).await.map_err(|failure| problem(&failure))? {
            Compared::Right(_) => return Ok(to(NEW_PASSWORD)),
            Compared::Wrong => "code-wrong",
            Compared::Void => "code-void",
        },
    };
    new_password::draw(&state, &headers, Shown::of_code(language::text(fault)), StatusCode::UNPROCESSABLE_ENTITY).await
}
