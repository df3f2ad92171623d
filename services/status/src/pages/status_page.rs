//! Draws the page: the form, the message about a lookup, and the ticket that was found.

use askama::Template;
use web::pages::{HELPDESK, summary};
use web::{FieldView, Page, SummaryLine};

use super::PATH;
use super::ticket_view::TicketView;
use crate::lookup::Found;
use crate::state::State;
use crate::texts;

/// The page.
#[derive(Template)]
#[template(path = "status.html")]
pub(super) struct StatusPage {
    page: Page,
    action: &'static str,
    errors: Vec<SummaryLine>,
    message: &'static str,
    over: &'static str,
    number: FieldView,
    nik: FieldView,
    tickets: Vec<TicketView>,
}

/// What was asked, and the messages about it. The NIK is not kept.
#[derive(Default)]
pub(super) struct LookupFields {
    pub(super) number: String,
    pub(super) number_error: String,
    pub(super) nik_error: String,
    /// The catalogue's message, word for word.
    pub(super) message: &'static str,
    /// Why a ticket that was shown before is not shown any more.
    pub(super) over: &'static str,
}

impl StatusPage {
    pub(super) fn draw(state: &State, fields: LookupFields, found: Option<Found>) -> Self {
        let LookupFields { number, number_error, nik_error, message, over } = fields;
        let unanswered = found.as_ref().is_some_and(|found| found.answers.is_empty());
        Self {
            page: Page::new(&HELPDESK, "status", &state.notices).with_contact(&state.contact),
            action: PATH,
            errors: summary([("number", &number_error), ("nik", &nik_error)]),
            over,
            message: if unanswered { texts::NOT_ANSWERED } else { message },
            tickets: found.map(|found| TicketView::new(found, state.clock.now())).into_iter().collect(),
            number: FieldView::line("number", texts::NUMBER, "digits", "off", &number, &number_error),
            nik: FieldView::line("nik", texts::NIK, "digits", "off", "", &nik_error),
        }
    }
}
