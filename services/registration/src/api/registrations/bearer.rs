//! Who calls: by the token of a session.

use applicants::SignedIn;
use http::HeaderMap;
use vault::Secret;
use web::Problem;
use web::bearer::token_from;

use crate::pages::entrance;
use crate::state::State;

/// Who is signed in with the token.
pub(super) async fn person(state: &State, headers: &HeaderMap) -> Result<SignedIn, Problem> {
    let secret = Secret::read(token_from(headers)?).ok_or_else(unknown)?;
    let found = state.applicants.signed_in(&secret, true).await;
    found.map_err(|failure| entrance::problem(&failure))?.ok_or_else(unknown)
}

/// Nothing has this token, or not any more.
pub(super) fn unknown() -> Problem {
    Problem::unauthorized().detail(language::text("account-api-token"))
}
