//! The pages of the five steps, for those who are signed in.
//!
//! A step is left by "Selanjutnya" when all of it is right, and by "Sebelumnya" in any case: both save. A script saves
//! while somebody types. Each form carries the version of the registration that it was drawn from.

mod biodata;
mod conflict;
mod formation;
mod frame;
mod opened;
mod overview;
mod resume;
mod saving;
mod selection;

use axum::Router;
use axum::routing::get;

use crate::state::State;
use crate::steps::Step;

pub(crate) use frame::StepFrame;
pub(crate) use opened::{Opened, account};

/// All of them.
pub(super) fn routes() -> Router<State> {
    Router::new()
        .route(applicants::REGISTRATION, get(overview::show))
        .route(Step::Biodata.path(), get(biodata::show).post(biodata::save))
        .route(Step::Selection.path(), get(selection::show).post(selection::save))
        .route(Step::Formation.path(), get(formation::show).post(formation::save))
        .route(Step::Resume.path(), get(resume::show).post(resume::end))
}
