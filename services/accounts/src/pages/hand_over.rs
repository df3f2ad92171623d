//! A phone takes the picture for a page on a device without a camera: `GET` and `POST /akun/buat/ponsel` show the
//! address as a QR code, and `GET` and `POST /akun/swafoto/{secret}` are the page on the phone.

use std::sync::Arc;

use askama::Template;
use axum::extract::{self, Path, Request};
use axum::response::{IntoResponse as _, Response};
use domain::time::wib_clock;
use http::{HeaderMap, StatusCode};
use uploads::{Accepts, Document, Received, Unreadable};
use vault::{DataKey, Secret};
use web::{DocumentView, Html, Page, Problem, SummaryLine};

use super::completing::{refused_as, unfit};
use super::second_step::{self, label};
use super::{file_problem, problem};
use crate::files::Kept;
use crate::state::State;
use crate::store::hand_overs::{self, HandOver};
use crate::uploaded::{Kind, MOST_BYTES, Source};

/// Address of the page that shows the way to the phone.
pub(super) const PATH: &str = "/akun/buat/ponsel";
/// Address of the page on the phone.
pub(super) const PHONE: &str = "/akun/swafoto/{secret}";

/// Largest body: one picture and what is around it.
const MOST_BODY_BYTES: usize = MOST_BYTES + 16 * 1024;

#[derive(Template)]
#[template(path = "hand_over.html")]
struct Way {
    page: Page,
    action: String,
    /// The address on the phone; empty before it was asked for.
    address: String,
    /// The same as a drawing.
    code: String,
    until: String,
}

#[derive(Template)]
#[template(path = "phone.html")]
struct OnThePhone {
    page: Page,
    action: String,
    errors: Vec<SummaryLine>,
    trouble: String,
    document: DocumentView,
    /// The picture is there.
    is_done: bool,
}

pub(super) async fn show(
    extract::State(state): extract::State<Arc<State>>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    if second_step::draft(&state, &headers).await?.is_none() {
        return Ok(second_step::begin());
    }
    Ok(draw_way(&state, None))
}

pub(super) async fn begin(
    extract::State(state): extract::State<Arc<State>>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let Some(draft) = second_step::draft(&state, &headers).await? else { return Ok(second_step::begin()) };
    let secret = Secret::new().map_err(|error| Problem::internal(&error))?;
    let now = state.clock.now();
    let begun = async {
        let mut transaction = state.pool.begin().await?;
        hand_overs::begin(&mut transaction, draft.id, &secret.hash(), now).await?;
        transaction.commit().await
    };
    begun.await.map_err(|error: sqlx::Error| problem(&error.into()))?;
    Ok(draw_way(&state, Some(&secret)))
}

fn draw_way(state: &State, secret: Option<&Secret>) -> Response {
    let address = secret
        .zip(state.public.url.as_deref())
        .map(|(secret, site)| format!("{site}{}", language::path(&PHONE.replace("{secret}", secret.expose()))));
    let until = state.clock.now().saturating_add(hand_overs::LASTS).map(wib_clock).unwrap_or_default();
    let page = Way {
        page: state.page(),
        action: language::path(PATH).into_owned(),
        code: address.as_deref().map(web::pages::qr_code).unwrap_or_default(),
        address: address.unwrap_or_default(),
        until,
    };
    Html::personal(page).into_response()
}

pub(super) async fn open(
    extract::State(state): extract::State<Arc<State>>,
    Path(secret): Path<String>,
) -> Result<Response, Problem> {
    let (secret, _hand_over) = find(&state, &secret).await?;
    Ok(Phone { state: &state, secret: &secret }.draw(StatusCode::OK, String::new(), String::new(), false))
}

