//! Sealed answers. The first has revision 1. A correction adds the next revision, and so does the answer to what the
//! applicant wrote once more; its turn says which of them it is. The table keeps every one.

use domain::{Desk, TicketNumber};
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use sqlx::PgExecutor;
use uuid::Uuid;

use super::stored::stored;

/// The constraint that makes a second answer of the same revision impossible.
const ONCE: &str = "answers_once";

/// An answer to be written.
pub struct SealedNewAnswer<'a> {
    /// The ticket.
    pub number: TicketNumber,
    /// From 1.
    pub revision: i32,
    /// What it answers.
    pub turn: Turn,
    /// The text, sealed in the context `answer.<revision>`.
    pub body: &'a [u8],
    /// The template that the text came from, if any.
    pub template: Option<Uuid>,
    /// The desk that answers.
    pub desk: Desk,
    /// Token or officer; `None` for the guidance responder.
    pub answered_by: Option<Uuid>,
    /// When it is given.
    pub answered_at: Timestamp,
}

/// What an answer, or a correction of one, is said to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Turn {
    /// What was filed.
    First,
    /// What the applicant wrote once more.
    FollowUp,
}

impl Turn {
    const fn stored(self) -> i16 {
        match self {
            Self::First => 1,
            Self::FollowUp => 2,
        }
    }

    const fn of(stored: i16) -> Self {
        if stored == 1 { Self::First } else { Self::FollowUp }
    }
}

/// What became of a new answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Added {
    /// It is written.
    Yes,
    /// This revision is there already; the transaction is spent.
    RevisionTaken,
    /// It corrects a revision that does not exist.
    NothingToCorrect,
}

/// A stored answer, still sealed.
pub struct SealedAnswer {
    /// Which revision it is: 1 is the first answer.
    pub revision: i32,
    /// What it answers.
    pub turn: Turn,
    /// The words, sealed with the ticket's data key.
    pub body: Vec<u8>,
    /// The desk that answered.
    pub desk: Desk,
    /// Token or officer; `None` for the guidance responder.
    pub answered_by: Option<Uuid>,
    /// When it was given.
    pub answered_at: Timestamp,
}

/// Writes an answer if its revision is free and, beyond the first, the one before it exists.
///
/// # Errors
/// When the database is away, or holds a value that this version does not know.
pub async fn add(on: impl PgExecutor<'_>, answer: &SealedNewAnswer<'_>) -> Result<Added, sqlx::Error> {
    let written = sqlx::query!(
        "INSERT INTO desk.answers (ticket_number, revision, body, desk, answered_by, answered_at, template_id, turn)
         SELECT $1, $2, $3, $4, $5, $6, $7, $8
          WHERE $2 = 1 OR EXISTS (SELECT FROM desk.answers WHERE ticket_number = $1 AND revision = $2 - 1)",
        answer.number.to_string(),
        answer.revision,
        answer.body,
        answer.desk.as_str(),
        answer.answered_by,
        answer.answered_at.to_sqlx(),
        answer.template,
        answer.turn.stored(),
    )
    .execute(on)
    .await;
    match written {
        Ok(done) if done.rows_affected() == 0 => Ok(Added::NothingToCorrect),
        Ok(_) => Ok(Added::Yes),
        Err(error) if database::constraint(&error) == Some(ONCE) => Ok(Added::RevisionTaken),
        Err(error) => Err(error),
    }
}

/// All answers of a ticket, newest first.
///
/// # Errors
/// When the database is away, or holds a value that this version does not know.
pub async fn of_ticket(on: impl PgExecutor<'_>, number: TicketNumber) -> Result<Vec<SealedAnswer>, sqlx::Error> {
    let number = number.to_string();
    sqlx::query!(
        "SELECT revision, turn, body, desk, answered_by, answered_at FROM desk.answers WHERE ticket_number = $1
          ORDER BY revision DESC",
        number,
    )
    .fetch_all(on)
    .await?
    .into_iter()
    .map(|row| {
        Ok(SealedAnswer {
            revision: row.revision,
            turn: Turn::of(row.turn),
            body: row.body,
            desk: stored(&row.desk, "desk.answers", "desk", &number)?,
            answered_by: row.answered_by,
            answered_at: row.answered_at.to_jiff(),
        })
    })
    .collect()
}

/// The newest revision of a ticket's answers and what it answers; `None` before the first.
///
/// # Errors
/// When the database is away.
pub async fn newest(on: impl PgExecutor<'_>, number: TicketNumber) -> Result<Option<(i32, Turn)>, sqlx::Error> {
    let row = sqlx::query!(
        "SELECT revision, turn FROM desk.answers WHERE ticket_number = $1 ORDER BY revision DESC LIMIT 1",
        number.to_string(),
    )
    .fetch_optional(on)
    .await?;
    Ok(row.map(|row| (row.revision, Turn::of(row.turn))))
}
