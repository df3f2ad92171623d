//! 1. Pengisian Biodata.

use super::{Button, Filled, NotFilled, Told};
use crate::state::State;
use crate::steps::{Step, biodata};

/// Saves and judges the step. `same_address` takes the address of the KTP for that of the domicile.
///
/// # Errors
/// [`NotFilled`].
pub(crate) async fn fill(state: &State, mut told: Told) -> Result<Filled, NotFilled> {
    let questions = biodata::questions();
    told.check_names(&questions)?;
    told.take(&questions);
    if told.button.is_own("same_address") {
        let content = &mut told.opened.registration.content;
        let address = content.value("ktp_address").to_owned();
        content.set("domicile_address", &address);
        return told.save(state, Step::Biodata, questions, (true, Vec::new())).await;
    }
    let errors = biodata::read(&told.opened.registration.content);
    told.settle(Step::Biodata, errors.is_empty());
    let stays = told.button == Button::Next && !errors.is_empty();
    told.save(state, Step::Biodata, questions, (stays, errors)).await
}
