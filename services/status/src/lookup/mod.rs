//! The one way to look a ticket up, which the JSON API and the page share.

mod found;
mod gathering;
pub(crate) mod proof;
pub(crate) mod receipt;
mod refusal;
mod turns;

use database::Pool;
use domain::catalogue::{self, Form};
use domain::{Field, FieldError, FormCode, InvalidTicketNumber, Nik, Stage, Text, TicketNumber};
use runtime::Clock;
use tokio::sync::Semaphore;
use vault::{BlindIndex, Index, Sealed, Vault};
use web::ClientAddress;
use workdays::Board;

pub(crate) use found::{Answer, Found};
use gathering::Gathering;
pub(crate) use proof::Proof;
pub(crate) use refusal::Refusal;
use turns::Turns;
use uuid::Uuid;

use crate::store::{self, NewFollowUp, NewReply, QueriedTicket, Ticket, TicketQuery};
use crate::tries::Subjects;

/// Wrong lookups that are counted at the same moment: they never take the connections that right ones are read by.
const COUNTED_AT_ONCE: usize = 1;

/// Answers lookups.
pub(crate) struct Lookups {
    pool: Pool,
    vault: Vault,
    clock: Clock,
    turns: Turns,
    gathering: Gathering,
    counting: Semaphore,
    workdays: Board,
}

impl Lookups {
    pub(crate) fn new(pool: Pool, vault: Vault, clock: Clock, workdays: Board) -> Self {
        let (gathering, counting) = (Gathering::new(pool.clone()), Semaphore::new(COUNTED_AT_ONCE));
        Self { gathering, counting, pool, vault, clock, turns: Turns::new(), workdays }
    }

    /// The ticket with this number, if this is its applicant's NIK. Both are read as people type them; a
    /// number with a wrong check digit is not looked up.
    pub(crate) async fn look_up(&self, number: &str, nik: &str, address: ClientAddress) -> Result<Found, Refusal> {
        let number = TicketNumber::read(number).map_err(|invalid| match invalid {
            InvalidTicketNumber::Mistyped => Refusal::Mistyped,
            InvalidTicketNumber::Shape => Refusal::UnknownTicket,
        })?;
        let form = catalogue::by_code(number.form()).ok_or(Refusal::UnknownTicket)?;
        let nik = parse_nik(form, nik)?;
        let ticket = self.ticket_of(number, &nik, address).await?;
        Found::open(&self.vault, &self.workdays.calendar(), number, ticket)
    }

    /// Seals that somebody proved this ticket to be theirs just now, for the address of its page.
    pub(crate) fn prove(&self, found: &Found) -> Result<String, Refusal> {
        Ok(Proof::of(found.number, self.clock.now()).seal(&self.vault)?)
    }

    /// The ticket that was proved; `None` when the proof is none or over, or the ticket was erased meanwhile.
    pub(crate) async fn proved(&self, reference: &str) -> Result<Option<Found>, Refusal> {
        match Proof::to_show(&self.vault, reference, self.clock.now()) {
            Some(proof) => self.found(proof).await,
            None => Ok(None),
        }
    }

    /// The ticket that was proved, for what its owner writes; `None` as for [`Self::proved`].
    pub(crate) async fn proved_to_write(&self, reference: &str) -> Result<Option<Found>, Refusal> {
        match Proof::to_write(&self.vault, reference, self.clock.now()) {
            Some(proof) => self.found(proof).await,
            None => Ok(None),
        }
    }

    async fn found(&self, proof: Proof) -> Result<Option<Found>, Refusal> {
        let query = TicketQuery { number: proof.number, subjects: Subjects::none() };
        let Some(ticket) = self.gathering.find(query).await?.ticket else { return Ok(None) };
        let mut found = Found::open(&self.vault, &self.workdays.calendar(), proof.number, ticket)?;
        if found.form.code == FormCode::NIK_TAKEN && found.stage == Stage::Processing {
            found.frozen = store::frozen(&self.pool, found.number).await?;
        }
        Ok(Some(found))
    }

