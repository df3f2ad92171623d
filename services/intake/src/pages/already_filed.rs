//! The page for who filed the same already: its number and stage, and a way to file all the same when something changed.

use askama::Template;
use domain::{Form, time};
use web::Page;

use super::form_page::Filled;
use super::form_path;
use crate::Intake;
use crate::accept::REPEAT_OF_FIELD;
use crate::captcha::{CODE_FIELD, TOKEN_FIELD};
use crate::store::filed_tickets::FiledTicket;

/// The page.
#[derive(Template)]
#[template(path = "duplicate.html")]
pub(super) struct AlreadyFiled {
    page: Page,
    form: &'static Form,
    action: String,
    number: String,
    stage: &'static str,
    submitted_at: String,
    status_url: String,
    kept: Vec<KeptField>,
    documents_lost: bool,
}

/// Something that the page brings back as it came.
struct KeptField {
    name: String,
    value: String,
}

impl AlreadyFiled {
    /// Says that this ticket is there, and keeps everything that was sent now.
    pub(super) fn draw(
        intake: &Intake,
        form: &'static Form,
        FiledTicket { number, stage, submitted_at }: FiledTicket,
        filled: Filled,
    ) -> Self {
        let mut kept: Vec<KeptField> = filled.values.into_iter().map(|(name, value)| KeptField { name, value }).collect();
        let mut keep = |name: &str, value: String| kept.push(KeptField { name: name.to_owned(), value });
        keep("submission_id", filled.submission_id);
        keep(REPEAT_OF_FIELD, number.to_string());
        keep("confirmed", "yes".to_owned());
        if let Some(token) = filled.draft.as_ref().and_then(|draft| draft.token(intake)) {
            keep("draft", token);
        }
        if let Some(answer) = filled.solved {
            keep(TOKEN_FIELD, answer.token);
            keep(CODE_FIELD, answer.typed);
        }
        Self {
            page: intake.page("forms"),
            form,
            action: form_path(form),
            number: number.to_string(),
            stage: stage.label(),
            submitted_at: time::wib_text(submitted_at),
            status_url: format!("/status?nomor={number}"),
            kept,
            documents_lost: filled.documents_lost,
        }
    }
}
