//! What an officer did with a ticket, as a word in the address of the next page.

use domain::TicketNumber;

/// What was done with a ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Done {
    Answered,
    /// Answered, and nothing else waits at the desk.
    AnsweredLast,
    Corrected,
    Drafted,
    Noted,
    HandedOver,
    Released,
    /// Given to a colleague.
    Assigned,
    /// Its applicant was asked.
    Asked,
    /// What it asks for an account was approved.
    Approved,
    /// The account that it complains about is frozen.
    Frozen,
    /// That account is removed.
    RemovalConfirmed,
    /// That account is released.
    Lifted,
}

impl Done {
    /// All of them.
    pub(crate) const ALL: [Self; 13] = [
        Self::Answered,
        Self::AnsweredLast,
        Self::Corrected,
        Self::Drafted,
        Self::Noted,
        Self::HandedOver,
        Self::Released,
        Self::Assigned,
        Self::Asked,
        Self::Approved,
        Self::Frozen,
        Self::RemovalConfirmed,
        Self::Lifted,
    ];

    /// It can be corrected.
    pub(crate) const fn is_an_answer(self) -> bool {
        matches!(self, Self::Answered | Self::AnsweredLast | Self::Corrected)
    }

    /// The word in an address.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Answered => "terjawab",
            Self::AnsweredLast => "terjawab-habis",
            Self::Corrected => "terkoreksi",
            Self::Drafted => "draf",
            Self::Noted => "tercatat",
            Self::HandedOver => "diteruskan",
            Self::Released => "dilepas",
            Self::Assigned => "ditugaskan",
            Self::Asked => "ditanyakan",
            Self::Approved => "disetujui",
            Self::Frozen => "dibekukan",
            Self::RemovalConfirmed => "dipastikan",
            Self::Lifted => "dibatalkan",
        }
    }

    /// The address `to`, which says so about `number`.
    pub(crate) fn then(self, to: &str, number: TicketNumber) -> String {
        let joint = if to.contains('?') { '&' } else { '?' };
        format!("{to}{joint}selesai={}&tiket={number}", self.word())
    }
}
