//! What officers ask applicants, and what these reply, sealed. While a question is open its ticket rests.
//!
//! Whoever ends a question holds the ticket's case.

use database::Connection;
use domain::TicketNumber;
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use sqlx::PgExecutor;
use uuid::Uuid;
use workdays::Calendar;

use super::stored::stored;

/// Why nothing waits for a reply any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// The applicant replied.
    Replied,
    /// The deadline passed. A reply is still taken.
    Expired,
    /// The ticket was answered.
    Answered,
    /// The ticket went to another desk. A reply is still taken.
    HandedOver,
}

impl Ended {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Replied, Self::Expired, Self::Answered, Self::HandedOver];

    /// The stored name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Replied => "replied",
            Self::Expired => "expired",
            Self::Answered => "answered",
            Self::HandedOver => "handed_over",
        }
    }
}

impl std::str::FromStr for Ended {
    type Err = ();

    fn from_str(name: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|ended| ended.as_str() == name).ok_or(())
    }
}

/// A question to be written.
pub struct NewQuestion<'a> {
    /// Names it, and the context that seals it.
    pub id: Uuid,
    /// The ticket.
    pub number: TicketNumber,
    /// The words, sealed with the ticket's data key.
    pub body: &'a [u8],
    /// The officer.
    pub by: Uuid,
    /// When.
    pub at: Timestamp,
    /// Until when the ticket waits.
    pub due_at: Timestamp,
}

/// A question, still sealed.
pub struct SealedQuestion {
    /// Names it, and the context that seals it.
    pub id: Uuid,
    /// The words, sealed with the ticket's data key.
    pub body: Vec<u8>,
    /// The officer.
    pub asked_by: Uuid,
    /// When.
    pub asked_at: Timestamp,
    /// Until when the ticket waits.
    pub due_at: Timestamp,
    /// Why nothing waits for its reply any more; `None`: the ticket rests.
    pub ended: Option<Ended>,
    /// What the applicant replied.
    pub reply: Option<SealedReply>,
}

/// A reply, still sealed.
pub struct SealedReply {
    /// Names it, and the context that seals it.
    pub id: Uuid,
    /// The words, sealed with the ticket's data key.
    pub body: Vec<u8>,
    /// When.
    pub said_at: Timestamp,
}

/// The questions about a ticket, oldest first.
///
/// # Errors
/// When the database is away, or holds a value that this version does not know.
pub async fn of_ticket(on: impl PgExecutor<'_>, number: TicketNumber) -> Result<Vec<SealedQuestion>, sqlx::Error> {
    let number = number.to_string();
    let rows = sqlx::query!(
        r#"SELECT q.id, q.body, q.said_at, q.asked_by AS "asked_by!", q.due_at AS "due_at!", q.ended_as,
                  r.id AS "reply_id?", r.body AS "reply_body?", r.said_at AS "reply_at?"
             FROM desk.entries q LEFT JOIN desk.entries r ON r.question_id = q.id AND r.kind = 'reply'
            WHERE q.ticket_number = $1 AND q.kind = 'question' ORDER BY q.said_at, q.id"#,
        number,
    )
    .fetch_all(on)
    .await?;
    let question = |row| {
        let Row { id, body, said_at, asked_by, due_at, ended_as, reply } = row;
        let ended = ended_as.map(|name| stored(&name, "desk.entries", "ended_as", &number)).transpose()?;
        Ok(SealedQuestion { id, body, asked_by, asked_at: said_at, due_at, ended, reply })
    };
    let rows = rows.into_iter().map(|row| Row {
        id: row.id,
        body: row.body,
        said_at: row.said_at.to_jiff(),
        asked_by: row.asked_by,
        due_at: row.due_at.to_jiff(),
        ended_as: row.ended_as,
        reply: row.reply_id.zip(row.reply_body).zip(row.reply_at).map(|((id, body), said_at)| SealedReply {
            id,
            body,
            said_at: said_at.to_jiff(),
        }),
    });
    rows.map(question).collect()
}

/// A question as its columns hold it, with its reply.
struct Row {
    id: Uuid,
    body: Vec<u8>,
    said_at: Timestamp,
    asked_by: Uuid,
    due_at: Timestamp,
    ended_as: Option<String>,
    reply: Option<SealedReply>,
}

