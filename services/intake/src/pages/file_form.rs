//! `POST /formulir/{slug}`: takes a form that a person filled in. Shows the same form with everything kept and all that
//! is to be put right, then all that will be sent, and files it when the person sends it from there.

use std::sync::Arc;

use axum::extract::{self, Request};
use axum::response::{IntoResponse, Redirect, Response};
use documents::Checked;
use domain::{DocumentKind, FieldError, Form, Outcome, TicketNumber};
use http::{HeaderValue, StatusCode, header};
use web::{CutOff, Html, Path, Problem};

use super::already_filed::{AlreadyFiled, Earlier};
use super::check_page::CheckPage;
use super::form_page::{Filled, FormPage};
use super::questions::Question;
use super::receipt_reference::ReceiptReference;
use super::show_form::{closed, instead_of};
use super::try_again::{Try, Wish};
use super::{document_page, form_of};
use crate::accept::{self, Acceptance, Filing, Receipt, Step};
use crate::inspected::Documents;
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
        return instead_of(&state, form).ok_or_else(|| problems::self_service(&state.public, form));
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
    /// All that will be sent, with the status that says why it was not sent yet.
    Check(StatusCode, Filled),
    /// A document as it will be sent.
    Document(DocumentKind, Checked),
}

/// The form of somebody who sends too many, with what was typed: nothing of it is judged, no document is looked at.
/// When it cannot be read, only the problem is shown.
async fn give_back(state: &State, form: &'static Form, request: Request, too_many: Problem) -> Result<Next, Problem> {
    let Ok(tried) = Try::receive(state, form, request).await else { return Err(too_many) };
    let (wish, solved) = (tried.wish(), tried.solved());
    Ok(not_now(wish, &too_many, Filled { solved, ..tried.unread() }))
}

/// The page from which it was sent once more, to be sent when its time has come.
fn not_now(wish: Wish, too_many: &Problem, filled: Filled) -> Next {
    let trouble = Some(texts::pages::not_now(too_many.explanation()));
    once_more(wish, too_many.status(), Filled { trouble, seconds_to_wait: too_many.seconds_to_wait(), ..filled })
}

/// The page from which it was sent once more: nothing of it has to be put right.
fn once_more(wish: Wish, status: StatusCode, filled: Filled) -> Next {
    if wish == Wish::Send && !filled.documents_lost { Next::Check(status, filled) } else { Next::Form(status, filled) }
}

/// A form that did not arrive whole, with what did arrive: nothing of it is judged.
fn not_read(tried: Try, why: CutOff) -> Next {
    match why {
        CutOff::TooSlow => {
            let trouble = Some(language::text("form-too-slow").to_owned());
            Next::Form(StatusCode::REQUEST_TIMEOUT, Filled { trouble, ..tried.unread() })
        }
        CutOff::Crowded => busy(tried),
    }
}

/// The page of somebody for whom there is no place at this moment.
fn busy(tried: Try) -> Next {
    let (wish, solved) = (tried.wish(), tried.solved());
    too_busy(wish, Filled { solved, ..tried.unread() })
}

fn too_busy(wish: Wish, filled: Filled) -> Next {
    let trouble = Some(language::text("form-busy").to_owned());
    let filled = Filled { trouble, seconds_to_wait: problems::busy().seconds_to_wait(), ..filled };
    once_more(wish, StatusCode::SERVICE_UNAVAILABLE, filled)
}

async fn file(state: &State, form: &'static Form, request: Request) -> Result<Next, Problem> {
    let mut tried = Try::receive(state, form, request).await?;
    if let Some(why) = tried.cut_off() {
        return Ok(not_read(tried, why));
    }
    let wish = tried.wish();
    if let Wish::Show(kind) = wish {
        return show(state, &tried, kind).await;
    }
    if wish.judges()
        && tried.is_solved()
        && let Err(too_many) = tried.check_work(state)
    {
        let solved = tried.solved();
        return Ok(not_now(wish, &too_many, Filled { solved, ..tried.unread() }));
    }
    // Only now: a form that arrives slowly takes no place from anybody.
    let Ok(_place) = state.places.for_person(tried.network()).await else { return Ok(busy(tried)) };
    let examination = tried.examine(state).await?;
    let documents = Arc::clone(&examination.documents);
    if !wish.judges() {
        let errors = examination.faults_of_documents();
        let (known, solved) = (tried.known(state).await, tried.solved());
        let filled = tried.kept(state, &documents).await;
        return Ok(Next::Form(StatusCode::OK, Filled { errors, known, solved, ..filled }));
    }
    if tried.is_too_large() {
        let mut errors = examination.faults_of_documents();
        errors.push(FieldError {
            field: String::new(),
            code: "unread",
            message: language::text("form-unread").to_owned(),
        });
        let filled = tried.kept(state, &documents).await;
        return Ok(Next::Form(StatusCode::UNPROCESSABLE_ENTITY, Filled { errors, ..filled }));
    }
    match Filing::begin(state, tried.sender(), Some(tried.key()), examination).await {
        Ok(Step::Closed(closure)) => Ok(Next::Closed(closure)),
        Ok(Step::Faulty(faults)) => {
            let (errors, solved) = (faults.into_iter().map(|fault| fault.error).collect(), tried.solved());
            let filled = tried.kept(state, &documents).await;
            Ok(Next::Form(StatusCode::UNPROCESSABLE_ENTITY, Filled { errors, solved, ..filled }))
        }
        Ok(Step::Replayed(receipt)) => Ok(Next::Filed(Acceptance::Replayed(receipt))),
        Ok(Step::Asks(wrong)) => {
            let (errors, known) = (vec![texts::captcha().fault(wrong)], tried.known(state).await);
            let filled = tried.kept(state, &documents).await;
            Ok(Next::Form(StatusCode::UNPROCESSABLE_ENTITY, Filled { errors, known, ..filled }))
        }
        Ok(Step::Ready(filing)) => {
            let questions = tried.questions(filing.content(), &tried.known(state).await);
            let asks = !questions.is_empty();
            let shows_first = if wish == Wish::Send {
                asks && !tried.is_confirmed()
            } else {
                // Guidance is shown at once: no officer reads what was filled in.
                asks || form.outcome != Outcome::Guidance
            };
            if shows_first {
                return Ok(to_check(state, tried, &documents, questions).await);
            }
            match filing.file(state).await {
                Ok(acceptance) => Ok(Next::Filed(acceptance)),
                Err(refusal) => refused(state, tried, &documents, refusal).await,
            }
        }
        Err(refusal) => refused(state, tried, &documents, refusal).await,
    }
}

