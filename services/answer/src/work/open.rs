//! Reading a ticket: its content, opened, after the audit log says so.

use audit::Action;
use documents::StoredDocument;
use domain::{Content, Desk, TicketNumber};
use jiff::Timestamp;
use uuid::Uuid;
use vault::{Context, DataKey, Sealed};

use super::arrival::case_of;
use super::damaged::noted;
use super::{Refusal, sealed, visible};
use crate::App;
use crate::caller::Caller;
use crate::store::actors::{self, Names};
use crate::store::answers::{self, SealedAnswer};
use crate::store::cases::Case;
use crate::store::tickets::SealedTicket;
use crate::store::timeline::{self, Step};
use crate::store::transfers::{self, SealedTransfer};

/// A ticket as an officer reads it. Holds personal data, so it has no Debug.
pub(crate) struct OpenTicket {
    pub(crate) case: Case,
    /// Those who hold, answered and handed it over.
    pub(crate) people: Names,
    pub(crate) content: Content,
    /// Triage hints, codes only.
    pub(crate) hints: Vec<String>,
    pub(crate) documents: Vec<StoredDocument>,
    /// Oldest first, without the submission.
    pub(crate) timeline: Vec<Step>,
    /// Newest first.
    pub(crate) answers: Vec<OpenAnswer>,
    /// Oldest first.
    pub(crate) transfers: Vec<OpenTransfer>,
}

/// One answer.
pub(crate) struct OpenAnswer {
    pub(crate) revision: i32,
    pub(crate) text: String,
    pub(crate) desk: Desk,
    /// Token or officer; `None` for the guidance responder.
    pub(crate) answered_by: Option<Uuid>,
    pub(crate) answered_at: Timestamp,
}

/// One hand-over.
pub(crate) struct OpenTransfer {
    pub(crate) from: Desk,
    pub(crate) to: Desk,
    pub(crate) reason: String,
    /// Token or officer.
    pub(crate) by: Uuid,
    pub(crate) at: Timestamp,
}

/// Opens a ticket of one of the caller's desks. The audit entry is committed before anything is opened.
pub(crate) async fn open(app: &App, caller: &Caller, number: TicketNumber) -> Result<OpenTicket, Refusal> {
    Ok(open_with_key(app, caller, number).await?.0)
}

/// As [`open`], with the key that opens what else is sealed to this ticket.
pub(crate) async fn open_with_key(
    app: &App,
    caller: &Caller,
    number: TicketNumber,
) -> Result<(OpenTicket, DataKey), Refusal> {
    let case = visible(case_of(app, number).await?, caller)?;
    let ticket = sealed(&app.pool, number).await?;
    audit::record(&app.pool, &caller.entry(app.now(), Action::ReadTicket).ticket(number, case.desk)).await?;

    let timeline = timeline::of_ticket(&app.pool, number).await?;
    let answers = answers::of_ticket(&app.pool, number).await?;
    let transfers = transfers::of_ticket(&app.pool, number).await?;
    let acted = case.claim.map(|claim| claim.by).into_iter();
    let acted = acted
        .chain(answers.iter().filter_map(|answer| answer.answered_by))
        .chain(transfers.iter().map(|transfer| transfer.by));
    let people = actors::names(&app.pool, &acted.collect::<Vec<_>>()).await?;
    let opened = || -> Result<_, Refusal> {
        let key = app.vault.open_data_key(&ticket.data_key)?;
        let content = content(&key, &ticket)?;
        let answers = answers.iter().map(|answer| open_answer(&key, ticket.id, answer)).collect::<Result<_, _>>()?;
        let transfers =
            transfers.iter().map(|transfer| open_transfer(&key, ticket.id, transfer)).collect::<Result<_, _>>()?;
        Ok((key, content, answers, transfers))
    };
    let (key, content, answers, transfers) = noted(app, caller, &case, "ticket", opened()).await?;
    let open = OpenTicket {
        case,
        people,
        content,
        timeline,
        answers,
        transfers,
        hints: ticket.hints,
        documents: ticket.documents,
    };
    Ok((open, key))
}

/// The fields that the applicant filled in.
pub(crate) fn content(key: &DataKey, ticket: &SealedTicket) -> Result<Content, Refusal> {
    let plain = key.open(&Sealed::Content.of(ticket.id), &ticket.content)?;
    // What exactly is wrong would quote personal data: the error says only that it is wrong.
    let json = serde_json::from_slice(&plain).ok().ok_or(Refusal::Content)?;
    Content::from_json(&json).ok().ok_or(Refusal::Content)
}

/// Where the answer with this revision is sealed.
pub(crate) fn answer_context(revision: i32, ticket_id: Uuid) -> Context {
    Sealed::Answer(revision).of(ticket_id)
}

/// Where the reason of the hand-over with this event id is sealed.
pub(super) fn transfer_context(event_id: Uuid, ticket_id: Uuid) -> Context {
    Sealed::Transfer(event_id).of(ticket_id)
}

fn open_answer(key: &DataKey, ticket_id: Uuid, answer: &SealedAnswer) -> Result<OpenAnswer, Refusal> {
    let plain = key.open(&answer_context(answer.revision, ticket_id), &answer.body)?;
    Ok(OpenAnswer {
        revision: answer.revision,
        text: text(plain)?,
        desk: answer.desk,
        answered_by: answer.answered_by,
        answered_at: answer.answered_at,
    })
}

fn open_transfer(key: &DataKey, ticket_id: Uuid, transfer: &SealedTransfer) -> Result<OpenTransfer, Refusal> {
    let plain = key.open(&transfer_context(transfer.event_id, ticket_id), &transfer.reason)?;
    Ok(OpenTransfer { from: transfer.from, to: transfer.to, reason: text(plain)?, by: transfer.by, at: transfer.at })
}

fn text(plain: Vec<u8>) -> Result<String, Refusal> {
    String::from_utf8(plain).ok().ok_or(Refusal::Content)
}
