//! `POST /api/v1/submissions/{slug}`: files a submission.

use std::sync::Arc;

use axum::Json;
use axum::extract::{self, Request};
use axum::response::{IntoResponse, Response};
use captcha::Purpose;
use captcha::http::{Answer, CODE_FIELD, TOKEN_FIELD, WORK_FIELD};
use domain::{Form, Outcome, catalogue};
use http::header::{AUTHORIZATION, LOCATION};
use http::{HeaderMap, StatusCode};
use uploads::Received;
use uuid::Uuid;
use web::{Path, Problem};

use super::receipt::TicketReceipt;
use crate::accept::{self, Acceptance, IdempotencyKey, Person, REPEAT_OF_FIELD, Repeats, Sender, Submission};
use crate::measures;
use crate::problems;
use crate::reception;
use crate::state::State;
use crate::texts;

/// What people send besides the fields of the form.
const CONTROLS: &[&str] = &[CODE_FIELD, TOKEN_FIELD, WORK_FIELD, REPEAT_OF_FIELD];

/// Files a submission with its documents: for an assisted channel with its token, for anybody else with a solved
/// CAPTCHA.
///
/// The parts of the body are named as `GET /api/v1/forms/{slug}` lists them: fields as text, documents as files of at
/// most 204,800 bytes each. All faults are told at once. With an `Idempotency-Key` a resend of the same submission
/// shows the same ticket.
///
/// Where `contact` of the form is not null, the body may have it too: an e-mail address or a mobile number at which the
/// person is told of the answer. It is sealed like the rest, and only its owner sees part of it again.
///
/// Without a channel's token the body also has `captcha_token`, from `GET /api/v1/forms/{slug}/captcha`, and `captcha`,
/// the code that it shows; where it asks for work, `captcha_work` too, or few are taken. Who has an open ticket of this
/// form already is answered 409, without its number: that stands on the receipt. The number, or the reference at the
/// end of `detail`, as `repeat_of` files another one beside it.
#[utoipa::path(
    post,
    path = "/api/v1/submissions/{slug}",
    tag = "submissions",
    security(("channel_token" = []), ()),
    params(
        ("slug" = inline(web::described::Slug), Path, description = "The form's slug, such as `status-bukan-pns`"),
        ("Idempotency-Key" = inline(Option<web::described::IdempotencyKey>), Header, description = "Names this \
            submission across resends: 1 to 255 visible ASCII characters"),
    ),
    request_body(
        content = std::collections::HashMap<String, String>,
        content_type = "multipart/form-data",
        description = "Fields and documents of the form, and those of the CAPTCHA; at most 40 parts and 884,736 bytes",
    ),
    responses(
        (status = 201, description = "Accepted",
            body = TicketReceipt, headers(("Location", description = "The ticket"))),
        (status = 200, description = "Accepted before, under the same key",
            body = TicketReceipt, headers(("Location", description = "The ticket"))),
        (status = 400, description = "`malformed`: not multipart, broken, or a wrong Idempotency-Key",
            body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "`unauthorized`: no known channel token, and no CAPTCHA",
            body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "`forbidden`: a revoked token or a desk's token. `game_day_not_allowed`: the \
            header `game-day` marks it as a load generator's, which this installation does not take",
            body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "`unknown_form`", body = Problem, content_type = "application/problem+json"),
        (status = 408, description = "`too_slow`: the body did not arrive in time",
            body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "`already_filed`: an open ticket of this person and form is there already",
            body = Problem, content_type = "application/problem+json"),
        (status = 413, description = "`document_too_large` or `body_too_large`",
            body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "`unsupported_document`",
            body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "`invalid_fields`, or `idempotency_conflict` when the key was used for another \
            submission, or `self_service_elsewhere`: forms 04 and 05; the detail says where",
            body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "`too_many_requests`: after Retry-After seconds",
            body = Problem, content_type = "application/problem+json"),
        (status = 501, description = "`self_service_unavailable`: forms 04 and 05, where no accounts are served",
            body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "`unavailable`: nothing was accepted, or a resend with the same key tells; after \
            Retry-After seconds. `form_closed`: closed for now; Retry-After where the reopening is known",
            body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn file_submission(
    extract::State(state): extract::State<Arc<State>>,
    Path(slug): Path<String>,
    request: Request,
) -> Result<Response, Problem> {
    let channel = if request.headers().contains_key(AUTHORIZATION) {
        Some(state.channels.admit(request.headers()).await?)
    } else {
        state.public.check_address(&request)?;
        None
    };
    let form = catalogue::by_slug(&slug).ok_or_else(problems::unknown_form)?;
    let filed = Box::pin(file(&state, form, channel, request)).await;
    measures::count(form, outcome(&filed));
    filed.map(answer)
}

async fn file(
    state: &State,
    form: &'static Form,
    channel: Option<Uuid>,
    request: Request,
) -> Result<Acceptance, Problem> {
    if form.outcome == Outcome::SelfService {
        return Err(problems::self_service(&state.public, form));
    }
    let key = idempotency_key(request.headers())?;
    let address = state.public.address(&request);
    let controls = if channel.is_some() { &[] } else { CONTROLS };
    let accepts = if state.public.offers_notices(form) {
        reception::accepts_with_address(form, controls)
    } else {
        reception::accepts(form, controls)
    };
    let mut received = uploads::receive(request, &accepts).await.map_err(problems::unreadable)?;
    let has_key = key.is_some();
    // A place is taken only now: a body that arrives slowly takes none from anybody.
    let accepted = if let Some(channel) = channel {
        let _place = state.places.for_channel().await?;
        accept::accept(state, Submission { form, sender: Sender::Channel(channel), key, received }).await
    } else {
        let (answer, repeats) = captcha_of(&mut received)?;
        if !state.captchas.is_worked(&answer) {
            state.public.check_unworked(address.network())?;
        }
        let _place = state.places.for_person(address.network()).await?;
        let captcha = state.captchas.check(Purpose::Form(form.code), &answer);
        let sender = Sender::Person(Person { captcha, repeats, address });
        accept::accept(state, Submission { form, sender, key, received }).await
    };
    accepted.map_err(|refusal| problems::refused(refusal, has_key, state.clock.now()))
}

/// What a person answered to the CAPTCHA, and the open ticket that they name. Who sends no token is nobody we know.
fn captcha_of(received: &mut Received) -> Result<(Answer, Option<Repeats>), Problem> {
    let mut controls = std::mem::take(&mut received.controls);
    let token =
        controls.remove(TOKEN_FIELD).ok_or_else(|| Problem::unauthorized().detail(texts::NEITHER_TOKEN_NOR_CAPTCHA))?;
    let mut control = |name: &str| controls.remove(name).unwrap_or_default();
    let answer = Answer { token, typed: control(CODE_FIELD), work: control(WORK_FIELD) };
    let repeats = controls.remove(REPEAT_OF_FIELD).and_then(|named| Repeats::read(&named));
    Ok((answer, repeats))
}

fn idempotency_key(headers: &HeaderMap) -> Result<Option<IdempotencyKey>, Problem> {
    let mut values = headers.get_all("idempotency-key").iter();
    match (values.next(), values.next()) {
        (None, _) => Ok(None),
        (Some(value), None) => IdempotencyKey::parse(value.as_bytes())
            .map(Some)
            .map_err(|_not_a_key| Problem::bad_request(texts::BAD_IDEMPOTENCY_KEY)),
        (Some(_), Some(_)) => Err(Problem::bad_request(texts::BAD_IDEMPOTENCY_KEY)),
    }
}

fn outcome(filed: &Result<Acceptance, Problem>) -> measures::Outcome {
    match filed {
        Ok(Acceptance::New(_)) => measures::Outcome::Accepted,
        Ok(Acceptance::Replayed(_)) => measures::Outcome::Replayed,
        Err(problem) if problem.status() == StatusCode::INTERNAL_SERVER_ERROR => measures::Outcome::Failed,
        Err(problem) if problem.status() == StatusCode::SERVICE_UNAVAILABLE => measures::Outcome::Unavailable,
        Err(_) => measures::Outcome::Refused,
    }
}

fn answer(accepted: Acceptance) -> Response {
    let (status, receipt) = match accepted {
        Acceptance::New(receipt) => (StatusCode::CREATED, receipt),
        Acceptance::Replayed(receipt) => (StatusCode::OK, receipt),
    };
    let location = format!("/api/v1/tickets/{}", receipt.number);
    (status, [(LOCATION, location)], Json(TicketReceipt::from(receipt))).into_response()
}
