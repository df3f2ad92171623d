//! Who holds the ticket, and what this officer can do about it.

use desk::{Caller, OpenTicket};
use domain::{Stage, time};
use jiff::Timestamp;

use crate::work::TicketContext;

/// The claim as this officer sees it.
#[expect(clippy::struct_excessive_bools, reason = "each says whether the page shows one thing")]
pub(super) struct ClaimView {
    pub(super) mine: bool,
    /// Another officer or agency; empty for nobody.
    pub(super) holder: String,
    pub(super) since: String,
    pub(super) until: String,
    pub(super) can_take: bool,
    pub(super) can_take_over: bool,
    /// It can be given to a colleague.
    pub(super) can_assign: bool,
    /// Who gave it to whoever holds it; empty for nobody.
    pub(super) assigned_by: String,
}

impl ClaimView {
    pub(super) fn new(ticket: &OpenTicket, context: &TicketContext, caller: &Caller, now: Timestamp) -> Self {
        let case = &ticket.case;
        let claim = case.claim_at(now).filter(|_| case.stage != Stage::Answered);
        let mine = claim.is_some_and(|claim| claim.by == caller.id());
        let open = matches!(case.stage, Stage::Received | Stage::Processing);
        Self {
            mine,
            holder: claim.filter(|_| !mine).map(|claim| ticket.people.of(claim.by).to_owned()).unwrap_or_default(),
            since: claim.map(|claim| time::wib_text(claim.since)).unwrap_or_default(),
            until: claim.map(|claim| time::wib_clock(claim.expires_at)).unwrap_or_default(),
            can_take: open && claim.is_none(),
            can_assign: open && (claim.is_none() || mine || caller.may_supervise(case.desk)),
            assigned_by: claim
                .and(context.assigned_by)
                .map(|officer| context.people.of(officer).to_owned())
                .unwrap_or_default(),
            can_take_over: open && claim.is_some() && !mine && caller.may_supervise(case.desk),
        }
    }
}
