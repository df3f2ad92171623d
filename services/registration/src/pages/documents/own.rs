//! Whose documents they are: the registration of who is signed in, with the documents that its formation asks for.

use applicants::SignedIn;
use web::Problem;

use super::problems;
use crate::documents::{Answers, Owner, Slot, SlotStanding, slots, standings};
use crate::opened::{NotOpened, Opened};
use crate::registrations::Standing;
use crate::state::State;
use crate::steps::Step;

/// A registration and its documents.
pub(crate) struct Own {
    pub(crate) opened: Opened,
    pub(crate) slots: Vec<Slot>,
}

impl Own {
    /// That of who is signed in. Before the third step is right nobody knows which documents are asked for: the way
    /// leads to the step to go on with.
    ///
    /// # Errors
    /// [`NotOpened`].
    pub(crate) async fn of(state: &State, person: SignedIn) -> Result<Self, NotOpened> {
        Self::with(state, Opened::of(state, person).await?).await
    }

    /// As [`Own::of`], while something can be changed; else the way leads to the overview.
    ///
    /// # Errors
    /// As [`Own::of`].
    pub(crate) async fn draft(state: &State, person: SignedIn) -> Result<Self, NotOpened> {
        Self::with(state, Opened::draft(state, person).await?).await
    }

    /// As [`Own::of`], to look at: of a draft that can be changed, or of what was filed, whose stampings may still wait
    /// for its owner.
    ///
    /// # Errors
    /// As [`Own::of`].
    pub(super) async fn to_look_at(state: &State, person: SignedIn) -> Result<Self, NotOpened> {
        let opened = Opened::of(state, person).await?;
        if opened.registration.standing == Standing::Final || opened.registration.is_open(state.clock.now()) {
            return Self::with(state, opened).await;
        }
        Err(NotOpened::Over(Box::new(opened.registration)))
    }

    /// The documents of a registration that was opened.
    ///
    /// # Errors
    /// As [`Own::of`].
    pub(crate) async fn with(state: &State, opened: Opened) -> Result<Self, NotOpened> {
        let step = opened.registration.step;
        let formation = if step < Step::Documents { None } else { opened.formation(state).await? };
        let Some(formation) = formation else {
            return Err(NotOpened::Early(step.min(Step::Formation)));
        };
        let slots = slots(&formation, Answers::of(&opened.registration.content));
        Ok(Self { opened, slots })
    }

    /// The slot of an address.
    pub(crate) fn slot(&self, code: &str) -> Result<&Slot, Problem> {
        self.slots.iter().find(|slot| slot.code == code).ok_or_else(problems::unknown)
    }

    pub(crate) fn owner(&self) -> Owner<'_> {
        let Opened { account, registration, .. } = &self.opened;
        Owner { registration: registration.id, account: account.id, key: &account.key }
    }

    /// How its documents stand.
    pub(crate) async fn standings(&self, state: &State) -> Result<Vec<SlotStanding>, Problem> {
        let found = async {
            let mut connection = state.pool.acquire().await?;
            standings(&mut connection, self.owner(), &self.slots).await
        };
        found.await.map_err(|failure| problems::problem(&failure))
    }
}
