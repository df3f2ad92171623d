//! The desks that solve what applicants bring. The broker uses a desk's name as its routing key.

use crate::{naming::by_name, texts};

/// The desk that solves a ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Desk {
    /// Population data that only Dukcapil can correct. The service answers with guidance.
    DukcapilGuidance,
    /// BKN: data of applicants, civil servants and THK-II.
    BknDataFixes,
    /// BKN: SSCASN accounts.
    BknAccounts,
    /// Ministry of Education: data of teachers.
    KemendikbudTeacherData,
    /// Complaints about agencies.
    InstansiComplaints,
}

impl Desk {
    /// Every desk.
    pub const ALL: [Self; 5] = [
        Self::DukcapilGuidance,
        Self::BknDataFixes,
        Self::BknAccounts,
        Self::KemendikbudTeacherData,
        Self::InstansiComplaints,
    ];

    /// The name in messages, tokens and addresses, such as `bkn.data-fixes`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::DukcapilGuidance => "dukcapil.guidance",
            Self::BknDataFixes => "bkn.data-fixes",
            Self::BknAccounts => "bkn.accounts",
            Self::KemendikbudTeacherData => "kemendikbud.teacher-data",
            Self::InstansiComplaints => "instansi.complaints",
        }
    }

    /// The names of these desks.
    #[must_use]
    pub fn names(desks: &[Self]) -> Vec<String> {
        desks.iter().map(|desk| desk.as_str().to_owned()).collect()
    }

    /// The name that people read.
    #[must_use]
    pub const fn label(self) -> &'static str {
        texts::desk(self)
    }
}

by_name!(Desk, "desk");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_desk_is_found_by_its_name() {
        for desk in Desk::ALL {
            assert_eq!(desk.as_str().parse(), Ok(desk));
            let json = serde_json::to_string(&desk).unwrap();
            assert_eq!(json, format!("\"{desk}\""));
            assert_eq!(serde_json::from_str::<Desk>(&json).unwrap(), desk);
        }
    }

    #[test]
    fn an_unknown_desk_is_an_error_that_does_not_repeat_it() {
        let error = "bkn.data_fixes".parse::<Desk>().unwrap_err();
        assert_eq!(error.to_string(), "unknown desk");
    }
}
