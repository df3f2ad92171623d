//! The bearer token of a request.

use axum::extract::FromRequestParts;
use desk::Caller;
use http::request::Parts;
use web::{Problem, bearer};

use crate::State;
use crate::problems::Error;
use crate::store::tokens;

impl FromRequestParts<State> for Caller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &State) -> Result<Self, Problem> {
        let token = bearer::token_from(&parts.headers)?;
        state
            .tokens
            .find(&bearer::hash(token), async |hash| tokens::find(&state.desks.pool, hash).await)
            .await
            .map_err(Error::from)?
            .ok_or_else(Problem::unauthorized)
    }
}
