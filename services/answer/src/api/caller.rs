//! The bearer token of a request.

use axum::extract::FromRequestParts;
use desk::Caller;
use http::request::Parts;
use web::{Problem, bearer};

use super::refusal::Error;
use crate::App;
use crate::store::tokens;

impl FromRequestParts<App> for Caller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let token = bearer::token_from(&parts.headers)?;
        app.tokens
            .find(&bearer::hash(token), async |hash| tokens::find(&app.desks.pool, hash).await)
            .await
            .map_err(Error::from)?
            .ok_or_else(Problem::unauthorized)
    }
}
