//! The receipt of an accepted submission as JSON.

use domain::Guidance;
use serde::Serialize;
use utoipa::ToSchema;

use crate::accept::Receipt;

/// An accepted submission. Keep the number: it is needed to follow the ticket.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct TicketReceipt {
    /// Form code, day in WIB and sequence.
    #[schema(value_type = web::described::TicketNumber)]
    pub(super) ticket_number: String,
    form: FiledForm,
    /// RFC 3339, UTC.
    #[schema(format = "date-time")]
    submitted_at: String,
    /// `submitted`
    #[schema(value_type = web::described::Stage)]
    stage: &'static str,
    /// RFC 3339, UTC: two working days after the submission.
    #[schema(format = "date-time")]
    answer_due_at: String,
    /// For forms whose answer is known at once: what the person does next.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Object>)]
    guidance: Option<Guidance>,
}

/// The form that was filed.
#[derive(Debug, Serialize, ToSchema)]
struct FiledForm {
    #[schema(value_type = web::described::FormCode)]
    code: String,
    #[schema(value_type = web::described::Slug)]
    slug: &'static str,
    #[schema(example = "Pengaduan Status Bukan PNS")]
    title: &'static str,
}

impl From<Receipt> for TicketReceipt {
    fn from(receipt: Receipt) -> Self {
        let Receipt { number, form, submitted_at, answer_due_at, stage, guidance, .. } = receipt;
        Self {
            ticket_number: number.to_string(),
            form: FiledForm { code: form.code.to_string(), slug: form.slug, title: form.title },
            submitted_at: submitted_at.to_string(),
            stage: stage.as_str(),
            answer_due_at: answer_due_at.to_string(),
            guidance,
        }
    }
}
