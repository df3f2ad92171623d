//! `POST /formulir/{slug}`: a form that a person filled in. Ends in a redirect to the receipt, or in the same form with
//! everything kept and all that is to be put right.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use captcha::Wrong;
use domain::{Form, Outcome, TicketNumber};
use web::{ClientAddress, CutOff, Html, Path, Problem};

use super::already_filed::{AlreadyFiled, Earlier};
use super::form_of;
use super::form_page::{Filled, FormPage};
use super::receipt_reference::ReceiptReference;
use super::show_form::{closed, instead_of};
use super::try_again::Try;
use crate::accept::{self, Acceptance, Examination, Filing, Receipt, Refusal};
use crate::public::PUBLIC_CHANNEL;
use crate::store::filed_tickets::{self, FiledTicket};
use crate::{Intake, metrics, problems, texts};

pub(super) async fn file_form(
    State(intake): State<Arc<Intake>>,
    Path(slug): Path<String>,
    request: Request,
) -> Result<Response, Problem> {
    let form = form_of(&slug)?;
    if form.outcome == Outcome::SelfService {
        return instead_of(&intake, form).ok_or_else(problems::self_service);
    }
    let address = intake.public.address(&request);
    let next = match intake.public.check_address(&request) {
        Ok(()) => Box::pin(file(&intake, form, request, address)).await,
        Err(too_many) => Box::pin(give_back(&intake, form, request, too_many)).await,
    };
    metrics::count(form, outcome(&next));
    answer(&intake, form, next?)
}

/// What the person sees next.
enum Next {
    Filed(Acceptance),
    /// The form once more, with the status that says why.
    Form(StatusCode, Filled),
    /// The same was filed before: by the person's own page, which is shown its ticket, or by who knows, who is shown
    /// none.
    AlreadyFiled(Earlier, Filled),
    Closed(notices::Closure),
}

/// The form of somebody who sends too many, with what was typed: nothing of it is judged, no document is looked at.
/// When it cannot be read, only the problem is shown.
async fn give_back(intake: &Intake, form: &'static Form, request: Request, too_many: Problem) -> Result<Next, Problem> {
    let Ok(tried) = Try::receive(intake, form, request).await else { return Err(too_many) };
    let solved = tried.solved();
    Ok(not_now(&too_many, Filled { solved, ..tried.unread() }))
}

/// The form once more, to be sent when its time has come.
fn not_now(too_many: &Problem, filled: Filled) -> Next {
    let trouble = Some(texts::pages::not_now(too_many.explanation()));
    Next::Form(too_many.status(), Filled { trouble, seconds_to_wait: too_many.seconds_to_wait(), ..filled })
}

/// A form that did not arrive whole, with what did arrive: nothing of it is judged.
fn not_read(tried: Try, why: CutOff) -> Next {
    match why {
        CutOff::TooSlow => {
            let trouble = Some(texts::pages::TOO_SLOW.to_owned());
            Next::Form(StatusCode::REQUEST_TIMEOUT, Filled { trouble, ..tried.unread() })
        }
        CutOff::Crowded => Next::Form(StatusCode::SERVICE_UNAVAILABLE, busy(tried)),
    }
}

/// The form of somebody for whom there is no place at this moment.
fn busy(tried: Try) -> Filled {
    let (trouble, solved) = (Some(texts::pages::BUSY.to_owned()), tried.solved());
    Filled { trouble, solved, seconds_to_wait: problems::busy().seconds_to_wait(), ..tried.unread() }
}

async fn file(intake: &Intake, form: &'static Form, request: Request, address: ClientAddress) -> Result<Next, Problem> {
    let mut tried = Try::receive(intake, form, request).await?;
    if let Some(why) = tried.cut_off() {
        return Ok(not_read(tried, why));
    }
    if tried.is_sent()
        && tried.code().is_ok()
        && let Err(too_many) = tried.check_work(intake)
    {
        let solved = tried.solved();
        return Ok(not_now(&too_many, Filled { solved, ..tried.unread() }));
    }
    // Only now: a form that arrives slowly takes no place from anybody.
    let Ok(_place) = intake.places.for_person(tried.network()).await else {
        return Ok(Next::Form(StatusCode::SERVICE_UNAVAILABLE, busy(tried)));
    };
    let examination = tried.examine(intake).await?;
    if !tried.is_sent() {
        let errors = examination.faults_of_documents();
        let (known, solved) = (tried.known(intake).await, tried.solved());
        let filled = tried.kept(intake, &examination.documents).await;
        return Ok(Next::Form(StatusCode::OK, Filled { errors, known, solved, ..filled }));
    }
    let code = tried.code();
    let solved = code.is_ok().then(|| tried.captcha().clone());
    let examined = match examination.whole() {
        Ok(examined) => examined,
        Err(faulty) => return Ok(faulty_form(intake, form, tried, *faulty, code.err()).await),
    };

    let mut filing = Filing::new(intake, PUBLIC_CHANNEL, Some(tried.key()), examined);
    match filing.earlier(intake).await {
        Ok(Some(receipt)) => return Ok(Next::Filed(Acceptance::Replayed(receipt))),
        Ok(None) => {}
        Err(Refusal::OtherContent(number)) => {
            let earlier = filed_before(intake, number).await?;
            let filled = tried.kept(intake, filing.documents()).await;
            let submission_id = intake.clock.new_id().to_string();
            let repeat_of = accept::reference(&intake.vault, number);
            return Ok(Next::AlreadyFiled(
                Earlier::Own(earlier),
                Filled { submission_id, repeat_of, solved, ..filled },
            ));
        }
        Err(refusal) => return in_trouble(intake, tried, &filing, refusal).await,
    }
    if let Some(closure) = intake.notices.closure(form.code) {
        return Ok(Next::Closed(closure));
    }

    let known = tried.known(intake).await;
    let questions = tried.questions(filing.content(), &known);
    let code = match code {
        Ok(code) if questions.is_empty() => code,
        code => {
            let errors = code.err().map(|wrong| texts::CAPTCHA.fault(wrong)).into_iter().collect();
            let filled = tried.kept(intake, filing.documents()).await;
            return Ok(Next::Form(
                StatusCode::UNPROCESSABLE_ENTITY,
                Filled { errors, questions, known, solved, ..filled },
            ));
        }
    };
    match filing.file_for_person(intake, code, tried.repeats().as_ref(), address).await {
        Ok(acceptance) => Ok(Next::Filed(acceptance)),
        Err(Refusal::AlreadyOpen(repeat_of)) => {
            let filled = tried.kept(intake, filing.documents()).await;
            Ok(Next::AlreadyFiled(Earlier::Open, Filled { repeat_of, solved, ..filled }))
        }
        Err(refusal) => in_trouble(intake, tried, &filing, refusal).await,
    }
}

