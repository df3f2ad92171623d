//! `GET /api/v1/forms/{slug}/captcha`: issues a CAPTCHA for a submission without a channel's token.

use std::sync::Arc;

use axum::Json;
use axum::extract::{self, Request};
use captcha::{LIFETIME, Purpose};
use domain::{Outcome, catalogue};
use serde::Serialize;
use utoipa::ToSchema;
use web::{Path, Problem};

use crate::problems;
use crate::state::State;

/// A CAPTCHA, good for one submission of one form.
#[derive(Serialize, ToSchema)]
pub(crate) struct IssuedCaptcha {
    /// Goes with the submission as `captcha_token`.
    captcha_token: String,
    /// Where the code is drawn: a PNG.
    #[schema(example = "/captcha/….png")]
    picture: String,
    /// Where the same code is spoken: a WAV.
    #[schema(example = "/captcha/….wav")]
    sound: String,
    /// Bits of work that go with the submission as `captcha_work`; 0 as a rule, more for networks that send much. The
    /// work is a decimal number such that SHA-256 over the 32 bytes of SHA-256 over the token, and the number as eight
    /// bytes, begins with so many zero bits. Without it few submissions are taken.
    #[schema(example = 0)]
    work: u8,
    /// Seconds until it is over.
    #[schema(example = 1800)]
    expires_in: u64,
}

/// A new CAPTCHA for this form.
///
/// Its picture, or its sound, has the five characters that go with the submission as `captcha`. It counts once; a wrong
/// answer costs only itself.
#[utoipa::path(
    get,
    path = "/api/v1/forms/{slug}/captcha",
    tag = "forms",
    params(("slug" = inline(web::described::Slug), Path, description = "The form's slug, such as `status-bukan-pns`")),
    responses(
        (status = 200, description = "The CAPTCHA", body = IssuedCaptcha),
        (status = 404, description = "`unknown_form`", body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "`too_many_requests`: after Retry-After seconds",
            body = Problem, content_type = "application/problem+json"),
        (status = 501, description = "`self_service_unavailable`: forms 04 and 05",
            body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn show_captcha(
    extract::State(state): extract::State<Arc<State>>,
    Path(slug): Path<String>,
    request: Request,
) -> Result<Json<IssuedCaptcha>, Problem> {
    let form = catalogue::by_slug(&slug).ok_or_else(problems::unknown_form)?;
    if form.outcome == Outcome::SelfService {
        return Err(problems::self_service());
    }
    let network = state.public.network_of(&request);
    state.public.check_challenges(network)?;
    let work = state.public.work_for(network);
    let token = state.captchas.issue(Purpose::Form(form.code), work).map_err(|error| Problem::internal(&error))?;
    Ok(Json(IssuedCaptcha {
        picture: format!("/captcha/{token}.png"),
        sound: format!("/captcha/{token}.wav"),
        captcha_token: token,
        work,
        expires_in: LIFETIME.unsigned_abs().as_secs(),
    }))
}
