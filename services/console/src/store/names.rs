//! Which tickets have which parts of a name, as marks that nobody can read.

use database::{AdvisoryLock, Connection};
use desk::store::{number_texts, stored};
use domain::{Desk, TicketNumber};
use sqlx::PgExecutor;
use uuid::Uuid;

/// Of all processes one looks at names at a time: `false` when another one is at it.
pub(crate) async fn lock_naming(on: impl PgExecutor<'_>) -> Result<bool, sqlx::Error> {
    AdvisoryLock::IndexNames.try_take(on).await
}

/// Up to `most` tickets whose names were not looked at yet; restricted ones wait until they are free again.
pub(crate) async fn unnamed(on: impl PgExecutor<'_>, most: i64) -> Result<Vec<TicketNumber>, sqlx::Error> {
    sqlx::query_scalar!(
        "SELECT c.ticket_number FROM desk.cases c
           JOIN intake.tickets t ON t.submitted_on = c.submitted_on AND t.number = c.ticket_number
          WHERE NOT c.named AND t.restricted_at IS NULL ORDER BY c.ticket_number LIMIT $1",
        most,
    )
    .fetch_all(on)
    .await?
    .into_iter()
    .map(|number| stored(&number, "desk.cases", "ticket_number", &number))
    .collect()
}

/// One mark of a ticket.
pub(crate) struct Mark {
    pub(crate) number: TicketNumber,
    pub(crate) ticket_id: Uuid,
    pub(crate) bytes: Vec<u8>,
}

/// Notes that these tickets were looked at, in the order in which everybody locks them, and writes their marks. It
/// holds the cases first: a ticket that is erased meanwhile has none, and one that is erased then loses them.
pub(crate) async fn put(on: &mut Connection, marks: &[Mark], looked_at: &[TicketNumber]) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "WITH held AS (
             SELECT ticket_number FROM desk.cases WHERE ticket_number = ANY($1) ORDER BY ticket_number FOR UPDATE
         )
         UPDATE desk.cases c SET named = true FROM held WHERE c.ticket_number = held.ticket_number",
        &number_texts(looked_at),
    )
    .execute(&mut *on)
    .await?;
    let numbers: Vec<String> = marks.iter().map(|mark| mark.number.to_string()).collect();
    let ids: Vec<Uuid> = marks.iter().map(|mark| mark.ticket_id).collect();
    let bytes: Vec<&[u8]> = marks.iter().map(|mark| mark.bytes.as_slice()).collect();
    sqlx::query!(
        "INSERT INTO desk.names (mark, ticket_number)
         SELECT m.mark, m.ticket_number
           FROM unnest($1::bytea[], $2::text[], $3::uuid[]) AS m (mark, ticket_number, ticket_id)
           JOIN keys.tickets k USING (ticket_id)
         ON CONFLICT DO NOTHING",
        &bytes as &[&[u8]],
        &numbers,
        &ids,
    )
    .execute(on)
    .await
    .map(drop)
}

/// Up to `most` tickets at these desks that have all of these marks, the newest first.
pub(crate) async fn with_all(
    on: impl PgExecutor<'_>,
    marks: &[Vec<u8>],
    desks: &[Desk],
    most: i64,
) -> Result<Vec<TicketNumber>, sqlx::Error> {
    sqlx::query_scalar!(
        "SELECT c.ticket_number
           FROM (SELECT ticket_number FROM desk.names WHERE mark = ANY($1)
                  GROUP BY ticket_number HAVING count(*) = cardinality($1)) AS n
           JOIN desk.cases c USING (ticket_number)
          WHERE c.desk = ANY($2)
          ORDER BY c.submitted_at DESC, c.ticket_number LIMIT $3",
        marks,
        &Desk::names(desks),
        most,
    )
    .fetch_all(on)
    .await?
    .into_iter()
    .map(|number| stored(&number, "desk.names", "ticket_number", &number))
    .collect()
}
