//! `GET /api/v1/suggestions/{list}`: suggests names of a reference list while somebody types.

use std::sync::Arc;

use axum::extract::{self, Request};
use axum::response::Response;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use web::{Path, Problem, Query};

use crate::names::{NameQuery, Suggestion, TooLong};
use crate::problems;
use crate::state::State;
use crate::versioned::Versioned;

/// How long clients may use an answer without asking.
const CACHE: &str = "public, max-age=300";

/// What was typed, and what narrows it. Each has 100 characters at most.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Typed {
    /// What was typed so far. Fewer than two letters or digits: no suggestions.
    #[serde(default)]
    #[param(inline, value_type = web::described::Typed, example = "universitas negri malang", required = false)]
    q: String,
    /// For `cities`: only those of this country, by its name or its two letters (ISO 3166-1).
    #[param(inline, value_type = Option<web::described::Typed>)]
    country: Option<String>,
    /// For `programmes`: only those of this university, where its programmes are known.
    #[param(inline, value_type = Option<web::described::Typed>)]
    university: Option<String>,
    /// For `programmes`: only those of this education level.
    #[param(inline, value_type = Option<web::described::Typed>)]
    level: Option<String>,
}

/// Names that may be meant.
#[derive(Serialize, ToSchema)]
pub(super) struct SuggestionList {
    /// Best first; ten at most.
    #[schema(value_type = Vec<Suggestion>)]
    items: Arc<[Suggestion]>,
}

/// Names of a reference list that may be meant, typing errors tolerated.
///
/// The very entry comes first, then names that begin with what was typed, names with a word that begins with it, and
/// names alike. An entry with `exact` is in the database already.
#[utoipa::path(
    get,
    path = "/api/v1/suggestions/{list}",
    tag = "suggestions",
    params(
        ("list" = inline(web::described::List), Path, description = "`countries`, `cities`, `universities`, \
            `programmes` or `agencies`"),
        Typed,
    ),
    responses(
        (status = 200, description = "Names", body = SuggestionList, headers(("ETag", description = "Version of this \
            answer"))),
        (status = 304, description = "Unchanged since the version named in If-None-Match"),
        (status = 400, description = "`malformed`: more than 100 characters",
            body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "`unknown_list`", body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "`too_many_requests`: after Retry-After seconds",
            body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "`unavailable`: go on without",
            body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn suggest(
    extract::State(state): extract::State<Arc<State>>,
    Path(list): Path<String>,
    Query(typed): Query<Typed>,
    request: Request,
) -> Result<Response, Problem> {
    let list = list.parse().map_err(|_unknown| problems::unknown_list())?;
    let query = query(list, &typed).map_err(|TooLong| problems::too_long_to_suggest())?;
    state.public.check_suggestions(state.public.network_of(&request))?;
    let items = state.suggestions.look_up(query).await.map_err(|error| problems::unanswered(&error))?;
    let answer = Versioned::new(&SuggestionList { items }, CACHE).map_err(|error| Problem::internal(&error))?;
    Ok(answer.answer(request.headers()))
}

fn query(list: domain::Suggestions, typed: &Typed) -> Result<NameQuery, TooLong> {
    let given = |text: &Option<String>| text.clone().unwrap_or_default();
    NameQuery::new(list, &typed.q)?
        .of_country(&given(&typed.country))?
        .of_university(&given(&typed.university))?
        .of_level(&given(&typed.level))
}
