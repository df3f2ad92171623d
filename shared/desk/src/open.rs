//! Reading a ticket: the audit log gets its entry, then the content is opened.

use audit::Action;
use documents::StoredDocument;
use domain::{Content, Desk, Stage, TicketNumber};
use jiff::Timestamp;
use uuid::Uuid;
use vault::{Context, DataKey, Sealed};

use crate::arrival::case_of;
use crate::ask::entry_context;
use crate::damaged::noted;
use crate::store::actors::{self, Names};
use crate::store::answers::{self, SealedAnswer, Turn};
use crate::store::cases::Case;
use crate::store::entries::{self, SealedFollowUp};
use crate::store::questions::{self, Ended, SealedQuestion};
use crate::store::tickets::SealedTicket;
use crate::store::timeline::{self, Step};
use crate::store::transfers::{self, SealedTransfer};
use crate::{Caller, Desks, Refusal, sealed, visible};

/// A ticket as an officer reads it. Holds personal data, so it has no Debug.
pub struct OpenTicket {
    /// How far the ticket is, and where.
    pub case: Case,
    /// Those who hold, answered and handed it over.
    pub people: Names,
    /// What the applicant wrote.
    pub content: Content,
    /// Triage hints, codes only.
    pub hints: Vec<String>,
    /// What the applicant attached.
    pub documents: Vec<StoredDocument>,
    /// Oldest first, without the submission.
    pub timeline: Vec<Step>,
    /// Newest first.
    pub answers: Vec<OpenAnswer>,
    /// What the applicant wrote after the first answer.
    pub follow_up: Option<OpenFollowUp>,
    /// What the applicant was asked, oldest first.
    pub questions: Vec<OpenQuestion>,
    /// Oldest first.
    pub transfers: Vec<OpenTransfer>,
}

impl OpenTicket {
    /// Whether it came back from the applicant, and waits for its next answer.
    #[must_use]
    pub fn came_back(&self) -> bool {
        self.case.stage != Stage::Answered && !self.answers.is_empty()
    }
}

/// One answer.
pub struct OpenAnswer {
    /// Which revision it is: 1 is the first answer.
    pub revision: i32,
    /// What it answers.
    pub turn: Turn,
    /// Its words.
    pub text: String,
    /// The desk that answered.
    pub desk: Desk,
    /// Token or officer; `None` for the guidance responder.
    pub answered_by: Option<Uuid>,
    /// When it was given.
    pub answered_at: Timestamp,
}

/// What the applicant wrote after the first answer, or to a question.
pub struct OpenFollowUp {
    /// Their words.
    pub text: String,
    /// When.
    pub at: Timestamp,
}

/// What an officer asked the applicant.
pub struct OpenQuestion {
    /// The words.
    pub text: String,
    /// The officer.
    pub asked_by: Uuid,
    /// When.
    pub asked_at: Timestamp,
    /// Until when the ticket waits or waited.
    pub due_at: Timestamp,
    /// Why nothing waits for the reply any more; `None`: the ticket rests.
    pub ended: Option<Ended>,
    /// What the applicant replied.
    pub reply: Option<OpenFollowUp>,
}

/// One hand-over.
pub struct OpenTransfer {
    /// The desk that had the ticket.
    pub from: Desk,
    /// The desk that it went to.
    pub to: Desk,
    /// Why, in the words of whoever handed it over.
    pub reason: String,
    /// Token or officer.
    pub by: Uuid,
    /// When.
    pub at: Timestamp,
}

/// Opens a ticket of one of the caller's desks. The audit entry is committed before anything is opened.
///
/// # Errors
/// The refusal says why. Nothing was changed then.
pub async fn open(desks: &Desks, caller: &Caller, number: TicketNumber) -> Result<OpenTicket, Refusal> {
    Ok(open_with_key(desks, caller, number).await?.0)
}

/// As [`open`], with the key that opens what else is sealed to this ticket.
///
/// # Errors
/// The refusal says why. Nothing was changed then.
pub async fn open_with_key(
    desks: &Desks,
    caller: &Caller,
    number: TicketNumber,
) -> Result<(OpenTicket, DataKey), Refusal> {
    let (case, ticket) = filed(desks, caller, number).await?;
    record(desks, caller, &case).await?;
    opened(desks, caller, case, ticket).await
}

/// As [`open_with_key`], for a page that comes back with what was typed on it: whoever opened the ticket within
/// [`crate::OPEN_FOR`] has opened it once, so the audit log gets no second entry. Rights are asked each time.
///
/// # Errors
/// The refusal says why. Nothing was changed then.
pub async fn open_again(
    desks: &Desks,
    caller: &Caller,
    number: TicketNumber,
) -> Result<(OpenTicket, DataKey), Refusal> {
    let (case, ticket) = filed(desks, caller, number).await?;
    if !desks.readings.is_open(&(caller.id(), number), desks.now()) {
        record(desks, caller, &case).await?;
    }
    opened(desks, caller, case, ticket).await
}

/// The ticket, if it is the caller's to see.
async fn filed(desks: &Desks, caller: &Caller, number: TicketNumber) -> Result<(Case, SealedTicket), Refusal> {
    let case = visible(case_of(desks, number).await?, caller)?;
    Ok((case, sealed(&desks.pool, number).await?))
}

