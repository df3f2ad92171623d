//! 2. Memilih Jenis Seleksi.

use domain::{FieldError, SelectionKind};
use jiff::Timestamp;

use super::{Button, Filled, NotFilled, Told};
use crate::catalogue::Selection;
use crate::opened::{NotOpened, Opened};
use crate::registrations::{Thk2, Thk2Outcome};
use crate::state::State;
use crate::steps::Step;
use crate::steps::formation::CHOICES;
use crate::steps::selection::{self, KIND, THK2_NUMBER};
use crate::store::dates;

/// A kind, and when registrations for it are taken.
pub(crate) struct Dated {
    pub(crate) kind: SelectionKind,
    pub(crate) opens_at: Timestamp,
    pub(crate) closes_at: Timestamp,
}

/// Saves and judges the step. `check` asks the list "eks THK-II" for the number that was typed.
///
/// # Errors
/// [`NotFilled`].
pub(crate) async fn fill(state: &State, mut told: Told) -> Result<Filled, NotFilled> {
    let open = open(state, &dated(state, &told.opened).await?);
    let questions = selection::questions(&open);
    told.check_names(&questions)?;
    told.take(&questions);
    let registration = &mut told.opened.registration;
    let chosen: Option<SelectionKind> = registration.content.value(KIND).parse().ok();
    let chosen = chosen.filter(|kind| open.contains(kind));
    if chosen != registration.selection {
        // The formation belongs to the kind.
        for choice in CHOICES {
            registration.content.set(choice, "");
        }
        (registration.selection, registration.formation) = (chosen, None);
        registration.step = registration.step.min(Step::Formation);
    }
    if told.button.is_own("check") {
        let refused = check(state, &mut told.opened).await?;
        return told.save(state, Step::Selection, questions, (true, refused)).await;
    }
    let (_kind, errors) = selection::read(&told.opened.registration.content, &open);
    told.settle(Step::Selection, errors.is_empty());
    let stays = told.button == Button::Next && !errors.is_empty();
    told.save(state, Step::Selection, questions, (stays, errors)).await
}

/// "Cek": asks the list for the number that was typed. What is wrong is told at the number.
async fn check(state: &State, opened: &mut Opened) -> Result<Vec<FieldError>, NotOpened> {
    let told = |code, message: &str| FieldError { field: THK2_NUMBER.to_owned(), code, message: message.to_owned() };
    let raw = opened.registration.content.value(THK2_NUMBER).to_owned();
    if domain::typed::is_blank_text(&raw) {
        return Ok(vec![told("required", language::text("selection-thk2.missing"))]);
    }
    let Ok(number) = selection::number(&raw) else {
        return Ok(vec![told("not_a_number", language::text("selection-thk2.unreadable"))]);
    };
    let outcome = state.thk2.check(&opened.account, &number).await?;
    let Some(outcome) = outcome else {
        return Ok(vec![told("too_many", language::text("selection-thk2.too-many"))]);
    };
    opened.registration.content.thk2 = Some(Thk2 { number, outcome });
    Ok(match outcome {
        Thk2Outcome::Found | Thk2Outcome::Later => Vec::new(),
        Thk2Outcome::Differs => vec![told("thk2_differs", language::text("selection-thk2.differs"))],
        Thk2Outcome::Unknown => vec![told("thk2_unknown", language::text("selection-thk2.unknown"))],
    })
}

/// All kinds for which the account's period has dates.
pub(crate) async fn dated(state: &State, opened: &Opened) -> Result<Vec<Dated>, NotOpened> {
    let mut dated = Vec::with_capacity(SelectionKind::ALL.len());
    for kind in SelectionKind::ALL {
        let found = dates::of_period(&state.pool, opened.registration.period_id, Selection::of(kind)).await;
        if let Some((opens_at, closes_at)) = found? {
            dated.push(Dated { kind, opens_at, closes_at });
        }
    }
    Ok(dated)
}

/// The kinds for which registrations are taken at this moment.
pub(crate) fn open(state: &State, dated: &[Dated]) -> Vec<SelectionKind> {
    let now = state.clock.now();
    dated.iter().filter(|one| one.opens_at <= now && now < one.closes_at).map(|one| one.kind).collect()
}
