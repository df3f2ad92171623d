//! Clusters: what tickets have in common, and which of them wait for the same answer. The tables hold marks only, which
//! nobody can read without the vault's key.

use database::{AdvisoryLock, Connection};
use desk::store::stored;
use domain::{Desk, FormCode, Suggestions, TicketNumber};
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use sqlx::PgExecutor;
use uuid::Uuid;

/// Of 48 minima, these must be equal: half of the words and word pairs in common, as far as minima tell.
const LEAST_EQUAL: i64 = 24;

/// Whether this transaction is the one that puts tickets into clusters now.
pub(crate) async fn lock_clustering(on: impl PgExecutor<'_>) -> Result<bool, sqlx::Error> {
    AdvisoryLock::GroupTickets.try_take(on).await
}

/// Tickets that nobody has looked at yet; at most `most`.
pub(crate) async fn unclustered(on: impl PgExecutor<'_>, most: i64) -> Result<Vec<TicketNumber>, sqlx::Error> {
    sqlx::query_scalar!("SELECT ticket_number FROM desk.cases WHERE to_cluster ORDER BY ticket_number LIMIT $1", most)
        .fetch_all(on)
        .await?
        .into_iter()
        .map(|number| stored(&number, "desk.cases", "ticket_number", &number))
        .collect()
}

/// A cluster that may have to be made.
pub(crate) struct NewCluster {
    pub(crate) id: Uuid,
    pub(crate) form: FormCode,
    pub(crate) at: Timestamp,
}

/// The cluster of tickets that miss this entry: the one that is there, or else this new one. It stays until the
/// transaction ends.
pub(crate) async fn of_missing_entry(
    on: impl PgExecutor<'_>,
    new: &NewCluster,
    list: Suggestions,
    mark: &[u8],
) -> Result<Uuid, sqlx::Error> {
    sqlx::query_scalar!(
        "INSERT INTO desk.clusters (id, form, list, mark, founded_at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (form, mark) DO UPDATE SET form = excluded.form RETURNING id",
        new.id,
        new.form.to_string(),
        list.as_str(),
        mark,
        new.at.to_sqlx(),
    )
    .fetch_one(on)
    .await
}

/// The cluster of the form whose first text is most like this one, if any is like it. It stays until the transaction
/// ends.
pub(crate) async fn find_by_text(
    on: impl PgExecutor<'_>,
    form: FormCode,
    minima: &[i64],
    bands: &[i64],
) -> Result<Option<Uuid>, sqlx::Error> {
    sqlx::query_scalar!(
        r#"SELECT c.id FROM desk.clusters c
            CROSS JOIN LATERAL (SELECT count(*) AS equal
              FROM unnest(c.minima, $2::bigint[]) AS m (theirs, ours) WHERE theirs = ours) AS likeness
            WHERE c.list IS NULL AND c.form = $1 AND c.bands && $3 AND likeness.equal >= $4
            ORDER BY likeness.equal DESC, c.founded_at, c.id LIMIT 1 FOR KEY SHARE OF c"#,
        form.to_string(),
        minima,
        bands,
        LEAST_EQUAL,
    )
    .fetch_optional(on)
    .await
}

/// Makes a cluster of tickets whose text is like this one.
pub(crate) async fn add_by_text(
    on: impl PgExecutor<'_>,
    new: &NewCluster,
    minima: &[i64],
    bands: &[i64],
) -> Result<Uuid, sqlx::Error> {
    sqlx::query!(
        "INSERT INTO desk.clusters (id, form, minima, bands, founded_at) VALUES ($1, $2, $3, $4, $5)",
        new.id,
        new.form.to_string(),
        minima,
        bands,
        new.at.to_sqlx(),
    )
    .execute(on)
    .await?;
    Ok(new.id)
}

/// Puts tickets into their clusters (`None`: into none), in the order in which everybody locks them. A ticket that was
/// erased meanwhile stays out. A cluster that nobody is in then goes.
pub(crate) async fn put(on: &mut Connection, tickets: &[(TicketNumber, Option<Uuid>)]) -> Result<(), sqlx::Error> {
    let numbers: Vec<String> = tickets.iter().map(|(number, _)| number.to_string()).collect();
    let clusters: Vec<Option<Uuid>> = tickets.iter().map(|(_, cluster)| *cluster).collect();
    sqlx::query!(
        "WITH held AS (
             SELECT ticket_number FROM desk.cases
               WHERE ticket_number = ANY($1) AND to_cluster ORDER BY ticket_number FOR UPDATE
         )
         UPDATE desk.cases c SET to_cluster = false, cluster_id = g.cluster_id
           FROM unnest($1::text[], $2::uuid[]) AS g (ticket_number, cluster_id) JOIN held USING (ticket_number)
          WHERE c.ticket_number = g.ticket_number",
        &numbers,
        &clusters as &[Option<Uuid>],
    )
    .execute(&mut *on)
    .await?;
    sqlx::query!(
        "DELETE FROM desk.clusters k WHERE k.id = ANY($1::uuid[]) AND NOT EXISTS (SELECT FROM desk.cases c WHERE \
        c.cluster_id = k.id)",
        &clusters as &[Option<Uuid>],
    )
    .execute(on)
    .await?;
    Ok(())
}

