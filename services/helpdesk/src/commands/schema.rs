//! `helpdesk schema`: the messages as JSON Schemas.

use anyhow::{Context as _, Result};
use clap::Args;
use messages::contract;

use crate::operator::say;

/// Which message.
#[derive(Debug, Args)]
pub(crate) struct Schema {
    /// The message's name, for example case.answered; without it the command prints all names
    message: Option<String>,
}

/// Prints it as JSON, as committed in `docs/schemas`.
pub(crate) fn print(Schema { message }: &Schema) -> Result<()> {
    let Some(message) = message else {
        contract::MESSAGES.iter().for_each(say);
        return Ok(());
    };
    let schema = contract::schema(message)
        .with_context(|| format!("there is no message {message}; `helpdesk schema` names them"))?;
    say(serde_json::to_string_pretty(&schema)?);
    Ok(())
}
