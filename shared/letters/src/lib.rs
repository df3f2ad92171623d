//! Asks for letters to people. `services/notify` sends them.
//!
//! Whoever changes something that a person wants to know asks for a letter in the same transaction. The transaction
//! writes a row of `notify.letters` and a message into its own outbox, and nothing personal: to whom the letter goes
//! lies sealed with the ticket or the account, and the sender opens it only to send.

pub mod codes;
pub mod links;

use std::time::Duration;

use database::{Connection, NewMessage, Outbox, Schema};
use domain::TicketNumber;
use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx as _;
use messages::{LetterKind, LetterRequested, VERSION, topology};
use runtime::Clock;
use uuid::Uuid;

/// How long a letter waits for its first message before the sender asks for it again: longer than the broker is away as
/// a rule.
pub const PATIENCE: Duration = Duration::from_mins(5);

/// How long a letter of this kind is worth sending.
#[must_use]
pub const fn lifetime(kind: LetterKind) -> SignedDuration {
    match kind {
        LetterKind::TicketNumber | LetterKind::RegistrationStampWaits => SignedDuration::from_hours(24),
        LetterKind::AccountNewPassword => SignedDuration::from_mins(30),
        // The next one comes before the end.
        LetterKind::RegistrationReminder => SignedDuration::from_hours(12),
        LetterKind::AccountPhoneCode | LetterKind::AccountAnswerCode | LetterKind::AccountPasswordCode => codes::VALID,
        LetterKind::TicketAnswered
        | LetterKind::TicketAsked
        | LetterKind::AccountVerifyEmail
        | LetterKind::AccountPasswordChanged
        | LetterKind::AccountRecovered
        | LetterKind::AccountAnswerIssued
        | LetterKind::AccountNewDevice
        | LetterKind::AccountContactChanged
        | LetterKind::AccountQuestionsChanged
        | LetterKind::AccountIdentityVerified
        | LetterKind::AccountIdentityRefused
        | LetterKind::AccountClaimMade
        | LetterKind::AccountClaimTaken
        | LetterKind::AccountReplaced
        | LetterKind::AccountFrozen
        | LetterKind::AccountContactTold
        | LetterKind::AccountComplained
        | LetterKind::AccountReleased
        | LetterKind::AccountRemoved
        | LetterKind::RegistrationFinal
        | LetterKind::RegistrationStamped
        | LetterKind::RegistrationStampRejected => SignedDuration::from_hours(72),
    }
}

/// Asks for a letter about a ticket inside the caller's transaction, whose outbox is that of `schema`. Returns whether
/// there will be one: a ticket without an address has none.
///
/// # Errors
/// When the database is away or refuses.
pub async fn about_ticket(
    on: &mut Connection,
    schema: Schema,
    kind: LetterKind,
    ticket: TicketNumber,
    clock: &Clock,
    traceparent: Option<String>,
) -> Result<bool, sqlx::Error> {
    let (id, now) = (clock.new_id(), clock.now());
    let wanted = sqlx::query_scalar!(
        r#"SELECT notify.about_ticket($1, $2, $3, $4, $5, $6, $7) AS "wanted!""#,
        id,
        kind.as_str(),
        ticket.day().to_sqlx(),
        ticket.to_string(),
        now.to_sqlx(),
        later(now, lifetime(kind)).to_sqlx(),
        due(now).to_sqlx(),
    )
    .fetch_one(&mut *on)
    .await?;
    if wanted {
        Outbox::insert(on, schema, &[message(clock.new_id(), id, kind, now, traceparent)]).await?;
    }
    Ok(wanted)
}

/// A letter to an address of an account.
#[derive(Clone, Copy, Debug)]
pub struct ToAddress {
    /// Which text.
    pub kind: LetterKind,
    /// The account that it is about.
    pub account: Uuid,
    /// To which of its addresses it goes.
    pub address: Uuid,
    /// The link ([`links`]) or the code ([`codes`]) that stands in it, for the kinds that have one.
    pub link: Option<Uuid>,
}

/// Asks for a letter to an address of an account inside the caller's transaction, whose outbox is that of `schema`.
/// Returns whether there will be one: an account without this address gets none.
///
/// # Errors
/// When the database is away or refuses.
pub async fn to_address(
    on: &mut Connection,
    schema: Schema,
    letter: ToAddress,
    clock: &Clock,
) -> Result<bool, sqlx::Error> {
    let (id, now) = (clock.new_id(), clock.now());
    let ToAddress { kind, account, address, link } = letter;
    let wanted = sqlx::query_scalar!(
        r#"SELECT notify.to_address($1, $2, $3, $4, $5, $6, $7, $8) AS "wanted!""#,
        id,
        kind.as_str(),
        account,
        address,
        link,
        now.to_sqlx(),
        later(now, lifetime(kind)).to_sqlx(),
        due(now).to_sqlx(),
    )
    .fetch_one(&mut *on)
    .await?;
    if wanted {
        Outbox::insert(on, schema, &[message(clock.new_id(), id, kind, now, None)]).await?;
    }
    Ok(wanted)
}

/// When the sender asks for the letter by itself.
fn due(now: Timestamp) -> Timestamp {
    later(now, SignedDuration::try_from(PATIENCE).unwrap_or(SignedDuration::MAX))
}

fn later(now: Timestamp, by: SignedDuration) -> Timestamp {
    now.saturating_add(by).unwrap_or(Timestamp::MAX)
}

/// The message that asks for a letter, under an id of its own.
#[must_use]
pub fn message(
    event_id: Uuid,
    letter_id: Uuid,
    kind: LetterKind,
    now: Timestamp,
    traceparent: Option<String>,
) -> NewMessage {
    let requested = LetterRequested { version: VERSION, event_id, letter_id, kind, requested_at: now };
    // A plain struct of ids and times: turning it into JSON cannot fail.
    let body = serde_json::to_value(&requested).unwrap_or_default();
    NewMessage { event_id, exchange: topology::LETTERS, routing_key: kind.as_str().to_owned(), body, traceparent }
}
