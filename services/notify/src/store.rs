//! All SQL of the sender: the letters.

use std::num::NonZeroU32;
use std::time::Duration;

use database::{Inconsistent, Pool};
use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx as _;
use messages::LetterKind;
use uuid::Uuid;
use vault::{Context, Sealed};

use crate::letter::About;

/// Letters that are counted at most.
const COUNTED: i64 = 100_000;
/// Letters that one statement forgets.
const PAGE: i64 = 5_000;
/// For how long letters to an address count.
const A_DAY: SignedDuration = SignedDuration::from_hours(24);

/// What became of a letter. A closed list, the same as the table's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// A server took it.
    Sent,
    /// The address takes no letters.
    Refused,
    /// It came too late.
    Expired,
    /// The address got as many as it may in a day.
    TooMany,
    /// There is no way to such an address here.
    NoChannel,
    /// Its ticket was erased or names no address any more, or the account has it no more.
    Gone,
}

impl Outcome {
    /// The stored name.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Sent => "sent",
            Self::Refused => "refused",
            Self::Expired => "expired",
            Self::TooMany => "too_many",
            Self::NoChannel => "no_channel",
            Self::Gone => "gone",
        }
    }
}

/// A letter in this process's hands.
pub(crate) struct Taken {
    pub(crate) id: Uuid,
    pub(crate) kind: LetterKind,
    pub(crate) about: About,
    pub(crate) requested_at: Timestamp,
    pub(crate) expires_at: Timestamp,
    /// This one included.
    pub(crate) attempts: i32,
    /// `None` when the ticket was erased or has no address, or the account has it no more.
    pub(crate) address: Option<SealedAddress>,
}

/// An address as it lies with its ticket or account.
pub(crate) struct SealedAddress {
    pub(crate) context: Context,
    pub(crate) data_key: Vec<u8>,
    pub(crate) address: Vec<u8>,
}

/// Takes the letter until `leased_until`; `None` when it is settled, unknown, or another process has it.
pub(crate) async fn take(
    pool: &Pool,
    id: Uuid,
    now: Timestamp,
    leased_until: Timestamp,
) -> Result<Option<Taken>, sqlx::Error> {
    let row = sqlx::query!(
        r#"WITH taken AS (
               UPDATE notify.letters SET leased_until = $3, attempts = attempts + 1
                WHERE id = $1 AND settled_at IS NULL AND leased_until < $2
            RETURNING id, attempts
           )
           SELECT a.kind AS "kind!", a.ticket_number, a.requested_at AS "requested_at!", a.expires_at AS "expires_at!",
                  t.attempts AS "attempts!", a.ticket_id, a.account_id, a.address_id, a.link_id, a.address, a.data_key
             FROM taken t JOIN notify.addressed a ON a.id = t.id"#,
        id,
        now.to_sqlx(),
        leased_until.to_sqlx(),
    )
    .fetch_optional(pool)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let inconsistent = |column| Inconsistent::new("notify.letters", column, &id);
    let of_ticket = row.ticket_id.map(|ticket| Sealed::NoticeAddress.of(ticket));
    let of_account = row.account_id.zip(row.address_id);
    let context = of_ticket.or(of_account.map(|(account, address)| Sealed::AccountAddress(address).of(account)));
    let address = match (context, row.address, row.data_key) {
        (Some(context), Some(address), Some(data_key)) => Some(SealedAddress { context, data_key, address }),
        _ => None,
    };
    let about = match row.ticket_number {
        Some(number) => About::Ticket(number.parse().map_err(|_invalid| inconsistent("ticket_number"))?),
        None => About::Account { link: row.link_id },
    };
    Ok(Some(Taken {
        id,
        kind: LetterKind::named(&row.kind).ok_or_else(|| inconsistent("kind"))?,
        about,
        requested_at: row.requested_at.to_jiff(),
        expires_at: row.expires_at.to_jiff(),
        attempts: row.attempts,
        address,
    }))
}

