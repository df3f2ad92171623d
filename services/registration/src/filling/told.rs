//! What somebody tells in a step, and what becomes of it.

use applicants::SignedIn;
use domain::FieldError;

use crate::opened::{NotOpened, Opened};
use crate::registrations::{NotSaved, Registration};
use crate::state::State;
use crate::steps::{Question, Step};

/// The fields, as they were sent.
pub(crate) type Sent = Vec<(String, String)>;

/// What is to be done with them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Button {
    /// "Selanjutnya".
    Next,
    /// "Sebelumnya".
    Before,
    /// They are only kept: a script saves while somebody types.
    Keep,
    /// One of the step's own.
    Own(String),
}

/// What was told of a step.
pub(crate) struct Told {
    pub(crate) opened: Opened,
    pub(crate) sent: Sent,
    pub(crate) button: Button,
    /// Fields that the step does not have are refused: a program sends no others by accident.
    pub(crate) is_strict: bool,
}

/// A step that was saved.
pub(crate) struct Filled {
    pub(crate) opened: Opened,
    pub(crate) button: Button,
    /// Whether people are to stay at the step: something is wrong, or there is more to choose.
    pub(crate) stays: bool,
    /// What is wrong.
    pub(crate) errors: Vec<FieldError>,
}

/// Why nothing was saved.
pub(crate) enum NotFilled {
    /// There is nothing to fill in.
    NotOpened(NotOpened),
    /// Nothing changes any more.
    Over(Box<Opened>, Button),
    /// Somebody saved since.
    Stale(Box<Stale>),
    /// The step has no such fields.
    Unknown(Vec<FieldError>),
}

/// Two tabs changed the same step.
pub(crate) struct Stale {
    /// With what this one told.
    pub(crate) opened: Opened,
    pub(crate) button: Button,
    pub(crate) step: Step,
    pub(crate) questions: Vec<Question>,
    /// What the other one saved.
    pub(crate) kept: Registration,
}

impl Stale {
    /// The fields whose values differ: name, what was told now, and what was saved.
    pub(crate) fn differing(&self) -> Vec<(&'static str, String, String)> {
        let (told, kept) = (&self.opened.registration.content, &self.kept.content);
        let both = |question: &Question| {
            let (told, kept) = (told.value(question.name), kept.value(question.name));
            (told != kept).then(|| (question.name, told.to_owned(), kept.to_owned()))
        };
        self.questions.iter().filter_map(both).collect()
    }
}

impl From<NotOpened> for NotFilled {
    fn from(not_opened: NotOpened) -> Self {
        Self::NotOpened(not_opened)
    }
}

impl Button {
    /// The button that a form or a program names.
    pub(crate) fn named(name: &str) -> Self {
        match name {
            "before" => Self::Before,
            "keep" => Self::Keep,
            "" | "next" => Self::Next,
            own => Self::Own(own.to_owned()),
        }
    }

    /// Whether it is this one of the step's own.
    pub(crate) fn is_own(&self, name: &str) -> bool {
        matches!(self, Self::Own(own) if own == name)
    }
}

impl Told {
    /// Opens the registration that the fields are about, in the version that they were told of.
    ///
    /// # Errors
    /// [`NotFilled`].
    pub(crate) async fn of(
        state: &State,
        person: SignedIn,
        version: i64,
        button: Button,
        sent: Sent,
    ) -> Result<Self, NotFilled> {
        let mut opened = Opened::begun(state, person).await?;
        if !opened.registration.is_open(state.clock.now()) {
            return Err(NotFilled::Over(Box::new(opened), button));
        }
        opened.registration.version = version;
        Ok(Self { opened, sent, button, is_strict: false })
    }

    /// Refuses fields that are not among these, where that is asked for.
    ///
    /// # Errors
    /// [`NotFilled::Unknown`].
    pub(super) fn check_names(&self, asked: &[Question]) -> Result<(), NotFilled> {
        let is_asked = |name: &str| asked.iter().any(|question| question.name == name);
        let unknown = self.sent.iter().filter(|(name, _)| !is_asked(name)).map(|(name, _)| FieldError::unknown(name));
        let unknown: Vec<_> = unknown.collect();
        if self.is_strict && !unknown.is_empty() { Err(NotFilled::Unknown(unknown)) } else { Ok(()) }
    }

    /// What was typed, in the place of what was kept. Fields that were not sent stay as they are.
    pub(super) fn take(&mut self, questions: &[Question]) {
        for question in questions {
            if let Some((_name, typed)) = self.sent.iter().find(|(name, _typed)| name == question.name) {
                self.opened.registration.content.set(question.name, typed);
            }
        }
    }

    /// Notes how far the registration has come: behind a step that is right, or at one that is not. What a script saves
    /// while somebody types moves nothing, nor does going back.
    pub(super) fn settle(&mut self, step: Step, is_right: bool) {
        let reached = &mut self.opened.registration.step;
        if self.button == Button::Next {
            *reached =
                if is_right { step.after().map_or(*reached, |after| after.max(*reached)) } else { step.min(*reached) };
        }
    }

    /// Saves the registration as it is now. Afterwards it has its new version.
    ///
    /// # Errors
    /// [`NotFilled`]: another tab saved since, or nothing changes any more.
    pub(super) async fn save(
        mut self,
        state: &State,
        step: Step,
        questions: Vec<Question>,
        (stays, errors): (bool, Vec<FieldError>),
    ) -> Result<Filled, NotFilled> {
        let changed = self.opened.registration.clone();
        let Self { button, .. } = self;
        match state.kept.save(&self.opened.account, changed).await {
            Ok(saved) => {
                self.opened.registration = saved;
                Ok(Filled { opened: self.opened, button, stays, errors })
            }
            Err(NotSaved::Over(kept)) => {
                self.opened.registration = *kept;
                Err(NotFilled::Over(Box::new(self.opened), button))
            }
            Err(NotSaved::Stale(kept)) => {
                let questions =
                    super::formation::in_words(state, questions, [&self.opened.registration, &kept]).await?;
                let both = Stale { opened: self.opened, button, step, questions, kept: *kept };
                Err(NotFilled::Stale(Box::new(both)))
            }
            Err(NotSaved::Failure(failure)) => Err(NotOpened::Failure(failure).into()),
        }
    }
}
