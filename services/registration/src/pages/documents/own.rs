//! Whose documents they are: the registration of who is signed in, with the documents that its formation asks for.

use applicants::SignedIn;
use axum::response::{IntoResponse as _, Redirect, Response};
use web::Problem;

use super::problems;
use crate::documents::{Answers, Owner, Slot, SlotStanding, slots, standings};
use crate::pages::steps::Opened;
use crate::state::State;
use crate::steps::Step;

/// A registration and its documents.
pub(super) struct Own {
    pub(super) opened: Opened,
    pub(super) slots: Vec<Slot>,
}

impl Own {
    /// That of who is signed in. Before the third step is right nobody knows which documents are asked for: the way
    /// leads to the step to go on with.
    ///
    /// # Errors
    /// The way to another step, or a problem.
    pub(super) async fn of(state: &State, person: SignedIn) -> Result<Self, Response> {
        Self::with(state, Opened::of(state, person).await?).await
    }

    /// As [`Own::of`], while something can be changed; else the way leads to the overview.
    ///
    /// # Errors
    /// As [`Own::of`].
    pub(super) async fn draft(state: &State, person: SignedIn) -> Result<Self, Response> {
        Self::with(state, Opened::draft(state, person).await?).await
    }

    async fn with(state: &State, opened: Opened) -> Result<Self, Response> {
        let step = opened.registration.step;
        let formation = if step < Step::Documents { None } else { opened.formation(state).await? };
        let Some(formation) = formation else {
            let way = step.min(Step::Formation);
            return Err(Redirect::to(&language::path(way.path())).into_response());
        };
        let slots = slots(&formation, Answers::of(&opened.registration.content));
        Ok(Self { opened, slots })
    }

    /// The slot of an address.
    pub(super) fn slot(&self, code: &str) -> Result<&Slot, Problem> {
        self.slots.iter().find(|slot| slot.code == code).ok_or_else(problems::unknown)
    }

    pub(super) fn owner(&self) -> Owner<'_> {
        let Opened { account, registration, .. } = &self.opened;
        Owner { registration: registration.id, account: account.id, key: &account.key }
    }

    /// How its documents stand.
    pub(super) async fn standings(&self, state: &State) -> Result<Vec<SlotStanding>, Problem> {
        let found = async {
            let mut connection = state.pool.acquire().await?;
            standings(&mut connection, self.owner(), &self.slots).await
        };
        found.await.map_err(|failure| problems::problem(&failure))
    }
}
