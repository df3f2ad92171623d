//! The public site: what applicants see. The service draws it from the catalogue, and people can read it without
//! JavaScript. Pages that only show something need no database.

mod already_filed;
mod check_page;
mod document_page;
mod draw_captcha;
mod faq;
mod file_form;
mod form_page;
mod home;
mod known;
mod list_forms;
mod lost_number;
mod menu;
mod privacy;
mod questions;
pub(crate) mod receipt_reference;
mod security_contact;
mod show_form;
mod show_receipt;
mod try_again;

use std::sync::Arc;

use axum::Router;
use axum::routing::get;
use domain::{Form, catalogue};
use web::pages::HELPDESK;
use web::{Page, Problem, WaitingRoom, waiting_room};

use crate::state::State;

/// All pages and the files that they are made with.
pub(crate) fn routes(waiting_room: Option<Arc<WaitingRoom>>) -> Router<Arc<State>> {
    let forms = Router::new().route("/formulir/{slug}", get(show_form::show_form).post(file_form::file_form));
    let pages = waiting_room::before(forms, waiting_room)
        .route("/", get(home::home))
        .route("/faq", get(faq::home))
        .route("/faq/{kind}", get(faq::kind))
        .route("/faq/{kind}/{topic}", get(faq::topic))
        .route("/formulir", get(list_forms::list_forms))
        .route("/tiket/{reference}", get(show_receipt::show_receipt))
        .route(lost_number::PATH, get(lost_number::show).post(lost_number::ask))
        .route(lost_number::ASKED_PATH, get(lost_number::asked))
        .route("/privasi", get(privacy::privacy));
    let others = Router::new()
        .route("/.well-known/security.txt", get(security_contact::show))
        .route("/captcha/{file}", get(draw_captcha::draw_captcha));
    web::pages::in_both_languages(web::pages::protected(pages)).merge(others).merge(web::pages::assets::routes())
}

impl State {
    /// Whether texts name working days where they say when an answer comes: "yes" or "no".
    fn rests(&self) -> &'static str {
        if self.workdays.calendar().never_rests() { "no" } else { "yes" }
    }

    /// The frame of a page.
    fn page(&self, section: &'static str) -> Page {
        Page::new(&HELPDESK, section, &self.notices).with_contact(&self.public.contact)
    }
}

/// The form of an address.
fn form_of(slug: &str) -> Result<&'static Form, Problem> {
    catalogue::by_slug(slug).ok_or_else(Problem::not_found)
}

/// Where a form is drawn and sent, in the language that is being spoken.
fn form_path(form: &Form) -> String {
    language::path(&format!("/formulir/{}", form.slug)).into_owned()
}
