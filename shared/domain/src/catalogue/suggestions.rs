//! The reference lists that a form suggests values from while one types.

use serde::Serialize;

/// A reference list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Suggestions {
    /// Countries of the world.
    Countries,
    /// Cities outside Indonesia.
    Cities,
    /// Universities.
    Universities,
    /// Study programmes.
    StudyProgrammes,
}
