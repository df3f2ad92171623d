//! Accepted tickets that no desk was chosen for minutes later.

use database::Inconsistent;
use domain::{FormCode, TicketNumber};
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan as _};
use jiff_sqlx::ToSqlx as _;
use sqlx::PgExecutor;
use uuid::Uuid;

/// Tickets looked at in one statement.
const PAGE: i64 = 5_000;
/// Tickets that are counted at most.
const COUNTED: i64 = 100_000;

/// A ticket whose time to be sent again has come.
pub(crate) struct Due {
    pub(crate) number: String,
    pub(crate) sends: u32,
    /// `None` when it has a dispatch by now, or was erased.
    pub(crate) ticket: Result<Option<Unrouted>, Inconsistent>,
}

/// A ticket without a dispatch.
pub(crate) struct Unrouted {
    pub(crate) number: TicketNumber,
    pub(crate) id: Uuid,
    pub(crate) form: FormCode,
    pub(crate) region: String,
    pub(crate) submitted_at: Timestamp,
    pub(crate) answer_due_at: Timestamp,
    pub(crate) documents: i32,
    /// The relay still has its message.
    pub(crate) in_outbox: bool,
    /// The router tried it six times.
    pub(crate) given_up: bool,
}

/// Lists those of a page of tickets that have no dispatch, as due at `due_at`. The page has tickets with ids behind
/// `after` and before `until`, in their order; `days` are the first and the last day of their submission. Returns the
/// last ticket of a full page.
pub(crate) async fn list(
    on: impl PgExecutor<'_>,
    after: Uuid,
    until: Uuid,
    days: (Date, Date),
    due_at: Timestamp,
) -> Result<Option<Uuid>, sqlx::Error> {
    let row = sqlx::query!(
        r#"WITH looked AS (
               SELECT id, number, submitted_on, submitted_at, routed FROM intake.hand_overs
                WHERE id > $1 AND id < $2 AND submitted_on BETWEEN $3 AND $4 ORDER BY id LIMIT $5
           ), listed AS (
               INSERT INTO intake.unrouted (ticket_number, submitted_on, accepted_at, due_at)
               SELECT number, submitted_on, submitted_at, $6 FROM looked WHERE NOT routed ORDER BY number
               ON CONFLICT (ticket_number) DO NOTHING
           )
           SELECT count(*) AS "looked!", (SELECT id FROM looked ORDER BY id DESC LIMIT 1) AS last FROM looked"#,
        after,
        until,
        days.0.to_sqlx(),
        days.1.to_sqlx(),
        PAGE,
        due_at.to_sqlx(),
    )
    .fetch_one(on)
    .await?;
    Ok(row.last.filter(|_| row.looked == PAGE))
}

/// Takes those off the list that have a dispatch by now, or were erased: one page behind `after`. Returns the last
/// number of a full page.
pub(crate) async fn settle(on: impl PgExecutor<'_>, after: &str) -> Result<Option<String>, sqlx::Error> {
    let row = sqlx::query!(
        r#"WITH page AS (
               SELECT ticket_number, submitted_on FROM intake.unrouted
                 WHERE ticket_number > $1 ORDER BY ticket_number LIMIT $2
           ), settled AS (
               DELETE FROM intake.unrouted u USING page p
                WHERE u.ticket_number = p.ticket_number
                  AND NOT EXISTS (SELECT FROM intake.hand_overs h
                                   WHERE h.submitted_on = p.submitted_on AND h.number = p.ticket_number
                                     AND NOT h.routed)
           )
           SELECT count(*) AS "seen!", max(ticket_number) AS last FROM page"#,
        after,
        PAGE,
    )
    .fetch_one(on)
    .await?;
    Ok(row.last.filter(|_| row.seen == PAGE))
}

/// Up to `most` tickets that are due at `now`, those that wait longest for it first, held until the transaction ends.
/// What another process holds is passed over.
pub(crate) async fn due(on: impl PgExecutor<'_>, now: Timestamp, most: i64) -> Result<Vec<Due>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"SELECT u.ticket_number, u.sends, h.id AS "id?", h.form AS "form?", h.region AS "region?",
                  h.submitted_at AS "submitted_at?", h.answer_due_at AS "answer_due_at?",
                  h.documents AS "documents?", h.routed AS "routed?", h.given_up AS "given_up?",
                  EXISTS (SELECT FROM intake.outbox o WHERE o.event_id = h.id) AS "in_outbox!"
             FROM intake.unrouted u
             LEFT JOIN intake.hand_overs h ON h.submitted_on = u.submitted_on AND h.number = u.ticket_number
            WHERE u.due_at <= $1 ORDER BY u.due_at LIMIT $2 FOR UPDATE OF u SKIP LOCKED"#,
        now.to_sqlx(),
        most,
    )
    .fetch_all(on)
    .await?;
    let due = rows.into_iter().map(|row| {
        let ticket = match (row.id, row.form, row.region, row.submitted_at, row.answer_due_at) {
            (Some(id), Some(form), Some(region), Some(submitted_at), Some(answer_due_at))
                if row.routed != Some(true) =>
            {
                read(&row.ticket_number, &form).map(|(number, form)| {
                    Some(Unrouted {
                        number,
                        id,
                        form,
                        region,
                        submitted_at: submitted_at.to_jiff(),
                        answer_due_at: answer_due_at.to_jiff(),
                        documents: row.documents.unwrap_or(0),
                        in_outbox: row.in_outbox,
                        given_up: row.given_up == Some(true),
                    })
                })
            }
            _ => Ok(None),
        };
        Due { number: row.ticket_number, sends: row.sends.unsigned_abs(), ticket }
    });
    Ok(due.collect())
}

