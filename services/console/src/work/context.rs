//! What officers know about a ticket besides the ticket itself: their notes, the draft of an answer, and what the same
//! applicant asked before.

use audit::Action;
use database::Connection;
use desk::store::actors::{self, Names};
use desk::store::cases::{self, Case};
use desk::store::drafts::{self, SealedDraft};
use desk::store::tickets::{self, SealedTicket};
use desk::{Caller, Desks, OpenTicket, Refusal, note_listed, sealed, visible};
use domain::{Desk, Stage, Text, TextRule, TicketNumber};
use jiff::Timestamp;
use uuid::Uuid;
use vault::{Context, DataKey, Index, Sealed};

use super::mentions::named;
use crate::store::colleagues::{self, Colleague};
use crate::store::mentions;
use crate::store::notes::{self, SealedNote};

/// The rule of an internal note: 1 to 2000 characters.
pub(crate) const NOTE: TextRule = TextRule::Narrative { max: 2000 };

/// Most earlier tickets that are shown.
const MOST_EARLIER: i64 = 20;

/// Most bytes of a draft: an answer of the longest kind in any script, and some more.
const LARGEST_DRAFT: usize = 32 * 1024;

/// What is known about a ticket besides itself. Holds what officers wrote, so it has no Debug.
pub(crate) struct TicketContext {
    /// Oldest first.
    pub(crate) notes: Vec<OpenNote>,
    /// The caller's own answer that is not sent yet.
    pub(crate) draft: Option<OpenDraft>,
    /// Other tickets of the same NIK, newest first.
    pub(crate) earlier: Vec<EarlierTicket>,
    /// There are more of them than are shown.
    pub(crate) earlier_left_out: bool,
    /// The officer who gave the ticket to whoever holds it, if one did.
    pub(crate) assigned_by: Option<Uuid>,
    /// Others who work on the tickets of this desk.
    pub(crate) colleagues: Vec<Colleague>,
    /// Those who wrote the notes, those whom these name, and who gave the ticket.
    pub(crate) people: Names,
}

/// An answer that is not sent yet.
pub(crate) struct OpenDraft {
    pub(crate) text: String,
    /// The template that it came from, if any.
    pub(crate) template: Option<Uuid>,
}

/// One note.
pub(crate) struct OpenNote {
    pub(crate) text: String,
    /// The officer.
    pub(crate) by: Uuid,
    pub(crate) at: Timestamp,
    /// Whom it names.
    pub(crate) to: Vec<Uuid>,
}

/// Another ticket of the same NIK.
pub(crate) struct EarlierTicket {
    /// Where it is.
    pub(crate) desk: Desk,
    /// How far it is.
    pub(crate) stage: Stage,
    /// All of it, when it is at one of the caller's desks.
    pub(crate) case: Option<Case>,
}

/// What is known about a ticket that the caller has just opened, with its key.
pub(crate) async fn context(
    desks: &Desks,
    caller: &Caller,
    ticket: &OpenTicket,
    key: &DataKey,
) -> Result<TicketContext, Refusal> {
    let (number, ticket_id) = (ticket.case.number, ticket.case.ticket_id);
    let notes = notes::of_ticket(&desks.pool, number).await?;
    let draft = drafts::find(&desks.pool, number, caller.id()).await?;
    let mentioned = mentions::of_ticket(&desks.pool, number).await?;
    let assigned_by = cases::assigner(&desks.pool, number).await?;
    let mut colleagues = colleagues::of_desk(&desks.pool, ticket.case.desk).await?;
    colleagues.retain(|colleague| colleague.id != caller.id());
    let told = notes.iter().map(|note| note.by).chain(mentioned.iter().map(|(_, officer)| *officer)).chain(assigned_by);
    let people = actors::names(&desks.pool, &told.collect::<Vec<_>>()).await?;
    let nik = desks.vault.index(Index::Nik, ticket.content.nik().expose().as_bytes());
    // Besides those that are shown there are this one, and one that tells that there are more.
    let shown = usize::try_from(MOST_EARLIER).unwrap_or(usize::MAX);
    let mut earlier = tickets::of_nik(&desks.pool, nik.as_bytes(), MOST_EARLIER + 2).await?;
    earlier.retain(|other| *other != number);
    let earlier_left_out = earlier.len() > shown;
    earlier.truncate(shown);
    let earlier = cases::find_all(&desks.pool, &earlier).await?;
    // That they are of the same person is told of them: only what links to a ticket is one of the caller's desks.
    let linked: Vec<Case> = earlier.iter().filter(|case| caller.may_see(case.desk)).copied().collect();
    note_listed(desks, caller, "earlier", &linked).await?;

    let open = |context: &Context, body: &[u8]| -> Result<String, Refusal> {
        String::from_utf8(key.open(context, body)?).ok().ok_or(Refusal::Content)
    };
    Ok(TicketContext {
        notes: notes
            .into_iter()
            .map(|note| {
                let to = mentioned.iter().filter(|(id, _)| *id == note.id).map(|(_, officer)| *officer).collect();
                let text = open(&note_context(note.id, ticket_id), &note.body)?;
                Ok(OpenNote { text, by: note.by, at: note.at, to })
            })
            .collect::<Result<_, Refusal>>()?,
        draft: draft
            .map(|draft| {
                let text = open(&draft_context(caller, ticket_id), &draft.body)?;
                Ok::<_, Refusal>(OpenDraft { text, template: draft.template })
            })
            .transpose()?,
        earlier: earlier
            .into_iter()
            .map(|case| EarlierTicket {
                desk: case.desk,
                stage: case.stage,
                case: Some(case).filter(|case| caller.may_see(case.desk)),
            })
            .collect(),
        earlier_left_out,
        assigned_by,
        colleagues,
        people,
    })
}

