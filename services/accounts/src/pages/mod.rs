//! The pages of accounts, in both languages. People can use them without JavaScript.

mod approved;
mod approved_code;
pub(crate) mod attempt;
mod by_email;
pub(crate) mod check_step;
pub(crate) mod closed;
pub(crate) mod completing;
mod cookies;
pub(crate) mod entrance;
mod first_step;
mod frame;
mod hand_over;
mod link;
mod made;
pub(crate) mod own;
mod picture;
mod recovery;
mod second_page;
pub(crate) mod second_step;
mod second_typed;
pub(crate) mod sign_in;
pub(crate) mod sign_in_page;
mod taken;
pub(crate) mod typed;
mod wrong_identity;

use std::sync::Arc;

use axum::Router;
use axum::extract::rejection::FormRejection;
use axum::routing::{get, post};
use http::StatusCode;
use runtime::telemetry::cause;
use web::{Page, Problem, WaitingRoom, waiting_room};

use crate::drafts::Failure;
use crate::files;
use crate::state::State;
use crate::uploaded::Kind;
use own::contact;

/// All pages.
pub(crate) fn routes(waiting_room: Option<Arc<WaitingRoom>>) -> Router<Arc<State>> {
    let entrances = Router::new()
        .route(first_step::PATH, get(first_step::show).post(first_step::check))
        .route(sign_in::PATH, get(sign_in::show).post(sign_in::sign_in))
        .route(recovery::WAYS, get(recovery::ways::show));
    let pages = waiting_room::before(entrances, waiting_room)
        .route(second_step::PATH, get(second_step::show).post(second_step::complete))
        .route(picture::path(Kind::Ktp), get(picture::ktp))
        .route(picture::path(Kind::Selfie), get(picture::selfie))
        .route(hand_over::PATH, get(hand_over::show).post(hand_over::begin))
        .route(hand_over::PHONE, get(hand_over::open).post(hand_over::take))
        .route(check_step::PATH, get(check_step::show))
        .route(check_step::PROCESS, post(check_step::process))
        .route(made::PATH, get(made::show))
        .route(made::CARD, get(made::card))
        .route(approved::PATH, get(approved::show).post(approved::look))
        .route(by_email::PATH, get(by_email::show).post(by_email::ask))
        .route(by_email::ASKED, get(by_email::asked))
        .route(::letters::links::PAGE, get(link::show).post(link::act))
        .route(recovery::FIRST_ANSWER, get(recovery::first_answer::show).post(recovery::first_answer::prove))
        .route(recovery::SECOND_ANSWER, get(recovery::second_answer::show).post(recovery::second_answer::open))
        .route(recovery::NEW_PASSWORD, get(recovery::new_password::show).post(recovery::new_password::choose))
        .route(recovery::CODE, post(recovery::code::act))
        .route(recovery::DONE, get(recovery::done::show))
        .route(own::HOME, get(own::home::show))
        .route(own::SESSIONS, get(own::sessions::show))
        .route(own::END_SESSION, post(own::sessions::end))
        .route(own::STAY, post(own::stay::stay))
        .route(own::PASSWORD, get(own::password::show).post(own::password::change))
        .route(own::VERIFY_EMAIL, post(own::email::ask))
        .route(contact::CONTACT, get(contact::show::show))
        .route(contact::EMAIL, get(contact::change::email).post(contact::change::tell_email))
        .route(contact::PHONE, get(contact::change::phone).post(contact::change::tell_phone))
        .route(contact::LINK, post(contact::link::ask))
        .route(contact::CODE, post(contact::code::confirm))
        .route(contact::NEW_CODE, post(contact::code::ask))
        .route(contact::WITHDRAW, post(contact::withdraw::withdraw))
        .route(own::DATA, get(own::data::show).post(own::data::correct))
        .route(own::QUESTIONS, get(own::questions::show).post(own::questions::change))
        .route(own::SIGN_OUT, post(own::sign_out::sign_out));
    web::with_camera(web::pages::in_both_languages(web::pages::protected(pages)))
}

impl State {
    /// The frame of a page.
    fn page(&self) -> Page {
        self.page_of("create")
    }

    /// The frame of a page of this section.
    fn page_of(&self, section: &'static str) -> Page {
        Page::new(&frame::ACCOUNTS, section, &self.notices).with_contact(&self.public.contact)
    }

    /// The frame of a page for somebody who is signed in.
    fn own_page(&self) -> Page {
        Page::new(&frame::OWN, "own", &self.notices).with_contact(&self.public.contact)
    }
}

/// What people are told when a draft could be neither read nor written.
pub(crate) fn problem(failure: &Failure) -> Problem {
    match failure {
        Failure::Database(error) if failure.is_unavailable() => {
            tracing::warn!(error = cause(error), "the database is away");
            Problem::new(StatusCode::SERVICE_UNAVAILABLE, "unavailable", language::text("account-away"))
                .detail(language::text("account-away.detail"))
        }
        Failure::Database(_) | Failure::Vault(_) | Failure::Unreadable(_) => Problem::internal(failure),
    }
}

/// What people are told when a file could be neither kept nor opened.
pub(crate) fn file_problem(failure: &files::Failure) -> Problem {
    if !failure.is_unavailable() {
        return Problem::internal(failure);
    }
    tracing::warn!(error = cause(failure), "the database or the object store is away");
    Problem::new(StatusCode::SERVICE_UNAVAILABLE, "unavailable", language::text("account-away"))
        .detail(language::text("account-away.detail"))
}

/// A body that is no form of ours.
fn unreadable(rejection: &FormRejection, most_bytes: usize) -> Problem {
    if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE {
        Problem::too_large(most_bytes)
    } else {
        Problem::bad_request(language::text("form-broken"))
    }
}
