//! Partner agencies, which the service finds by their RabbitMQ user, and the desks whose queues they consume.

use desk::Caller;
use desk::store::stored;
use domain::Desk;
use messages::topology;
use sqlx::PgExecutor;

/// Who reports as this RabbitMQ user: the agency's token, with the desks that it is good for. `None` when no agency has
/// this user, or it was removed.
pub(crate) async fn find(on: impl PgExecutor<'_>, user: &str) -> Result<Option<Caller>, sqlx::Error> {
    let Some(agency) = topology::agency_of(user) else { return Ok(None) };
    let row = sqlx::query!(
        "SELECT t.id, t.desks FROM desk.agencies a JOIN desk.tokens t ON t.id = a.token_id
          WHERE a.name = $1 AND a.removed_at IS NULL AND t.revoked_at IS NULL",
        agency,
    )
    .fetch_optional(on)
    .await?;
    // A desk that this version does not know gives no right here.
    Ok(row.map(|row| Caller::token(row.id, row.desks.iter().filter_map(|desk| desk.parse::<Desk>().ok()).collect())))
}

/// The agencies whose reports come in a queue of their own.
pub(crate) async fn with_own_queue(on: impl PgExecutor<'_>) -> Result<Vec<String>, sqlx::Error> {
    sqlx::query_scalar!("SELECT name FROM desk.agencies WHERE own_queue AND removed_at IS NULL ORDER BY name")
        .fetch_all(on)
        .await
}

/// The desks whose queues agencies consume; all others are served here.
pub(crate) async fn served_desks(on: impl PgExecutor<'_>) -> Result<Vec<Desk>, sqlx::Error> {
    let desks = sqlx::query_scalar!("SELECT desk FROM desk.served_by").fetch_all(on).await?;
    desks.iter().map(|desk| stored(desk, "desk.served_by", "desk", desk)).collect()
}

/// Who consumes the queue of each desk that an agency serves. A desk that this version does not know is left out.
pub(crate) async fn serving(on: impl PgExecutor<'_>) -> Result<Vec<(String, Desk)>, sqlx::Error> {
    let rows = sqlx::query!("SELECT agency, desk FROM desk.served_by ORDER BY agency, desk").fetch_all(on).await?;
    Ok(rows.into_iter().filter_map(|row| Some((row.agency, row.desk.parse().ok()?))).collect())
}
