//! What an officer finds counted on every page, and what open pages are told of it.

use std::collections::{BTreeMap, HashMap};

use desk::store::stored;
use domain::Desk;
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use sqlx::PgExecutor;
use sqlx::types::Json;
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
    /// Tickets that are about to be late and that no supervisor took notice of; only for supervisors, and a thousand at
    /// most.
    pub(crate) urgent: Option<i64>,
}

/// The counts of some sessions.
#[derive(Clone, Debug, Default)]
pub(crate) struct Counted {
    /// Of each session that is not over and whose officer works on tickets.
    pub(crate) of: HashMap<Uuid, Counts>,
    /// Tickets that came to each desk behind the step of the timeline that was asked for.
    pub(crate) arrived: BTreeMap<Desk, i64>,
    /// The newest step of the timeline.
    pub(crate) newest: i64,
}

/// When it is, for the counts.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Moment {
    pub(crate) now: Timestamp,
    /// When the day began.
    pub(crate) midnight: Timestamp,
    /// A session that was last used before this is over.
    pub(crate) used_since: Timestamp,
    /// What is due before this is about to be late.
    pub(crate) urgent_until: Timestamp,
}

/// Counts for these sessions in one round trip, however many there are. Without `behind`, nothing has arrived.
pub(crate) async fn of(
    on: impl PgExecutor<'_>,
    sessions: &[Uuid],
    at: Moment,
    behind: Option<i64>,
) -> Result<Counted, sqlx::Error> {
    let rows = sqlx::query!(
        r#"WITH asked AS (
                  SELECT s.id AS session, o.id, o.desks, o.roles
                    FROM desk.sessions s JOIN desk.officers o ON o.id = s.officer_id
                   WHERE s.id = ANY($1) AND s.stage = 'open' AND s.revoked_at IS NULL AND s.expires_at > $2
                     AND s.last_seen_at > $3 AND o.disabled_at IS NULL
                     AND o.roles && ARRAY['officer', 'supervisor']),
                open AS MATERIALIZED (
                  SELECT c.desk, count(*) AS cases FROM desk.cases c
                   WHERE c.desk IN (SELECT unnest(desks) FROM asked) AND c.stage IN ('received', 'processing')
                     AND c.rests_until IS NULL
                   GROUP BY c.desk),
                held AS MATERIALIZED (
                  SELECT c.desk, c.claimed_by, count(*) AS cases FROM desk.cases c
                   WHERE c.desk IN (SELECT unnest(desks) FROM asked) AND c.stage = 'processing'
                     AND c.rests_until IS NULL AND c.claimed_by IN (SELECT id FROM asked)
                   GROUP BY c.desk, c.claimed_by),
                arrived AS MATERIALIZED (
                  SELECT t.desk, count(*) AS cases FROM desk.timeline t
                   WHERE t.id > $5 AND t.stage = 'received' GROUP BY t.desk)
           SELECT a.session,
                  coalesce((SELECT sum(cases) FROM open WHERE desk = ANY(a.desks)), 0)::bigint AS "open!",
                  coalesce((SELECT sum(cases) FROM held WHERE claimed_by = a.id AND desk = ANY(a.desks)), 0)::bigint
                    AS "mine!",
                  (SELECT count(*) FROM desk.mentions m JOIN desk.notes n ON n.id = m.note_id
                     JOIN desk.cases c ON c.ticket_number = n.ticket_number
                    WHERE m.officer_id = a.id AND m.read_at IS NULL AND c.desk = ANY(a.desks)) AS "mentions!",
                  (SELECT count(*) FROM desk.answers
                    WHERE answered_by = a.id AND answered_at >= $4 AND revision = 1) AS "today!",
                  CASE WHEN 'supervisor' = ANY(a.roles) THEN
                    (SELECT count(*) FROM (
                       SELECT FROM desk.cases c
                        WHERE c.desk = ANY(a.desks) AND c.stage IN ('received', 'processing') AND c.answer_due_at < $6
                          AND c.rests_until IS NULL
                          AND NOT EXISTS (SELECT FROM desk.noticed n
                                           WHERE n.ticket_number = c.ticket_number AND n.desk = c.desk)
                          AND EXISTS (SELECT FROM intake.tickets t
                                       WHERE t.submitted_on = c.submitted_on AND t.number = c.ticket_number
                                         AND t.erased_at IS NULL)
                        LIMIT 1000) AS due) END AS "urgent?",
                  (SELECT coalesce(jsonb_object_agg(desk, cases), '{}') FROM arrived)
                    AS "arrived!: Json<BTreeMap<String, i64>>",
                  coalesce((SELECT max(id) FROM desk.timeline), 0) AS "newest!"
             FROM asked a"#,
        sessions,
        at.now.to_sqlx(),
        at.used_since.to_sqlx(),
        at.midnight.to_sqlx(),
        behind.unwrap_or(i64::MAX),
        at.urgent_until.to_sqlx(),
    );
    let mut counted = Counted { newest: behind.unwrap_or_default(), ..Counted::default() };
    for row in rows.fetch_all(on).await? {
        let counts =
            Counts { open: row.open, mine: row.mine, mentions: row.mentions, today: row.today, urgent: row.urgent };
        counted.of.insert(row.session, counts);
        counted.newest = counted.newest.max(row.newest);
        if counted.arrived.is_empty() {
            counted.arrived = by_desk(row.arrived.0)?;
        }
    }
    Ok(counted)
}

/// How many tickets came to each of these desks behind one step of the timeline and up to another.
pub(crate) async fn arrived(
    on: impl PgExecutor<'_>,
    desks: &[Desk],
    behind: i64,
    up_to: i64,
) -> Result<BTreeMap<Desk, i64>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"SELECT desk, count(*) AS "cases!" FROM desk.timeline
            WHERE id > $1 AND id <= $2 AND stage = 'received' AND desk = ANY($3) GROUP BY desk"#,
        behind,
        up_to,
        &Desk::names(desks),
    );
    by_desk(rows.fetch_all(on).await?.into_iter().map(|row| (row.desk, row.cases)))
}

fn by_desk(rows: impl IntoIterator<Item = (String, i64)>) -> Result<BTreeMap<Desk, i64>, sqlx::Error> {
    rows.into_iter().map(|(desk, cases)| Ok((stored(&desk, "desk.timeline", "desk", &desk)?, cases))).collect()
}
