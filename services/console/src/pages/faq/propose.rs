//! `GET` and `POST /petugas/faq/baru`: a new entry, empty or with what a ticket, an answer to many tickets or a search
//! in vain begins it with.

use axum::response::{IntoResponse as _, Redirect, Response};
use domain::TicketNumber;
use faq::{Audience, Entry, Topic};
use http::StatusCode;
use officers::Officer;
use serde::Deserialize;
use uuid::Uuid;
use web::Query;

use super::entry_page::{Told, draw};
use super::proposal::{Faults, Proposal};
use super::{proposes, publishes};
use crate::pages::{SignedForm, addresses};
use crate::problems::{Error, forbidden, unknown_choice};
use crate::state::caller;
use crate::work::{self, FaqFault, FaqWritten};
use crate::{State, texts};

/// What the entry begins with.
#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
pub(in crate::pages) struct Beginning {
    /// A ticket's number: its answer.
    tiket: String,
    /// The id of an answer to many tickets: its text.
    massal: String,
    /// What people searched for in vain.
    kata: String,
}

pub(in crate::pages) async fn show(
    state: State,
    officer: Officer,
    Query(beginning): Query<Beginning>,
) -> Result<Response, Error> {
    proposes(&officer)?;
    let (mut proposal, mut name) =
        (Proposal { kata: domain::typed::words(&beginning.kata), ..Proposal::default() }, String::new());
    if !beginning.tiket.is_empty() {
        let number: TicketNumber = beginning.tiket.parse().map_err(|_unknown| unknown_choice())?;
        let answer;
        (answer, name) = work::answer_of(&state.desks, &caller(&officer), number).await?;
        proposal.jawaban = work::as_markdown(&answer);
        proposal.tiket = number.to_string();
    } else if !beginning.massal.is_empty() {
        let id: Uuid = beginning.massal.parse().map_err(|_no_id| unknown_choice())?;
        let (bulk, ..) = work::bulk_answer(&state.desks, &caller(&officer), id).await?;
        proposal.jawaban = work::as_markdown(&bulk.body);
    }
    let told = Told { faults: warnings(&proposal, &name), ..Told::default() };
    Ok(draw(&state, &officer, None, proposal, told))
}

/// What is to be mended in a text that was somebody's answer, told before anything is sent.
fn warnings(proposal: &Proposal, name: &str) -> Faults {
    let entry = Entry {
        audience: Audience::Everyone,
        topic: Topic::Cases,
        question: String::new(),
        asked: proposal.kata.clone(),
        answer: proposal.jawaban.clone(),
    };
    let mut faults: Vec<FaqFault> = work::merge_fields(&entry).into_iter().map(FaqFault::MergeField).collect();
    let signs = work::signs(&entry, name);
    if !signs.is_empty() {
        faults.push(FaqFault::Personal(signs));
    }
    if domain::holds_sixteen_digits(&entry.answer) {
        faults.push(FaqFault::Entry(faq::EntryFault::AnswerDigits));
    }
    Faults::of(&faults)
}

pub(in crate::pages) async fn propose(
    state: State,
    SignedForm { officer, form }: SignedForm<Proposal>,
) -> Result<Response, Error> {
    proposes(&officer)?;
    let publish = form.aksi == "terbitkan";
    if publish && !publishes(&officer) {
        return Err(forbidden());
    }
    let Some(writing) = form.writing(None, publish)? else {
        let told =
            Told { faults: Faults::unchosen(&form), status: StatusCode::UNPROCESSABLE_ENTITY, ..Told::default() };
        return Ok(draw(&state, &officer, None, form, told));
    };
    if form.is_previewed() {
        return Ok(draw(&state, &officer, None, form, preview(&writing.entry)));
    }
    match work::write_faq(&state.desks, &caller(&officer), writing).await? {
        FaqWritten::Yes(id) => Ok(Redirect::to(&addresses::faq_done(id, word(publish))).into_response()),
        FaqWritten::Faulty(faults) => {
            let told =
                Told { faults: Faults::of(&faults), status: StatusCode::UNPROCESSABLE_ENTITY, ..Told::default() };
            Ok(draw(&state, &officer, None, form, told))
        }
        FaqWritten::Overtaken => Err(unknown_choice()),
    }
}

/// What the page says to a preview: what is wrong with the entry, if something is.
pub(super) fn preview(entry: &Entry) -> Told {
    let faults: Vec<FaqFault> =
        entry.clone().checked().err().unwrap_or_default().into_iter().map(FaqFault::Entry).collect();
    let status = if faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Told { faults: Faults::of(&faults), status, ..Told::default() }
}

/// What was done, as a word in the next address.
pub(super) const fn word(published: bool) -> &'static str {
    if published { texts::FAQ_DONE_PUBLISHED.0 } else { texts::FAQ_DONE_PROPOSED.0 }
}