/// Everything that is wrong, at once.
async fn faulty_form(
    intake: &Intake,
    form: &'static Form,
    tried: Try,
    examination: Examination,
    wrong_code: Option<Wrong>,
) -> Next {
    if let Some(closure) = intake.notices.closure(form.code) {
        return Next::Closed(closure);
    }
    let solved = wrong_code.is_none().then(|| tried.captcha().clone());
    let filled = tried.kept(intake, &examination.documents).await;
    let faults = examination.faults.into_iter().map(|fault| fault.error);
    let errors = faults.chain(wrong_code.map(|wrong| texts::CAPTCHA.fault(wrong))).collect();
    Next::Form(StatusCode::UNPROCESSABLE_ENTITY, Filled { errors, solved, ..filled })
}

/// Nothing was filed, or nobody knows: the form once more, to be sent again under the same name.
async fn in_trouble(intake: &Intake, tried: Try, filing: &Filing, refusal: Refusal) -> Result<Next, Problem> {
    let (status, errors, trouble) = match refusal {
        Refusal::Closed(closure) => return Ok(Next::Closed(closure)),
        Refusal::Faulty(faults) => {
            (StatusCode::UNPROCESSABLE_ENTITY, faults.into_iter().map(|fault| fault.error).collect(), None)
        }
        Refusal::Unavailable => (StatusCode::SERVICE_UNAVAILABLE, Vec::new(), Some(texts::pages::AWAY.to_owned())),
        Refusal::OutcomeUnknown => {
            (StatusCode::SERVICE_UNAVAILABLE, Vec::new(), Some(texts::pages::OUTCOME_UNKNOWN.to_owned()))
        }
        Refusal::TooMany(too_many) => {
            let solved = Some(tried.captcha().clone());
            let filled = tried.kept(intake, filing.documents()).await;
            return Ok(not_now(&too_many, Filled { solved, ..filled }));
        }
        refusal @ (Refusal::OtherContent(_) | Refusal::AlreadyOpen(_) | Refusal::Internal(_)) => {
            return Err(problems::refused(refusal, true, intake.clock.now()));
        }
    };
    let solved = trouble.is_some().then(|| tried.captcha().clone());
    let filled = tried.kept(intake, filing.documents()).await;
    Ok(Next::Form(status, Filled { errors, trouble, solved, ..filled }))
}

/// A ticket that came of the same page.
async fn filed_before(intake: &Intake, number: TicketNumber) -> Result<FiledTicket, Problem> {
    filed_tickets::find(&intake.pool, number)
        .await
        .map_err(|error| problems::database(&error))?
        .ok_or_else(Problem::not_found)
}

fn answer(intake: &Intake, form: &'static Form, next: Next) -> Result<Response, Problem> {
    match next {
        Next::Filed(Acceptance::New(receipt) | Acceptance::Replayed(receipt)) => to_receipt(intake, &receipt),
        Next::Form(status, filled) => {
            let seconds = filled.seconds_to_wait;
            let mut answer = Html::personal(FormPage::draw(intake, form, filled)?).status(status).into_response();
            if let Some(seconds) = seconds {
                answer.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
            }
            Ok(answer)
        }
        Next::AlreadyFiled(earlier, filled) => Ok(Html::personal(AlreadyFiled::draw(intake, form, &earlier, filled))
            .status(StatusCode::CONFLICT)
            .into_response()),
        Next::Closed(closure) => Ok(closed(intake, form, closure)),
    }
}

/// The receipt has an address of its own, so that loading it again sends nothing again.
fn to_receipt(intake: &Intake, receipt: &Receipt) -> Result<Response, Problem> {
    let reference = ReceiptReference::of(receipt).seal(&intake.vault).map_err(|error| Problem::internal(&error))?;
    Ok(Redirect::to(&format!("/tiket/{reference}")).into_response())
}

fn outcome(next: &Result<Next, Problem>) -> metrics::Outcome {
    match next {
        Ok(Next::Filed(Acceptance::New(_))) => metrics::Outcome::Accepted,
        Ok(Next::Filed(Acceptance::Replayed(_))) => metrics::Outcome::Replayed,
        Ok(Next::Form(StatusCode::SERVICE_UNAVAILABLE, _)) => metrics::Outcome::Unavailable,
        Err(problem) if problem.status() == StatusCode::INTERNAL_SERVER_ERROR => metrics::Outcome::Failed,
        Err(problem) if problem.status() == StatusCode::SERVICE_UNAVAILABLE => metrics::Outcome::Unavailable,
        Ok(Next::Form(..) | Next::AlreadyFiled(..) | Next::Closed(_)) | Err(_) => metrics::Outcome::Refused,
    }
}