pub(super) async fn take(
    extract::State(state): extract::State<Arc<State>>,
    Path(secret): Path<String>,
    request: Request,
) -> Result<Response, Problem> {
    let network = state.public.network_of(&request);
    state.public.check_second_step(network)?;
    let (secret, hand_over) = find(&state, &secret).await?;
    let phone = Phone { state: &state, secret: &secret };
    let refused = |error: String| phone.draw(StatusCode::UNPROCESSABLE_ENTITY, error, String::new(), false);
    let away = || {
        let trouble = language::text("account-away.detail").to_owned();
        phone.draw(StatusCode::SERVICE_UNAVAILABLE, String::new(), trouble, false)
    };
    let received = match uploads::receive(request, &accepts()).await {
        Ok(received) => received,
        Err(Unreadable::TooLarge { detail, .. }) => return Ok(refused(detail)),
        Err(Unreadable::CutOff { .. }) => return Ok(refused(language::text("account-cut-off").to_owned())),
        Err(Unreadable::NotMultipart | Unreadable::Broken) => {
            return Err(Problem::bad_request(language::text("form-broken")));
        }
    };
    let Received { attachments, faults, .. } = received;
    if let Some(fault) = faults.into_iter().next() {
        return Ok(refused(fault.error.message));
    }
    let Ok(inspected) = state.inspection.inspect(attachments, Some(network)).await else { return Ok(away()) };
    let checked = match inspected.into_iter().next() {
        None => return Ok(refused(language::text("account-selfie.missing").to_owned())),
        Some(Err(uploads::Refused { refusal, .. })) => {
            return Ok(refused(refused_as(Some(Kind::Selfie), refusal).to_owned()));
        }
        Some(Ok(inspected)) => inspected.checked,
    };
    if let Some(fault) = unfit(Kind::Selfie, &checked) {
        return Ok(refused(language::text(fault).to_owned()));
    }
    let key = data_key(&state, &hand_over)?;
    match state.files.keep((hand_over.draft, &key), (Kind::Selfie, Source::Phone), &checked).await {
        Ok(Kept::Whole) => {}
        Ok(Kept::TooMany) => return Ok(refused(language::text("account-files-too-many").to_owned())),
        Ok(Kept::Gone) => return Err(over()),
        Err(failure) if failure.is_unavailable() => return Ok(away()),
        Err(failure) => return Err(file_problem(&failure)),
    }
    // The picture is there whether or not this succeeds; the address works for ten minutes at most.
    if let Ok(mut connection) = state.pool.acquire().await {
        let ended = hand_overs::end(&mut connection, &secret.hash()).await;
        ended.map_err(|error| problem(&error.into()))?;
    }
    Ok(phone.draw(StatusCode::OK, String::new(), String::new(), true))
}

fn accepts() -> Accepts {
    let kind = Kind::Selfie;
    Accepts {
        texts: vec!["action", "selfie_source"],
        controls: &[],
        most_text_bytes: 1024,
        documents: vec![Document { name: kind.as_str(), label: label(kind), most_bytes: MOST_BYTES }],
        most_body_bytes: MOST_BODY_BYTES,
    }
}

async fn find(state: &State, secret: &str) -> Result<(Secret, HandOver), Problem> {
    let secret = Secret::read(secret).ok_or_else(over)?;
    let found = hand_overs::find(&state.pool, &secret.hash(), state.clock.now()).await;
    let hand_over = found.map_err(|error| problem(&error.into()))?.ok_or_else(over)?;
    Ok((secret, hand_over))
}

fn data_key(state: &State, hand_over: &HandOver) -> Result<DataKey, Problem> {
    state.vault.open_data_key(&hand_over.data_key).map_err(|error| Problem::internal(&error))
}

/// The address works no more, or never did.
fn over() -> Problem {
    Problem::new(StatusCode::NOT_FOUND, "not_found", language::text("account-phone-over"))
        .detail(language::text("account-phone-over.detail"))
}

/// The page on the phone.
struct Phone<'a> {
    state: &'a State,
    secret: &'a Secret,
}

impl Phone<'_> {
    fn draw(&self, status: StatusCode, error: String, trouble: String, is_done: bool) -> Response {
        let name = Kind::Selfie.as_str();
        let line = SummaryLine { target: name.to_owned(), text: error.clone() };
        let page = OnThePhone {
            page: self.state.page(),
            action: language::path(&PHONE.replace("{secret}", self.secret.expose())).into_owned(),
            errors: if error.is_empty() { Vec::new() } else { vec![line] },
            trouble,
            document: DocumentView {
                name,
                label: label(Kind::Selfie),
                note: language::text("account-selfie.note"),
                required: true,
                error,
                kept_name: String::new(),
                kept_size: String::new(),
            },
            is_done,
        };
        Html::personal(page).status(status).into_response()
    }
}
