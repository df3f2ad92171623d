//! Somebody who is signed in, with the account and the registration: what pages and programs begin with.

use applicants::{Account, SignedIn};

use crate::catalogue::Formation;
use crate::registrations::{Failure, Registration, Standing};
use crate::state::State;
use crate::steps;
use crate::store::formations;

/// What every step needs.
pub(crate) struct Opened {
    pub(crate) person: SignedIn,
    pub(crate) account: Account,
    pub(crate) registration: Registration,
}

/// Why there is nothing to work on.
#[derive(Debug, thiserror::Error)]
pub(crate) enum NotOpened {
    #[error("the account is none any more")]
    NoAccount,
    #[error("no registration is taken for the account's period")]
    NotTaken,
    #[error("the registration is final, over or closed")]
    Over(Box<Registration>),
    #[error("the step needs another one before it")]
    Early(steps::Step),
    #[error("the account could not be read")]
    Account(#[from] credentials::Failure),
    #[error("the registration could be neither read nor written")]
    Failure(#[from] Failure),
}

impl From<sqlx::Error> for NotOpened {
    fn from(error: sqlx::Error) -> Self {
        Self::Failure(error.into())
    }
}

impl Opened {
    /// Opens both. Who has no registration yet is shown how it would begin: looking at it writes nothing.
    ///
    /// # Errors
    /// [`NotOpened`].
    pub(crate) async fn of(state: &State, person: SignedIn) -> Result<Self, NotOpened> {
        let account = account(state, &person).await?;
        let registration = state.kept.find_or_new(&account).await?.ok_or(NotOpened::NotTaken)?;
        Ok(Self { person, account, registration })
    }

    /// As [`Opened::of`], for what saves: the registration begins when there is none.
    ///
    /// # Errors
    /// [`NotOpened`].
    pub(crate) async fn begun(state: &State, person: SignedIn) -> Result<Self, NotOpened> {
        let account = account(state, &person).await?;
        let registration = state.kept.begin(&account).await?.ok_or(NotOpened::NotTaken)?;
        Ok(Self { person, account, registration })
    }

    /// As [`Opened::of`], where something is to be changed: nothing of a registration that is final or over is.
    ///
    /// # Errors
    /// [`NotOpened`].
    pub(crate) async fn draft(state: &State, person: SignedIn) -> Result<Self, NotOpened> {
        let opened = Self::of(state, person).await?;
        if opened.registration.is_open(state.clock.now()) {
            Ok(opened)
        } else {
            Err(NotOpened::Over(Box::new(opened.registration)))
        }
    }

    /// The formation that was chosen; `None` when none was, or it is none any more, or it belongs to another kind of
    /// selection.
    ///
    /// # Errors
    /// When the database is away.
    pub(crate) async fn formation(&self, state: &State) -> Result<Option<Formation>, NotOpened> {
        let Some(id) = self.registration.formation else { return Ok(None) };
        let found = formations::find(&state.pool, id).await?;
        // What is filed stays what it is, whatever the operator imports later.
        let is_filed = self.registration.standing == Standing::Final;
        let counts =
            |(formation, withdrawn): &(Formation, bool)| is_filed || (!withdrawn && self.is_of_kind(formation));
        Ok(found.filter(counts).map(|(found, _withdrawn)| found))
    }

    fn is_of_kind(&self, formation: &Formation) -> bool {
        self.registration.selection == Some(formation.selection_kind())
    }

    /// Who asks for a formation, at this moment.
    pub(crate) fn asker(&self, state: &State) -> steps::formation::Asker<'_> {
        steps::formation::Asker { applicant: &self.account.applicant, now: state.clock.now() }
    }
}

/// The account of somebody who is signed in.
///
/// # Errors
/// [`NotOpened`].
pub(crate) async fn account(state: &State, person: &SignedIn) -> Result<Account, NotOpened> {
    state.applicants.account(person.account).await?.ok_or(NotOpened::NoAccount)
}
