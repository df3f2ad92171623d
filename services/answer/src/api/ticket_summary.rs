//! A ticket without its content: what a list shows. It holds nothing personal.

use desk::Caller;
use desk::store::actors::Names;
use desk::store::cases::Case;
use domain::catalogue;
use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

/// A ticket as lists and claims show it.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct TicketSummary {
    /// The number that the applicant was given.
    #[schema(value_type = web::described::TicketNumber)]
    ticket_number: String,
    /// The catalogue's form.
    #[schema(value_type = web::described::FormCode)]
    form: String,
    /// The form's title.
    #[schema(example = "Pengaduan Status Bukan PNS")]
    form_title: &'static str,
    /// Where the ticket is.
    #[schema(value_type = web::described::Desk)]
    desk: &'static str,
    /// `submitted` (on its way to the desk), `received`, `processing` or `answered`.
    #[schema(value_type = web::described::Stage)]
    stage: &'static str,
    /// The stage as people call it.
    #[schema(example = "Diterima")]
    stage_label: &'static str,
    /// Moment of acceptance.
    submitted_at: Timestamp,
    /// When an answer was promised.
    answer_due_at: Timestamp,
    /// Who works on it; absent while nobody does.
    #[serde(skip_serializing_if = "Option::is_none")]
    claim: Option<ClaimSummary>,
}

/// A claim on a ticket.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ClaimSummary {
    /// Whether it is the caller's.
    yours: bool,
    /// The officer or agency that holds it.
    #[schema(example = "Kemendikbud")]
    by: String,
    /// Since when.
    since: Timestamp,
    /// From then on others may take the ticket.
    expires_at: Timestamp,
}

impl TicketSummary {
    /// What `caller` sees of `case` at `now`. `holders` knows who holds it.
    pub(super) fn new(case: &Case, caller: &Caller, holders: &Names, now: Timestamp) -> Self {
        Self {
            ticket_number: case.number.to_string(),
            form: case.form.to_string(),
            form_title: catalogue::by_code(case.form).map_or("", |form| form.title),
            desk: case.desk.as_str(),
            stage: case.stage.as_str(),
            stage_label: case.stage.label(),
            submitted_at: case.submitted_at,
            answer_due_at: case.answer_due_at,
            claim: case.claim_at(now).map(|claim| ClaimSummary {
                yours: claim.by == caller.id(),
                by: holders.of(claim.by).to_owned(),
                since: claim.since,
                expires_at: claim.expires_at,
            }),
        }
    }
}
