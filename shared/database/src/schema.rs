//! The schemas that own an inbox or an outbox.

/// Whose tables are meant. Each service has its own, so that a role needs rights on one schema only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Schema {
    /// Submissions on their way to the router.
    Intake,
    /// What the router has seen.
    Routing,
    /// What desks have seen, and what they send.
    Desk,
    /// Letters that were asked for.
    Notify,
    /// Applicants' accounts.
    Accounts,
    /// Stampings that were asked for.
    Stamping,
    /// Registrations.
    Registration,
}

impl Schema {
    /// The schema's name in SQL.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Intake => "intake",
            Self::Routing => "routing",
            Self::Desk => "desk",
            Self::Notify => "notify",
            Self::Accounts => "accounts",
            Self::Stamping => "stamping",
            Self::Registration => "registration",
        }
    }
}