/// Notes to which address the letter goes, unless that address got as many as it may in a day. Letters that are sent at
/// the same moment may exceed it by as many.
pub(crate) async fn within_limit(
    pool: &Pool,
    id: Uuid,
    address_index: &[u8],
    most: NonZeroU32,
    now: Timestamp,
) -> Result<bool, sqlx::Error> {
    let noted = sqlx::query!(
        "UPDATE notify.letters SET address_index = $2
          WHERE id = $1 AND (SELECT count(*) FROM notify.letters
                              WHERE address_index = $2 AND outcome = 'sent' AND settled_at > $3) < $4",
        id,
        address_index,
        now.saturating_sub(A_DAY).unwrap_or(Timestamp::MIN).to_sqlx(),
        i64::from(most.get()),
    )
    .execute(pool)
    .await?;
    Ok(noted.rows_affected() > 0)
}

/// Writes down what became of the letter.
pub(crate) async fn settle(
    pool: &Pool,
    id: Uuid,
    outcome: Outcome,
    problem: Option<&str>,
    now: Timestamp,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "UPDATE notify.letters SET settled_at = $2, outcome = $3, problem = coalesce($4, problem)
          WHERE id = $1 AND settled_at IS NULL",
        id,
        now.to_sqlx(),
        outcome.as_str(),
        problem,
    )
    .execute(pool)
    .await
    .map(drop)
}

/// Lets the letter go until it is due again.
pub(crate) async fn postpone(pool: &Pool, id: Uuid, due_at: Timestamp, problem: &str) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "UPDATE notify.letters SET due_at = $2, leased_until = '-infinity', problem = $3
          WHERE id = $1 AND settled_at IS NULL",
        id,
        due_at.to_sqlx(),
        problem,
    )
    .execute(pool)
    .await
    .map(drop)
}

/// Up to `most` letters that are due at `now`, which are due again when they are twice as old: however long the queue
/// is, a letter that waits in it is asked for a few times only.
pub(crate) async fn take_due(pool: &Pool, now: Timestamp, most: i64) -> Result<Vec<(Uuid, LetterKind)>, sqlx::Error> {
    let rows = sqlx::query!(
        "UPDATE notify.letters SET due_at = $1 + greatest($1 - requested_at, interval '10 minutes')
          WHERE id IN (SELECT id FROM notify.letters
                        WHERE settled_at IS NULL AND due_at <= $1 AND leased_until < $1
                        ORDER BY due_at LIMIT $2 FOR UPDATE SKIP LOCKED)
      RETURNING id, kind",
        now.to_sqlx() as jiff_sqlx::Timestamp,
        most,
    )
    .fetch_all(pool)
    .await?;
    let read =
        |kind: &str, id: Uuid| LetterKind::named(kind).ok_or_else(|| Inconsistent::new("notify.letters", "kind", &id));
    Ok(rows.into_iter().map(|row| Ok((row.id, read(&row.kind, row.id)?))).collect::<Result<_, Inconsistent>>()?)
}

/// How many letters wait, up to 100,000, and the age of the oldest.
pub(crate) async fn waiting(pool: &Pool, now: Timestamp) -> Result<(i64, Duration), sqlx::Error> {
    let row = sqlx::query!(
        r#"SELECT count(*) AS "count!", min(requested_at) AS oldest
             FROM (SELECT requested_at FROM notify.letters WHERE settled_at IS NULL LIMIT $1) waiting"#,
        COUNTED,
    )
    .fetch_one(pool)
    .await?;
    let oldest = row.oldest.map(|oldest| now.duration_since(oldest.to_jiff()));
    Ok((row.count, oldest.and_then(|age| Duration::try_from(age).ok()).unwrap_or_default()))
}

/// Deletes a page of letters that were asked for longer ago than they are kept. Returns how many.
pub(crate) async fn forget(pool: &Pool, kept: Duration) -> Result<u64, sqlx::Error> {
    let forgotten = sqlx::query!(
        "DELETE FROM notify.letters WHERE id IN (
             SELECT id FROM notify.letters
              WHERE requested_at < now() - make_interval(secs => $1) AND settled_at IS NOT NULL LIMIT $2)",
        kept.as_secs_f64(),
        PAGE,
    )
    .execute(pool)
    .await?;
    Ok(forgotten.rows_affected())
}
