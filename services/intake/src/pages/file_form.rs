//! `POST /formulir/{slug}`: files a form that a person filled in. Leads to the receipt, or shows the same form with
//! everything kept and all that is to be put right.

use std::sync::Arc;

use axum::extract::{self, Request};
use axum::response::{IntoResponse, Redirect, Response};
use captcha::Wrong;
use domain::{Content, Form, Outcome, TicketNumber};
use http::{HeaderValue, StatusCode, header};
use web::{CutOff, Html, Path, Problem};

use super::already_filed::{AlreadyFiled, Earlier};
use super::form_of;
use super::form_page::{Filled, FormPage};
use super::known::Known;
use super::questions::Question;
use super::receipt_reference::ReceiptReference;
use super::show_form::{closed, instead_of};
use super::try_again::Try;
use crate::accept::{self, Acceptance, Filing, Receipt, Step};
use crate::inspection::Documents;
use crate::refusal::Refusal;
use crate::state::State;
use crate::store::filed_tickets::{self, FiledTicket};
use crate::{measures, problems, texts};

pub(super) async fn file_form(
    extract::State(state): extract::State<Arc<State>>,
    Path(slug): Path<String>,
    request: Request,
) -> Result<Response, Problem> {
    let form = form_of(&slug)?;
    if form.outcome == Outcome::SelfService {
        return instead_of(&state, form).ok_or_else(problems::self_service);
    }
    let next = match state.public.check_address(&request) {
        Ok(()) => Box::pin(file(&state, form, request)).await,
        Err(too_many) => Box::pin(give_back(&state, form, request, too_many)).await,
    };
    measures::count(form, outcome(&next));
    answer(&state, form, next?)
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
async fn give_back(state: &State, form: &'static Form, request: Request, too_many: Problem) -> Result<Next, Problem> {
    let Ok(tried) = Try::receive(state, form, request).await else { return Err(too_many) };
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

async fn file(state: &State, form: &'static Form, request: Request) -> Result<Next, Problem> {
    let mut tried = Try::receive(state, form, request).await?;
    if let Some(why) = tried.cut_off() {
        return Ok(not_read(tried, why));
    }
    if tried.is_sent()
        && tried.is_solved()
        && let Err(too_many) = tried.check_work(state)
    {
        let solved = tried.solved();
        return Ok(not_now(&too_many, Filled { solved, ..tried.unread() }));
    }
    // Only now: a form that arrives slowly takes no place from anybody.
    let Ok(_place) = state.places.for_person(tried.network()).await else {
        return Ok(Next::Form(StatusCode::SERVICE_UNAVAILABLE, busy(tried)));
    };
    let examination = tried.examine(state).await?;
    let documents = Arc::clone(&examination.documents);
    if !tried.is_sent() {
        let errors = examination.faults_of_documents();
        let (known, solved) = (tried.known(state).await, tried.solved());
        let filled = tried.kept(state, &documents).await;
        return Ok(Next::Form(StatusCode::OK, Filled { errors, known, solved, ..filled }));
    }
    match Filing::begin(state, tried.sender(), Some(tried.key()), examination).await {
        Ok(Step::Closed(closure)) => Ok(Next::Closed(closure)),
        Ok(Step::Faulty(faults)) => {
            let (errors, solved) = (faults.into_iter().map(|fault| fault.error).collect(), tried.solved());
            let filled = tried.kept(state, &documents).await;
            Ok(Next::Form(StatusCode::UNPROCESSABLE_ENTITY, Filled { errors, solved, ..filled }))
        }
        Ok(Step::Replayed(receipt)) => Ok(Next::Filed(Acceptance::Replayed(receipt))),
        Ok(Step::Asks(content, wrong)) => {
            let asked = Asked::about(state, &tried, &content).await;
            Ok(asked.form(state, tried, &documents, Some(wrong)).await)
        }
        Ok(Step::Ready(filing)) => {
            let asked = Asked::about(state, &tried, filing.content()).await;
            if !asked.questions.is_empty() {
                return Ok(asked.form(state, tried, &documents, None).await);
            }
            match filing.file(state).await {
                Ok(acceptance) => Ok(Next::Filed(acceptance)),
                Err(refusal) => refused(state, tried, &documents, refusal).await,
            }
        }
        Err(refusal) => refused(state, tried, &documents, refusal).await,
    }
}

/// What the person is asked before the form is filed.
struct Asked {
    known: Known,
    questions: Vec<Question>,
}

impl Asked {
    async fn about(state: &State, tried: &Try, content: &Content) -> Self {
        let known = tried.known(state).await;
        let questions = tried.questions(content, &known);
        Self { known, questions }
    }

    /// The form once more with the questions, and with a new CAPTCHA where the answer to the last one is wrong.
    async fn form(self, state: &State, tried: Try, documents: &Documents, wrong: Option<Wrong>) -> Next {
        let Self { known, questions } = self;
        let (errors, solved) = (wrong.map(|wrong| texts::CAPTCHA.fault(wrong)).into_iter().collect(), tried.solved());
        let filled = tried.kept(state, documents).await;
        Next::Form(StatusCode::UNPROCESSABLE_ENTITY, Filled { errors, questions, known, solved, ..filled })
    }
}

/// There is no new ticket, or nobody knows: what the person is shown instead. The form is sent again under the same
/// name, except where that name is used for another submission.
async fn refused(state: &State, tried: Try, documents: &Documents, refusal: Refusal) -> Result<Next, Problem> {
    let solved = tried.solved();
    match refusal {
        Refusal::Closed(closure) => Ok(Next::Closed(closure)),
        Refusal::OtherContent(number) => {
            let earlier = filed_before(state, number).await?;
            let filled = tried.kept(state, documents).await;
            let submission_id = state.clock.new_id().to_string();
            let repeat_of = accept::reference(&state.vault, number);
            Ok(Next::AlreadyFiled(Earlier::Own(earlier), Filled { submission_id, repeat_of, solved, ..filled }))
        }
        Refusal::AlreadyOpen(repeat_of) => {
            let filled = tried.kept(state, documents).await;
            Ok(Next::AlreadyFiled(Earlier::Open, Filled { repeat_of, solved, ..filled }))
        }
        Refusal::Faulty(faults) => {
            let errors = faults.into_iter().map(|fault| fault.error).collect();
            let filled = tried.kept(state, documents).await;
            Ok(Next::Form(StatusCode::UNPROCESSABLE_ENTITY, Filled { errors, ..filled }))
        }
        Refusal::TooMany(too_many) => {
            let filled = tried.kept(state, documents).await;
            Ok(not_now(&too_many, Filled { solved, ..filled }))
        }
        Refusal::Unavailable => Ok(away(texts::pages::AWAY, Filled { solved, ..tried.kept(state, documents).await })),
        Refusal::OutcomeUnknown => {
            Ok(away(texts::pages::OUTCOME_UNKNOWN, Filled { solved, ..tried.kept(state, documents).await }))
        }
        refusal @ Refusal::Internal(_) => Err(problems::refused(refusal, true, state.clock.now())),
    }
}

/// The form once more, since something is away.
fn away(trouble: &str, filled: Filled) -> Next {
    Next::Form(StatusCode::SERVICE_UNAVAILABLE, Filled { trouble: Some(trouble.to_owned()), ..filled })
}

/// A ticket that came of the same page.
async fn filed_before(state: &State, number: TicketNumber) -> Result<FiledTicket, Problem> {
    filed_tickets::find(&state.pool, number)
        .await
        .map_err(|error| problems::database(&error))?
        .ok_or_else(Problem::not_found)
}

fn answer(state: &State, form: &'static Form, next: Next) -> Result<Response, Problem> {
    match next {
        Next::Filed(Acceptance::New(receipt) | Acceptance::Replayed(receipt)) => to_receipt(state, &receipt),
        Next::Form(status, filled) => {
            let seconds = filled.seconds_to_wait;
            let mut answer = Html::personal(FormPage::draw(state, form, filled)?).status(status).into_response();
            if let Some(seconds) = seconds {
                answer.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
            }
            Ok(answer)
        }
        Next::AlreadyFiled(earlier, filled) => Ok(Html::personal(AlreadyFiled::draw(state, form, &earlier, filled))
            .status(StatusCode::CONFLICT)
            .into_response()),
        Next::Closed(closure) => Ok(closed(state, form, closure)),
    }
}

/// The receipt has an address of its own, so that loading it again sends nothing again.
fn to_receipt(state: &State, receipt: &Receipt) -> Result<Response, Problem> {
    let reference = ReceiptReference::of(receipt).seal(&state.vault).map_err(|error| Problem::internal(&error))?;
    Ok(Redirect::to(&format!("/tiket/{reference}")).into_response())
}

fn outcome(next: &Result<Next, Problem>) -> measures::Outcome {
    match next {
        Ok(Next::Filed(Acceptance::New(_))) => measures::Outcome::Accepted,
        Ok(Next::Filed(Acceptance::Replayed(_))) => measures::Outcome::Replayed,
        Ok(Next::Form(StatusCode::SERVICE_UNAVAILABLE, _)) => measures::Outcome::Unavailable,
        Err(problem) if problem.status() == StatusCode::INTERNAL_SERVER_ERROR => measures::Outcome::Failed,
        Err(problem) if problem.status() == StatusCode::SERVICE_UNAVAILABLE => measures::Outcome::Unavailable,
        Ok(Next::Form(..) | Next::AlreadyFiled(..) | Next::Closed(_)) | Err(_) => measures::Outcome::Refused,
    }
}
