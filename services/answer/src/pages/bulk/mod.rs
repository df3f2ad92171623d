//! One text for many tickets, for supervisors.

mod begin;
pub(super) mod choice;
mod compose;
mod go_on;
mod list;
mod show;

use domain::FieldFault;

use super::routes::Routes;
use crate::texts;
use crate::work::TemplateFault;

/// Where bulk answers are.
pub(super) const PATH: &str = "/petugas/massal";

/// Adds all of it.
pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .get(PATH, list::list)
        .get("/petugas/massal/baru", compose::compose)
        .post("/petugas/massal/baru", begin::begin)
        .get("/petugas/massal/{id}", show::show)
        .post("/petugas/massal/{id}", go_on::go_on)
}

/// What is wrong with a text, in words.
pub(super) fn told(faults: &[TemplateFault]) -> String {
    let told = faults.iter().map(|fault| match fault {
        TemplateFault::Body(fault) | TemplateFault::Title(fault) => texts::text_fault(*fault),
        TemplateFault::UnknownField(name) => texts::unknown_merge_field(name),
        TemplateFault::ForeignField(name) => texts::foreign_merge_field(name),
        TemplateFault::Digits => texts::SIXTEEN_DIGITS.to_owned(),
        TemplateFault::Lacking(names) => texts::lacking(names),
        TemplateFault::TitleTaken | TemplateFault::TooMany => texts::text_fault(FieldFault::Required),
    });
    told.collect::<Vec<_>>().join(" ")
}
