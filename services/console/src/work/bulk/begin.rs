//! Beginning a bulk answer.

use audit::Action;
use database::Connection;
use desk::{ANSWER, Caller, Desks, Refusal, questions};
use domain::Text;
use uuid::Uuid;

use super::choice::{Chosen, waiting};
use super::text::{Consent, TextFault, faults};
use crate::store::bulk::{self, BulkState, NewBulkAnswer};
use crate::store::templates;

/// Why no bulk answer was begun. Nothing was changed then.
#[derive(Debug)]
pub(crate) enum BulkRefusal {
    /// Nobody waits for it.
    NobodyWaits,
    /// The text cannot be sent.
    Text(Vec<TextFault>),
    /// As any piece of work is refused.
    Refused(Refusal),
}

impl From<Refusal> for BulkRefusal {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<sqlx::Error> for BulkRefusal {
    fn from(error: sqlx::Error) -> Self {
        Self::Refused(error.into())
    }
}

/// What is sent.
pub(crate) struct Wording<'a> {
    pub(crate) body: &'a str,
    /// What was asked about it and answered with yes.
    pub(crate) consent: Consent,
    /// The template that it is said to come from.
    pub(crate) template: Option<Uuid>,
}

/// Makes a bulk answer for the tickets that wait now; its trial begins at once.
pub(crate) async fn begin(
    desks: &Desks,
    caller: &Caller,
    chosen: &Chosen,
    wording: Wording<'_>,
) -> Result<Uuid, BulkRefusal> {
    let mut transaction = desks.pool.begin().await?;
    let id = begin_in(&mut transaction, desks, caller, chosen, wording, BulkState::Trial).await?;
    transaction.commit().await?;
    Ok(id)
}

/// As [`begin`], in a transaction that does more, and from this state on.
pub(in crate::work) async fn begin_in(
    on: &mut Connection,
    desks: &Desks,
    caller: &Caller,
    chosen: &Chosen,
    Wording { body, consent, template }: Wording<'_>,
    state: BulkState,
) -> Result<Uuid, BulkRefusal> {
    let tickets = waiting(on, caller, chosen).await?;
    let mut faults = faults(body);
    if !tickets.is_empty() {
        faults.extend(consent.open(&questions(body, &tickets)));
    }
    let text = match Text::parse(body, ANSWER) {
        Ok(text) if faults.is_empty() => text,
        Ok(_) | Err(_) => return Err(BulkRefusal::Text(faults)),
    };
    if tickets.is_empty() {
        return Err(BulkRefusal::NobodyWaits);
    }
    let (id, now, desk) = (desks.clock.new_id(), desks.now(), chosen.desk());
    let template = match template {
        Some(id) if templates::is_of(&mut *on, desk, id).await? => Some(id),
        Some(_) | None => None,
    };
    let bulk = NewBulkAnswer {
        id,
        desk,
        body: text.expose(),
        template,
        state,
        created_by: caller.id(),
        created_at: now,
        with_digits: consent.digits,
        tickets: &tickets,
    };
    bulk::add(&mut *on, &bulk).await?;
    let entry = caller.entry(now, Action::BulkAnswer).desk(desk).detail(format!("begin {id} {}", tickets.len()));
    audit::record(on, &entry).await?;
    Ok(id)
}
