//! `helpdesk export`: a ticket's way and its answers.

use desk::store::{entries, questions};
use domain::TicketNumber;
use jiff::Timestamp;
use sqlx::PgExecutor;
use uuid::Uuid;
use vault::{DataKey, Sealed, VaultError};

/// A step on the ticket's way.
#[derive(Debug)]
pub struct Step {
    /// The stage that it came to, by its stored name.
    pub stage: String,
    /// At which desk.
    pub desk: String,
    /// When.
    pub at: Timestamp,
}

/// An answer in the clear. It does not print.
pub struct Answer {
    /// Which one: 1 is the first.
    pub revision: i32,
    /// What it says.
    pub text: String,
    /// The desk that gave it.
    pub desk: String,
    /// When.
    pub answered_at: Timestamp,
}

/// What the applicant wrote after the first answer, in the clear. It does not print.
pub struct FollowUp {
    /// What it says.
    pub text: String,
    /// When.
    pub at: Timestamp,
}

/// What an officer asked the applicant, and the reply, in the clear. It does not print.
pub struct Question {
    /// What it says.
    pub text: String,
    /// When.
    pub at: Timestamp,
    /// What the applicant replied.
    pub reply: Option<FollowUp>,
}

/// What a desk approved for the applicant's account.
#[derive(Debug)]
pub struct Approval {
    /// When an officer approved it.
    pub asked_at: Timestamp,
    /// When accounts reported what became of it.
    pub settled_at: Option<Timestamp>,
    /// What became of it, by its stored name.
    pub outcome: Option<String>,
}

/// Why answers were not opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The database is away or refused.
    #[error("the answers could not be read")]
    Database(#[from] sqlx::Error),
    /// One does not open with the ticket's key.
    #[error("an answer could not be opened")]
    Sealed(#[from] VaultError),
}

/// The ticket's stage at its desk, by its stored name; `None` while it has no case.
///
/// # Errors
/// When the database is away or refuses.
pub async fn stage(on: impl PgExecutor<'_>, number: TicketNumber) -> Result<Option<String>, sqlx::Error> {
    sqlx::query_scalar!("SELECT stage FROM desk.cases WHERE ticket_number = $1", number.to_string())
        .fetch_optional(on)
        .await
}

/// The ticket's way, from the first step on.
///
/// # Errors
/// When the database is away or refuses.
pub async fn timeline(on: impl PgExecutor<'_>, number: TicketNumber) -> Result<Vec<Step>, sqlx::Error> {
    let rows = sqlx::query!(
        "SELECT stage, desk, at FROM desk.timeline WHERE ticket_number = $1 ORDER BY id",
        number.to_string()
    )
    .fetch_all(on)
    .await?;
    Ok(rows.into_iter().map(|row| Step { stage: row.stage, desk: row.desk, at: row.at.to_jiff() }).collect())
}

/// The ticket's answers, the first one first, opened with its key.
///
/// # Errors
/// [`OpenError`].
pub async fn answers(
    on: impl PgExecutor<'_>,
    key: &DataKey,
    ticket: Uuid,
    number: TicketNumber,
) -> Result<Vec<Answer>, OpenError> {
    let rows = sqlx::query!(
        "SELECT revision, body, desk, answered_at FROM desk.answers WHERE ticket_number = $1 ORDER BY revision",
        number.to_string(),
    )
    .fetch_all(on)
    .await?;
    let answers = rows.into_iter().map(|row| {
        let text = key.open(&Sealed::Answer(row.revision).of(ticket), &row.body)?;
        Ok(Answer {
            revision: row.revision,
            text: String::from_utf8_lossy(&text).into_owned(),
            desk: row.desk,
            answered_at: row.answered_at.to_jiff(),
        })
    });
    answers.collect()
}

/// What the applicant wrote after the first answer, opened with the ticket's key.
///
/// # Errors
/// [`OpenError`].
pub async fn follow_up(
    on: impl PgExecutor<'_>,
    key: &DataKey,
    ticket: Uuid,
    number: TicketNumber,
) -> Result<Option<FollowUp>, OpenError> {
    let Some(said) = entries::follow_up(on, number).await? else { return Ok(None) };
    let text = key.open(&Sealed::Entry(said.id).of(ticket), &said.body)?;
    Ok(Some(FollowUp { text: String::from_utf8_lossy(&text).into_owned(), at: said.said_at }))
}

/// What officers asked the applicant, with the replies, the first one first, opened with the ticket's key.
///
/// # Errors
/// [`OpenError`].
pub async fn questions(
    on: impl PgExecutor<'_>,
    key: &DataKey,
    ticket: Uuid,
    number: TicketNumber,
) -> Result<Vec<Question>, OpenError> {
    let open = |id, body: &[u8]| -> Result<String, OpenError> {
        Ok(String::from_utf8_lossy(&key.open(&Sealed::Entry(id).of(ticket), body)?).into_owned())
    };
    let opened = questions::of_ticket(on, number).await?.into_iter().map(|asked| {
        let reply =
            asked.reply.map(|said| Ok::<_, OpenError>(FollowUp { text: open(said.id, &said.body)?, at: said.said_at }));
        Ok(Question { text: open(asked.id, &asked.body)?, at: asked.asked_at, reply: reply.transpose()? })
    });
    opened.collect()
}

/// What the desk approved for the applicant's account, the first one first, as long as it is kept.
///
/// # Errors
/// When the database is away or refuses.
pub async fn approvals(on: impl PgExecutor<'_>, number: TicketNumber) -> Result<Vec<Approval>, sqlx::Error> {
    let rows = sqlx::query!(
        "SELECT asked_at, settled_at, outcome FROM desk.account_commands WHERE ticket_number = $1
          ORDER BY asked_at, id",
        number.to_string(),
    )
    .fetch_all(on)
    .await?;
    let approvals = rows.into_iter().map(|row| Approval {
        asked_at: row.asked_at.to_jiff(),
        settled_at: row.settled_at.map(jiff_sqlx::Timestamp::to_jiff),
        outcome: row.outcome,
    });
    Ok(approvals.collect())
}
