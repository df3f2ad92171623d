//! What an officer finds counted on every page.

use desk::{Caller, Desks, Refusal};
use domain::time;

use crate::store::counts::{self, Counts};

/// The caller's counts of now.
pub(crate) async fn counts(desks: &Desks, caller: &Caller) -> Result<Counts, Refusal> {
    let midnight = time::wib_midnight(desks.now());
    let counts = counts::of(&desks.pool, &[caller.id()], midnight).await?;
    Ok(counts.first().map(|(_, counts)| *counts).unwrap_or_default())
}
