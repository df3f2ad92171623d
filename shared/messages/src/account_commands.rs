//! What desks ask of applicants' accounts, and what became of it. Both travel on `helpdesk.accounts`, with their names
//! as routing keys. Whose account it is, and who approved, stays in the database.

use domain::TicketNumber;
use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::Malformed;
use crate::values;

/// An officer decided what a ticket asks for an account. What it is, and for which account, stays in the database.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AccountCommandRequested {
    /// Always 1.
    #[schemars(schema_with = "values::version")]
    pub version: u8,
    /// Id of this message, the same on every delivery.
    #[schemars(schema_with = "values::uuid")]
    pub event_id: Uuid,
    /// The command. It may be sent more than once, and is carried out once.
    #[schemars(schema_with = "values::uuid")]
    pub command_id: Uuid,
    /// The ticket that asks for it.
    #[schemars(schema_with = "values::ticket_number")]
    pub ticket_number: TicketNumber,
    /// When it was sent.
    #[schemars(schema_with = "values::time")]
    pub at: Timestamp,
}

/// A command came to its end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AccountCommandSettled {
    /// Always 1.
    #[schemars(schema_with = "values::version")]
    pub version: u8,
    /// Id of this message, the same on every delivery.
    #[schemars(schema_with = "values::uuid")]
    pub event_id: Uuid,
    /// The command. Its end may be told more than once.
    #[schemars(schema_with = "values::uuid")]
    pub command_id: Uuid,
    /// The ticket that asked for it.
    #[schemars(schema_with = "values::ticket_number")]
    pub ticket_number: TicketNumber,
    /// What became of it.
    pub outcome: CommandOutcome,
    /// When.
    #[schemars(schema_with = "values::time")]
    pub at: Timestamp,
}

/// What is asked of accounts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CommandKind {
    /// The person of the ticket gets an answer to question 2 that counts once (form 06).
    Answer,
    /// Nobody gets into the account that the ticket complains about (form 02).
    Freeze,
    /// That account is removed.
    Remove,
    /// Its owner gets in again.
    Lift,
}

impl CommandKind {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::Answer, Self::Freeze, Self::Remove, Self::Lift];

    /// The name in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Answer => "answer",
            Self::Freeze => "freeze",
            Self::Remove => "remove",
            Self::Lift => "lift",
        }
    }

    /// The kind with this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name)
    }
}

/// What became of a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CommandOutcome {
    /// It is carried out.
    Done,
    /// The account ended or was frozen meanwhile.
    AccountGone,
    /// The period of the account closed before.
    TooLate,
    /// The account was released before it was removed.
    Lifted,
}

impl CommandOutcome {
    /// Every outcome.
    pub const ALL: [Self; 4] = [Self::Done, Self::AccountGone, Self::TooLate, Self::Lifted];

    /// The name in messages, in the database and in metrics.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::AccountGone => "account_gone",
            Self::TooLate => "too_late",
            Self::Lifted => "lifted",
        }
    }

    /// The outcome with this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.as_str() == name)
    }
}

impl AccountCommandRequested {
    /// The routing key.
    pub const KEY: &str = "account.command-requested";

    /// Reads a body.
    ///
    /// # Errors
    /// When it is another message or another version.
    pub fn parse(body: &[u8]) -> Result<Self, Malformed> {
        crate::malformed::parse(body)
    }
}

impl AccountCommandSettled {
    /// The routing key.
    pub const KEY: &str = "account.command-settled";

    /// Reads a body.
    ///
    /// # Errors
    /// When it is another message or another version.
    pub fn parse(body: &[u8]) -> Result<Self, Malformed> {
        crate::malformed::parse(body)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_outcome_has_one_name_everywhere() {
        for outcome in CommandOutcome::ALL {
            assert_eq!(serde_json::to_value(outcome).unwrap(), outcome.as_str());
            assert_eq!(CommandOutcome::named(outcome.as_str()), Some(outcome));
        }
        assert_eq!(CommandOutcome::named("lost"), None);
        for kind in CommandKind::ALL {
            assert_eq!(CommandKind::named(kind.as_str()), Some(kind));
        }
    }
}
