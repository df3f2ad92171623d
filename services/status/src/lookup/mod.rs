//! What a lookup says: the work behind every way of asking for a ticket.

mod found;
mod gathering;
mod guesses;
mod refusal;
mod turns;

use domain::catalogue::{self, Form};
use domain::{Field, FieldError, Nik, TicketNumber, typed};
use jiff::Timestamp;
use runtime::Clock;
use sqlx::PgPool;
use vault::Vault;

pub(crate) use found::{Answer, Found};
use gathering::Gathering;
pub(crate) use guesses::{Guesses, WINDOW};
pub(crate) use refusal::Refusal;
use turns::Turns;

use crate::store::{self, Ticket};

/// Answers lookups.
pub(crate) struct Lookups {
    pool: PgPool,
    vault: Vault,
    clock: Clock,
    turns: Turns,
    gathering: Gathering,
}

impl Lookups {
    pub(crate) fn new(pool: PgPool, vault: Vault, clock: Clock) -> Self {
        Self { gathering: Gathering::new(pool.clone()), pool, vault, clock, turns: Turns::new() }
    }

    /// The ticket with this number, if this is its applicant's NIK, both as people type them.
    pub(crate) async fn look_up(&self, number: &str, nik: &str) -> Result<Found, Refusal> {
        let number = typed::ticket_number(number).ok_or(Refusal::UnknownTicket)?;
        let form = catalogue::by_code(number.form()).ok_or(Refusal::UnknownTicket)?;
        let nik = parse_nik(form, nik)?;
        let ticket = self.ticket_of(number, &nik).await?;
        Found::open(&self.vault, number, ticket)
    }

    /// Guesses for one number are taken one by one: each sees what the ones before it have used up.
    async fn ticket_of(&self, number: TicketNumber, nik: &Nik) -> Result<Ticket, Refusal> {
        let _turn = self.turns.take(number).await;
        let ticket = self.gathering.find(number).await?.ok_or(Refusal::UnknownTicket)?;
        let now = self.clock.now();
        if let Some(seconds) = ticket.guesses.and_then(|guesses| guesses.locked_for(now)) {
            return Err(Refusal::TooManyWrongNiks { seconds });
        }
        if self.vault.index("nik", nik.expose().as_bytes()).ct_eq(&ticket.nik_index) {
            return Ok(ticket);
        }
        Err(self.wrong_nik(number, now).await?)
    }

    /// Other processes may have counted in between; what the database returns decides.
    async fn wrong_nik(&self, number: TicketNumber, now: Timestamp) -> Result<Refusal, sqlx::Error> {
        let guesses = store::count(&self.pool, number, now).await?;
        Ok(guesses.refused_for(now).map_or(Refusal::WrongNik, |seconds| Refusal::TooManyWrongNiks { seconds }))
    }
}

/// The fault is told in the words of the form that was filed.
fn parse_nik(form: &Form, text: &str) -> Result<Nik, Refusal> {
    let spec = form.field(Field::Nik).ok_or(Refusal::UnknownTicket)?;
    Nik::parse(text).map_err(|fault| Refusal::NotANik(FieldError::of(spec, fault)))
}
