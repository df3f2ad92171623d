//! `desk.officers`: the accounts.

use database::Inconsistent;
use domain::Desk;
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use sqlx::PgExecutor;
use uuid::Uuid;
use vault::BlindIndex;

use super::{desks, roles};
use crate::account::{Account, Asked};
use crate::officer::ResetTold;
use crate::role::Role;

/// Most accounts on the administrators' page.
const MOST: i64 = 1000;

/// An account as somebody signs in to it.
pub(crate) struct Entrance {
    pub(crate) id: Uuid,
    pub(crate) password_hash: Option<String>,
}

/// What an officer is called and may do, of an account that is not closed.
pub(crate) struct Profile {
    pub(crate) id: Uuid,
    pub(crate) name: String,
    pub(crate) roles: Vec<Role>,
    pub(crate) desks: Vec<Desk>,
    pub(crate) reset: Option<ResetTold>,
    pub(crate) letter_keys: bool,
}

/// The key of an account, and its NIP that is sealed with it.
pub(crate) struct Identity {
    pub(crate) data_key: Vec<u8>,
    pub(crate) nip: Vec<u8>,
}

/// An account that is to choose a password.
pub(crate) struct Activating {
    pub(crate) name: String,
    pub(crate) identity: Identity,
    pub(crate) has_phone: bool,
}

/// An account to be made.
pub(crate) struct NewRow<'a> {
    pub(crate) id: Uuid,
    pub(crate) name: &'a str,
    pub(crate) nip_index: &'a BlindIndex,
    pub(crate) data_key: &'a [u8],
    pub(crate) nip: &'a [u8],
    pub(crate) roles: &'a [String],
    pub(crate) desks: &'a [String],
    pub(crate) created_at: Timestamp,
    pub(crate) created_by: Option<Uuid>,
}

/// The open account with this NIP.
pub(crate) async fn entrance(on: impl PgExecutor<'_>, nip: &BlindIndex) -> Result<Option<Entrance>, sqlx::Error> {
    sqlx::query_as!(
        Entrance,
        "SELECT id, password_hash FROM desk.officers WHERE nip_index = $1 AND disabled_at IS NULL",
        nip.as_bytes().as_slice(),
    )
    .fetch_optional(on)
    .await
}

/// The account with this NIP, open or closed.
pub(crate) async fn by_nip(on: impl PgExecutor<'_>, nip: &BlindIndex) -> Result<Option<Uuid>, sqlx::Error> {
    sqlx::query_scalar!("SELECT id FROM desk.officers WHERE nip_index = $1", nip.as_bytes().as_slice())
        .fetch_optional(on)
        .await
}

/// The profile of an account; `None` when it is closed.
pub(crate) async fn profile(on: impl PgExecutor<'_>, id: Uuid) -> Result<Option<Profile>, sqlx::Error> {
    let row = sqlx::query!(
        "SELECT id, name, roles, desks, reset_at, reset_by, letter_keys FROM desk.officers
          WHERE id = $1 AND disabled_at IS NULL",
        id
    )
    .fetch_optional(on)
    .await?;
    let profile = row.map(|row| {
        Ok(Profile {
            id: row.id,
            roles: roles(&row.roles, row.id)?,
            desks: desks(&row.desks, row.id)?,
            name: row.name,
            reset: row.reset_at.zip(row.reset_by).map(|(at, by)| ResetTold { at: at.to_jiff(), by }),
            letter_keys: row.letter_keys,
        })
    });
    profile.transpose()
}

pub(crate) async fn identity(on: impl PgExecutor<'_>, id: Uuid) -> Result<Identity, sqlx::Error> {
    sqlx::query_as!(Identity, "SELECT data_key, nip FROM desk.officers WHERE id = $1", id).fetch_one(on).await
}

pub(crate) async fn password_hash(on: impl PgExecutor<'_>, id: Uuid) -> Result<Option<String>, sqlx::Error> {
    sqlx::query_scalar!("SELECT password_hash FROM desk.officers WHERE id = $1", id).fetch_one(on).await
}

