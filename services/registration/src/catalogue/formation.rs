//! A formation: places of one position, at one agency and place, for one education.

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// Which selection a formation belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "UPPERCASE")]
pub enum Selection {
    /// Candidates for civil servants.
    Cpns,
    /// Government employees under a work agreement.
    Pppk,
}

impl Selection {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Cpns, Self::Pppk];

    /// As people and the database write it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Cpns => "CPNS",
            Self::Pppk => "PPPK",
        }
    }
}

impl fmt::Display for Selection {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

/// A text that names no selection.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("is neither CPNS nor PPPK")]
pub struct UnknownSelection;

impl FromStr for Selection {
    type Err = UnknownSelection;

    fn from_str(text: &str) -> Result<Self, UnknownSelection> {
        Self::ALL.into_iter().find(|selection| selection.as_str().eq_ignore_ascii_case(text)).ok_or(UnknownSelection)
    }
}

/// Whom alone a formation takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub(crate) enum Gender {
    /// Men.
    L,
    /// Women.
    P,
}

/// What an applicant has to show.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub(crate) struct Requirement {
    /// For programs; the file's, or the requirement's place in its list.
    #[schema(example = "ijazah")]
    pub(crate) code: String,
    /// For people.
    #[schema(example = "Ijazah asli")]
    pub(crate) label: String,
    /// Without it nobody is taken.
    pub(crate) mandatory: bool,
}

/// Places of one position, at one agency and place, for one education.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "the flags of the public catalogue, each of which stands for itself")]
pub struct Formation {
    pub(crate) id: Uuid,
    pub(crate) agency_id: String,
    pub(crate) agency: String,
    pub(crate) selection: Selection,
    /// `UMUM`, `CUMLAUDE` and so on.
    pub(crate) kind: String,
    pub(crate) position: String,
    /// Agency, unit and unit of the unit, parted by `|`.
    pub(crate) place: String,
    pub(crate) education_code: String,
    /// Several are parted by `/`.
    pub(crate) education: String,
    /// How many people are taken.
    pub(crate) places: i32,
    pub(crate) open_to_disability: bool,
    /// In rupiah a month.
    pub(crate) salary_min: Option<i64>,
    pub(crate) salary_max: Option<i64>,
    pub(crate) job: String,
    pub(crate) skills: String,
    pub(crate) requirements: Vec<Requirement>,
    pub(crate) contact: String,
    pub(crate) gender: Option<Gender>,
    pub(crate) asks_str: bool,
    pub(crate) asks_teaching: bool,
    pub(crate) asks_toefl: bool,
    pub(crate) is_diplomat: bool,
    pub(crate) dapodik: String,
    pub(crate) npsn: String,
    /// Completed years on the day of filing.
    pub(crate) age_min: i16,
    /// Years that are reached on the day of filing at the latest: one day over is too old.
    pub(crate) age_max: i16,
    /// In hundredths.
    pub(crate) gpa_min: Option<i32>,
}

/// When registrations are taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Dates {
    /// Name of the period.
    pub(crate) period: String,
    pub(crate) opens_at: Timestamp,
    /// From this moment on none is taken.
    pub(crate) closes_at: Timestamp,
}
