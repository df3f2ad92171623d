//! What can be done with a ticket at a desk. The JSON endpoints are thin wrappers around these functions, and so is
//! every other way in.
//!
//! What changes something decides in one transaction and leaves its entry in the audit log with it; what only reads
//! commits that entry before anything is opened.

mod answer;
mod approval;
mod arrival;
mod beside;
mod bulk;
mod claim;
mod clusters;
mod damaged;
mod document;
pub(crate) mod fitting;
mod glance;
mod grouping;
mod list;
mod open;
mod openings;
mod overview;
mod posted;
mod refusal;
mod repeated;
mod report;
mod shown;
pub(crate) mod sketch;
mod templates;
mod transfer;

pub(crate) use answer::answer;
pub(crate) use approval::{Approval, ApprovalFault, NAME_FIELD, alike_in_list, approve, preview};
pub(crate) use beside::{Beside, EarlierTicket, OpenNote, beside, keep_draft, note};
pub(crate) use bulk::{Chosen, Consent, Draft, answer_next, begin, bulk_answer, bulk_answers, draft, go_on};
pub(crate) use claim::{Insistence, claim_named, claim_next, release};
pub(crate) use clusters::{OpenCluster, chosen_clusters, clusters, others_alike};
pub(crate) use document::{look_at_documents, look_into_document, open_document, verdict};
pub(crate) use fitting::{Digits, Fitting, MERGE_FIELDS, Questions, Unfit, fitting, merged};
pub(crate) use glance::{Glance, glance, of_nik, of_number};
pub(crate) use grouping::group_next;
pub(crate) use list::{HeldBy, count, held, holder, holders, list};
pub(crate) use open::{OpenAnswer, OpenTicket, OpenTransfer, answer_context, content, open, open_with_key};
pub(crate) use openings::{Opening, Openings, Sighting};
pub(crate) use overview::{Forecast, Overview, export, overview};
pub(crate) use posted::{post_text, posted_text};
pub(crate) use refusal::Refusal;
pub(crate) use repeated::{Compared, compare_answer, handed_over_to};
pub(crate) use report::{report_processing, report_received};
pub(crate) use templates::{TemplateFault, keep_template, remove_template, templates};
pub(crate) use transfer::{answers_by_itself, can_go_to, transfer};

use domain::{TextRule, TicketNumber};
use sqlx::PgExecutor;

use crate::caller::Caller;
use crate::store::cases::Case;
use crate::store::tickets::{self, Found, SealedTicket};

/// The rule of an answer: 1 to 4000 characters.
pub(crate) const ANSWER: TextRule = TextRule::Narrative { max: 4000 };

/// The rule of an internal note: 1 to 2000 characters.
pub(crate) const NOTE: TextRule = TextRule::Narrative { max: 2000 };

/// The rule of a hand-over's reason: 1 to 500 characters.
pub(crate) const REASON: TextRule = TextRule::Narrative { max: 500 };

/// The case, if it exists for this caller. Another desk's ticket is as unknown as one that was never filed.
fn visible(case: Option<Case>, caller: &Caller) -> Result<Case, Refusal> {
    case.filter(|case| caller.may_see(case.desk)).ok_or(Refusal::UnknownTicket)
}

/// The sealed ticket, unless its data was erased or is closed to desks.
async fn sealed(on: impl PgExecutor<'_>, number: TicketNumber) -> Result<SealedTicket, Refusal> {
    match tickets::find(on, number).await? {
        Some(Found::Sealed(ticket)) => Ok(ticket),
        Some(Found::Erased) => Err(Refusal::Erased),
        Some(Found::Restricted) => Err(Refusal::Restricted),
        None => Err(Refusal::UnknownTicket),
    }
}
