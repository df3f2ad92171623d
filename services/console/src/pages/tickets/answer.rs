//! `POST /petugas/tiket/{number}/jawaban`: answers a ticket or corrects its answer. Other buttons of the same form show
//! the answer as the applicant will see it, put a template in, or keep what the officer has written so far.

use axum::response::{IntoResponse as _, Redirect, Response};
use desk::{Caller, Compared, Digits, Refusal};
use domain::{Desk, TicketNumber};
use http::StatusCode;
use officers::Officer;
use runtime::telemetry::cause;
use serde::Deserialize;
use uuid::Uuid;
use web::Path;

use super::ticket_number::number;
use super::ticket_page::{self, About, Trouble, Writing};
use crate::done::Done;
use crate::pages::SignedForm;
use crate::pages::addresses::{self, TICKETS};
use crate::pages::form_values::template;
use crate::problems::{Error, unknown_choice};
use crate::state::caller;
use crate::{State, texts, work};

/// What the officer wrote, and which button was pressed.
#[derive(Deserialize)]
pub(in crate::pages) struct Written {
    #[serde(default)]
    jawaban: String,
    /// The revision that this one corrects; empty for a first answer.
    #[serde(default)]
    koreksi: String,
    /// The desk whose next ticket is wanted.
    #[serde(default)]
    meja: String,
    /// The template to put in.
    #[serde(default)]
    templat: String,
    /// The template that the text came from, if any.
    #[serde(default)]
    dari_templat: String,
    /// How many replies of the applicant the page showed.
    #[serde(default)]
    balasan: Option<i64>,
    /// Not empty: sixteen digits in a row are meant to be there.
    #[serde(default)]
    dengan_angka: String,
    #[serde(default)]
    aksi: Button,
}

/// The buttons of the form.
#[derive(Clone, Copy, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
enum Button {
    /// Answer.
    #[default]
    Jawab,
    /// Answer, then take the next ticket.
    JawabLanjut,
    /// Show it as the applicant will see it.
    Pratinjau,
    /// Put the chosen template in.
    PakaiTemplat,
    /// Keep it for later.
    Simpan,
    /// The page's script keeps it while one types.
    SimpanOtomatis,
}

pub(in crate::pages) async fn answer(
    state: State,
    Path(text): Path<String>,
    SignedForm { officer, form }: SignedForm<Written>,
) -> Result<Response, Error> {
    let number = number(&text)?;
    let caller = caller(&officer);
    let from = work::template_of_ticket(&state.desks, number, template(&form.dari_templat)?).await?;
    match form.aksi {
        Button::Jawab | Button::JawabLanjut => send(&state, &officer, &caller, number, form, from).await,
        Button::Simpan => {
            work::keep_draft(&state.desks, &caller, number, &form.jawaban, from).await?;
            Ok(Redirect::to(&Done::Drafted.then(&addresses::ticket(number), number)).into_response())
        }
        Button::SimpanOtomatis => {
            work::keep_draft(&state.desks, &caller, number, &form.jawaban, from).await?;
            Ok(StatusCode::NO_CONTENT.into_response())
        }
        Button::Pratinjau => {
            work::keep_draft(&state.desks, &caller, number, &form.jawaban, from).await?;
            let writing = Writing { text: Some(form.jawaban), from, previewed: true, ..Writing::default() };
            ticket_page::show_again(&state, &officer, number, writing).await
        }
        Button::PakaiTemplat => {
            let template = template(&form.templat)?;
            let writing = Writing { text: Some(form.jawaban), template, from, ..Writing::default() };
            ticket_page::show_again(&state, &officer, number, writing).await
        }
    }
}

/// What was written and not sent.
struct Kept {
    text: String,
    /// The template that it came from, if any.
    from: Option<Uuid>,
}

impl From<Kept> for Writing {
    fn from(kept: Kept) -> Self {
        Self { text: Some(kept.text), from: kept.from, ..Self::default() }
    }
}

