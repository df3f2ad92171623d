//! Accounts: made by an administrator or the operator, who never learn a password, for they only hand over a one-time link.
//!
//! An administrator sees the accounts whose desks are all among the administrator's own, and gives no others.

use audit::{Action, Actor, Entry};
use domain::Desk;
use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx as _;
use sqlx::PgConnection;
use uuid::Uuid;
use vault::Context;

use crate::code::ActivationCode;
use crate::sessions::{desks, roles};
use crate::{Failure, Nip, Officer, Officers, Role};

/// How long a one-time link can be used.
const LINK_VALID: SignedDuration = SignedDuration::from_hours(72);

/// Most accounts on the administrators' page.
const MOST: i64 = 1000;

/// Most characters of a name.
const LONGEST_NAME: usize = 100;

/// An account to be made.
#[derive(Clone, Debug)]
pub struct NewAccount {
    /// As colleagues read it; 1 to 100 characters.
    pub name: String,
    /// With which the officer signs in.
    pub nip: Nip,
    /// At least one.
    pub roles: Vec<Role>,
    /// Where the roles count; may be none.
    pub desks: Vec<Desk>,
}

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
}

/// A one-time code that lets an officer choose a password; to be shown once. Does not print.
#[derive(Clone)]
pub struct OneTimeCode {
    /// In groups of four.
    pub text: String,
    /// Until when it can be used.
    pub until: Timestamp,
}

/// Why an account was not made or changed. Nothing was changed then.
#[derive(Debug, thiserror::Error)]
pub enum AccountRefusal {
    /// There is no such account for this administrator.
    #[error("no such account for this administrator")]
    Unknown,
    /// There is an account with this NIP.
    #[error("there is an account with this NIP already")]
    NipTaken,
    /// A name has 1 to 100 characters.
    #[error("a name has 1 to {LONGEST_NAME} characters")]
    Name,
    /// An account has at least one role.
    #[error("an account has at least one role")]
    NoRole,
    /// Roles on tickets count at desks.
    #[error("an officer or supervisor has at least one desk")]
    NoDesk,
    /// The administrator has not all of these desks.
    #[error("these desks are not all the administrator's own")]
    ForeignDesk,
    /// Nobody could make accounts any more.
    #[error("the last administrator stays one")]
    LastAdministrator,
    /// The own account is reset by another administrator.
    #[error("the own account is reset by another administrator")]
    OwnAccount,
    /// The database is away, or data could not be sealed.
    #[error(transparent)]
    Failure(#[from] Failure),
}

impl From<sqlx::Error> for AccountRefusal {
    fn from(error: sqlx::Error) -> Self {
        Self::Failure(error.into())
    }
}

/// Who makes and changes accounts.
#[derive(Clone, Copy, Debug)]
pub enum By<'a> {
    /// The operator's command: every account and desk.
    Operator,
    /// An administrator of the console: accounts of the own desks.
    Administrator(&'a Officer),
}

impl By<'_> {
    fn actor(self) -> Actor {
        match self {
            Self::Operator => Actor::Operator,
            Self::Administrator(officer) => officer.actor(),
        }
    }

    /// Whether accounts of these desks are this one's to make and change.
    fn covers(self, desks: &[Desk]) -> bool {
        match self {
            Self::Operator => true,
            Self::Administrator(officer) => officer.has(Role::Administrator) && desks.iter().all(|desk| officer.desks.contains(desk)),
        }
    }

    fn is(self, id: Uuid) -> bool {
        matches!(self, Self::Administrator(officer) if officer.id == id)
    }
}

impl Officers {
    /// Makes an account and the one-time code for its first password.
    ///
    /// # Errors
    /// Whatever is wrong with it.
    pub async fn create(&self, by: By<'_>, new: &NewAccount) -> Result<(Uuid, OneTimeCode), AccountRefusal> {
        let name = new.name.trim();
        if name.is_empty() || name.chars().count() > LONGEST_NAME || name.chars().any(char::is_control) {
            return Err(AccountRefusal::Name);
        }
        check_rights(by, &new.roles, &new.desks)?;
        let (id, now) = (self.clock.new_id(), self.clock.now());
        let (key, wrapped) = self.vault.new_data_key().map_err(Failure::from)?;
        let nip = key.seal(&Context::new("officer.nip", id), new.nip.expose().as_bytes()).map_err(Failure::from)?;
        let (role_names, desk_names) = (names_of_roles(&new.roles), names_of_desks(&new.desks));
        let index = self.nip_index(&new.nip);
        let mut transaction = self.pool.begin().await?;
        let made = sqlx::query!(
            "INSERT INTO desk.officers (id, name, nip_index, data_key, nip, roles, desks, created_at, created_by)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT ON CONSTRAINT officers_nip DO NOTHING",
            id,
            name,
            index.as_bytes().as_slice(),
            wrapped.as_bytes(),
            nip,
            &role_names,
            &desk_names,
            now.to_sqlx(),
            by.actor().id(),
        )
        .execute(&mut *transaction)
        .await?;
        if made.rows_affected() == 0 {
            return Err(AccountRefusal::NipTaken);
        }
        let code = self.new_link(&mut transaction, id).await?;
        let entry = Entry::new(now, by.actor(), Action::OfficerCreated).officer(id).detail(rights(&new.roles, &new.desks));
        audit::record(&mut *transaction, &entry).await?;
        transaction.commit().await?;
        Ok((id, code))
    }

