//! The bearer token of a request.

use axum::extract::FromRequestParts;
use desk::Caller;
use http::request::Parts;
use web::{Problem, bearer};

use crate::State;
use crate::measures;
use crate::problems::Error;
use crate::store::tokens;

impl FromRequestParts<State> for Caller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &State) -> Result<Self, Problem> {
        let token = bearer::token_from(&parts.headers)?;
        let holder = state
            .tokens
            .find(&bearer::hash(token), async |hash| tokens::find(&state.desks.pool, hash).await)
            .await
            .map_err(Error::from)?
            .ok_or_else(Problem::unauthorized)?;
        if let Some(agency) = holder.agency {
            measures::seen(&agency, state.desks.now());
        }
        Ok(holder.caller)
    }
}
