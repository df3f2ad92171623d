//! Accounts as administrators and the operator's commands see them.

use domain::Desk;
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use uuid::Uuid;

use super::{AccountRefusal, By};
use crate::sessions::{desks, roles};
use crate::{Failure, Nip, Officers, Role};

/// Most accounts on the administrators' page.
const MOST: i64 = 1000;

/// An account as administrators see it.
#[derive(Clone, Debug)]
pub struct Account {
    /// Names it in addresses.
    pub id: Uuid,
    /// As colleagues read it.
    pub name: String,
    /// What it may do.
    pub roles: Vec<Role>,
    /// Where.
    pub desks: Vec<Desk>,
    /// Whether a password was chosen since the account was made or reset.
    pub activated: bool,
    /// Whether an authenticator is enrolled.
    pub enrolled: bool,
    /// Since when it is closed.
    pub disabled_at: Option<Timestamp>,
    /// Since when there is an account.
    pub created_at: Timestamp,
    /// Until when its one-time link can be used, when there is one.
    pub link_until: Option<Timestamp>,
    /// Somebody asked that its phone be taken away, too.
    pub asked: Option<Asked>,
}

/// A reset that waits for a second administrator.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The administrator who asked.
    pub by: Uuid,
    /// As colleagues read it.
    pub name: String,
    /// When.
    pub at: Timestamp,
}

impl Officers {
    /// The accounts that an administrator sees, by name; 1000 at most.
    ///
    /// # Errors
    /// When the database is away or refuses.
    pub async fn accounts(&self, by: By<'_>) -> Result<Vec<Account>, Failure> {
        let rows = sqlx::query_as!(
            AccountRow,
            r#"SELECT o.id, o.name, o.roles, o.desks, o.password_hash IS NOT NULL AS "activated!", o.totp_secret IS NOT NULL AS "enrolled!",
                      o.disabled_at, o.created_at, a.expires_at AS "link_until?", r.asked_by AS "asked_by?", r.asked_at AS "asked_at?",
                      p.name AS "asked_name?"
                 FROM desk.officers o LEFT JOIN desk.activations a ON a.officer_id = o.id
                 LEFT JOIN desk.resets r ON r.officer_id = o.id AND r.expires_at > $2
                 LEFT JOIN desk.officers p ON p.id = r.asked_by
                ORDER BY o.disabled_at IS NOT NULL, o.name, o.id LIMIT $1"#,
            MOST,
            self.clock.now().to_sqlx() as jiff_sqlx::Timestamp,
        )
        .fetch_all(&self.pool)
        .await?;
        Ok(rows.into_iter().map(Account::from).filter(|account| by.covers(&account.desks)).collect())
    }

    /// One account.
    ///
    /// # Errors
    /// [`AccountRefusal::Unknown`] also when it is not this administrator's.
    pub async fn account(&self, by: By<'_>, id: Uuid) -> Result<Account, AccountRefusal> {
        let row = sqlx::query_as!(
            AccountRow,
            r#"SELECT o.id, o.name, o.roles, o.desks, o.password_hash IS NOT NULL AS "activated!", o.totp_secret IS NOT NULL AS "enrolled!",
                      o.disabled_at, o.created_at, a.expires_at AS "link_until?", r.asked_by AS "asked_by?", r.asked_at AS "asked_at?",
                      p.name AS "asked_name?"
                 FROM desk.officers o LEFT JOIN desk.activations a ON a.officer_id = o.id
                 LEFT JOIN desk.resets r ON r.officer_id = o.id AND r.expires_at > $2
                 LEFT JOIN desk.officers p ON p.id = r.asked_by WHERE o.id = $1"#,
            id,
            self.clock.now().to_sqlx() as jiff_sqlx::Timestamp,
        )
        .fetch_optional(&self.pool)
        .await?;
        row.map(Account::from).filter(|account| by.covers(&account.desks)).ok_or(AccountRefusal::Unknown)
    }

    /// The account with this NIP; for the operator's commands.
    ///
    /// # Errors
    /// When the database is away or refuses.
    pub async fn find_by_nip(&self, nip: &Nip) -> Result<Option<Uuid>, Failure> {
        let index = self.nip_index(nip);
        Ok(sqlx::query_scalar!("SELECT id FROM desk.officers WHERE nip_index = $1", index.as_bytes().as_slice())
            .fetch_optional(&self.pool)
            .await?)
    }
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

impl From<AccountRow> for Account {
    fn from(row: AccountRow) -> Self {
        Self {
            id: row.id,
            name: row.name,
            roles: roles(&row.roles),
            desks: desks(&row.desks),
            activated: row.activated,
            enrolled: row.enrolled,
            disabled_at: row.disabled_at.map(jiff_sqlx::Timestamp::to_jiff),
            created_at: row.created_at.to_jiff(),
            link_until: row.link_until.map(jiff_sqlx::Timestamp::to_jiff),
            asked: match (row.asked_by, row.asked_at, row.asked_name) {
                (Some(by), Some(at), Some(name)) => Some(Asked { by, name, at: at.to_jiff() }),
                _ => None,
            },
        }
    }
}