    /// The accounts that an administrator sees, by name; 1000 at most.
    ///
    /// # Errors
    /// When the database is away or refuses.
    pub async fn accounts(&self, by: By<'_>) -> Result<Vec<Account>, Failure> {
        let rows = sqlx::query_as!(
            AccountRow,
            r#"SELECT o.id, o.name, o.roles, o.desks, o.password_hash IS NOT NULL AS "activated!", o.totp_secret IS NOT NULL AS "enrolled!",
                      o.disabled_at, o.created_at, a.expires_at AS "link_until?"
                 FROM desk.officers o LEFT JOIN desk.activations a ON a.officer_id = o.id
                ORDER BY o.disabled_at IS NOT NULL, o.name, o.id LIMIT $1"#,
            MOST,
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
                      o.disabled_at, o.created_at, a.expires_at AS "link_until?"
                 FROM desk.officers o LEFT JOIN desk.activations a ON a.officer_id = o.id WHERE o.id = $1"#,
            id,
        )
        .fetch_optional(&self.pool)
        .await?;
        row.map(Account::from).filter(|account| by.covers(&account.desks)).ok_or(AccountRefusal::Unknown)
    }

    /// Gives an account other roles and desks, from its next request on.
    ///
    /// # Errors
    /// Whatever is wrong with them.
    pub async fn change_rights(&self, by: By<'_>, id: Uuid, new_roles: &[Role], new_desks: &[Desk]) -> Result<(), AccountRefusal> {
        check_rights(by, new_roles, new_desks)?;
        let now = self.clock.now();
        let mut transaction = self.pool.begin().await?;
        lock(&mut transaction, by, id).await?;
        if !new_roles.contains(&Role::Administrator) {
            another_administrator(&mut transaction, id).await?;
        }
        let (role_names, desk_names) = (names_of_roles(new_roles), names_of_desks(new_desks));
        sqlx::query!("UPDATE desk.officers SET roles = $2, desks = $3 WHERE id = $1", id, &role_names, &desk_names)
            .execute(&mut *transaction)
            .await?;
        let entry = Entry::new(now, by.actor(), Action::OfficerChanged).officer(id).detail(rights(new_roles, new_desks));
        audit::record(&mut *transaction, &entry).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// Closes an account: its sessions end at once, and its one-time link is of no use any more.
    ///
    /// # Errors
    /// [`AccountRefusal::LastAdministrator`] and whatever else is wrong.
    pub async fn disable(&self, by: By<'_>, id: Uuid) -> Result<(), AccountRefusal> {
        let now = self.clock.now();
        let mut transaction = self.pool.begin().await?;
        lock(&mut transaction, by, id).await?;
        another_administrator(&mut transaction, id).await?;
        let closed = sqlx::query!("UPDATE desk.officers SET disabled_at = $2 WHERE id = $1 AND disabled_at IS NULL", id, now.to_sqlx())
            .execute(&mut *transaction)
            .await?;
        end_everything(&mut transaction, id, now).await?;
        sqlx::query!("DELETE FROM desk.activations WHERE officer_id = $1", id).execute(&mut *transaction).await?;
        if closed.rows_affected() > 0 {
            audit::record(&mut *transaction, &Entry::new(now, by.actor(), Action::OfficerDisabled).officer(id)).await?;
        }
        transaction.commit().await?;
        Ok(())
    }

    /// Opens a closed account again; its password and authenticator are as before.
    ///
    /// # Errors
    /// [`AccountRefusal::Unknown`], or when the database is away.
    pub async fn enable(&self, by: By<'_>, id: Uuid) -> Result<(), AccountRefusal> {
        let now = self.clock.now();
        let mut transaction = self.pool.begin().await?;
        lock(&mut transaction, by, id).await?;
        let opened = sqlx::query!("UPDATE desk.officers SET disabled_at = NULL WHERE id = $1 AND disabled_at IS NOT NULL", id)
            .execute(&mut *transaction)
            .await?;
        if opened.rows_affected() > 0 {
            audit::record(&mut *transaction, &Entry::new(now, by.actor(), Action::OfficerEnabled).officer(id)).await?;
        }
        transaction.commit().await?;
        Ok(())
    }

    /// Takes password, authenticator, recovery codes and sessions from an account, and makes a new one-time code.
    ///
    /// # Errors
    /// [`AccountRefusal::OwnAccount`] and whatever else is wrong.
    pub async fn reset(&self, by: By<'_>, id: Uuid) -> Result<OneTimeCode, AccountRefusal> {
        if by.is(id) {
            return Err(AccountRefusal::OwnAccount);
        }
        let now = self.clock.now();
        let mut transaction = self.pool.begin().await?;
        lock(&mut transaction, by, id).await?;
        sqlx::query!("UPDATE desk.officers SET password_hash = NULL, totp_secret = NULL, totp_last_step = NULL WHERE id = $1", id)
            .execute(&mut *transaction)
            .await?;
        sqlx::query!("DELETE FROM desk.recovery_codes WHERE officer_id = $1", id).execute(&mut *transaction).await?;
        end_everything(&mut transaction, id, now).await?;
        let code = self.new_link(&mut transaction, id).await?;
        audit::record(&mut *transaction, &Entry::new(now, by.actor(), Action::OfficerReset).officer(id)).await?;
        transaction.commit().await?;
        Ok(code)
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

    /// A one-time code that takes the place of an older one.
    async fn new_link(&self, on: &mut PgConnection, id: Uuid) -> Result<OneTimeCode, Failure> {
        let code = ActivationCode::new()?;
        let index = self.activation_index(&code);
        let until = self.clock.now().saturating_add(LINK_VALID).unwrap_or(Timestamp::MAX);
        sqlx::query!(
            "INSERT INTO desk.activations (officer_id, code_hash, expires_at) VALUES ($1, $2, $3)
             ON CONFLICT (officer_id) DO UPDATE SET code_hash = EXCLUDED.code_hash, expires_at = EXCLUDED.expires_at",
            id,
            index.as_bytes().as_slice(),
            until.to_sqlx(),
        )
        .execute(on)
        .await?;
        Ok(OneTimeCode { text: code.grouped(4), until })
    }
}

impl std::fmt::Debug for OneTimeCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("OneTimeCode").field("until", &self.until).finish_non_exhaustive()
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
        }
    }
}

