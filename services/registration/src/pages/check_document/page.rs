//! Draws the page: two ways to ask, and what came out.

use askama::Template;
use language::text;
use web::pages::summary;
use web::{FieldView, Page, SummaryLine};

use super::outcome::Outcome;
use crate::cards::CHECK_PATH;
use crate::state::State;

/// The name of the file's control.
pub(super) const FILE: &str = "berkas";

/// The page.
#[derive(Template)]
#[template(path = "check_document.html")]
pub(super) struct CheckPage {
    page: Page,
    errors: Vec<SummaryLine>,
    action: String,
    code: FieldView,
    file: &'static str,
    file_error: String,
    outcome: Option<Outcome>,
}

impl CheckPage {
    pub(super) fn new(state: &State) -> Self {
        let texts = (text("check-document-code"), text("check-document-code.help"));
        Self {
            page: state.page_of("check-document"),
            errors: Vec::new(),
            action: language::path(CHECK_PATH).into_owned(),
            code: FieldView { kept: false, ..FieldView::line("kode", texts, "text", "off", "", "") },
            file: FILE,
            file_error: String::new(),
            outcome: None,
        }
    }

    /// With a text that is no code.
    pub(super) fn with_code_fault(mut self, typed: &str) -> Self {
        typed.clone_into(&mut self.code.value);
        text("check-document-code.wrong").clone_into(&mut self.code.error);
        self.errors = summary([("kode", &self.code.error)]);
        self
    }

    /// With a file that is none to check.
    pub(super) fn with_file_fault(self, fault: String) -> Self {
        Self { errors: summary([(FILE, &fault)]), file_error: fault, ..self }
    }

    pub(super) fn with_outcome(self, outcome: Outcome) -> Self {
        Self { outcome: Some(outcome), ..self }
    }
}
