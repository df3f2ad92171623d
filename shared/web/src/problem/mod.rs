//! The one shape of every error answer: `application/problem+json` (RFC 9457) with a stable `code` for programs,
//! Indonesian texts for people, and the trace id for whoever investigates. Services log what went wrong inside, and
//! never show it.

mod cut_off;
mod document;
mod kinds;

use std::borrow::Cow;
use std::error::Error;
use std::time::Duration;

use axum::http::StatusCode;
use serde::Serialize;
use utoipa::ToSchema;

pub(crate) use self::cut_off::COME_BACK;
pub use self::cut_off::CutOff;

/// The media type of every problem.
pub const MEDIA_TYPE: &str = "application/problem+json";

/// An error answer.
#[derive(Debug, Clone)]
pub struct Problem {
    status: StatusCode,
    code: &'static str,
    title: &'static str,
    detail: Option<Cow<'static, str>>,
    errors: Vec<InvalidField>,
    retry_after_s: Option<u32>,
}

/// One field that needs correcting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct InvalidField {
    /// Name of the field as it was sent.
    #[schema(example = "nik")]
    pub field: String,
    /// Stable code of the mistake.
    #[schema(example = "not_16_digits")]
    pub code: Cow<'static, str>,
    /// What to correct, in Indonesian.
    #[schema(example = "NIK terdiri atas 16 angka.")]
    pub message: String,
}

impl Problem {
    /// A problem with a stable `code` for programs and an Indonesian `title` for people.
    #[must_use]
    pub fn new(status: StatusCode, code: &'static str, title: &'static str) -> Self {
        Self { status, code, title, detail: None, errors: Vec::new(), retry_after_s: None }
    }

    /// Says more, in Indonesian: what happened to the data, and what to do.
    #[must_use]
    pub fn detail(self, detail: impl Into<Cow<'static, str>>) -> Self {
        Self { detail: Some(detail.into()), ..self }
    }

    /// Names the fields to correct, all of them.
    #[must_use]
    pub fn errors<E: Into<InvalidField>>(self, errors: impl IntoIterator<Item = E>) -> Self {
        Self { errors: errors.into_iter().map(Into::into).collect(), ..self }
    }

    /// Asks the caller to wait this long, rounded up to whole seconds (`Retry-After`).
    #[must_use]
    pub fn retry_after(self, wait: Duration) -> Self {
        Self { retry_after_s: Some(whole_seconds(wait)), ..self }
    }

    /// The status of the answer.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// What is wrong, in a few Indonesian words.
    #[must_use]
    pub fn title(&self) -> &'static str {
        self.title
    }

    /// What happened and what to do, in Indonesian.
    #[must_use]
    pub fn explanation(&self) -> &str {
        self.detail.as_deref().unwrap_or_default()
    }

    /// Seconds after which the caller may ask again, when we know them.
    #[must_use]
    pub fn seconds_to_wait(&self) -> Option<u32> {
        self.retry_after_s
    }

    /// The stable code for programs.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.code
    }
}

/// Rounds up: a caller who waits this long has waited long enough.
fn whole_seconds(wait: Duration) -> u32 {
    let seconds = wait.as_secs() + u64::from(wait.subsec_nanos() > 0);
    u32::try_from(seconds).unwrap_or(u32::MAX).max(1)
}

fn causes<'a>(error: &'a (dyn Error + 'static)) -> impl Iterator<Item = &'a (dyn Error + 'static)> {
    std::iter::successors(Some(error), |&error| error.source())
}

impl From<domain::FieldError> for InvalidField {
    fn from(error: domain::FieldError) -> Self {
        Self { field: error.field, code: error.code.into(), message: error.message }
    }
}

#[cfg(test)]
mod tests;
