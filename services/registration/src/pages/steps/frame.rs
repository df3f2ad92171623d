//! What stands on every page of a step: the five headings, and that nothing is filed yet.

use web::FieldView;

use super::Opened;
use crate::registrations::Standing;
use crate::state::State;
use crate::steps::Step;

/// One of the five headings.
pub(crate) struct StepLink {
    pub(crate) heading: &'static str,
    /// "" for one that cannot be opened yet.
    pub(crate) href: String,
    pub(crate) is_current: bool,
    /// It is right.
    pub(crate) is_done: bool,
}

/// `step_frame.html` draws it.
pub(crate) struct StepFrame {
    pub(crate) steps: Vec<StepLink>,
    pub(crate) heading: &'static str,
    /// When it closes, and how much time is left.
    pub(crate) closes: String,
    pub(crate) left: String,
    /// Goes into every form.
    pub(crate) version: i64,
    /// Where the step's form goes.
    pub(crate) action: String,
    /// The step before; "" for the first.
    pub(crate) has_before: bool,
    /// Whether it is one, and not filed yet.
    pub(crate) is_draft: bool,
    /// What happened before; "" when nothing did.
    pub(crate) message: &'static str,
}

/// A value, and what it is called.
pub(crate) struct Fact {
    pub(crate) label: &'static str,
    pub(crate) value: String,
}

/// A part of a step's page.
pub(crate) struct Section {
    pub(crate) id: &'static str,
    pub(crate) heading: &'static str,
    pub(crate) about: &'static str,
    pub(crate) facts: Vec<Fact>,
    pub(crate) fields: Vec<FieldView>,
    /// What is said below the fields; "" when nothing is.
    pub(crate) note: String,
    /// Buttons of the section: what each sends as `action`, and what it is called.
    pub(crate) buttons: Vec<(&'static str, &'static str)>,
}

impl StepFrame {
    pub(crate) fn of(state: &State, opened: &Opened, step: Step) -> Self {
        let registration = &opened.registration;
        let deadline = registration.deadline(state.clock.now());
        let reached = registration.step;
        let link = |one: Step| StepLink {
            heading: language::text(one.text_id()),
            href: if one <= reached { language::path(one.path()).into_owned() } else { String::new() },
            is_current: one == step,
            is_done: one < reached,
        };
        Self {
            steps: Step::ALL.map(link).into(),
            heading: language::text(step.text_id()),
            closes: deadline.at(),
            left: deadline.left(),
            version: registration.version,
            action: language::path(step.path()).into_owned(),
            has_before: step.before().is_some(),
            is_draft: registration.standing == Standing::Draft,
            message: "",
        }
    }
}
