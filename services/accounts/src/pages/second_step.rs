//! `GET` and `POST /akun/buat/data`: the second step, which asks for the diploma, two pictures, and what lets the
//! person in later.

use std::sync::Arc;

use axum::extract::{self, Request};
use axum::response::{IntoResponse as _, Redirect, Response};
use captcha::Purpose;
use domain::FieldError;
use http::{HeaderMap, HeaderValue, StatusCode, header};
use uploads::{Accepts, Document, Received, Unreadable};
use web::Problem;

use super::second_page::{Shown, draw};
use super::second_typed::{PASSWORD, TEXTS, Typed, error};
use super::{attempt, check_step, cookies, file_problem, first_step, problem};
use crate::applicant::Applicant;
use crate::drafts::{Completed, Draft};
use crate::files::Kept;
use crate::periods::Standing;
use crate::state::State;
use crate::store::drafts::Secrets;
use crate::uploaded::{Kind, MOST_BYTES, Source, Uploaded};

/// Address of the page.
pub(super) const PATH: &str = "/akun/buat/data";

/// Largest text: the longest answer has 100 characters, and a token some kilobyte.
const MOST_TEXT_BYTES: usize = 8 * 1024;
/// Largest body: two pictures and what is around them.
const MOST_BODY_BYTES: usize = Kind::ALL.len() * MOST_BYTES + 64 * 1024;

pub(super) async fn show(
    extract::State(state): extract::State<Arc<State>>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let Some(draft) = draft(&state, &headers).await? else { return Ok(begin()) };
    let files = state.files.of(draft.id).await.map_err(|failure| file_problem(&failure))?;
    let typed = Typed::of(&draft.applicant, draft.questions);
    draw(&state, StatusCode::OK, &draft, &typed, &files, &Shown::default())
}

pub(super) async fn complete(
    extract::State(state): extract::State<Arc<State>>,
    request: Request,
) -> Result<Response, Problem> {
    let network = state.public.network_of(&request);
    state.public.check_second_step(network)?;
    let Some(draft) = draft(&state, request.headers()).await? else { return Ok(begin()) };
    let (received, is_whole) = match uploads::receive(request, &accepts()).await {
        Ok(received) => (received, None),
        Err(Unreadable::TooLarge { received, detail }) => (received, Some(detail)),
        Err(Unreadable::CutOff { received, .. }) => (received, Some(language::text("account-cut-off").to_owned())),
        Err(Unreadable::NotMultipart | Unreadable::Broken) => {
            return Err(Problem::bad_request(language::text("form-broken")));
        }
    };
    let Received { texts, attachments, faults, .. } = received;
    let typed = Typed(texts);
    let mut tried = Tried { state: &state, draft: &draft, typed: &typed, errors: Vec::new(), trouble: None };
    tried.errors.extend(faults.into_iter().map(|fault| fault.error));
    tried.trouble = is_whole;
    tried.keep(attachments, network).await;
    let files = state.files.of(draft.id).await.map_err(|failure| file_problem(&failure))?;
    if matches!(typed.value("action"), "new_code" | "keep") {
        return draw(&state, StatusCode::OK, &draft, &typed, &files, &Shown::default());
    }
    match tried.judge(&files).await? {
        Ok(()) => Ok(Redirect::to(&language::path(check_step::PATH)).into_response()),
        Err(refused) => {
            let status = refused.status;
            let mut response = draw(&state, status, &draft, &typed, &files, &refused.shown)?;
            if status == StatusCode::SERVICE_UNAVAILABLE {
                response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(5));
            }
            Ok(response)
        }
    }
}

/// The draft of the browser, if it is of the period that is open.
pub(super) async fn draft(state: &State, headers: &HeaderMap) -> Result<Option<Draft>, Problem> {
    let Standing::Open(period) = state.periods.standing(state.clock.now()) else { return Ok(None) };
    let Some(secret) = cookies::draft(headers) else { return Ok(None) };
    let found = state.drafts.find(&secret).await.map_err(|failure| problem(&failure))?;
    Ok(found.filter(|draft| draft.period_id == period.id))
}

