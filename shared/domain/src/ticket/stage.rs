//! How far a ticket has come (manual 2023, F): Pertanyaan, Diterima, Proses, Jawaban.

use crate::{naming::by_name, texts};

/// How far a ticket has come. The variants are in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Stage {
    /// Pertanyaan: the service accepted it, and it is on its way to a desk.
    Submitted,
    /// Diterima: at the desk.
    Received,
    /// Proses: an officer works on it.
    Processing,
    /// Jawaban: the desk answered it. A correction does not change this stage.
    Answered,
}

impl Stage {
    /// Every stage, in order.
    pub const ALL: [Self; 4] = [Self::Submitted, Self::Received, Self::Processing, Self::Answered];

    /// The name in the database and on the API.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Submitted => "submitted",
            Self::Received => "received",
            Self::Processing => "processing",
            Self::Answered => "answered",
        }
    }

    /// What applicants read: the manual's word, but for the first stage, which the manual calls a question.
    #[must_use]
    pub const fn public_label(self) -> &'static str {
        match self {
            Self::Submitted => texts::STAGE_SENT,
            Self::Received | Self::Processing | Self::Answered => self.label(),
        }
    }

    /// The manual's word for it, as the API and messages say it.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Submitted => texts::STAGE_SUBMITTED,
            Self::Received => texts::STAGE_RECEIVED,
            Self::Processing => texts::STAGE_PROCESSING,
            Self::Answered => texts::STAGE_ANSWERED,
        }
    }
}

by_name!(Stage, "stage");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_stage_is_found_by_its_name() {
        for stage in Stage::ALL {
            assert_eq!(stage.as_str().parse(), Ok(stage));
            assert_eq!(serde_json::to_value(stage).unwrap(), serde_json::json!(stage.as_str()));
        }
        assert!("Submitted".parse::<Stage>().is_err());
    }

    #[test]
    fn stages_are_called_as_in_the_manual() {
        assert_eq!(Stage::ALL.map(Stage::label), ["Pertanyaan", "Diterima", "Proses", "Jawaban"]);
    }
}