pub(crate) async fn set_password(on: impl PgExecutor<'_>, id: Uuid, hash: &str) -> Result<(), sqlx::Error> {
    sqlx::query!("UPDATE desk.officers SET password_hash = $2 WHERE id = $1", id, hash).execute(on).await.map(drop)
}

/// An account that is to choose a password; `None` when it is closed.
pub(crate) async fn activating(on: impl PgExecutor<'_>, id: Uuid) -> Result<Option<Activating>, sqlx::Error> {
    let row = sqlx::query!(
        r#"SELECT name, data_key, nip, totp_secret IS NOT NULL AS "has_phone!"
             FROM desk.officers WHERE id = $1 AND disabled_at IS NULL"#,
        id
    )
    .fetch_optional(on)
    .await?;
    Ok(row.map(|row| Activating {
        name: row.name,
        identity: Identity { data_key: row.data_key, nip: row.nip },
        has_phone: row.has_phone,
    }))
}

/// Sets the first password, or a new one after a reset, if the account's phone is still `phone`. Returns whether it
/// was.
pub(crate) async fn activate(
    on: impl PgExecutor<'_>,
    id: Uuid,
    hash: &str,
    now: Timestamp,
    phone: Option<&[u8]>,
) -> Result<bool, sqlx::Error> {
    let chosen = sqlx::query!(
        "UPDATE desk.officers SET password_hash = $2, activated_at = coalesce(activated_at, $3)
          WHERE id = $1 AND totp_secret IS NOT DISTINCT FROM $4",
        id,
        hash,
        now.to_sqlx(),
        phone,
    )
    .execute(on)
    .await?;
    Ok(chosen.rows_affected() > 0)
}

/// Makes an account. Returns whether it was made: not when there is one with this NIP.
pub(crate) async fn insert(on: impl PgExecutor<'_>, new: &NewRow<'_>) -> Result<bool, sqlx::Error> {
    let made = sqlx::query!(
        "INSERT INTO desk.officers (id, name, nip_index, data_key, nip, roles, desks, created_at, created_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT ON CONSTRAINT officers_nip DO NOTHING",
        new.id,
        new.name,
        new.nip_index.as_bytes().as_slice(),
        new.data_key,
        new.nip,
        new.roles,
        new.desks,
        new.created_at.to_sqlx(),
        new.created_by,
    )
    .execute(on)
    .await?;
    Ok(made.rows_affected() > 0)
}

pub(crate) async fn set_rights(
    on: impl PgExecutor<'_>,
    id: Uuid,
    roles: &[String],
    desks: &[String],
) -> Result<(), sqlx::Error> {
    sqlx::query!("UPDATE desk.officers SET roles = $2, desks = $3 WHERE id = $1", id, roles, desks)
        .execute(on)
        .await
        .map(drop)
}

/// Closes an account. Returns whether it was open.
pub(crate) async fn close(on: impl PgExecutor<'_>, id: Uuid, now: Timestamp) -> Result<bool, sqlx::Error> {
    let closed = sqlx::query!(
        "UPDATE desk.officers SET disabled_at = $2 WHERE id = $1 AND disabled_at IS NULL",
        id,
        now.to_sqlx()
    );
    Ok(closed.execute(on).await?.rows_affected() > 0)
}

/// Opens a closed account. Returns whether it was closed.
pub(crate) async fn reopen(on: impl PgExecutor<'_>, id: Uuid) -> Result<bool, sqlx::Error> {
    let opened =
        sqlx::query!("UPDATE desk.officers SET disabled_at = NULL WHERE id = $1 AND disabled_at IS NOT NULL", id);
    Ok(opened.execute(on).await?.rows_affected() > 0)
}

