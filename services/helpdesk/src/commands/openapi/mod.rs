//! `helpdesk openapi`: describes all services' routes in one document.

use anyhow::Result;
use utoipa::openapi::OpenApi;

use crate::operator::say;

/// Prints it as JSON, as committed in `docs/openapi.json`.
pub(crate) fn print() -> Result<()> {
    say(serde_json::to_string_pretty(&document())?);
    Ok(())
}

fn document() -> OpenApi {
    let mut document = intake::openapi();
    document.merge(answer::openapi());
    document.merge(status::openapi());
    document.merge(accounts::openapi());
    document.merge(registration::openapi());
    document.info = utoipa::openapi::InfoBuilder::new()
        .title("Helpdesk SSCASN")
        .version(env!("CARGO_PKG_VERSION"))
        .description(Some(
            "Submissions, lookups, the work of desks, and applicants' accounts. Errors are `application/problem+json` (RFC 9457).",
        ))
        .build();
    document
}

#[cfg(test)]
mod tests;