/// Adds a note to a ticket of one of the caller's desks. Colleagues of the desk whom the text names find it among their
/// mentions, and so does `to`, if that is one of them.
pub(crate) async fn note(
    desks: &Desks,
    caller: &Caller,
    number: TicketNumber,
    text: &Text,
    to: Option<Uuid>,
) -> Result<(), Refusal> {
    let mut transaction = desks.pool.begin().await?;
    let case = visible(cases::find(&mut *transaction, number).await?, caller)?;
    let ticket = sealed(&mut *transaction, number).await?;
    add_note(&mut transaction, desks, caller, (&case, &ticket), text, to).await?;
    transaction.commit().await?;
    Ok(())
}

/// Writes a note, in a transaction that has more to write.
pub(super) async fn add_note(
    on: &mut Connection,
    desks: &Desks,
    caller: &Caller,
    (case, ticket): (&Case, &SealedTicket),
    text: &Text,
    to: Option<Uuid>,
) -> Result<(), Refusal> {
    let (id, now) = (desks.clock.new_id(), desks.now());
    let body =
        desks.vault.open_data_key(&ticket.data_key)?.seal(&note_context(id, ticket.id), text.expose().as_bytes())?;
    notes::add(&mut *on, case.number, &SealedNote { id, body, by: caller.id(), at: now }).await?;
    let colleagues = colleagues::of_desk(&mut *on, case.desk).await?;
    let mut named = named(text.expose(), &colleagues);
    named.extend(to.filter(|to| colleagues.iter().any(|colleague| colleague.id == *to)));
    mentions::add(&mut *on, id, &named, now).await?;
    audit::record(on, &caller.entry(now, Action::Note).ticket(case.number, case.desk)).await?;
    Ok(())
}

/// Keeps what the caller has written so far, and from which template it came, in the place of what was kept before.
/// Nothing is kept of an empty text, or of one that no answer could be.
pub(crate) async fn keep_draft(
    desks: &Desks,
    caller: &Caller,
    number: TicketNumber,
    text: &str,
    template: Option<Uuid>,
) -> Result<(), Refusal> {
    visible(cases::find(&desks.pool, number).await?, caller)?;
    if domain::typed::is_blank_text(text) {
        return Ok(drafts::forget(&desks.pool, number, caller.id()).await?);
    }
    if text.len() > LARGEST_DRAFT {
        return Ok(());
    }
    let ticket = sealed(&desks.pool, number).await?;
    let body = desks.vault.open_data_key(&ticket.data_key)?.seal(&draft_context(caller, ticket.id), text.as_bytes())?;
    let draft = SealedDraft { body, template, saved_at: desks.now() };
    Ok(drafts::keep(&desks.pool, number, caller.id(), &draft).await?)
}

/// Where the note with this id is sealed.
fn note_context(id: Uuid, ticket_id: Uuid) -> Context {
    Sealed::Note(id).of(ticket_id)
}

/// Where the caller's draft is sealed.
fn draft_context(caller: &Caller, ticket_id: Uuid) -> Context {
    Sealed::Draft(caller.id()).of(ticket_id)
}
