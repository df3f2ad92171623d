//! What only supervisors do.

use desk::{Caller, Refusal};
use domain::Desk;

/// Refuses who does not supervise the desk.
pub(super) fn supervises(caller: &Caller, desk: Desk) -> Result<(), Refusal> {
    if caller.may_supervise(desk) { Ok(()) } else { Err(Refusal::SupervisorsOnly) }
}
