//! What desks ask of applicants' accounts, and what became of it. Both travel on `helpdesk.accounts`, with their names
//! as routing keys. Whose account it is, and who approved, stays in the database.

use domain::TicketNumber;
use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::Malformed;
use crate::values;

/// An officer approved that the person of a ticket gets an answer to question 2 that counts once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AccountAnswerRequested {
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

/// What became of a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CommandOutcome {
    /// It is carried out.
    Done,
    /// The account ended or was frozen meanwhile.
    AccountGone,
}

impl CommandOutcome {
    /// Every outcome.
    pub const ALL: [Self; 2] = [Self::Done, Self::AccountGone];

    /// The name in messages, in the database and in metrics.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::AccountGone => "account_gone",
        }
    }

    /// The outcome with this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.as_str() == name)
    }
}

impl AccountAnswerRequested {
    /// The routing key.
    pub const KEY: &str = "account.answer-requested";

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
    }
}
