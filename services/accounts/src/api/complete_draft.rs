//! `POST /api/v1/accounts/drafts/current/details`: the second step, which asks for the diploma, two pictures, and what
//! lets the person in later.

use std::sync::Arc;

use axum::extract::{self, Request};
use axum::response::Response;
use web::Problem;

use super::account_draft::{self, AccountDraft};
use super::{bearer, problems};
use crate::pages::completing::Tried;
use crate::pages::second_step;
use crate::state::State;

/// Tells the second step.
///
/// The parts are `diploma_name` (without titles), `ktp_birth_place`, `diploma_birth_place`, `diploma_birth_date`,
/// `gender` (`male` or `female`), `ktp` (JPEG or PDF) and `selfie` (JPEG) of at most 204,800 bytes each,
/// `selfie_source` (`camera` or `file`), `password` and `password_again`, `question_1` and `question_2` (1 to 8) with
/// `answer_1` and `answer_2`, `captcha_token` and `captcha`. All faults are told at once. A picture that is right is
/// kept, whatever else is wrong, and need not be sent again; with `keep` as `action` nothing else is judged. Password
/// and answers that were taken before stay when none of them is sent.
#[utoipa::path(
    post,
    path = "/api/v1/accounts/drafts/current/details",
    tag = "accounts",
    security(("account_draft_token" = [])),
    request_body(content = std::collections::HashMap<String, String>, content_type = "multipart/form-data"),
    responses(
        (status = 200, description = "The draft", body = AccountDraft),
        (status = 400, description = "`malformed`: not multipart, or broken",
            body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "`unauthorized`: no draft has this token, or it is over",
            body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "`draft_changed`: the first step was told anew meanwhile",
            body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "`invalid_fields`", body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "`too_many_requests`: after Retry-After seconds",
            body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "`unavailable`: after Retry-After seconds",
            body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn complete_draft(
    extract::State(state): extract::State<Arc<State>>,
    request: Request,
) -> Result<Response, Problem> {
    let network = state.public.network_of(&request);
    state.public.check_second_step(network)?;
    let (secret, draft) = bearer::draft(&state, request.headers()).await?;
    let mut tried = Tried::receive(&state, &draft, Some(network), request).await?;
    if tried.typed.value("action") != "keep" {
        tried.judge().await?.map_err(problems::not_completed)?;
    } else if let Some(refused) = tried.refusal() {
        return Err(problems::not_completed(refused));
    }
    let draft = second_step::draft_of(&state, &secret).await?.ok_or_else(bearer::unknown)?;
    account_draft::answer(&state, &draft).await
}