/// A cluster with what waits in it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cluster {
    pub(crate) id: Uuid,
    pub(crate) form: FormCode,
    /// The list whose missing entry it is; `None`: a cluster of texts.
    pub(crate) list: Option<Suggestions>,
    /// How many wait.
    pub(crate) tickets: i64,
    /// The one with the nearest deadline.
    pub(crate) next: TicketNumber,
    pub(crate) answer_due_at: Timestamp,
}

/// Clusters in which tickets wait at the desk, largest first: all with two or more from `after` on, or those with these
/// ids.
pub(crate) async fn waiting(
    on: impl PgExecutor<'_>,
    desk: Desk,
    only: Option<&[Uuid]>,
    after: i64,
    most: i64,
) -> Result<Vec<Cluster>, sqlx::Error> {
    sqlx::query!(
        r#"SELECT k.id, k.form, k.list, g.tickets AS "tickets!", next.ticket_number, next.answer_due_at
             FROM (SELECT cluster_id, count(*) AS tickets FROM desk.cases
                    WHERE desk = $1 AND stage = 'received' AND cluster_id IS NOT NULL
                      AND ($2::uuid[] IS NULL OR cluster_id = ANY($2))
                    GROUP BY cluster_id HAVING count(*) > 1 OR $2 IS NOT NULL
                    ORDER BY count(*) DESC, cluster_id OFFSET $3 LIMIT $4) AS g
             JOIN desk.clusters k ON k.id = g.cluster_id
            CROSS JOIN LATERAL (SELECT ticket_number, answer_due_at FROM desk.cases
                                 WHERE desk = $1 AND cluster_id = g.cluster_id AND stage = 'received'
                                 ORDER BY answer_due_at, ticket_number LIMIT 1) AS next
            ORDER BY g.tickets DESC, k.id"#,
        desk.as_str(),
        only,
        after,
        most,
    )
    .fetch_all(on)
    .await?
    .into_iter()
    .map(|row| {
        let key = row.id.to_string();
        Ok(Cluster {
            id: row.id,
            form: stored(&row.form, "desk.clusters", "form", &key)?,
            list: row.list.map(|list| stored(&list, "desk.clusters", "list", &key)).transpose()?,
            tickets: row.tickets,
            next: stored(&row.ticket_number, "desk.cases", "ticket_number", &row.ticket_number)?,
            answer_due_at: row.answer_due_at.to_jiff(),
        })
    })
    .collect()
}

/// The tickets of these clusters that wait at the desk, oldest deadline first; with `held` those, too, that somebody
/// works on.
pub(crate) async fn tickets(
    on: impl PgExecutor<'_>,
    desk: Desk,
    clusters: &[Uuid],
    held: bool,
    most: i64,
) -> Result<Vec<TicketNumber>, sqlx::Error> {
    sqlx::query_scalar!(
        "SELECT ticket_number FROM desk.cases
          WHERE desk = $1 AND cluster_id = ANY($2) AND stage IN ('received', 'processing')
            AND (stage = 'received' OR $3) AND rests_until IS NULL
          ORDER BY answer_due_at, ticket_number LIMIT $4",
        desk.as_str(),
        clusters,
        held,
        most,
    )
    .fetch_all(on)
    .await?
    .into_iter()
    .map(|number| stored(&number, "desk.cases", "ticket_number", &number))
    .collect()
}

/// The cluster of a ticket, and how many others wait in it at the ticket's desk; counts up to `most`.
pub(crate) async fn of_ticket(
    on: impl PgExecutor<'_>,
    number: TicketNumber,
    most: i64,
) -> Result<Option<(Uuid, i64)>, sqlx::Error> {
    let row = sqlx::query!(
        r#"SELECT c.cluster_id AS "cluster_id!", others.count AS "count!"
             FROM desk.cases c
            CROSS JOIN LATERAL (SELECT count(*) AS count
                                  FROM (SELECT FROM desk.cases o
                                         WHERE o.desk = c.desk AND o.cluster_id = c.cluster_id AND o.stage = 'received'
                                           AND o.ticket_number <> c.ticket_number LIMIT $2) AS found) AS others
            WHERE c.ticket_number = $1 AND c.cluster_id IS NOT NULL"#,
        number.to_string(),
        most,
    )
    .fetch_optional(on)
    .await?;
    Ok(row.map(|row| (row.cluster_id, row.count)).filter(|(_, others)| *others > 0))
}