/// How often a ticket's applicant was asked and replied.
#[derive(Clone, Copy, Debug)]
pub struct SoFar {
    /// Questions.
    pub asked: i64,
    /// Replies.
    pub replies: i64,
    /// Whether there is a reply that the desk was not told of yet.
    pub unread: bool,
}

/// How often the ticket's applicant was asked and replied.
///
/// # Errors
/// When the database is away.
pub async fn so_far(on: impl PgExecutor<'_>, number: TicketNumber) -> Result<SoFar, sqlx::Error> {
    sqlx::query_as!(
        SoFar,
        r#"SELECT count(*) FILTER (WHERE kind = 'question') AS "asked!",
                  count(*) FILTER (WHERE kind = 'reply') AS "replies!",
                  coalesce(bool_or(kind = 'reply' AND taken_at IS NULL), false) AS "unread!"
             FROM desk.entries WHERE ticket_number = $1"#,
        number.to_string(),
    )
    .fetch_one(on)
    .await
}

/// Writes a question.
///
/// # Errors
/// When the database is away.
pub async fn add(on: impl PgExecutor<'_>, new: &NewQuestion<'_>) -> Result<(), sqlx::Error> {
    let add = sqlx::query!(
        "INSERT INTO desk.entries (id, ticket_number, kind, body, said_at, asked_by, due_at)
         VALUES ($1, $2, 'question', $3, $4, $5, $6)",
        new.id,
        new.number.to_string(),
        new.body,
        new.at.to_sqlx(),
        new.by,
        new.due_at.to_sqlx(),
    );
    add.execute(on).await.map(drop)
}

/// Ends the ticket's open question, and its rest: what was left of the time for its answer is left from now on. Whoever
/// held it all the time holds it until `held_until`. Returns the moved deadline, or `None` when no question was open.
///
/// # Errors
/// When the database is away.
pub async fn end(
    on: &mut Connection,
    calendar: &Calendar,
    number: TicketNumber,
    ended: Ended,
    now: Timestamp,
    held_until: Timestamp,
) -> Result<Option<Timestamp>, sqlx::Error> {
    let open = sqlx::query!(
        "UPDATE desk.entries e SET ended_at = $2, ended_as = $3 FROM desk.cases c
          WHERE e.ticket_number = $1 AND e.kind = 'question' AND e.ended_at IS NULL AND c.ticket_number = $1
         RETURNING e.said_at, c.answer_due_at",
        number.to_string(),
        now.to_sqlx(),
        ended.as_str(),
    )
    .fetch_optional(&mut *on)
    .await?;
    let Some(open) = open else { return Ok(None) };
    let due = due_after_rest(calendar, open.said_at.to_jiff(), open.answer_due_at.to_jiff(), now);
    sqlx::query!(
        "UPDATE desk.cases
            SET rests_until = NULL, answer_due_at = $2,
                claim_expires_at = CASE WHEN claim_expires_at >= rests_until THEN $4 ELSE claim_expires_at END,
                came_back = CASE $3 WHEN 'replied' THEN 'reply' WHEN 'expired' THEN 'expired' END
          WHERE ticket_number = $1",
        number.to_string(),
        due.to_sqlx() as jiff_sqlx::Timestamp,
        ended.as_str(),
        held_until.to_sqlx() as jiff_sqlx::Timestamp,
    )
    .execute(on)
    .await?;
    Ok(Some(due))
}

/// The deadline of a ticket that rested since `since`. One that was late then stays late by as much.
fn due_after_rest(calendar: &Calendar, since: Timestamp, due: Timestamp, now: Timestamp) -> Timestamp {
    if due > since {
        calendar.add(now, calendar.between(since, due))
    } else {
        due.saturating_add(now.duration_since(since)).unwrap_or(Timestamp::MAX)
    }
}

/// After an answer no reply is taken any more, to whichever question.
///
/// # Errors
/// When the database is away.
pub async fn close_all(on: impl PgExecutor<'_>, number: TicketNumber, now: Timestamp) -> Result<(), sqlx::Error> {
    let close = sqlx::query!(
        "UPDATE desk.entries SET ended_at = coalesce(ended_at, $2), ended_as = 'answered'
          WHERE ticket_number = $1 AND kind = 'question' AND ended_as IS DISTINCT FROM 'replied'
            AND ended_as IS DISTINCT FROM 'answered'",
        number.to_string(),
        now.to_sqlx(),
    );
    close.execute(on).await.map(drop)
}
