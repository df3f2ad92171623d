//! `helpdesk agency`: the register of agencies, each with its token.

use database::Connection;
use domain::Desk;
use sqlx::PgExecutor;
use uuid::Uuid;

/// An agency as the operator lists it.
#[derive(Debug)]
pub struct Agency {
    /// Its name.
    pub name: String,
    /// The desks that its token is good for.
    pub desks: Vec<String>,
    /// Whether it was removed.
    pub removed: bool,
    /// The desks whose queues it consumes, with spaces; `-` for none.
    pub serves: String,
}

/// Why an agency was not added.
#[derive(Debug, thiserror::Error)]
pub enum AddError {
    /// There is one with this name.
    #[error("there is an agency {0} already; `helpdesk agency rotate` gives it new credentials")]
    Exists(String),
    /// A desk's token has the name that its token would have.
    #[error("a desk token is named “{0}” already")]
    NameTaken(String),
    /// The database is away or refused.
    #[error("the agency could not be written")]
    Database(#[from] sqlx::Error),
}

/// Adds an agency with a token of this hash; `new_id` is the token's id. An agency that was removed comes back as
/// itself, so that what it did before stays its own.
///
/// # Errors
/// [`AddError`].
pub async fn add(
    on: &mut Connection,
    name: &str,
    desks: &[Desk],
    hash: &[u8; 32],
    new_id: Uuid,
) -> Result<(), AddError> {
    let known = sqlx::query!(
        r#"SELECT token_id, removed_at IS NOT NULL AS "removed!" FROM desk.agencies WHERE name = $1 FOR UPDATE"#,
        name
    )
    .fetch_optional(&mut *on)
    .await?;
    let desks = Desk::names(desks);
    match known {
        Some(known) if !known.removed => Err(AddError::Exists(name.to_owned())),
        Some(known) => {
            sqlx::query!(
                "UPDATE desk.tokens SET token_hash = $2, desks = $3, revoked_at = NULL WHERE id = $1",
                known.token_id,
                hash.as_slice(),
                &desks,
            )
            .execute(&mut *on)
            .await?;
            sqlx::query!("UPDATE desk.agencies SET removed_at = NULL, own_queue = true WHERE name = $1", name)
                .execute(on)
                .await?;
            Ok(())
        }
        None => {
            let token = format!("agency {name}");
            if !super::tokens::create(&mut *on, new_id, &token, hash, &desks).await? {
                return Err(AddError::NameTaken(token));
            }
            sqlx::query!("INSERT INTO desk.agencies (name, token_id, own_queue) VALUES ($1, $2, true)", name, new_id)
                .execute(on)
                .await?;
            Ok(())
        }
    }
}

/// All agencies, by name, the removed ones too.
///
/// # Errors
/// When the database is away or refuses.
pub async fn list(on: impl PgExecutor<'_>) -> Result<Vec<Agency>, sqlx::Error> {
    sqlx::query_as!(
        Agency,
        r#"SELECT a.name, t.desks, a.removed_at IS NOT NULL AS "removed!",
                  coalesce((SELECT string_agg(s.desk, ' ' ORDER BY s.desk) FROM desk.served_by s
                    WHERE s.agency = a.name), '-') AS "serves!"
             FROM desk.agencies a JOIN desk.tokens t ON t.id = a.token_id ORDER BY a.name"#
    )
    .fetch_all(on)
    .await
}

/// The desks that the agency's token is good for; `None` when there is no such agency, or it was removed.
///
/// # Errors
/// When the database is away or refuses.
pub async fn desks(on: impl PgExecutor<'_>, name: &str) -> Result<Option<Vec<Desk>>, sqlx::Error> {
    let desks = sqlx::query_scalar!(
        "SELECT t.desks FROM desk.agencies a JOIN desk.tokens t ON t.id = a.token_id WHERE a.name = $1 \
        AND a.removed_at IS NULL",
        name,
    )
    .fetch_optional(on)
    .await?;
    Ok(desks.map(|desks| read(&desks)))
}

/// The desks whose queues the agency consumes.
///
/// # Errors
/// When the database is away or refuses.
pub async fn served(on: impl PgExecutor<'_>, name: &str) -> Result<Vec<Desk>, sqlx::Error> {
    let desks = sqlx::query_scalar!("SELECT desk FROM desk.served_by WHERE agency = $1 ORDER BY desk", name);
    Ok(read(&desks.fetch_all(on).await?))
}

/// Whether the agency may report into no queue but its own.
///
/// # Errors
/// When the database is away or refuses.
pub async fn only_own_queue(on: impl PgExecutor<'_>, name: &str) -> Result<bool, sqlx::Error> {
    let only = sqlx::query_scalar!("SELECT only_own FROM desk.agencies WHERE name = $1", name);
    Ok(only.fetch_optional(on).await?.unwrap_or(false))
}

/// Gives the agency's token another hash, and the agency a queue of its own.
///
/// # Errors
/// When the database is away or refuses.
pub async fn renew(on: &mut Connection, name: &str, hash: &[u8; 32]) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "UPDATE desk.tokens SET token_hash = $2 WHERE id = (SELECT token_id FROM desk.agencies WHERE name = $1)",
        name,
        hash.as_slice(),
    )
    .execute(&mut *on)
    .await?;
    sqlx::query!("UPDATE desk.agencies SET own_queue = true WHERE name = $1", name).execute(on).await.map(drop)
}

/// Notes that the agency has a queue of its own, and whether it may use no other.
///
/// # Errors
/// When the database is away or refuses.
pub async fn own_queue(on: impl PgExecutor<'_>, name: &str, only: bool) -> Result<(), sqlx::Error> {
    sqlx::query!("UPDATE desk.agencies SET own_queue = true, only_own = $2 WHERE name = $1", name, only)
        .execute(on)
        .await
        .map(drop)
}

/// Removes the agency and ends its token. Safe to repeat. `false`: there is no such agency.
///
/// # Errors
/// When the database is away or refuses.
pub async fn remove(on: &mut Connection, name: &str) -> Result<bool, sqlx::Error> {
    let removed = sqlx::query_scalar!(
        "UPDATE desk.agencies SET removed_at = coalesce(removed_at, now()) WHERE name = $1 RETURNING token_id",
        name,
    )
    .fetch_optional(&mut *on)
    .await?;
    let Some(token_id) = removed else { return Ok(false) };
    sqlx::query!("UPDATE desk.tokens SET revoked_at = coalesce(revoked_at, now()) WHERE id = $1", token_id)
        .execute(on)
        .await?;
    Ok(true)
}

/// A desk that this version does not know gives no right here.
fn read(desks: &[String]) -> Vec<Desk> {
    desks.iter().filter_map(|desk| desk.parse().ok()).collect()
}
