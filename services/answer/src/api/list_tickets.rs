//! `GET /api/v1/desks/{desk}/tickets`

use axum::Json;
use axum::extract::State;
use desk::Caller;
use desk::store::case_queue::{self, Position};
use domain::Stage;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use web::{InvalidField, Path, Problem, Query};

use super::fields::invalid_field;
use super::path;
use super::refusal::Error;
use super::ticket_summary::TicketSummary;
use crate::App;
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

/// What was asked for.
pub(super) struct Wanted {
    stages: Vec<Stage>,
    pub(super) limit: u32,
    after: Position,
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
    State(app): State<App>,
    caller: Caller,
    Path(desk): Path<String>,
    Query(query): Query<ListQuery>,
) -> Result<Json<TicketPage>, Error> {
    let desk = path::desk(&desk)?;
    let wanted = wanted(&query).map_err(Problem::invalid_fields)?;
    let page =
        desk::list(&app.desks, &caller, &case_queue::Wanted::all(desk, &wanted.stages), &wanted.after, wanted.limit)
            .await?;
    let now = app.desks.now();
    Ok(Json(TicketPage {
        tickets: page.cases.iter().map(|case| TicketSummary::new(case, &caller, &page.holders, now)).collect(),
        next: page.next.as_ref().map(desk::cursor::write),
    }))
}

/// Reads the query, collecting all that is wrong with it.
pub(super) fn wanted(query: &ListQuery) -> Result<Wanted, Vec<InvalidField>> {
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
    let after = query.after.as_deref().map_or_else(|| Some(Position::start()), desk::cursor::read);
    if after.is_none() {
        errors.push(invalid_field("after", "unknown_cursor", texts::FIELD_CURSOR));
    }
    match (limit, after) {
        (Some(limit), Some(after)) if errors.is_empty() => Ok(Wanted { stages, limit, after }),
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
        let wanted = wanted(&query(None, None, None)).ok().unwrap();
        assert_eq!((wanted.limit, wanted.after), (50, Position::start()));
        assert_eq!(wanted.stages, OPEN);
    }

    #[test]
    fn everything_wrong_is_said_at_once() {
        let errors = wanted(&query(Some("done"), Some("101"), Some("?"))).err().unwrap();
        assert_eq!(errors.iter().map(|error| error.field.as_str()).collect::<Vec<_>>(), ["stage", "limit", "after"]);
    }

    #[test]
    fn the_limit_is_one_to_a_hundred() {
        for (limit, good) in [("0", false), ("1", true), ("100", true), ("-1", false), ("x", false)] {
            assert_eq!(wanted(&query(None, Some(limit), None)).is_ok(), good, "{limit}");
        }
    }
}
