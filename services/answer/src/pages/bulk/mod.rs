//! One text for many tickets, for supervisors.

mod begin;
mod compose;
mod go_on;
mod list;
mod show;

use axum::Router;
use axum::routing::{get, post};
use domain::FieldFault;

use crate::work::TemplateFault;
use crate::{App, texts};

/// Where bulk answers are.
pub(super) const PATH: &str = "/petugas/massal";

/// All of it.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .route(PATH, get(list::list))
        .route("/petugas/massal/baru", get(compose::compose).post(begin::begin))
        .route("/petugas/massal/{id}", get(show::show).post(go_on::go_on))
}

/// What is wrong with a text, in words.
fn told(faults: &[TemplateFault]) -> String {
    let told = faults.iter().map(|fault| match fault {
        TemplateFault::Body(fault) | TemplateFault::Title(fault) => texts::text_fault(*fault),
        TemplateFault::UnknownField(name) => texts::unknown_merge_field(name),
        TemplateFault::TitleTaken | TemplateFault::TooMany => texts::text_fault(FieldFault::Required),
    });
    told.collect::<Vec<_>>().join(" ")
}
