//! `GET /api/v1/forms/{slug}/captcha`: issues a CAPTCHA for a submission without a channel's token.

use std::sync::Arc;

use axum::Json;
use axum::extract::{self, Request};
use captcha::Purpose;
use captcha::http::IssuedCaptcha;
use domain::{Outcome, catalogue};
use web::{Path, Problem};

use crate::problems;
use crate::state::State;

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
        (status = 422, description = "`self_service_elsewhere`: forms 04 and 05; the detail says where",
            body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "`too_many_requests`: after Retry-After seconds",
            body = Problem, content_type = "application/problem+json"),
        (status = 501, description = "`self_service_unavailable`: forms 04 and 05, where no accounts are served",
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
        return Err(problems::self_service(&state.public, form));
    }
    let network = state.public.network_of(&request);
    state.public.check_challenges(network)?;
    let work = state.public.work_for(network);
    let issued = state.captchas.issue_to_program(Purpose::Form(form.code), work);
    Ok(Json(issued.map_err(|error| Problem::internal(&error))?))
}
