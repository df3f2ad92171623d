//! `GET /api/v1/formations`: looks for formations.

use axum::Json;
use axum::extract;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use web::{ClientAddress, Problem, Query};

use super::represented::FormationLine;
use crate::catalogue::{PAGE, Search, Typed};
use crate::state::State;

/// What is looked for. A text is cut off behind 100 characters; a selection or page that is none does not count.
#[derive(Deserialize, Default, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub(super) struct Asked {
    /// Up to four words, each anywhere in position, agency, place, education or kind, where a word begins.
    #[param(required = false)]
    q: String,
    /// Words of the agency's name, in their order.
    #[param(required = false)]
    agency: String,
    /// Words of the education's name in their order, or its code.
    #[param(required = false)]
    education: String,
    /// Words of the place, in their order.
    #[param(required = false)]
    place: String,
    /// `CPNS` or `PPPK`.
    #[param(required = false)]
    selection: String,
    /// `1`: only what is open to people with disability.
    #[param(required = false)]
    disability: String,
    /// From 1 to 50.
    #[param(required = false)]
    page: String,
}

/// A page of formations.
#[derive(Serialize, ToSchema)]
pub(super) struct FoundFormations {
    /// At most 20, by position, agency and place.
    formations: Vec<FormationLine>,
    /// All that fit, up to 1,000.
    total: i64,
    /// Whether more than 1,000 fit: search more closely to see them.
    more: bool,
    page: i64,
    /// Formations on a page.
    page_size: i64,
}

/// Formations that can be applied for.
///
/// Nobody has to sign in. The list is sorted by position, agency and place; withdrawn formations are not in it.
#[utoipa::path(
    get,
    path = "/api/v1/formations",
    tag = "formations",
    params(Asked),
    responses(
        (status = 200, description = "A page of them, which may be empty", body = FoundFormations),
        (status = 400, description = "`malformed`", body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "`too_many_requests`: after Retry-After seconds",
            body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "`unavailable`: after Retry-After seconds",
            body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn search_formations(
    extract::State(state): extract::State<State>,
    address: ClientAddress,
    Query(asked): Query<Asked>,
) -> Result<Json<FoundFormations>, Problem> {
    state.check_limit(address)?;
    let typed = Typed {
        words: &asked.q,
        agency: &asked.agency,
        place: &asked.place,
        education: &asked.education,
        selection: &asked.selection,
        page: &asked.page,
    };
    let search = Search::read(typed, asked.disability == "1" || asked.disability == "true");
    let found = state.search(&search).await?;
    Ok(Json(FoundFormations {
        formations: found.formations.into_iter().map(FormationLine::from).collect(),
        total: found.total,
        more: found.more,
        page: search.page,
        page_size: PAGE,
    }))
}