    /// Whether such a proof still shows its ticket.
    pub(crate) fn shows(&self, reference: &str) -> bool {
        Proof::to_show(&self.vault, reference, self.clock.now()).is_some()
    }

    /// Keeps whether the answer helped, in the applicant's last word.
    pub(crate) async fn say_helped(&self, found: &Found, helped: bool) -> Result<(), Refusal> {
        Ok(store::say_helped(&self.pool, found.number, helped, self.clock.now_stored()).await?)
    }

    /// Keeps what the applicant writes after an answer that did not help, sealed with the ticket's key. Of several at
    /// the same moment one is kept; whether it is this one.
    pub(crate) async fn follow_up(&self, found: &Found, text: &Text) -> Result<bool, Refusal> {
        let id = self.clock.new_id();
        let body = found.key.seal(&Sealed::Entry(id).of(found.id), text.expose().as_bytes())?;
        let entry = NewFollowUp { id, number: found.number, body: &body, said_at: self.clock.now_stored() };
        Ok(store::follow_up(&self.pool, &entry).await?)
    }

    /// Keeps what the applicant replies to a question, sealed with the ticket's key. Of several at the same moment one
    /// is kept; whether it is this one.
    pub(crate) async fn reply(&self, found: &Found, question: Uuid, text: &Text) -> Result<bool, Refusal> {
        let id = self.clock.new_id();
        let body = found.key.seal(&Sealed::Entry(id).of(found.id), text.expose().as_bytes())?;
        let said_at = self.clock.now_stored();
        let reply = NewReply { id, number: found.number, question, body: &body, said_at };
        Ok(store::reply(&self.pool, &reply).await?)
    }

    /// The number of the receipt that this is the reference of.
    pub(crate) fn number_of_receipt(&self, reference: &str) -> Option<TicketNumber> {
        receipt::number(&self.vault, reference, self.clock.now())
    }

    /// Guesses for one number or one NIK are taken one by one: each sees what the ones before it have used up.
    async fn ticket_of(&self, number: TicketNumber, nik: &Nik, address: ClientAddress) -> Result<Ticket, Refusal> {
        let nik_index = self.vault.index(Index::Nik, nik.expose().as_bytes());
        let subjects = Subjects::new(&self.vault, number, &nik_index, address);
        let _turn = self.turns.take(number, &nik_index).await;
        let QueriedTicket { ticket, counted } =
            self.gathering.find(TicketQuery { number, subjects: subjects.clone() }).await?;
        let now = self.clock.now();
        let full = subjects.full(&counted, now);
        if let Some(seconds) = full.for_all {
            return Err(Refusal::TooManyTries { seconds });
        }
        let wrong = match right(ticket, &nik_index) {
            Ok(ticket) => return Ok(ticket),
            Err(wrong) => wrong,
        };
        if let Some(seconds) = full.for_wrong {
            return Err(Refusal::TooManyTries { seconds });
        }
        // Other processes may have counted in between; what the database returns decides.
        let counted = {
            let _turn = self.counting.acquire().await;
            store::count(&self.pool, &subjects, now).await?
        };
        Err(subjects.overrun(&counted, now).map_or(wrong, |seconds| Refusal::TooManyTries { seconds }))
    }
}

/// The ticket, if it is there and this person's.
fn right(ticket: Option<Ticket>, nik: &BlindIndex) -> Result<Ticket, Refusal> {
    let ticket = ticket.ok_or(Refusal::UnknownTicket)?;
    if nik.ct_eq(&ticket.nik_index) { Ok(ticket) } else { Err(Refusal::WrongNik) }
}

/// The fault is told in the words of the form that was filed.
fn parse_nik(form: &Form, text: &str) -> Result<Nik, Refusal> {
    let spec = form.field(Field::Nik).ok_or(Refusal::UnknownTicket)?;
    Nik::parse(text).map_err(|fault| Refusal::NotANik(FieldError::of(spec, fault)))
}
