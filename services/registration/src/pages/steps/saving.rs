//! What a form of a step does: it saves what was typed, and goes where its button leads.

use applicants::SignedForm;
use axum::Json;
use axum::response::{IntoResponse as _, Redirect, Response};
use domain::time::wib_clock;
use http::StatusCode;
use serde::Serialize;

use super::opened::{Opened, failed};
use super::{conflict, formation, overview};
use crate::registrations::{NotSaved, Registration};
use crate::state::State;
use crate::steps::{Question, Step};

/// The fields of a form, as they were sent.
pub(super) type Sent = Vec<(String, String)>;

/// Which button was pressed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Button {
    /// "Selanjutnya".
    Next,
    /// "Sebelumnya".
    Before,
    /// None: a script saves while somebody types.
    Keep,
    /// One of the step's own.
    Own(String),
}

/// A form of a step.
pub(super) struct StepForm {
    pub(super) opened: Opened,
    pub(super) sent: Sent,
    pub(super) button: Button,
}

/// What a script is told that saved.
#[derive(Serialize)]
struct Saved {
    version: i64,
    /// "12.40".
    saved_at: String,
}

impl StepForm {
    /// Opens the registration that the form is about, in the version that it was drawn from.
    ///
    /// # Errors
    /// As [`Opened::of`]; 409 when nothing of the registration changes any more.
    pub(super) async fn of(state: &State, form: SignedForm<Sent>) -> Result<Self, Response> {
        let SignedForm { person, form: sent } = form;
        let mut opened = Opened::of(state, person).await?;
        let button = match value(&sent, "action") {
            "before" => Button::Before,
            "keep" => Button::Keep,
            "" | "next" => Button::Next,
            own => Button::Own(own.to_owned()),
        };
        if !opened.registration.is_open(state.clock.now()) {
            return Err(over(state, &opened, &button));
        }
        opened.registration.version = value(&sent, "version").parse().unwrap_or(0);
        Ok(Self { opened, sent, button })
    }

    /// What was typed, in the place of what was kept. Fields that the form does not have stay as they are.
    pub(super) fn take(&mut self, questions: &[Question]) -> bool {
        let content = &mut self.opened.registration.content;
        let mut changed = false;
        for question in questions {
            if let Some((_name, typed)) = self.sent.iter().find(|(name, _typed)| name == question.name) {
                changed |= content.set(question.name, typed);
            }
        }
        changed
    }

    /// Saves the registration as it is now. Afterwards it has its new version.
    ///
    /// # Errors
    /// 409 with both values to choose from when another tab saved since, or when nothing changes any more.
    pub(super) async fn save(&mut self, state: &State, step: Step, questions: &[Question]) -> Result<(), Response> {
        let changed = self.opened.registration.clone();
        match state.kept.save(&self.opened.account, changed).await {
            Ok(saved) => {
                self.opened.registration = saved;
                Ok(())
            }
            Err(NotSaved::Over(kept)) => {
                self.opened.registration = *kept;
                Err(over(state, &self.opened, &self.button))
            }
            Err(NotSaved::Stale(_)) if self.button == Button::Keep => Err(StatusCode::CONFLICT.into_response()),
            Err(NotSaved::Stale(kept)) => Err(self.conflict(state, step, questions, &kept).await),
            Err(NotSaved::Failure(failure)) => Err(failed(&failure)),
        }
    }

    async fn conflict(&self, state: &State, step: Step, questions: &[Question], kept: &Registration) -> Response {
        let mine = &self.opened.registration;
        match formation::in_words(state, questions, [mine, kept]).await {
            Ok(told) => conflict::draw(state, &self.opened, step, &told, (&mine.content, &kept.content), kept.version),
            Err(response) => response,
        }
    }

    /// Where "Selanjutnya" and "Sebelumnya" lead from a step; what a script is told.
    pub(super) fn onward(&self, step: Step) -> Response {
        let to = |step: Option<Step>| {
            let path = step.map_or(applicants::REGISTRATION, Step::path);
            Redirect::to(&language::path(path)).into_response()
        };
        match self.button {
            Button::Before => to(step.before()),
            Button::Next | Button::Own(_) => to(step.after()),
            Button::Keep => {
                let registration = &self.opened.registration;
                let saved = Saved { version: registration.version, saved_at: wib_clock(registration.saved_at) };
                Json(saved).into_response()
            }
        }
    }
}

/// The value of a field; "" when it was not sent.
pub(super) fn value<'a>(sent: &'a Sent, name: &str) -> &'a str {
    sent.iter().find(|(sent, _value)| sent == name).map_or("", |(_name, value)| value.as_str())
}

/// Nothing changes any more: a page shows how the registration stands, a script is told by the status.
fn over(state: &State, opened: &Opened, button: &Button) -> Response {
    if *button == Button::Keep {
        return StatusCode::CONFLICT.into_response();
    }
    overview::draw(state, &opened.person, Some(&opened.registration), overview::Told::NothingChanged)
}

impl StepForm {
    /// Notes how far the registration has come: behind a step that is right, or at one that is not. What a script saves
    /// while somebody types moves nothing, nor does going back.
    pub(super) fn settle(&mut self, step: Step, is_right: bool) {
        let reached = &mut self.opened.registration.step;
        if self.button == Button::Next {
            *reached =
                if is_right { step.after().map_or(*reached, |after| after.max(*reached)) } else { step.min(*reached) };
        }
    }
}
