//! How far a bulk answer is, and what became of its tickets.

use std::str::FromStr;

/// Tickets that are answered before the supervisor decides about the rest.
pub(crate) const TRIAL: i32 = 10;

/// How far a bulk answer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BulkState {
    /// The first ten are being answered.
    Trial,
    /// The first ten are answered; the supervisor decides.
    Tried,
    /// The rest is being answered.
    Running,
    /// Stopped by the supervisor.
    Paused,
    /// Every ticket has its outcome.
    Done,
}

impl BulkState {
    const ALL: [Self; 5] = [Self::Trial, Self::Tried, Self::Running, Self::Paused, Self::Done];

    /// The stored name.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Trial => "trial",
            Self::Tried => "tried",
            Self::Running => "running",
            Self::Paused => "paused",
            Self::Done => "done",
        }
    }
}

impl FromStr for BulkState {
    type Err = Unknown;

    fn from_str(name: &str) -> Result<Self, Unknown> {
        Self::ALL.into_iter().find(|state| state.as_str() == name).ok_or(Unknown)
    }
}

/// A stored name that this version does not know.
pub(crate) struct Unknown;

/// What became of one ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// It got this answer.
    Answered,
    /// It had one already.
    AlreadyAnswered,
    /// Somebody works on it.
    Claimed,
    /// It went to another desk, or is on its way.
    Elsewhere,
    /// Its data was erased.
    Erased,
    /// It could not be opened.
    Failed,
    /// It has nothing for one of the text's merge fields.
    Incomplete,
    /// Sixteen digits in a row would have been in its answer, and nobody was asked about them.
    Digits,
    /// Its answer would have been empty, too long, or with characters that nobody sees.
    Unfit,
}

impl Outcome {
    pub(crate) const ALL: [Self; 9] = [
        Self::Answered,
        Self::AlreadyAnswered,
        Self::Claimed,
        Self::Elsewhere,
        Self::Erased,
        Self::Failed,
        Self::Incomplete,
        Self::Digits,
        Self::Unfit,
    ];

    /// The stored name.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Answered => "answered",
            Self::AlreadyAnswered => "already_answered",
            Self::Claimed => "claimed",
            Self::Elsewhere => "elsewhere",
            Self::Erased => "erased",
            Self::Failed => "failed",
            Self::Incomplete => "incomplete",
            Self::Digits => "digits",
            Self::Unfit => "unfit",
        }
    }
}

impl FromStr for Outcome {
    type Err = Unknown;

    fn from_str(name: &str) -> Result<Self, Unknown> {
        Self::ALL.into_iter().find(|outcome| outcome.as_str() == name).ok_or(Unknown)
    }
}