async fn send(
    state: &State,
    officer: &Officer,
    caller: &Caller,
    number: TicketNumber,
    form: Written,
    from: Option<Uuid>,
) -> Result<Response, Error> {
    // Whatever else was asked for is looked at before anything is sent.
    let next_desk = if matches!(form.aksi, Button::JawabLanjut) {
        Some(form.meja.parse().ok().filter(|desk| caller.may_see(*desk)).ok_or(Refusal::UnknownDesk)?)
    } else {
        None
    };
    let corrects = match form.koreksi.as_str() {
        "" => None,
        revision => Some(revision.parse::<i32>().map_err(|_no_number| unknown_choice())?),
    };
    // Who does not hold it any more is told so first, and not what is to be mended in words that cannot be sent.
    if desk::holder(&state.desks, caller, number).await?.is_some() {
        return late(state, officer, caller, number, Kept { text: form.jawaban, from }, Refusal::ClaimedByAnother)
            .await;
    }
    // A reply that came in since the page was drawn is read before anything is answered.
    if desk::replied_since(&state.desks, number, form.balasan).await? {
        return late(state, officer, caller, number, Kept { text: form.jawaban, from }, Refusal::ReplyUnread).await;
    }
    let words =
        match desk::fitting(&state.desks, caller, number, &form.jawaban, Digits::of(!form.dengan_angka.is_empty()))
            .await?
        {
            Ok(words) => words.from_template(from),
            Err(fault) => {
                return unfit(state, officer, number, Kept { text: form.jawaban, from }, texts::unfit(&fault)).await;
            }
        };
    if let Some(revision) = corrects
        && matches!(
            desk::compare_answer(&state.desks, caller, number, revision, words.text()).await?,
            Compared::Same { .. }
        )
    {
        return unfit(
            state,
            officer,
            number,
            Kept { text: form.jawaban, from },
            texts::UNCHANGED_CORRECTION.to_owned(),
        )
        .await;
    }
    match desk::answer(&state.desks, caller, number, &words, corrects).await {
        Ok(_) => {}
        Err(
            refusal @ (Refusal::ClaimedByAnother
            | Refusal::AlreadyAnswered
            | Refusal::OutdatedCorrection
            | Refusal::AwaitsAccounts
            | Refusal::ReplyUnread),
        ) => {
            return late(state, officer, caller, number, Kept { text: form.jawaban, from }, refusal).await;
        }
        Err(refusal) => return Err(refusal.into()),
    }
    // From here on the answer is given: whatever fails now, the officer reads that it was sent.
    let done = if corrects.is_some() { Done::Corrected } else { Done::Answered };
    let to = match next_desk {
        Some(desk) => after_next(state, caller, desk, number).await,
        None => done.then(&addresses::ticket(number), number),
    };
    Ok(Redirect::to(&to).into_response())
}

/// Takes the desk's next ticket, or another desk's where none waits there, and leads to it; or to the list where none
/// waits at all or could be taken.
async fn after_next(state: &State, caller: &Caller, desk: Desk, answered: TicketNumber) -> String {
    let list = format!("{TICKETS}?meja={desk}");
    let next = match desk::claim_next(&state.desks, caller, desk).await {
        Ok(None) => desk::claim_next_of_all(&state.desks, caller).await,
        taken => taken,
    };
    match next {
        Ok(Some(case)) => Done::Answered.then(&addresses::ticket(case.number), answered),
        Ok(None) => Done::AnsweredLast.then(TICKETS, answered),
        Err(error) => {
            tracing::warn!(error = cause(&error), "an answer was sent, the next ticket not taken");
            Done::Answered.then(&list, answered)
        }
    }
}

/// Somebody was quicker. Nothing that was written is lost: it is kept as a draft and stands on the page again, below
/// what happened and who it was.
async fn late(
    state: &State,
    officer: &Officer,
    caller: &Caller,
    number: TicketNumber,
    written: Kept,
    refusal: Refusal,
) -> Result<Response, Error> {
    work::keep_draft(&state.desks, caller, number, &written.text, written.from).await?;
    let text = if matches!(refusal, Refusal::ClaimedByAnother) {
        texts::taken_over(&desk::holder(&state.desks, caller, number).await?.unwrap_or_default())
    } else {
        texts::too_late(Error::from(refusal).0.title())
    };
    let trouble = Trouble { status: StatusCode::CONFLICT, text, about: About::Ticket };
    let writing = Writing { trouble: Some(trouble), ..written.into() };
    ticket_page::show_again(state, officer, number, writing).await
}

/// The page again, with what is to be mended in the answer.
async fn unfit(
    state: &State,
    officer: &Officer,
    number: TicketNumber,
    written: Kept,
    fault: String,
) -> Result<Response, Error> {
    let trouble = Trouble { status: StatusCode::UNPROCESSABLE_ENTITY, text: fault, about: About::Answer };
    let writing = Writing { trouble: Some(trouble), ..written.into() };
    ticket_page::show_again(state, officer, number, writing).await
}
