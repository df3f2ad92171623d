//! `GET /api/v1/desks/{desk}/tickets`

use axum::Json;
use desk::Caller;
use desk::store::case_queue::{CaseFilter, Position};
use domain::Stage;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use web::{InvalidField, Path, Problem, Query};

use super::path;
use super::ticket_summary::TicketSummary;
use crate::State;
use crate::problems::{Error, invalid_field};
use crate::texts;

/// Tickets on a page unless the caller says otherwise.
const DEFAULT_LIMIT: u32 = 50;

/// Most tickets on a page.
const LARGEST_LIMIT: u32 = 100;

/// The stages of tickets that still need an answer.
const OPEN: &[Stage] = &[Stage::Submitted, Stage::Received, Stage::Processing];

/// Which tickets to list.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct ListQuery {
    /// `submitted`, `received`, `processing` or `answered`; without it all that still need an answer.
    #[param(inline, value_type = Option<web::described::Stage>)]
    stage: Option<String>,
    /// Tickets on the page: 1 to 100, 50 when left out.
    #[param(value_type = Option<u32>, minimum = 1, maximum = 100)]
    limit: Option<String>,
    /// `next` of the page before.
    after: Option<String>,
}

/// One page of a desk's tickets.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct TicketPage {
    /// Oldest deadline first.
    pub(super) tickets: Vec<TicketSummary>,
    /// Leads to the next page; absent on the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) next: Option<String>,
}

/// The query, read.
pub(super) struct Listing {
    stages: Vec<Stage>,
    pub(super) limit: u32,
    /// Where the page begins; `None` for the first page.
    after: Option<Position>,
}

/// The tickets of a desk, oldest deadline first
#[utoipa::path(
    get, path = "/api/v1/desks/{desk}/tickets", tag = "desks", security(("desk_token" = [])),
    params(("desk" = inline(web::described::Desk), Path, description = "The desk", example = "bkn.data-fixes"), ListQuery),
    responses(
        (status = 200, description = "One page", body = TicketPage),
        (status = 401, description = "No valid token", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "No such desk, or not for this token",
            body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "A query parameter is wrong",
            body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(super) async fn list_tickets(
    state: State,
    caller: Caller,
    Path(desk): Path<String>,
    Query(query): Query<ListQuery>,
) -> Result<Json<TicketPage>, Error> {
    let desk = path::desk(&desk)?;
    let Listing { stages, limit, after } = parse(&query).map_err(Problem::invalid_fields)?;
    let filter = CaseFilter::all(desk, &stages);
    let page = desk::list(&state.desks, &caller, &filter, after.as_ref(), limit).await?;
    let now = state.desks.now();
    Ok(Json(TicketPage {
        tickets: page.cases.iter().map(|case| TicketSummary::new(case, &caller, &page.holders, now)).collect(),
        next: page.next.as_ref().map(desk::cursor::write),
    }))
}

/// Reads the query, collecting all that is wrong with it.
pub(super) fn parse(query: &ListQuery) -> Result<Listing, Vec<InvalidField>> {
    let mut errors = Vec::new();
    let stages = match query.stage.as_deref().map(str::parse::<Stage>) {
        None => OPEN.to_vec(),
        Some(Ok(stage)) => vec![stage],
        Some(Err(_)) => {
            errors.push(invalid_field("stage", "unknown_stage", texts::FIELD_STAGE));
            Vec::new()
        }
    };
    let limit = query
        .limit
        .as_deref()
        .map_or(Some(DEFAULT_LIMIT), |text| text.parse().ok())
        .filter(|limit| (1..=LARGEST_LIMIT).contains(limit));
    if limit.is_none() {
        errors.push(invalid_field("limit", "out_of_range", texts::FIELD_LIMIT));
    }
    let after = query.after.as_deref().and_then(desk::cursor::read);
    if query.after.is_some() && after.is_none() {
        errors.push(invalid_field("after", "unknown_cursor", texts::FIELD_CURSOR));
    }
    match limit {
        Some(limit) if errors.is_empty() => Ok(Listing { stages, limit, after }),
        _ => Err(errors),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn query(stage: Option<&str>, limit: Option<&str>, after: Option<&str>) -> ListQuery {
        ListQuery { stage: stage.map(str::to_owned), limit: limit.map(str::to_owned), after: after.map(str::to_owned) }
    }

    #[test]
    fn without_parameters_fifty_open_tickets_from_the_start_are_wanted() {
        let listing = parse(&query(None, None, None)).ok().unwrap();
        assert_eq!((listing.limit, listing.after), (50, None));
        assert_eq!(listing.stages, OPEN);
    }

    #[test]
    fn everything_wrong_is_said_at_once() {
        let errors = parse(&query(Some("done"), Some("101"), Some("?"))).err().unwrap();
        assert_eq!(errors.iter().map(|error| error.field.as_str()).collect::<Vec<_>>(), ["stage", "limit", "after"]);
    }

    #[test]
    fn the_limit_is_one_to_a_hundred() {
        for (limit, good) in [("0", false), ("1", true), ("100", true), ("-1", false), ("x", false)] {
            assert_eq!(parse(&query(None, Some(limit), None)).is_ok(), good, "{limit}");
        }
    }
}
