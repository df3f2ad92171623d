//! The pages of the five steps, for those who are signed in.
//!
//! A step is left by "Selanjutnya" when all of it is right, and by "Sebelumnya" in any case: both save. A script saves
//! while somebody types. Each form carries the version of the registration that it was drawn from.

mod biodata;
mod conflict;
pub(crate) mod elsewhere;
mod formation;
mod frame;
mod overview;
pub(crate) mod resume;
mod saving;
mod selection;

use web::pages::Routes;

use crate::state::State;
use crate::steps::Step;

pub(crate) use crate::opened::{Opened, account};
pub(crate) use frame::StepFrame;

/// All of them.
pub(super) fn add(routes: Routes<State>) -> Routes<State> {
    routes
        .get(applicants::REGISTRATION, overview::show)
        .get(Step::Biodata.path(), biodata::show)
        .post(Step::Biodata.path(), biodata::save)
        .get(Step::Selection.path(), selection::show)
        .post(Step::Selection.path(), selection::save)
        .get(Step::Formation.path(), formation::show)
        .post(Step::Formation.path(), formation::save)
        .get(Step::Resume.path(), resume::show)
        .post(Step::Resume.path(), resume::end)
}
