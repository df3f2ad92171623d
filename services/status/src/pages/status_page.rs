//! The page as it is drawn: the form, what is told about a lookup, and the ticket that was found.

use askama::Template;
use web::pages::{HELPDESK, summary};
use web::{FieldView, Page, SummaryLine};

use super::PATH;
use super::ticket_view::TicketView;
use crate::desk::Desk;
use crate::lookup::Found;
use crate::texts;

/// The page.
#[derive(Template)]
#[template(path = "status.html")]
pub(super) struct StatusPage {
    page: Page,
    action: &'static str,
    errors: Vec<SummaryLine>,
    message: &'static str,
    number: FieldView,
    nik: FieldView,
    tickets: Vec<TicketView>,
}

/// What was asked, and what is told about it. The NIK is not kept.
#[derive(Default)]
pub(super) struct Asked {
    pub(super) number: String,
    pub(super) number_error: String,
    pub(super) nik_error: String,
    /// The catalogue's message, word for word.
    pub(super) message: &'static str,
}

impl StatusPage {
    pub(super) fn draw(desk: &Desk, asked: Asked, found: Option<Found>) -> Self {
        let Asked { number, number_error, nik_error, message } = asked;
        let unanswered = found.as_ref().is_some_and(|found| found.answers.is_empty());
        Self {
            page: Page::new(&HELPDESK, "status", &desk.notices),
            action: PATH,
            errors: summary([("number", &number_error), ("nik", &nik_error)]),
            message: if unanswered { texts::NOT_ANSWERED } else { message },
            tickets: found.map(|found| TicketView::new(found, desk.clock.now())).into_iter().collect(),
            number: FieldView::line("number", texts::NUMBER, "digits", "off", &number, &number_error),
            nik: FieldView::line("nik", texts::NIK, "digits", "off", "", &nik_error),
        }
    }
}
