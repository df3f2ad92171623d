//! `helpdesk breach-report`: whose tickets somebody read between two moments.

use database::Pool;
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use sqlx::PgExecutor;
use uuid::Uuid;

/// Entries that are read at once.
const PAGE: i64 = 5000;

/// How tickets are seen that somebody opens; the others are seen in a list.
pub const OPENED: &str = "opened";

/// Whose reading, and when.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// From this moment on.
    pub from: Timestamp,
    /// Before this moment.
    pub until: Timestamp,
    /// Of these officers and tokens; `None`: everybody.
    pub who: Option<&'a [Uuid]>,
}

/// What somebody saw of one ticket.
#[derive(Debug)]
pub struct Reading {
    /// The ticket's number.
    pub ticket: String,
    /// [`OPENED`], or in a list.
    pub how: String,
    /// The officer, the token, or the kind of actor where the log knows no name.
    pub who: String,
    /// What of it, with spaces.
    pub what: String,
    /// How often.
    pub times: i64,
    /// The first time.
    pub first: Timestamp,
    /// The last time.
    pub last: Timestamp,
}

/// Why there is no report.
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    /// One ticket has more readers than a page has rows.
    #[error("more than {PAGE} people read ticket {0}; choose a shorter time")]
    TooMany(String),
    /// The database is away or refused.
    #[error("the audit log could not be read")]
    Database(#[from] sqlx::Error),
}

/// Officers and tokens of this name, an agency's also by the agency's name.
///
/// # Errors
/// When the database is away or refuses.
pub async fn people(on: impl PgExecutor<'_>, name: &str) -> Result<Vec<Uuid>, sqlx::Error> {
    sqlx::query_scalar!(
        r#"SELECT id AS "id!" FROM desk.actors WHERE lower(name) = lower($1)
           OR lower(name) = 'agency ' || lower($1) LIMIT 100"#,
        name,
    )
    .fetch_all(on)
    .await
}

/// All that was seen, by ticket.
///
/// # Errors
/// [`ReportError`].
pub async fn readings(pool: &Pool, asked: Asked<'_>) -> Result<Vec<Reading>, ReportError> {
    let (mut all, mut after) = (Vec::new(), String::new());
    loop {
        let page = page(pool, asked, &after).await?;
        let full = page.len() == usize::try_from(PAGE).unwrap_or(usize::MAX);
        let last = page.last().map(|reading| reading.ticket.clone());
        all.extend(page);
        match last {
            // A ticket that many read may go over the page's end: it is read anew from its first reader on.
            Some(last) if full => {
                all.retain(|reading: &Reading| reading.ticket != last);
                let before = all.last().map(|reading| reading.ticket.clone()).unwrap_or_default();
                if before == after {
                    return Err(ReportError::TooMany(last));
                }
                after = before;
            }
            Some(_) | None => return Ok(all),
        }
    }
}

async fn page(on: impl PgExecutor<'_>, asked: Asked<'_>, after: &str) -> Result<Vec<Reading>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"WITH seen AS (
               SELECT e.ticket_number AS ticket, 'opened' AS how, e.actor_kind, e.actor_id, e.actor_name,
                 coalesce(e.detail, e.action) AS what, e.at
                 FROM audit.entries e
                WHERE e.at >= $1 AND e.at < $2 AND e.action IN ('read_ticket', 'read_document')
                  AND e.ticket_number > $4
                  AND ($3::uuid[] IS NULL OR e.actor_id = ANY($3))
               UNION ALL
               SELECT shown.number, 'seen in a list', e.actor_kind, e.actor_id, e.actor_name, e.action, e.at
                 FROM audit.entries e CROSS JOIN LATERAL unnest(string_to_array(e.detail, ' ')) AS shown (number)
                WHERE e.at >= $1 AND e.at < $2 AND e.action IN ('search', 'list') AND shown.number ~ '^[0-9]'
                  AND shown.number > $4
                  AND ($3::uuid[] IS NULL OR e.actor_id = ANY($3)))
           SELECT s.ticket AS "ticket!", s.how AS "how!", coalesce(max(a.name), s.actor_name,
             s.actor_kind) AS "who!",
                  string_agg(DISTINCT s.what, ' '
                    ORDER BY s.what) AS "what!", count(*) AS "times!", min(s.at) AS "first!", max(s.at) AS "last!"
             FROM seen s LEFT JOIN desk.actors a ON a.id = s.actor_id
            GROUP BY s.ticket, s.how, s.actor_kind, s.actor_id, s.actor_name ORDER BY s.ticket, s.how LIMIT $5"#,
        asked.from.to_sqlx(),
        asked.until.to_sqlx(),
        asked.who as Option<&[Uuid]>,
        after,
        PAGE,
    )
    .fetch_all(on)
    .await?;
    let readings = rows.into_iter().map(|row| Reading {
        ticket: row.ticket,
        how: row.how,
        who: row.who,
        what: row.what,
        times: row.times,
        first: row.first.to_jiff(),
        last: row.last.to_jiff(),
    });
    Ok(readings.collect())
}

/// Searches from before the log named what they showed.
///
/// # Errors
/// When the database is away or refuses.
pub async fn unnamed(on: impl PgExecutor<'_>, asked: Asked<'_>) -> Result<i64, sqlx::Error> {
    sqlx::query_scalar!(
        r#"SELECT count(*) AS "count!" FROM audit.entries
            WHERE at >= $1 AND at < $2 AND action = 'search' AND strpos(coalesce(detail, ''), ' ') = 0
              AND ($3::uuid[] IS NULL OR actor_id = ANY($3))"#,
        asked.from.to_sqlx(),
        asked.until.to_sqlx(),
        asked.who as Option<&[Uuid]>,
    )
    .fetch_one(on)
    .await
}