/// All that will be sent, with what looks unusual about it. Without its documents it cannot be sent from there, so the
/// person sees the form once more when they cannot be kept.
async fn to_check(state: &State, tried: Try, documents: &Documents, questions: Vec<Question>) -> Next {
    let (wish, solved) = (tried.wish(), tried.solved());
    let filled = Filled { questions, solved, ..tried.kept(state, documents).await };
    if filled.documents_lost {
        return too_busy(wish, filled);
    }
    // Sent without having said that it is meant so.
    let unconfirmed = wish == Wish::Send;
    Next::Check(if unconfirmed { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK }, filled)
}

/// A document that is kept, to the person whose page holds the key to it.
async fn show(state: &State, tried: &Try, kind: DocumentKind) -> Result<Next, Problem> {
    let draft = tried.draft().ok_or_else(Problem::not_found)?;
    let document = state.drafts.document(draft, kind).await.ok_or_else(Problem::not_found)?;
    Ok(Next::Document(kind, document))
}

/// There is no new ticket, or nobody knows: what the person is shown instead. The form is sent again under the same
/// name, except where that name is used for another submission.
async fn refused(state: &State, tried: Try, documents: &Documents, refusal: Refusal) -> Result<Next, Problem> {
    let (wish, solved) = (tried.wish(), tried.solved());
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
            Ok(not_now(wish, &too_many, Filled { solved, ..filled }))
        }
        Refusal::Unavailable => {
            Ok(away(wish, language::text("form-away"), Filled { solved, ..tried.kept(state, documents).await }))
        }
        Refusal::OutcomeUnknown => Ok(away(
            wish,
            language::text("form-outcome-unknown"),
            Filled { solved, ..tried.kept(state, documents).await },
        )),
        refusal @ Refusal::Internal(_) => Err(problems::refused(refusal, true, state.clock.now())),
    }
}

/// The page from which it was sent once more, since something is away.
fn away(wish: Wish, trouble: &str, filled: Filled) -> Next {
    once_more(wish, StatusCode::SERVICE_UNAVAILABLE, Filled { trouble: Some(trouble.to_owned()), ..filled })
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
            let page = Html::personal(FormPage::draw(state, form, filled)?).status(status).into_response();
            Ok(to_try_after(seconds, page))
        }
        Next::Check(status, filled) => {
            let seconds = filled.seconds_to_wait;
            let page = match CheckPage::draw(state, form, status, filled) {
                Ok(page) => Html::personal(page).status(status).into_response(),
                // Nothing of it was judged, and something is wrong.
                Err(filled) => Html::personal(FormPage::draw(state, form, *filled)?).status(status).into_response(),
            };
            Ok(to_try_after(seconds, page))
        }
        Next::Document(kind, document) => Ok(document_page::answer(kind, document)),
        Next::AlreadyFiled(earlier, filled) => Ok(Html::personal(AlreadyFiled::draw(state, form, &earlier, &filled))
            .status(StatusCode::CONFLICT)
            .into_response()),
        Next::Closed(closure) => Ok(closed(state, form, closure)),
    }
}

fn to_try_after(seconds: Option<u32>, mut answer: Response) -> Response {
    if let Some(seconds) = seconds {
        answer.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    answer
}

/// The receipt has an address of its own, so that loading it again sends nothing again.
fn to_receipt(state: &State, receipt: &Receipt) -> Result<Response, Problem> {
    let reference = ReceiptReference::of(receipt).seal(&state.vault).map_err(|error| Problem::internal(&error))?;
    Ok(Redirect::to(&language::path(&format!("/tiket/{reference}"))).into_response())
}

fn outcome(next: &Result<Next, Problem>) -> measures::Outcome {
    match next {
        Ok(Next::Filed(Acceptance::New(_))) => measures::Outcome::Accepted,
        Ok(Next::Filed(Acceptance::Replayed(_))) => measures::Outcome::Replayed,
        Ok(Next::Check(StatusCode::OK, _) | Next::Document(..)) => measures::Outcome::Checked,
        Ok(Next::Form(StatusCode::SERVICE_UNAVAILABLE, _) | Next::Check(StatusCode::SERVICE_UNAVAILABLE, _)) => {
            measures::Outcome::Unavailable
        }
        Err(problem) if problem.status() == StatusCode::INTERNAL_SERVER_ERROR => measures::Outcome::Failed,
        Err(problem) if problem.status() == StatusCode::SERVICE_UNAVAILABLE => measures::Outcome::Unavailable,
        Ok(Next::Form(..) | Next::Check(..) | Next::AlreadyFiled(..) | Next::Closed(_)) | Err(_) => {
            measures::Outcome::Refused
        }
    }
}
