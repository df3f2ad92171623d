//! A request of somebody who is signed in, with the account and the registration.

use applicants::{Account, SignedIn};
use axum::response::{IntoResponse as _, Redirect, Response};
use runtime::telemetry::cause;

use crate::catalogue::Formation;
use crate::pages::entrance;
use crate::registrations::{Failure, Registration, Standing};
use crate::state::State;
use crate::store::formations;
use crate::{problems, steps};

/// What every step needs.
pub(crate) struct Opened {
    pub(crate) person: SignedIn,
    pub(crate) account: Account,
    pub(crate) registration: Registration,
}

impl Opened {
    /// Opens both. Who has no registration yet is shown how it would begin: looking at a page writes nothing.
    ///
    /// # Errors
    /// The way to where somebody can go instead: the sign-in when the account is none any more, the overview while no
    /// registration is taken. A problem when the database is away.
    pub(crate) async fn of(state: &State, person: SignedIn) -> Result<Self, Response> {
        let account = account(state, &person).await?;
        let registration = state.kept.find_or_new(&account).await.map_err(|failure| failed(&failure))?;
        let Some(registration) = registration else { return Err(to_overview()) };
        Ok(Self { person, account, registration })
    }

    /// As [`Opened::of`], for a form that saves: the registration begins when there is none.
    ///
    /// # Errors
    /// As [`Opened::of`].
    pub(super) async fn begun(state: &State, person: SignedIn) -> Result<Self, Response> {
        let account = account(state, &person).await?;
        let registration = state.kept.begin(&account).await.map_err(|failure| failed(&failure))?;
        let Some(registration) = registration else { return Err(to_overview()) };
        Ok(Self { person, account, registration })
    }

    /// As [`Opened::of`], for a page on which something can be changed: whoever's registration is final or over is led
    /// to the overview.
    ///
    /// # Errors
    /// As [`Opened::of`].
    pub(crate) async fn draft(state: &State, person: SignedIn) -> Result<Self, Response> {
        let opened = Self::of(state, person).await?;
        if opened.registration.is_open(state.clock.now()) { Ok(opened) } else { Err(to_overview()) }
    }

    /// The formation that was chosen; `None` when none was, or it is none any more, or it belongs to another kind of
    /// selection.
    ///
    /// # Errors
    /// A problem when the database is away.
    pub(crate) async fn formation(&self, state: &State) -> Result<Option<Formation>, Response> {
        let Some(id) = self.registration.formation else { return Ok(None) };
        let found = formations::find(&state.pool, id).await;
        let found = found.map_err(|error| problems::of_database(&error).into_response())?;
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
/// The way to the sign-in when it is none any more; a problem when the database is away.
pub(crate) async fn account(state: &State, person: &SignedIn) -> Result<Account, Response> {
    let found = state.applicants.account(person.account).await;
    let found = found.map_err(|failure| entrance::problem(&failure).into_response())?;
    found.ok_or_else(|| Redirect::to(&language::path(applicants::SIGN_IN)).into_response())
}

/// The way to the overview.
pub(crate) fn to_overview() -> Response {
    Redirect::to(&language::path(applicants::REGISTRATION)).into_response()
}

/// What people are told when a registration could be neither read nor written.
pub(crate) fn failed(failure: &Failure) -> Response {
    let problem = match failure {
        Failure::Database(error) if database::is_unavailable(error) => {
            tracing::warn!(error = cause(failure), "a registration is out of reach");
            entrance::away()
        }
        Failure::Database(_) | Failure::Vault(_) => web::Problem::internal(failure),
    };
    problem.into_response()
}