fn read(number: &str, form: &str) -> Result<(TicketNumber, FormCode), Inconsistent> {
    let inconsistent = |column| Inconsistent::new("intake.hand_overs", column, number);
    Ok((
        number.parse().map_err(|_invalid| inconsistent("number"))?,
        form.parse().map_err(|_invalid| inconsistent("form"))?,
    ))
}

/// Takes tickets off the list.
pub(crate) async fn remove(on: impl PgExecutor<'_>, numbers: &[String]) -> Result<(), sqlx::Error> {
    sqlx::query!("DELETE FROM intake.unrouted WHERE ticket_number = ANY($1)", numbers).execute(on).await.map(drop)
}

/// Says when tickets are due next, and how often they were sent again by now.
pub(crate) async fn postpone(on: impl PgExecutor<'_>, tickets: &[(String, u32, Timestamp)]) -> Result<(), sqlx::Error> {
    let numbers: Vec<String> = tickets.iter().map(|(number, _, _)| number.clone()).collect();
    let sends: Vec<i32> = tickets.iter().map(|(_, sends, _)| i32::try_from(*sends).unwrap_or(i32::MAX)).collect();
    let due: Vec<_> = tickets.iter().map(|(_, _, due_at)| due_at.to_sqlx()).collect();
    sqlx::query!(
        "UPDATE intake.unrouted u SET sends = n.sends, due_at = n.due_at
           FROM unnest($1::text[], $2::integer[], $3::timestamptz[]) AS n (ticket_number, sends, due_at)
          WHERE u.ticket_number = n.ticket_number",
        &numbers,
        &sends,
        &due as &[jiff_sqlx::Timestamp],
    )
    .execute(on)
    .await
    .map(drop)
}

/// How many are listed, up to 100,000.
pub(crate) async fn count(on: impl PgExecutor<'_>) -> Result<i64, sqlx::Error> {
    sqlx::query_scalar!(r#"SELECT count(*) AS "count!" FROM (SELECT FROM intake.unrouted LIMIT $1) AS listed"#, COUNTED)
        .fetch_one(on)
        .await
}

/// When the ticket was accepted that has waited longest for a dispatch: one on the list, else one that came too late
/// for it, with an id from `since` on. `days` as in [`list`].
pub(crate) async fn oldest(
    on: impl PgExecutor<'_>,
    since: Uuid,
    days: (Date, Date),
) -> Result<Option<Timestamp>, sqlx::Error> {
    let oldest = sqlx::query_scalar!(
        r#"SELECT least((SELECT min(accepted_at) FROM intake.unrouted),
                        (SELECT submitted_at FROM intake.hand_overs
                          WHERE id >= $1 AND submitted_on BETWEEN $2 AND $3 AND NOT routed
                          ORDER BY id LIMIT 1)) AS "at: jiff_sqlx::Timestamp""#,
        since,
        days.0.to_sqlx(),
        days.1.to_sqlx(),
    );
    Ok(oldest.fetch_one(on).await?.map(jiff_sqlx::Timestamp::to_jiff))
}

/// The smallest id that a ticket accepted at `at` can have: ids are UUIDs of version 7, whose first 48 bits are
/// milliseconds.
pub(crate) fn first_id(at: Timestamp) -> Uuid {
    let milliseconds = u128::try_from(at.as_millisecond().max(0)).unwrap_or(0);
    Uuid::from_u128((milliseconds & 0xffff_ffff_ffff) << 80)
}

/// When the ticket with this id was accepted, to the millisecond.
pub(crate) fn moment_of(id: Uuid) -> Timestamp {
    i64::try_from(id.as_u128() >> 80)
        .ok()
        .and_then(|milliseconds| Timestamp::from_millisecond(milliseconds).ok())
        .unwrap_or(Timestamp::MIN)
}

/// The days on which tickets accepted between two moments can have been submitted.
pub(crate) fn days(from: Timestamp, until: Timestamp) -> (Date, Date) {
    (domain::time::wib_day(from).saturating_sub(1.day()), domain::time::wib_day(until).saturating_add(1.day()))
}

#[cfg(test)]
mod tests {
    use runtime::Clock;

    use super::*;

    #[test]
    fn ids_tell_their_moment() {
        let clock = Clock::system();
        let (before, id) = (clock.now(), clock.new_id());
        assert!(first_id(before) <= id && id < first_id(before + jiff::SignedDuration::from_secs(60)));
        assert!(moment_of(id).duration_since(before).as_secs().abs() < 60);
    }
}
