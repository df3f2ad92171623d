//! What an officer finds counted on every page.

use desk::{Desks, Refusal};
use domain::{Desk, time};
use jiff::Timestamp;
use officers::Officer;
use uuid::Uuid;

use crate::State;
use crate::store::counts::{self, Counted, Counts, Moment};

/// The officer's counts of now, and the newest step of the timeline that they know of.
pub(crate) async fn counts(state: &State, officer: &Officer) -> Result<(Counts, i64), Refusal> {
    let session = officer.session_id;
    // The session is open: this request came with it.
    let counted = counts::of(&state.desks.pool, &[session], moment(state, Timestamp::UNIX_EPOCH), None).await?;
    Ok((counted.of.get(&session).copied().unwrap_or_default(), counted.newest))
}

/// Counts for the sessions of open pages, and what arrived behind a step of the timeline. A session that was not used
/// for long is over.
pub(crate) async fn counts_of_sessions(
    state: &State,
    sessions: &[Uuid],
    behind: Option<i64>,
) -> Result<Counted, Refusal> {
    let used_since = state.now().saturating_sub(state.idle).unwrap_or(Timestamp::MIN);
    Ok(counts::of(&state.desks.pool, sessions, moment(state, used_since), behind).await?)
}

/// How many tickets came to these desks between two steps of the timeline.
pub(crate) async fn arrived(desks: &Desks, at: &[Desk], behind: i64, up_to: i64) -> Result<i64, Refusal> {
    Ok(counts::arrived(&desks.pool, at, behind, up_to).await?.values().sum())
}

fn moment(state: &State, used_since: Timestamp) -> Moment {
    let now = state.now();
    let urgent_until = state.desks.calendar().add(now, state.escalate_before);
    Moment { now, midnight: time::wib_midnight(now), used_since, urgent_until }
}
