//! Texts that agencies post over HTTPS and that their reports on the queue refer to. So no text ever lies on the
//! broker's disk.

use domain::{Text, TextRule, TicketNumber};
use uuid::Uuid;
use vault::{Context, Sealed};

use crate::arrival::case_of;
use crate::store::texts::{self, NewText};
use crate::{Caller, Desks, Refusal, sealed, visible};

/// Keeps a text for a report to come, under an id that the caller chose. The same text under the same id again changes
/// nothing; returns whether it is new.
///
/// # Errors
/// The refusal says why. Nothing was changed then.
pub async fn post_text(
    desks: &Desks,
    caller: &Caller,
    number: TicketNumber,
    id: Uuid,
    text: &Text,
) -> Result<bool, Refusal> {
    visible(case_of(desks, number).await?, caller)?;
    let ticket = sealed(&desks.pool, number).await?;
    let key = desks.vault.open_data_key(&ticket.data_key)?;
    let body = key.seal(&text_context(id, ticket.id), text.expose().as_bytes())?;
    let new = NewText { number, id, body: &body, by: caller.id(), at: desks.now() };
    if texts::add(&desks.pool, &new).await? {
        return Ok(true);
    }
    let Some(known) = texts::find(&desks.pool, number, id).await? else {
        return Err(Refusal::TooManyTexts);
    };
    let same =
        known.by == caller.id() && key.open(&text_context(id, ticket.id), &known.body)? == text.expose().as_bytes();
    if same { Ok(false) } else { Err(Refusal::TextTaken) }
}

/// The text that the caller posted under this id, if it keeps the rule.
///
/// # Errors
/// The refusal says why. Nothing was changed then.
pub async fn posted_text(
    desks: &Desks,
    caller: &Caller,
    number: TicketNumber,
    id: Uuid,
    rule: TextRule,
) -> Result<Text, Refusal> {
    let ticket = sealed(&desks.pool, number).await?;
    let posted = texts::find(&desks.pool, number, id)
        .await?
        .filter(|text| text.by == caller.id())
        .ok_or(Refusal::UnknownText)?;
    let plain = desks.vault.open_data_key(&ticket.data_key)?.open(&text_context(id, ticket.id), &posted.body)?;
    let plain = String::from_utf8(plain).ok().ok_or(Refusal::Content)?;
    Text::parse(&plain, rule).ok().ok_or(Refusal::UnfitText)
}

/// Where the text with this id is sealed.
fn text_context(id: Uuid, ticket_id: Uuid) -> Context {
    Sealed::Text(id).of(ticket_id)
}
