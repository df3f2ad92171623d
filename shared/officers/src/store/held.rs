//! A transaction holds accounts until it ends.

use database::Connection;
use domain::Desk;
use sqlx::PgExecutor;
use uuid::Uuid;

use super::{desks, roles};
use crate::Role;

/// One account.
#[derive(Clone)]
pub(crate) struct Row {
    pub(crate) id: Uuid,
    pub(crate) roles: Vec<Role>,
    pub(crate) desks: Vec<Desk>,
    /// It has a password now.
    pub(crate) has_password: bool,
    /// It had one at any time.
    pub(crate) was_active: bool,
    pub(crate) disabled: bool,
}

/// Holds the account and all open administrators, in one order: two who change each other wait for each other, and the
/// second one finds what the first one did.
pub(crate) async fn with_administrators(on: &mut Connection, id: Uuid) -> Result<Vec<Row>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"SELECT id, roles, desks, password_hash IS NOT NULL AS "has_password!",
                  activated_at IS NOT NULL AS "was_active!", disabled_at IS NOT NULL AS "disabled!"
             FROM desk.officers WHERE id = $1 OR 'administrator' = ANY(roles) AND disabled_at IS NULL
            ORDER BY id FOR UPDATE"#,
        id,
    )
    .fetch_all(on)
    .await?;
    let read = rows.into_iter().map(|row| {
        Ok(Row {
            id: row.id,
            roles: roles(&row.roles, row.id)?,
            desks: desks(&row.desks, row.id)?,
            has_password: row.has_password,
            was_active: row.was_active,
            disabled: row.disabled,
        })
    });
    read.collect()
}

/// Whether an account is open and has this role at this desk, held in a share.
pub(crate) async fn holds_role(on: impl PgExecutor<'_>, id: Uuid, role: Role, desk: Desk) -> Result<bool, sqlx::Error> {
    let held = sqlx::query_scalar!(
        r#"SELECT disabled_at IS NULL AND $2 = ANY(roles) AND $3 = ANY(desks) AS "holds!"
             FROM desk.officers WHERE id = $1 FOR SHARE"#,
        id,
        role.as_str(),
        desk.as_str(),
    );
    Ok(held.fetch_optional(on).await?.unwrap_or(false))
}
