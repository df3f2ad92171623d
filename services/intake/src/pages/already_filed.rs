//! The page for somebody who filed the same already, and a way to file all the same when something changed. Only the
//! page that a ticket came of shows its number and stage. Whoever knows somebody's NIK, family card, name and day of
//! birth could ask for all others.

use askama::Template;
use domain::{Form, time};
use web::Page;

use super::form_page::{Filled, KeptField};
use super::form_path;
use crate::state::State;
use crate::store::filed_tickets::FiledTicket;

/// The page.
#[derive(Template)]
#[template(path = "duplicate.html")]
pub(super) struct AlreadyFiled {
    page: Page,
    form: &'static Form,
    action: String,
    /// Nothing when it is not told.
    tickets: Vec<TicketView>,
    kept: Vec<KeptField>,
    documents_lost: bool,
}

/// What was filed before.
pub(super) enum Earlier {
    /// By this very page.
    Own(FiledTicket),
    /// By a person of the same data.
    Open,
}

/// The ticket of this very page.
struct TicketView {
    number: String,
    /// In groups.
    spaced: String,
    stage: &'static str,
    submitted_at: String,
}

impl AlreadyFiled {
    /// Says that a ticket is there, and keeps everything that was sent now.
    pub(super) fn draw(state: &State, form: &'static Form, earlier: &Earlier, filled: &Filled) -> Self {
        let mut kept = filled.hidden(state);
        kept.push(KeptField { name: "confirmed".to_owned(), value: "yes".to_owned() });
        Self {
            page: state.page("forms"),
            form,
            action: form_path(form),
            tickets: match earlier {
                Earlier::Own(ticket) => vec![TicketView::from(ticket)],
                Earlier::Open => Vec::new(),
            },
            kept,
            documents_lost: filled.documents_lost,
        }
    }
}

impl From<&FiledTicket> for TicketView {
    fn from(ticket: &FiledTicket) -> Self {
        Self {
            number: ticket.number.to_string(),
            spaced: ticket.number.spaced(),
            stage: ticket.stage.shown_label(),
            submitted_at: time::wib_in_words(ticket.submitted_at),
        }
    }
}
