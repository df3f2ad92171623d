//! Auditors read the log page by page, the newest entries first.

use database::Pool;
use domain::{Desk, TicketNumber};
use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use uuid::Uuid;

use crate::Subject;

/// What to look for. Everything that is set must fit.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Entries about tickets of these desks, besides those about no desk.
    pub desks: Vec<Desk>,
    /// Who acted, or whose account it was about: part of a name, or the id of an account.
    pub name: Option<String>,
    /// About this ticket, or about a list or a search that showed it.
    pub ticket: Option<TicketNumber>,
    /// From this moment on.
    pub from: Option<Timestamp>,
    /// Before this moment.
    pub until: Option<Timestamp>,
    /// Older than this place: the end of the page before.
    pub before: Option<Place>,
}

/// A place in the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Moment of the entry there.
    pub at: Timestamp,
    /// Its number.
    pub id: i64,
}

/// An entry as auditors read it.
#[derive(Clone, Debug)]
pub struct Line {
    /// Its number.
    pub id: i64,
    /// When.
    pub at: Timestamp,
    /// `officer`, `applicant`, `agency`, `operator` or `nobody`.
    pub actor_kind: String,
    /// Who, by name; an applicant by the id of the account. Empty for nobody.
    pub actor: String,
    /// What, by its stored name.
    pub action: String,
    /// The ticket.
    pub ticket: Option<String>,
    /// The ticket's desk.
    pub desk: Option<String>,
    /// `officer` or `applicant`, when it was about an account.
    pub subject_kind: Option<String>,
    /// Whose account that was, by name; an applicant by the id of the account. Empty for nobody.
    pub subject: String,
    /// Codes and counts.
    pub detail: Option<String>,
    /// Why the operator acted.
    pub reason: Option<String>,
    /// Its place in the chain; `None` while it waits for one.
    pub position: Option<i64>,
}

/// Up to `limit` entries that fit.
///
/// # Errors
/// When the database is away or refuses.
pub async fn read(pool: &Pool, filter: &Filter, limit: i64) -> Result<Vec<Line>, sqlx::Error> {
    let people = match &filter.name {
        Some(name) => Some(people(pool, name).await?),
        None => None,
    };
    let desks = Desk::names(&filter.desks);
    let before = filter.before.unwrap_or(Place { at: Timestamp::MAX, id: i64::MAX });
    let rows = sqlx::query!(
        r#"SELECT e.id, e.at, e.actor_kind, e.actor_id, actor.name AS "actor?", e.actor_name, e.action,
                  e.ticket_number, e.desk, e.subject_kind, e.subject_id, about.name AS "about?", e.detail, e.reason,
                  c.position AS "position?"
             FROM audit.entries e
             LEFT JOIN desk.actors actor ON actor.id = e.actor_id
             LEFT JOIN desk.officers about ON about.id = e.subject_id AND e.subject_kind = 'officer'
             LEFT JOIN audit.chain c ON c.entry_id = e.id
            WHERE (e.desk IS NULL OR e.desk = ANY($1))
              AND ($2::uuid[] IS NULL OR e.actor_id = ANY($2) OR e.subject_id = ANY($2))
              AND ($3::text IS NULL OR e.ticket_number = $3
                   OR (e.action IN ('search', 'list') AND string_to_array(e.detail, ' ') @> ARRAY[$3::text]))
              AND ($4::timestamptz IS NULL OR e.at >= $4) AND ($5::timestamptz IS NULL OR e.at < $5)
              AND (e.at, e.id) < ($6, $7)
            ORDER BY e.at DESC, e.id DESC LIMIT $8"#,
        &desks,
        people.as_deref() as Option<&[Uuid]>,
        filter.ticket.map(|number| number.to_string()),
        filter.from.map(ToSqlx::to_sqlx),
        filter.until.map(ToSqlx::to_sqlx),
        before.at.min(latest()).to_sqlx(),
        before.id,
        limit,
    )
    .fetch_all(pool)
    .await?;
    let lines = rows.into_iter().map(|row| Line {
        id: row.id,
        at: row.at.to_jiff(),
        actor: row.actor.or(row.actor_name).unwrap_or_else(|| nameless(&row.actor_kind, row.actor_id)),
        actor_kind: row.actor_kind,
        action: row.action,
        ticket: row.ticket_number,
        desk: row.desk,
        subject: row.about.unwrap_or_else(|| nameless(row.subject_kind.as_deref().unwrap_or_default(), row.subject_id)),
        subject_kind: row.subject_kind,
        detail: row.detail,
        reason: row.reason,
        position: row.position,
    });
    Ok(lines.collect())
}

/// What stands for those whose name the log does not know: an applicant's account.
fn nameless(kind: &str, id: Option<Uuid>) -> String {
    id.filter(|_id| kind == Subject::APPLICANT).map(|id| id.to_string()).unwrap_or_default()
}

/// Those whose name holds these letters, 200 at most, or the account that has this id.
async fn people(pool: &Pool, name: &str) -> Result<Vec<Uuid>, sqlx::Error> {
    if let Ok(id) = Uuid::try_parse(name) {
        return Ok(vec![id]);
    }
    let found = sqlx::query_scalar!(
        r#"SELECT id AS "id!" FROM desk.actors WHERE strpos(lower(name), lower($1)) > 0 ORDER BY name LIMIT 200"#,
        name,
    );
    found.fetch_all(pool).await
}

/// A moment that the database can hold and that no entry reaches.
fn latest() -> Timestamp {
    Timestamp::from_second(253_000_000_000).unwrap_or(Timestamp::UNIX_EPOCH)
}
