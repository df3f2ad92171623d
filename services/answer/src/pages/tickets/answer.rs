//! `POST /petugas/tiket/{number}/jawaban`: answers a ticket or corrects its answer; with other buttons of the same form: shows the answer as
//! the applicant will see it, puts a template in, or keeps what is written so far.

use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect, Response};
use domain::{Text, TicketNumber};
use http::StatusCode;
use officers::Officer;
use serde::Deserialize;
use web::{Path, Problem};

use super::ticket_page::{self, Trouble, Writing};
use super::{Deed, PATH, address, number};
use crate::caller::Caller;
use crate::pages::SignedForm;
use crate::work::{ANSWER, Compared, Refusal};
use crate::{App, texts, work};

/// What the officer wrote, and which button was pressed.
#[derive(Deserialize)]
pub(super) struct Written {
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

pub(super) async fn answer(
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
            Ok(Redirect::to(&Deed::Drafted.then(&address(number), number)).into_response())
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
            let writing = Writing { text: Some(form.jawaban), template: form.templat.parse().ok(), ..Writing::default() };
            ticket_page::draw(&app, &officer, number, writing).await
        }
    }
}

async fn send(app: &App, officer: &Officer, caller: &Caller, number: TicketNumber, form: Written) -> Result<Response, Problem> {
    let text = match Text::parse(&form.jawaban, ANSWER) {
        Ok(text) => text,
        Err(fault) => return unfit(app, officer, number, form.jawaban, texts::text_fault(fault)).await,
    };
    if domain::holds_sixteen_digits(text.expose()) && form.dengan_angka.is_empty() {
        return unfit(app, officer, number, form.jawaban, texts::SIXTEEN_DIGITS.to_owned()).await;
    }
    let corrects = form.koreksi.parse::<i32>().ok();
    if let Some(revision) = corrects
        && matches!(work::compare_answer(app, caller, number, revision, &text).await?, Compared::Same { .. })
    {
        return unfit(app, officer, number, form.jawaban, texts::UNCHANGED_CORRECTION.to_owned()).await;
    }
    match work::answer(app, caller, number, &text, corrects).await {
        Ok(_) => {}
        Err(refusal @ (Refusal::ClaimedByAnother | Refusal::AlreadyAnswered | Refusal::OutdatedCorrection)) => {
            // Nothing that was written is lost: it stands in the form again, below what happened.
            work::keep_draft(app, caller, number, text.expose()).await?;
            let text = Problem::from(refusal).title().to_owned();
            let trouble = Trouble { status: StatusCode::CONFLICT, text, in_field: false };
            let writing = Writing { text: Some(form.jawaban), trouble: Some(trouble), ..Writing::default() };
            return ticket_page::draw(app, officer, number, writing).await;
        }
        Err(refusal) => return Err(refusal.into()),
    }
    if form.aksi == Button::JawabLanjut {
        let desk = form.meja.parse().map_err(|_unknown| Problem::from(Refusal::UnknownDesk))?;
        let next = work::claim_next(app, caller, desk).await?;
        let to = match next {
            Some(case) => Deed::Answered.then(&address(case.number), number),
            None => Deed::AnsweredLast.then(&format!("{PATH}?meja={desk}"), number),
        };
        return Ok(Redirect::to(&to).into_response());
    }
    let deed = if corrects.is_some() { Deed::Corrected } else { Deed::Answered };
    Ok(Redirect::to(&deed.then(&address(number), number)).into_response())
}

/// The page again, with what is to be mended in the answer.
async fn unfit(app: &App, officer: &Officer, number: TicketNumber, text: String, fault: String) -> Result<Response, Problem> {
    let trouble = Trouble { status: StatusCode::UNPROCESSABLE_ENTITY, text: fault, in_field: true };
    let writing = Writing { text: Some(text), trouble: Some(trouble), ..Writing::default() };
    ticket_page::draw(app, officer, number, writing).await
}
