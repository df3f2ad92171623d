//! Draws the page: the form, the message about a lookup, and the ticket that was found.

use std::borrow::Cow;

use askama::Template;
use language::text;
use web::pages::{HELPDESK, summary};
use web::{FieldView, Page, SummaryLine};

use super::PATH;
use super::ticket_view::TicketView;
use super::unsent::Unsent;
use crate::lookup::Found;
use crate::state::State;

/// The page.
#[derive(Template)]
#[template(path = "status.html")]
pub(super) struct StatusPage {
    pub(super) page: Page,
    action: Cow<'static, str>,
    errors: Vec<SummaryLine>,
    message: &'static str,
    over: &'static str,
    /// What its writer has to send once more.
    pub(super) unsent: Option<Unsent>,
    number: FieldView,
    nik: FieldView,
    tickets: Vec<TicketView>,
    sends_letters: bool,
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
    /// What stands around it.
    pub(super) fn frame(state: &State) -> Page {
        Page::new(&HELPDESK, "status", &state.notices).with_contact(&state.contact)
    }

    /// The form, with the messages about what was asked.
    pub(super) fn draw(state: &State, fields: LookupFields) -> Self {
        let LookupFields { number, number_error, nik_error, message, over } = fields;
        Self {
            page: Self::frame(state),
            action: language::path(PATH),
            errors: summary([("number", &number_error), ("nik", &nik_error)]),
            over,
            unsent: None,
            message,
            tickets: Vec::new(),
            sends_letters: state.sends_letters,
            number: FieldView::line(
                "number",
                (text("status-number"), text("status-number.help")),
                "digits",
                "off",
                &number,
                &number_error,
            ),
            nik: FieldView::line("nik", (text("status-nik"), text("status-nik.help")), "digits", "off", "", &nik_error),
        }
    }

    /// A ticket at its own address, with what its owner typed and what is wrong with that; both may be empty.
    pub(super) fn of_ticket(state: &State, found: &Found, reference: &str, typed: &str, error: &str) -> Self {
        let message = if found.answers.is_empty() { text("status-not-answered") } else { "" };
        let ticket = TicketView::new(found, state.clock.now(), reference, (typed, error));
        Self {
            errors: summary([("text", error)]),
            tickets: vec![ticket],
            ..Self::draw(state, LookupFields { message, ..LookupFields::default() })
        }
    }
}
