//! A registration as it is kept, its beginning, and its saves.

use applicants::Account;
use database::Inconsistent;
use jiff::Timestamp;
use runtime::Clock;
use uuid::Uuid;
use vault::VaultError;

use super::{Content, Deadline};
use crate::steps::Step;
use crate::store::{dates, registrations as rows};
use domain::SelectionKind;

/// What became of a registration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    /// It is being filled in; nothing is filed.
    Draft,
    /// It is filed.
    Final,
    /// Closing found it a draft.
    Expired,
    /// Somebody proved that the account was not its owner's (form 02).
    Cancelled,
}

impl Standing {
    const ALL: [Self; 4] = [Self::Draft, Self::Final, Self::Expired, Self::Cancelled];

    /// The name in the database.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Final => "final",
            Self::Expired => "expired",
            Self::Cancelled => "cancelled",
        }
    }

    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|standing| standing.as_str() == name)
    }
}

/// A registration, opened. Personal data.
#[derive(Clone, Debug)]
pub(crate) struct Registration {
    pub(crate) id: Uuid,
    pub(crate) period_id: Uuid,
    pub(crate) standing: Standing,
    /// The first step that is not yet right.
    pub(crate) step: Step,
    pub(crate) version: i64,
    pub(crate) content: Content,
    pub(crate) selection: Option<SelectionKind>,
    pub(crate) formation: Option<Uuid>,
    pub(crate) closes_at: Timestamp,
    pub(crate) saved_at: Timestamp,
    pub(crate) number: Option<String>,
    pub(crate) final_at: Option<Timestamp>,
}

/// Why a registration could be neither read nor written.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    #[error("the database refused or did not answer")]
    Database(#[from] sqlx::Error),
    #[error("what was typed could be neither sealed nor opened")]
    Vault(#[from] VaultError),
}

/// Why nothing was saved.
#[derive(Debug)]
pub(crate) enum NotSaved {
    /// Another tab saved since; this is what it saved.
    Stale(Box<Registration>),
    /// Nothing of it changes any more: it is final, over, or closed.
    Over(Box<Registration>),
    /// It could not be done.
    Failure(Failure),
}

impl From<Failure> for NotSaved {
    fn from(failure: Failure) -> Self {
        Self::Failure(failure)
    }
}

impl From<sqlx::Error> for NotSaved {
    fn from(error: sqlx::Error) -> Self {
        Self::Failure(error.into())
    }
}

impl From<VaultError> for NotSaved {
    fn from(error: VaultError) -> Self {
        Self::Failure(error.into())
    }
}

impl Registration {
    /// Until when it can be ended.
    pub(crate) fn deadline(&self, now: Timestamp) -> Deadline {
        Deadline { closes_at: self.closes_at, now }
    }

    /// Whether something of it may change at this moment.
    pub(crate) fn is_open(&self, now: Timestamp) -> bool {
        self.standing == Standing::Draft && !self.deadline(now).is_over()
    }

    /// As a registration begins. It has no row yet.
    fn new(account: &Account, closes_at: Timestamp, now: Timestamp) -> Self {
        Self {
            id: Uuid::nil(),
            period_id: account.period_id,
            standing: Standing::Draft,
            step: Step::Biodata,
            version: 1,
            content: Content::default(),
            selection: None,
            formation: None,
            closes_at,
            saved_at: now,
            number: None,
            final_at: None,
        }
    }

    fn of(row: rows::Row, account: &Account) -> Result<Self, sqlx::Error> {
        let unknown = |column| Inconsistent::new("registration.registrations", column, &row.id);
        Ok(Self {
            id: row.id,
            period_id: row.period_id,
            standing: Standing::named(&row.state).ok_or_else(|| unknown("state"))?,
            step: Step::numbered(row.step).ok_or_else(|| unknown("step"))?,
            version: row.version,
            content: Content::open(&account.key, account.id, &row.content).ok_or_else(|| unknown("content"))?,
            selection: match row.selection.as_deref() {
                None => None,
                Some(name) => Some(name.parse().map_err(|_unknown| unknown("selection"))?),
            },
            formation: row.formation_id,
            closes_at: row.closes_at,
            saved_at: row.saved_at,
            number: row.number,
            final_at: row.final_at,
        })
    }
}

/// The registrations of all accounts.
#[derive(Clone, Debug)]
pub(crate) struct Kept {
    pub(super) pool: database::Pool,
    pub(super) clock: Clock,
}

impl Kept {
    pub(crate) const fn new(pool: database::Pool, clock: Clock) -> Self {
        Self { pool, clock }
    }

    /// The account's registration; `None` before its first save.
    ///
    /// # Errors
    /// [`Failure`].
    pub(crate) async fn find(&self, account: &Account) -> Result<Option<Registration>, Failure> {
        let row = rows::find(&self.pool, account.id).await?;
        Ok(row.map(|row| Registration::of(row, account)).transpose()?)
    }

    /// The account's registration, or how it would begin at this moment, of which nothing is written; `None` while none
    /// is taken.
    ///
    /// # Errors
    /// [`Failure`].
    pub(crate) async fn find_or_new(&self, account: &Account) -> Result<Option<Registration>, Failure> {
        if let Some(found) = self.find(account).await? {
            return Ok(Some(found));
        }
        let now = self.clock.now();
        let closes_at = dates::last_close(&self.pool, account.period_id, now).await?;
        Ok(closes_at.map(|closes_at| Registration::new(account, closes_at, now)))
    }

    /// The account's registration, begun at this moment when it has none; `None` while none is taken.
    ///
    /// # Errors
    /// [`Failure`].
    pub(crate) async fn begin(&self, account: &Account) -> Result<Option<Registration>, Failure> {
        let now = self.clock.now();
        if let Some(found) = self.find(account).await? {
            return Ok(Some(found));
        }
        let Some(closes_at) = dates::last_close(&self.pool, account.period_id, now).await? else { return Ok(None) };
        let content = Content::default().seal(&account.key, account.id)?;
        let new = rows::New { id: self.clock.new_id(), account: account.id, period: account.period_id, closes_at };
        rows::begin(&self.pool, &new, &content, now).await?;
        self.find(account).await
    }

    /// Saves what `changed` holds, made from the version that `changed` says. A save of what is there already is no
    /// save, and never stale.
    ///
    /// # Errors
    /// [`NotSaved`].
    pub(crate) async fn save(&self, account: &Account, mut changed: Registration) -> Result<Registration, NotSaved> {
        let now = self.clock.now();
        let closes_at = dates::close_for(&self.pool, &changed).await?;
        changed.closes_at = closes_at.unwrap_or(changed.closes_at);
        let content = changed.content.seal(&account.key, account.id)?;
        if changed.is_open(now) && rows::save(&self.pool, &changed, &content, now).await? {
            changed.version += 1;
            changed.saved_at = now;
            return Ok(changed);
        }
        let Some(found) = self.find(account).await? else {
            return Err(NotSaved::Failure(Failure::Database(sqlx::Error::RowNotFound)));
        };
        if !found.is_open(now) {
            return Err(NotSaved::Over(Box::new(found)));
        }
        if found.content == changed.content && found.selection == changed.selection {
            return Ok(found);
        }
        Err(NotSaved::Stale(Box::new(found)))
    }
}
