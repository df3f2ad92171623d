//! `POST /petugas/tiket/{number}/jawaban`: answers a ticket or corrects its answer; with other buttons of the same
//! form: shows the answer as the applicant will see it, puts a template in, or keeps what is written so far.

use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect, Response};
use domain::TicketNumber;
use http::StatusCode;
use officers::Officer;
use serde::Deserialize;
use web::{Path, Problem};

use super::ticket_number::number;
use super::ticket_page::{self, Trouble, Writing};
use crate::caller::Caller;
use crate::pages::addresses::{self, TICKETS};
use crate::pages::deed::Deed;
use crate::pages::{SignedForm, unknown_choice};
use crate::work::{Compared, Digits, Refusal};
use crate::{App, texts, work};

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
    State(app): State<App>,
    Path(text): Path<String>,
    SignedForm { officer, form }: SignedForm<Written>,
) -> Result<Response, Problem> {
    let number = number(&text)?;
    let caller = Caller::from(&officer);
    match form.aksi {
        Button::Jawab | Button::JawabLanjut => send(&app, &officer, &caller, number, form).await,
        Button::Simpan => {
            work::keep_draft(&app, &caller, number, &form.jawaban).await?;
            Ok(Redirect::to(&Deed::Drafted.then(&addresses::ticket(number), number)).into_response())
        }
        Button::SimpanOtomatis => {
            work::keep_draft(&app, &caller, number, &form.jawaban).await?;
            Ok(StatusCode::NO_CONTENT.into_response())
        }
        Button::Pratinjau => {
            work::keep_draft(&app, &caller, number, &form.jawaban).await?;
            let writing = Writing { text: Some(form.jawaban), previewed: true, ..Writing::default() };
            ticket_page::draw(&app, &officer, number, writing).await
        }
        Button::PakaiTemplat => {
            let template = match form.templat.as_str() {
                "" => None,
                id => Some(id.parse().map_err(|_no_id: uuid::Error| unknown_choice())?),
            };
            let writing = Writing { text: Some(form.jawaban), template, ..Writing::default() };
            ticket_page::draw(&app, &officer, number, writing).await
        }
    }
}

async fn send(
    app: &App,
    officer: &Officer,
    caller: &Caller,
    number: TicketNumber,
    form: Written,
) -> Result<Response, Problem> {
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
    if work::holder(app, caller, number).await?.is_some() {
        return late(app, officer, caller, number, form.jawaban, Refusal::ClaimedByAnother).await;
    }
    let words =
        match work::fitting(app, caller, number, &form.jawaban, Digits::of(!form.dengan_angka.is_empty())).await? {
            Ok(words) => words,
            Err(fault) => return unfit(app, officer, number, form.jawaban, texts::unfit(&fault)).await,
        };
    if let Some(revision) = corrects
        && matches!(work::compare_answer(app, caller, number, revision, words.text()).await?, Compared::Same { .. })
    {
        return unfit(app, officer, number, form.jawaban, texts::UNCHANGED_CORRECTION.to_owned()).await;
    }
    match work::answer(app, caller, number, &words, corrects).await {
        Ok(_) => {}
        Err(refusal @ (Refusal::ClaimedByAnother | Refusal::AlreadyAnswered | Refusal::OutdatedCorrection)) => {
            return late(app, officer, caller, number, form.jawaban, refusal).await;
        }
        Err(refusal) => return Err(refusal.into()),
    }
    if let Some(desk) = next_desk {
        let next = work::claim_next(app, caller, desk).await?;
        let to = match next {
            Some(case) => Deed::Answered.then(&addresses::ticket(case.number), number),
            None => Deed::AnsweredLast.then(&format!("{TICKETS}?meja={desk}"), number),
        };
        return Ok(Redirect::to(&to).into_response());
    }
    let deed = if corrects.is_some() { Deed::Corrected } else { Deed::Answered };
    Ok(Redirect::to(&deed.then(&addresses::ticket(number), number)).into_response())
}

/// Somebody was quicker. Nothing that was written is lost: it is kept as a draft and stands on the page again, below
/// what happened and who it was.
async fn late(
    app: &App,
    officer: &Officer,
    caller: &Caller,
    number: TicketNumber,
    written: String,
    refusal: Refusal,
) -> Result<Response, Problem> {
    work::keep_draft(app, caller, number, &written).await?;
    let text = if matches!(refusal, Refusal::ClaimedByAnother) {
        texts::taken_over(&work::holder(app, caller, number).await?.unwrap_or_default())
    } else {
        format!("{}. {}", Problem::from(refusal).title(), texts::DRAFT_IS_KEPT)
    };
    let trouble = Trouble { status: StatusCode::CONFLICT, text, in_field: false };
    let writing = Writing { text: Some(written), trouble: Some(trouble), ..Writing::default() };
    ticket_page::draw(app, officer, number, writing).await
}

/// The page again, with what is to be mended in the answer.
async fn unfit(
    app: &App,
    officer: &Officer,
    number: TicketNumber,
    text: String,
    fault: String,
) -> Result<Response, Problem> {
    let trouble = Trouble { status: StatusCode::UNPROCESSABLE_ENTITY, text: fault, in_field: true };
    let writing = Writing { text: Some(text), trouble: Some(trouble), ..Writing::default() };
    ticket_page::draw(app, officer, number, writing).await
}
