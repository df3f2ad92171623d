//! Takes a stamping, with all that it needs.

use database::{Inconsistent, Pool};
use distributor::{Document, Place, Reference, Serial};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff_sqlx::ToSqlx as _;
use uuid::Uuid;

/// A stamping in the hands of this process.
pub(crate) struct Job {
    pub(crate) id: Uuid,
    pub(crate) account: Uuid,
    pub(crate) slot: Uuid,
    pub(crate) upload: Uuid,
    document: String,
    day: Date,
    place: Place,
    pub(crate) reference: Reference,
    pub(crate) closes_at: Timestamp,
    pub(crate) size: u64,
    pub(crate) stamped_size: Option<u64>,
    /// Whether a serial number may have been bought.
    pub(crate) purchase_began: bool,
    pub(crate) serial: Option<Serial>,
    /// Whether the file may have been stamped.
    pub(crate) stamp_began: bool,
    pub(crate) attempts: i32,
    /// The key of the account; `None`: the account is gone.
    pub(crate) data_key: Option<Vec<u8>>,
    pub(crate) token: Option<Token>,
}

/// The sealed token of a person, and when it was given.
pub(crate) struct Token {
    pub(crate) sealed: Vec<u8>,
    pub(crate) given_at: Timestamp,
}

impl Job {
    /// The document as the distributor is told of it.
    pub(crate) fn document(&self) -> Document<'_> {
        Document { reference: self.reference, kind: &self.document, day: self.day, place: self.place }
    }
}

/// Takes the stamping until a moment, under the name of a lease; then it is due again, should this process end. `None`
/// when it is settled, waits for a person, or is in another process's hands.
pub(crate) async fn take(
    pool: &Pool,
    id: Uuid,
    lease: Uuid,
    now: Timestamp,
    until: Timestamp,
) -> Result<Option<Job>, sqlx::Error> {
    let row = sqlx::query!(
        r#"UPDATE stamping.jobs j SET lease = $2, leased_until = $4, due_at = $4
            WHERE id = $1 AND leased_until < $3
              AND state IN ('queued', 'serial_reserved', 'stamped', 'waiting_distributor')
        RETURNING account_id, slot_id, upload_id, document, day, page, place, reference, closes_at, size, stamped_size,
                  serial, purchase_began_at IS NOT NULL AS "purchase_began!", stamp_began_at IS NOT NULL AS "stamp_began!",
                  attempts,
                  (SELECT k.data_key FROM keys.accounts k WHERE k.account_id = j.account_id) AS data_key,
                  (SELECT t.token FROM stamping.tokens t WHERE t.account_id = j.account_id AND t.until > $3) AS token,
                  (SELECT t.given_at FROM stamping.tokens t WHERE t.account_id = j.account_id AND t.until > $3)
                      AS given_at"#,
        id,
        lease,
        now.to_sqlx(),
        until.to_sqlx(),
    )
    .fetch_optional(pool)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let unreadable = |column| Inconsistent::new("stamping.jobs", column, &id);
    let serial = row.serial.map(|digits| Serial::parse(&digits)).transpose();
    Ok(Some(Job {
        id,
        account: row.account_id,
        slot: row.slot_id,
        upload: row.upload_id,
        document: row.document,
        day: row.day.to_jiff(),
        place: Place {
            page: row.page.unsigned_abs(),
            corners: row.place.try_into().map_err(|_not_four| unreadable("place"))?,
        },
        reference: Reference::new(row.reference.as_u128()),
        closes_at: row.closes_at.to_jiff(),
        size: row.size.unsigned_abs(),
        stamped_size: row.stamped_size.map(i64::unsigned_abs),
        purchase_began: row.purchase_began,
        serial: serial.map_err(|_not_22_digits| unreadable("serial"))?,
        stamp_began: row.stamp_began,
        attempts: row.attempts,
        data_key: row.data_key,
        token: row.token.zip(row.given_at).map(|(sealed, given_at)| Token { sealed, given_at: given_at.to_jiff() }),
    }))
}
