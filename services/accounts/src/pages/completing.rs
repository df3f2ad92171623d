//! One try at the second step, by a page or by a program: what is kept, what is judged, and how it ends.

use std::net::IpAddr;

use axum::extract::Request;
use captcha::Purpose;
use credentials::PasswordFault;
use documents::{Checked, Refusal};
use domain::FieldError;
use http::StatusCode;
use uploads::{Accepts, Document, Received, Unreadable};
use web::Problem;

use super::second_step::label;
use super::second_typed::{Chosen, PASSWORD, TEXTS, Typed, error};
use super::{attempt, file_problem, problem};
use crate::drafts::{Completed, Draft};
use crate::files::Kept;
use crate::state::State;
use crate::store::drafts::Secrets;
use crate::uploaded::{Kind, MOST_BYTES, Source, Uploaded};
use applicants::Applicant;

/// Largest text: the longest answer has 100 characters, and a token some kilobyte.
const MOST_TEXT_BYTES: usize = 8 * 1024;
/// Largest body: two pictures and what is around them.
const MOST_BODY_BYTES: usize = Kind::ALL.len() * MOST_BYTES + 64 * 1024;

/// One try at the step.
pub(crate) struct Tried<'a> {
    state: &'a State,
    draft: &'a Draft,
    pub(crate) typed: Typed,
    /// The pictures that the draft has by now.
    pub(crate) files: Vec<Uploaded>,
    errors: Vec<FieldError>,
    /// What is wrong with no field in particular.
    trouble: Option<String>,
}

/// Why the step is not done.
pub(crate) struct Refused {
    pub(crate) status: StatusCode,
    pub(crate) shown: Shown,
}

/// What is shown about a try.
#[derive(Default)]
pub(crate) struct Shown {
    pub(crate) errors: Vec<FieldError>,
    /// What is wrong with no field in particular.
    pub(crate) trouble: String,
    /// What is to be better about the password.
    pub(crate) weak: Vec<PasswordFault>,
    /// Whether the answer to the code was right, and may be sent again.
    pub(crate) is_solved: bool,
}

impl<'a> Tried<'a> {
    /// Reads the form, and keeps the pictures in it that are right. Without a network nobody looks at them.
    ///
    /// # Errors
    /// For what is no form, and when the database or the object store is away.
    pub(crate) async fn receive(
        state: &'a State,
        draft: &'a Draft,
        network: Option<IpAddr>,
        request: Request,
    ) -> Result<Self, Problem> {
        let (received, trouble) = match uploads::receive(request, &accepts()).await {
            Ok(received) => (received, None),
            Err(Unreadable::TooLarge { received, detail }) => (received, Some(detail)),
            Err(Unreadable::CutOff { received, .. }) => (received, Some(language::text("account-cut-off").to_owned())),
            Err(Unreadable::NotMultipart | Unreadable::Broken) => {
                return Err(Problem::bad_request(language::text("form-broken")));
            }
        };
        let Received { texts, attachments, faults, .. } = received;
        let errors = faults.into_iter().map(|fault| fault.error).collect();
        let mut tried = Self { state, draft, typed: Typed(texts), files: Vec::new(), errors, trouble };
        if let Some(network) = network {
            tried.keep(attachments, network).await;
        }
        tried.files = state.files.of(draft.id).await.map_err(|failure| file_problem(&failure))?;
        Ok(tried)
    }

    /// Keeps the pictures that are right, whatever else is wrong: nobody chooses them twice.
    async fn keep(&mut self, attachments: Vec<uploads::Attachment>, network: IpAddr) {
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
                    message: refused_as(Kind::named(name), refusal).to_owned(),
                }),
            }
        }
    }

    /// Judges all of it, and writes it down if nothing is wrong.
    ///
    /// # Errors
    /// When the database is away before anything was judged, or something of ours is wrong.
    pub(crate) async fn judge(&mut self) -> Result<Result<(), Refused>, Problem> {
        let (state, draft) = (self.state, self.draft);
        let today = state.clock.today_wib();
        let details = self.typed.details(today, &mut self.errors);
        for kind in Kind::ALL {
            let is_told = self.errors.iter().any(|error| error.field == kind.as_str());
            if !is_told && !self.files.iter().any(|file| file.kind == kind) {
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

    /// What was wrong with the pictures and the form as such, before anything else is judged.
    pub(crate) fn refusal(&mut self) -> Option<Refused> {
        let is_wrong = !self.errors.is_empty() || self.trouble.is_some();
        is_wrong.then(|| self.refused(StatusCode::UNPROCESSABLE_ENTITY, Vec::new(), false))
    }

    /// Too many passwords are being computed; or a defect of ours.
    fn busy(&mut self, failure: &credentials::Failure) -> Result<Refused, Problem> {
        if !failure.is_unavailable() {
            return Err(Problem::internal(failure));
        }
        self.trouble = Some(language::text("account-busy").to_owned());
        Ok(self.refused(StatusCode::SERVICE_UNAVAILABLE, Vec::new(), true))
    }

    fn refused(&mut self, status: StatusCode, weak: Vec<PasswordFault>, is_solved: bool) -> Refused {
        let (errors, trouble) = (std::mem::take(&mut self.errors), self.trouble.take().unwrap_or_default());
        Refused { status, shown: Shown { errors, trouble, weak, is_solved } }
    }
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

/// Why a file was not taken. Of a selfie the usual words would say that it may be a PDF.
pub(super) fn refused_as(kind: Option<Kind>, refusal: Refusal) -> &'static str {
    let is_no_picture = kind == Some(Kind::Selfie) && refusal == Refusal::UnknownType;
    if is_no_picture { language::text("account-selfie.jpeg-only") } else { refusal.message() }
}

/// What is wrong with a picture as such.
pub(super) fn unfit(kind: Kind, checked: &Checked) -> Option<&'static str> {
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

async fn hashed(state: &State, chosen: &Chosen) -> Result<Secrets, credentials::Failure> {
    let [(first, one), (second, other)] = &chosen.answers;
    let password = state.hasher.hash(&chosen.password).await?;
    let answers =
        [(first.number(), state.answers.hash(one).await?), (second.number(), state.answers.hash(other).await?)];
    Ok(Secrets { password, answers })
}