/// Takes the password from an account, and leaves word for its owner of who did it. One that was never in use has
/// nothing to tell.
pub(crate) async fn take_password(
    on: impl PgExecutor<'_>,
    id: Uuid,
    now: Timestamp,
    by: &str,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "UPDATE desk.officers
            SET password_hash = NULL,
                reset_at = CASE WHEN activated_at IS NULL THEN NULL ELSE $2::timestamptz END,
                reset_by = CASE WHEN activated_at IS NULL THEN NULL ELSE $3::text END
          WHERE id = $1",
        id,
        now.to_sqlx(),
        by,
    )
    .execute(on)
    .await
    .map(drop)
}

/// The owner has read that the account was reset.
pub(crate) async fn reset_was_read(on: impl PgExecutor<'_>, id: Uuid) -> Result<(), sqlx::Error> {
    sqlx::query!("UPDATE desk.officers SET reset_at = NULL, reset_by = NULL WHERE id = $1", id)
        .execute(on)
        .await
        .map(drop)
}

/// Switches single letters as shortcuts on or off.
pub(crate) async fn switch_letter_keys(on: impl PgExecutor<'_>, id: Uuid, letters: bool) -> Result<(), sqlx::Error> {
    sqlx::query!("UPDATE desk.officers SET letter_keys = $2 WHERE id = $1", id, letters).execute(on).await.map(drop)
}

/// All accounts, the open ones first, by name; 1000 at most. With `only` that one.
pub(crate) async fn list(
    on: impl PgExecutor<'_>,
    only: Option<Uuid>,
    now: Timestamp,
) -> Result<Vec<Account>, sqlx::Error> {
    let rows = sqlx::query_as!(
        AccountRow,
        r#"SELECT o.id, o.name, o.roles, o.desks, o.password_hash IS NOT NULL AS "activated!",
                  o.totp_secret IS NOT NULL AS "enrolled!", o.disabled_at, o.created_at,
                  a.expires_at AS "link_until?", r.asked_by AS "asked_by?", r.asked_at AS "asked_at?",
                  p.name AS "asked_name?"
             FROM desk.officers o LEFT JOIN desk.activations a ON a.officer_id = o.id
             LEFT JOIN desk.resets r ON r.officer_id = o.id AND r.expires_at > $3
             LEFT JOIN desk.officers p ON p.id = r.asked_by
            WHERE $1::uuid IS NULL OR o.id = $1
            ORDER BY o.disabled_at IS NOT NULL, o.name, o.id LIMIT $2"#,
        only,
        MOST,
        now.to_sqlx(),
    )
    .fetch_all(on)
    .await?;
    rows.into_iter().map(|row| Ok(Account::try_from(row)?)).collect()
}

/// An account as the columns hold it.
struct AccountRow {
    id: Uuid,
    name: String,
    roles: Vec<String>,
    desks: Vec<String>,
    activated: bool,
    enrolled: bool,
    disabled_at: Option<jiff_sqlx::Timestamp>,
    created_at: jiff_sqlx::Timestamp,
    link_until: Option<jiff_sqlx::Timestamp>,
    asked_by: Option<Uuid>,
    asked_at: Option<jiff_sqlx::Timestamp>,
    asked_name: Option<String>,
}

impl TryFrom<AccountRow> for Account {
    type Error = Inconsistent;

    fn try_from(row: AccountRow) -> Result<Self, Inconsistent> {
        Ok(Self {
            id: row.id,
            roles: roles(&row.roles, row.id)?,
            desks: desks(&row.desks, row.id)?,
            name: row.name,
            activated: row.activated,
            enrolled: row.enrolled,
            disabled_at: row.disabled_at.map(jiff_sqlx::Timestamp::to_jiff),
            created_at: row.created_at.to_jiff(),
            link_until: row.link_until.map(jiff_sqlx::Timestamp::to_jiff),
            asked: match (row.asked_by, row.asked_at, row.asked_name) {
                (Some(by), Some(at), Some(name)) => Some(Asked { by, name, at: at.to_jiff() }),
                _ => None,
            },
        })
    }
}
