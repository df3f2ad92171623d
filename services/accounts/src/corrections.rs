//! The owner of an account whose identity the register did not confirm tells it anew. The NIK stays: another one is
//! another account.

use audit::{Action, Actor, Entry, Subject};
use population::Identity;
use uuid::Uuid;

use crate::drafts::Failure;
use crate::identity::Outcome;
use crate::letters::{self, News};
use crate::state::State;
use crate::store::corrections::{self as rows, Refused, Written};
use crate::store::drafts::Identity as Standing;
use applicants::{Applicant, Marks};

/// An account that is to be corrected.
pub(crate) struct Wrong {
    pub(crate) applicant: Applicant,
    /// How often it may be corrected still.
    pub(crate) left: i16,
    row: Refused,
}

/// What became of a correction.
pub(crate) enum Corrected {
    /// The register confirms it, or is asked later: it is written.
    Written,
    /// The register does not confirm it. Nothing is written.
    Refused(Outcome),
    /// There were too many.
    TooMany,
    /// There is nothing to correct any more, or somebody changed the account at this moment.
    Over,
}

/// What there is to correct; `None` when the register confirmed the identity, or is still to be asked.
///
/// # Errors
/// When the database is away or refuses, or what was told does not open.
pub(crate) async fn wrong(state: &State, account: Uuid) -> Result<Option<Wrong>, Failure> {
    let Some(row) = rows::find(&state.pool, account).await? else { return Ok(None) };
    let key = state.vault.open_data_key(&row.data_key)?;
    let applicant = Applicant::open(&key, account, &row.content)?;
    Ok(Some(Wrong { applicant, left: row.left, row }))
}

/// Asks the register about the identity, and writes it unless the register says that it is wrong.
///
/// # Errors
/// When the database is away or refuses, or without randomness.
pub(crate) async fn correct(
    state: &State,
    account: Uuid,
    wrong: Wrong,
    identity: Identity,
) -> Result<Corrected, Failure> {
    if !rows::count(&state.pool, account).await? {
        return Ok(Corrected::TooMany);
    }
    let marks = Marks::of(&state.vault, &identity);
    let outcome = state.checks.check(&identity, &marks, wrong.row.period_closes_at).await?;
    let standing = match outcome {
        Outcome::Match => Standing::Verified,
        Outcome::Unavailable => Standing::Pending,
        Outcome::NotFound | Outcome::Differs => return Ok(Corrected::Refused(outcome)),
        Outcome::TooMany => {
            rows::take_back(&state.pool, account).await?;
            return Ok(Corrected::Refused(outcome));
        }
    };
    let key = state.vault.open_data_key(&wrong.row.data_key)?;
    let content = Applicant { identity, ..wrong.applicant }.seal(&key, account)?;
    let written =
        Written { before: &wrong.row.content, content: &content, identity_index: &marks.identity, identity: standing };
    let now = state.clock.now();
    let mut transaction = state.pool.begin().await?;
    if !rows::write(&mut transaction, account, &written, now).await? {
        return Ok(Corrected::Over);
    }
    let entry = Entry::new(now, Actor::Applicant(account), Action::IdentityCorrected);
    let entry = entry.about(Subject::Applicant(account)).detail(outcome.as_str());
    audit::record(&mut *transaction, &entry).await?;
    if standing == Standing::Verified {
        letters::tell(&mut transaction, &state.clock, account, News::IdentityVerified).await?;
    }
    transaction.commit().await?;
    Ok(Corrected::Written)
}