/// The way back for a browser without a draft.
pub(super) fn begin() -> Response {
    Redirect::to(&language::path(first_step::PATH)).into_response()
}

fn accepts() -> Accepts {
    let document = |kind: Kind| Document { name: kind.as_str(), label: label(kind), most_bytes: MOST_BYTES };
    Accepts {
        texts: TEXTS.to_vec(),
        controls: &[],
        most_text_bytes: MOST_TEXT_BYTES,
        documents: Kind::ALL.map(document).to_vec(),
        most_body_bytes: MOST_BODY_BYTES,
    }
}

/// What people call a file.
pub(super) fn label(kind: Kind) -> &'static str {
    match kind {
        Kind::Ktp => language::text("account-ktp"),
        Kind::Selfie => language::text("account-selfie"),
    }
}

/// One try at the step.
struct Tried<'a> {
    state: &'a State,
    draft: &'a Draft,
    typed: &'a Typed,
    errors: Vec<FieldError>,
    /// What is wrong with no field in particular.
    trouble: Option<String>,
}

/// Why the step is not done.
struct Refused {
    status: StatusCode,
    shown: Shown,
}

impl Tried<'_> {
    /// Keeps the pictures that are right, whatever else is wrong: nobody chooses them twice.
    async fn keep(&mut self, attachments: Vec<uploads::Attachment>, network: std::net::IpAddr) {
        let inspected = match self.state.inspection.inspect(attachments, Some(network)).await {
            Ok(inspected) => inspected,
            Err(_ending) => {
                self.trouble = Some(language::text("account-away.detail").to_owned());
                return;
            }
        };
        for one in inspected {
            match one {
                Ok(uploads::Inspected { name, checked, .. }) => {
                    let Some(kind) = Kind::named(name) else { continue };
                    if let Some(fault) = unfit(kind, &checked) {
                        self.errors.push(error(name, "unfit_picture", fault));
                        continue;
                    }
                    let source = if kind == Kind::Selfie { self.typed.source() } else { Source::File };
                    let owner = (self.draft.id, &self.draft.key);
                    match self.state.files.keep(owner, (kind, source), &checked).await {
                        Ok(Kept::TooMany) => self.errors.push(error(name, "too_many", "account-files-too-many")),
                        Ok(Kept::Whole | Kept::Gone) => {}
                        Err(failure) => {
                            file_problem(&failure);
                            self.trouble = Some(language::text("account-away.detail").to_owned());
                        }
                    }
                }
                Err(uploads::Refused { name, refusal }) => self.errors.push(FieldError {
                    field: name.to_owned(),
                    code: refusal.code(),
                    message: refusal.message().to_owned(),
                }),
            }
        }
    }

    /// Judges all of it, and writes it down if nothing is wrong.
    async fn judge(mut self, files: &[Uploaded]) -> Result<Result<(), Refused>, Problem> {
        let (state, draft) = (self.state, self.draft);
        let today = state.clock.today_wib();
        let details = self.typed.details(today, &mut self.errors);
        for kind in Kind::ALL {
            let is_told = self.errors.iter().any(|error| error.field == kind.as_str());
            if !is_told && !files.iter().any(|file| file.kind == kind) {
                let missing = domain::FieldFault::Required;
                self.errors.push(FieldError::labelled(kind.as_str(), label(kind), missing));
            }
        }
        let told = details.clone().or_else(|| draft.applicant.details.clone());
        let personal = Applicant { details: told, ..draft.applicant.clone() }.personal();
        let stays = self.typed.chooses_nothing(draft.questions);
        let chosen = if stays { None } else { self.typed.chosen(&personal, &mut self.errors) };
        let mut faults = Vec::new();
        if let Some(chosen) = &chosen {
            match state.hasher.judge(&chosen.password, personal).await {
                Ok(found) => faults = found,
                Err(failure) => return Ok(Err(self.busy(&failure)?)),
            }
            if !faults.is_empty() {
                self.errors.push(error(PASSWORD, "weak_password", "account-password.weak"));
            }
        }
        let solved = state.public.captchas.check(Purpose::CreateAccount, &self.typed.answer());
        self.errors.extend(solved.as_ref().err().map(|wrong| attempt::captcha_texts().fault(*wrong)));
        let (Some(details), Ok(solved), true, None) = (details, &solved, self.errors.is_empty(), self.trouble.as_ref())
        else {
            let is_solved = solved.is_ok();
            return Ok(Err(self.refused(StatusCode::UNPROCESSABLE_ENTITY, faults, is_solved)));
        };
        let spent = state.spent_captchas.tell(solved, draft.id.as_bytes()).await;
        if !spent.map_err(|error| problem(&error.into()))? {
            self.errors.push(attempt::captcha_texts().spent());
            return Ok(Err(self.refused(StatusCode::UNPROCESSABLE_ENTITY, faults, false)));
        }
        let secrets = match &chosen {
            None => None,
            Some(chosen) => match hashed(state, chosen).await {
                Ok(secrets) => Some(secrets),
                Err(failure) => return Ok(Err(self.busy(&failure)?)),
            },
        };
        match state.drafts.complete(draft, details, secrets.as_ref()).await {
            Ok(Completed::Whole) => Ok(Ok(())),
            Ok(Completed::Gone) => {
                self.trouble = Some(language::text("account-draft-changed").to_owned());
                Ok(Err(self.refused(StatusCode::CONFLICT, faults, true)))
            }
            Err(failure) if failure.is_unavailable() => {
                self.trouble = Some(language::text("account-away.detail").to_owned());
                Ok(Err(self.refused(StatusCode::SERVICE_UNAVAILABLE, faults, true)))
            }
            Err(failure) => Err(problem(&failure)),
        }
    }

    /// Too many passwords are being computed; or a defect of ours.
    fn busy(mut self, failure: &credentials::Failure) -> Result<Refused, Problem> {
        if !failure.is_unavailable() {
            return Err(Problem::internal(failure));
        }
        self.trouble = Some(language::text("account-busy").to_owned());
        Ok(self.refused(StatusCode::SERVICE_UNAVAILABLE, Vec::new(), true))
    }

    fn refused(self, status: StatusCode, weak: Vec<credentials::PasswordFault>, is_solved: bool) -> Refused {
        let trouble = self.trouble.unwrap_or_default();
        Refused { status, shown: Shown { errors: self.errors, trouble, weak, is_solved } }
    }
}

/// What is wrong with a picture as such.
pub(super) fn unfit(kind: Kind, checked: &documents::Checked) -> Option<&'static str> {
    let Some((width, height)) = checked.picture_size() else {
        return (kind == Kind::Selfie).then_some("account-selfie.jpeg-only");
    };
    let (short, long) = kind.fewest_pixels();
    let (short, long) = (short.min(long), short.max(long));
    if width.min(height) < short || width.max(height) < long {
        return Some(match kind {
            Kind::Ktp => "account-ktp.too-small",
            Kind::Selfie => "account-selfie.too-small",
        });
    }
    let is_too_large = kind == Kind::Selfie && u64::from(width) * u64::from(height) > cards::MAX_SELFIE_PIXELS;
    is_too_large.then_some("account-selfie.too-large")
}

async fn hashed(state: &State, chosen: &super::second_typed::Chosen) -> Result<Secrets, credentials::Failure> {
    let [(first, one), (second, other)] = &chosen.answers;
    let password = state.hasher.hash(&chosen.password).await?;
    let answers =
        [(first.number(), state.answers.hash(one).await?), (second.number(), state.answers.hash(other).await?)];
    Ok(Secrets { password, answers })
}