fn check_rights(by: By<'_>, roles: &[Role], desks: &[Desk]) -> Result<(), AccountRefusal> {
    if roles.is_empty() {
        return Err(AccountRefusal::NoRole);
    }
    if desks.is_empty() && (roles.contains(&Role::Officer) || roles.contains(&Role::Supervisor)) {
        return Err(AccountRefusal::NoDesk);
    }
    if by.covers(desks) { Ok(()) } else { Err(AccountRefusal::ForeignDesk) }
}

/// Holds the account until the transaction ends, if it is this one's to change.
async fn lock(on: &mut PgConnection, by: By<'_>, id: Uuid) -> Result<(), AccountRefusal> {
    let held = sqlx::query_scalar!("SELECT desks FROM desk.officers WHERE id = $1 FOR UPDATE", id).fetch_optional(on).await?;
    if held.is_some_and(|held| by.covers(&desks(&held))) { Ok(()) } else { Err(AccountRefusal::Unknown) }
}

/// Makes sure that somebody else can make accounts. All administrators are held, in one order, so that two cannot remove each other.
async fn another_administrator(on: &mut PgConnection, id: Uuid) -> Result<(), AccountRefusal> {
    let administrators = sqlx::query!(
        r#"SELECT id, password_hash IS NOT NULL AS "activated!" FROM desk.officers
            WHERE 'administrator' = ANY(roles) AND disabled_at IS NULL ORDER BY id FOR UPDATE"#,
    )
    .fetch_all(on)
    .await?;
    let is_one = administrators.iter().any(|administrator| administrator.id == id);
    let others = administrators.iter().any(|administrator| administrator.id != id && administrator.activated);
    if is_one && !others { Err(AccountRefusal::LastAdministrator) } else { Ok(()) }
}

/// Ends all sessions of an account and forgets its browsers.
pub(crate) async fn end_everything(on: &mut PgConnection, id: Uuid, now: Timestamp) -> Result<(), sqlx::Error> {
    sqlx::query!("UPDATE desk.sessions SET revoked_at = $2 WHERE officer_id = $1 AND revoked_at IS NULL", id, now.to_sqlx())
        .execute(&mut *on)
        .await?;
    sqlx::query!("DELETE FROM desk.known_devices WHERE officer_id = $1", id).execute(on).await?;
    Ok(())
}

/// Roles and desks as the audit log tells them.
fn rights(roles: &[Role], desks: &[Desk]) -> String {
    format!("{} @ {}", names_of_roles(roles).join(" "), names_of_desks(desks).join(" "))
}

fn names_of_roles(roles: &[Role]) -> Vec<String> {
    Role::ALL.into_iter().filter(|role| roles.contains(role)).map(|role| role.as_str().to_owned()).collect()
}

fn names_of_desks(desks: &[Desk]) -> Vec<String> {
    Desk::ALL.into_iter().filter(|desk| desks.contains(desk)).map(|desk| desk.as_str().to_owned()).collect()
}
