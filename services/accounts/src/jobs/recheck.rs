//! Asks the register again about accounts that were made while it was away, and decides what becomes of claims.

use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use audit::{Action, Actor, Entry, Subject};
use database::constraint;
use runtime::Job;

use crate::identity::Outcome;
use crate::letters::{self, News};
use crate::state::State;
use crate::store::accounts;
use crate::store::pending::{self, Pending};
use applicants::{Applicant, Marks, Unreadable};

/// Pause between two rounds, and before a register that is away is asked again.
const PAUSE: Duration = Duration::from_secs(30);

pub(super) fn job(state: &Arc<State>) -> Job {
    let state = Arc::clone(state);
    let about = "asks the population register about accounts that were made while it was away";
    Job::repeating("accounts.recheck", about, PAUSE, move || {
        let state = Arc::clone(&state);
        async move { recheck(&state).await }
    })
}

/// Goes on until none waits, or the register is away.
async fn recheck(state: &State) -> anyhow::Result<()> {
    while let Some(pending) = pending::take(&state.pool, state.clock.now()).await? {
        let outcome = check(state, &pending).await.context("checking an account again")?;
        if matches!(outcome, Outcome::Unavailable | Outcome::TooMany) {
            break;
        }
        decide(state, &pending, outcome).await.context("writing what the register said")?;
    }
    Ok(())
}

async fn check(state: &State, pending: &Pending) -> anyhow::Result<Outcome> {
    let key = state.vault.open_data_key(&pending.data_key).map_err(Unreadable::from)?;
    let applicant = Applicant::open(&key, pending.id, &pending.content)?;
    let marks = Marks::of(&state.vault, &applicant.identity);
    Ok(state.checks.check_later(&applicant.identity, &marks, pending.period_closes_at).await?)
}

async fn decide(state: &State, pending: &Pending, outcome: Outcome) -> Result<(), sqlx::Error> {
    match decide_once(state, pending, outcome).await {
        // Somebody made an account with the NIK meanwhile: the next time finds it.
        Err(error) if constraint(&error) == Some("accounts_one_of_a_nik") => decide_once(state, pending, outcome).await,
        decided => decided,
    }
}

async fn decide_once(state: &State, pending: &Pending, outcome: Outcome) -> Result<(), sqlx::Error> {
    let now = state.clock.now();
    let mut transaction = state.pool.begin().await?;
    let Some(is_claim) = pending::lock(&mut transaction, pending.id).await? else { return Ok(()) };
    let news = match (outcome == Outcome::Match, is_claim) {
        (true, false) => {
            pending::verify(&mut transaction, pending.id).await?;
            News::IdentityVerified
        }
        (false, false) => {
            pending::refuse(&mut transaction, pending.id, now).await?;
            News::IdentityRefused
        }
        (false, true) => {
            pending::end(&mut transaction, pending.id, now).await?;
            News::IdentityRefused
        }
        (true, true) => match pending::holder(&mut transaction, pending.id).await? {
            Some((_holder, true)) => {
                pending::end(&mut transaction, pending.id, now).await?;
                News::ClaimTaken
            }
            Some((holder, false)) => {
                accounts::replace(&mut transaction, holder, now).await?;
                let replaced = Entry::new(now, Actor::Applicant(pending.id), Action::AccountReplaced);
                audit::record(&mut *transaction, &replaced.about(Subject::Applicant(holder))).await?;
                letters::tell(&mut transaction, &state.clock, holder, News::Replaced).await?;
                pending::verify(&mut transaction, pending.id).await?;
                News::ClaimMade
            }
            None => {
                pending::verify(&mut transaction, pending.id).await?;
                News::ClaimMade
            }
        },
    };
    letters::tell(&mut transaction, &state.clock, pending.id, news).await?;
    transaction.commit().await
}
