//! Who calls: by the token of a draft, or of a session.

use http::HeaderMap;
use vault::Secret;
use web::Problem;
use web::bearer::token_from;

use crate::access::SignedIn;
use crate::drafts::Draft;
use crate::pages::{entrance, second_step};
use crate::state::State;

/// The token, if it can be one of ours.
pub(super) fn secret(headers: &HeaderMap) -> Result<Secret, Problem> {
    Secret::read(token_from(headers)?).ok_or_else(unknown)
}

/// The draft of the token.
pub(super) async fn draft(state: &State, headers: &HeaderMap) -> Result<(Secret, Draft), Problem> {
    let secret = secret(headers)?;
    let draft = second_step::draft_of(state, &secret).await?.ok_or_else(unknown)?;
    Ok((secret, draft))
}

/// Who is signed in with the token.
pub(super) async fn person(state: &State, headers: &HeaderMap) -> Result<SignedIn, Problem> {
    let found = state.access.applicants.signed_in(&secret(headers)?, true).await;
    found.map_err(|failure| entrance::problem(&failure))?.ok_or_else(unknown)
}

/// Nothing has this token, or not any more.
pub(super) fn unknown() -> Problem {
    Problem::unauthorized().detail(language::text("account-api-token"))
}