/// Commits the entry, and keeps in mind that there is one.
async fn record(desks: &Desks, caller: &Caller, case: &Case) -> Result<(), Refusal> {
    let now = desks.now();
    audit::record(&desks.pool, &caller.entry(now, Action::ReadTicket).ticket(case.number, case.desk)).await?;
    desks.readings.opened((caller.id(), case.number), now);
    Ok(())
}

async fn opened(
    desks: &Desks,
    caller: &Caller,
    case: Case,
    ticket: SealedTicket,
) -> Result<(OpenTicket, DataKey), Refusal> {
    let (pool, number) = (&desks.pool, case.number);
    let (timeline, answers, transfers, follow_up, questions) = tokio::try_join!(
        timeline::of_ticket(pool, number),
        answers::of_ticket(pool, number),
        transfers::of_ticket(pool, number),
        entries::follow_up(pool, number),
        questions::of_ticket(pool, number),
    )?;
    let acted = case.claim.map(|claim| claim.by).into_iter();
    let acted = acted
        .chain(answers.iter().filter_map(|answer| answer.answered_by))
        .chain(transfers.iter().map(|transfer| transfer.by))
        .chain(questions.iter().map(|question| question.asked_by));
    let people = actors::names(pool, &acted.collect::<Vec<_>>()).await?;
    let opened = || -> Result<_, Refusal> {
        let key = desks.vault.open_data_key(&ticket.data_key)?;
        let content = content(&key, &ticket)?;
        let answers = answers.iter().map(|answer| open_answer(&key, ticket.id, answer)).collect::<Result<_, _>>()?;
        let transfers =
            transfers.iter().map(|transfer| open_transfer(&key, ticket.id, transfer)).collect::<Result<_, _>>()?;
        let follow_up = follow_up.as_ref().map(|said| open_follow_up(&key, ticket.id, said)).transpose()?;
        let questions =
            questions.iter().map(|question| open_question(&key, ticket.id, question)).collect::<Result<_, _>>()?;
        Ok((key, content, answers, transfers, follow_up, questions))
    };
    let (key, content, answers, transfers, follow_up, questions) =
        noted(desks, caller, &case, "ticket", opened()).await?;
    let open = OpenTicket {
        case,
        people,
        content,
        timeline,
        answers,
        follow_up,
        questions,
        transfers,
        hints: ticket.hints,
        documents: ticket.documents,
    };
    Ok((open, key))
}

/// The fields that the applicant filled in.
///
/// # Errors
/// The refusal says why. Nothing was changed then.
pub fn content(key: &DataKey, ticket: &SealedTicket) -> Result<Content, Refusal> {
    let plain = key.open(&Sealed::Content.of(ticket.id), &ticket.content)?;
    // What exactly is wrong would quote personal data: the error says only that it is wrong.
    let json = serde_json::from_slice(&plain).ok().ok_or(Refusal::Content)?;
    Content::from_json(&json).ok().ok_or(Refusal::Content)
}

/// Where the answer with this revision is sealed.
#[must_use]
pub fn answer_context(revision: i32, ticket_id: Uuid) -> Context {
    Sealed::Answer(revision).of(ticket_id)
}

/// Where the reason of the hand-over with this event id is sealed.
pub(crate) fn transfer_context(event_id: Uuid, ticket_id: Uuid) -> Context {
    Sealed::Transfer(event_id).of(ticket_id)
}

fn open_answer(key: &DataKey, ticket_id: Uuid, answer: &SealedAnswer) -> Result<OpenAnswer, Refusal> {
    let plain = key.open(&answer_context(answer.revision, ticket_id), &answer.body)?;
    Ok(OpenAnswer {
        revision: answer.revision,
        turn: answer.turn,
        text: text(plain)?,
        desk: answer.desk,
        answered_by: answer.answered_by,
        answered_at: answer.answered_at,
    })
}

fn open_follow_up(key: &DataKey, ticket_id: Uuid, said: &SealedFollowUp) -> Result<OpenFollowUp, Refusal> {
    let plain = key.open(&entry_context(said.id, ticket_id), &said.body)?;
    Ok(OpenFollowUp { text: text(plain)?, at: said.said_at })
}

fn open_question(key: &DataKey, ticket_id: Uuid, asked: &SealedQuestion) -> Result<OpenQuestion, Refusal> {
    let open = |id, body: &[u8]| text(key.open(&entry_context(id, ticket_id), body)?);
    let reply = asked.reply.as_ref();
    Ok(OpenQuestion {
        text: open(asked.id, &asked.body)?,
        asked_by: asked.asked_by,
        asked_at: asked.asked_at,
        due_at: asked.due_at,
        ended: asked.ended,
        reply: reply
            .map(|reply| Ok::<_, Refusal>(OpenFollowUp { text: open(reply.id, &reply.body)?, at: reply.said_at }))
            .transpose()?,
    })
}

fn open_transfer(key: &DataKey, ticket_id: Uuid, transfer: &SealedTransfer) -> Result<OpenTransfer, Refusal> {
    let plain = key.open(&transfer_context(transfer.event_id, ticket_id), &transfer.reason)?;
    Ok(OpenTransfer { from: transfer.from, to: transfer.to, reason: text(plain)?, by: transfer.by, at: transfer.at })
}

fn text(plain: Vec<u8>) -> Result<String, Refusal> {
    String::from_utf8(plain).ok().ok_or(Refusal::Content)
}
