//! What an officer finds counted on every page.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use sqlx::PgExecutor;
use uuid::Uuid;

/// What there is for an officer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    /// Tickets without an answer at the officer's desks.
    pub(crate) open: i64,
    /// Those of them that the officer holds, or held last.
    pub(crate) mine: i64,
    /// Notes that name the officer and were not read.
    pub(crate) mentions: i64,
    /// First answers that the officer gave since midnight.
    pub(crate) today: i64,
}

/// The counts of each of these officers, in one round trip. `midnight` is when the day began.
pub(crate) async fn of(
    on: impl PgExecutor<'_>,
    officers: &[Uuid],
    midnight: Timestamp,
) -> Result<Vec<(Uuid, Counts)>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"WITH asked AS (SELECT id, desks FROM desk.officers WHERE id = ANY($1)),
                open AS MATERIALIZED (
                  SELECT c.desk, count(*) AS cases FROM desk.cases c
                   WHERE c.desk IN (SELECT unnest(desks) FROM asked) AND c.stage IN ('received', 'processing')
                   GROUP BY c.desk),
                held AS MATERIALIZED (
                  SELECT c.desk, c.claimed_by, count(*) AS cases FROM desk.cases c
                   WHERE c.desk IN (SELECT unnest(desks) FROM asked) AND c.stage = 'processing'
                     AND c.claimed_by = ANY($1)
                   GROUP BY c.desk, c.claimed_by)
           SELECT a.id,
                  coalesce((SELECT sum(cases) FROM open WHERE desk = ANY(a.desks)), 0)::bigint AS "open!",
                  coalesce((SELECT sum(cases) FROM held WHERE claimed_by = a.id AND desk = ANY(a.desks)), 0)::bigint
                    AS "mine!",
                  (SELECT count(*) FROM desk.mentions m JOIN desk.notes n ON n.id = m.note_id
                     JOIN desk.cases c ON c.ticket_number = n.ticket_number
                    WHERE m.officer_id = a.id AND m.read_at IS NULL AND c.desk = ANY(a.desks)) AS "mentions!",
                  (SELECT count(*) FROM desk.answers
                    WHERE answered_by = a.id AND answered_at >= $2 AND revision = 1) AS "today!"
             FROM asked a"#,
        officers,
        midnight.to_sqlx(),
    );
    let rows = rows.fetch_all(on).await?.into_iter();
    let counts = rows.map(|row| {
        let counts = Counts { open: row.open, mine: row.mine, mentions: row.mentions, today: row.today };
        (row.id, counts)
    });
    Ok(counts.collect())
}
