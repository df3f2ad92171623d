//! The part of the tickets' API that an agency's system uses, over plain HTTP, with invented tickets.

use std::collections::HashMap;
use std::sync::Arc;

use answer::practice::{self, PracticeRefusal, PracticeText};
use anyhow::Result;
use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, put};
use axum::{Json, Router};
use domain::{Stage, TicketNumber};
use http::request::Parts;
use http::{StatusCode, header};
use tokio::net::TcpListener;
use web::{Path, Problem, Query, bearer};

use super::invented::DOCUMENT;
use super::practice::Practice;
use super::rule::Rule;

type Desk = State<Arc<Practice>>;

/// Serves until the caller drops the task.
pub(super) async fn serve(listener: TcpListener, practice: Arc<Practice>) -> Result<()> {
    let routes = Router::new()
        .route("/api/v1/tickets/{number}", get(show))
        .route("/api/v1/tickets/{number}/documents/{kind}", get(document))
        .route("/api/v1/tickets/{number}/texts/{id}", put(put_text))
        .route("/api/v1/desks/{desk}/tickets", get(list))
        .with_state(practice);
    Ok(axum::serve(listener, web::layers(routes)).await?)
}

/// The holder of the agency's token.
struct Holder;

impl axum::extract::FromRequestParts<Arc<Practice>> for Holder {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, practice: &Arc<Practice>) -> Result<Self, Problem> {
        match bearer::token_from(&parts.headers) {
            Ok(token) if token == practice.token => Ok(Self),
            Ok(_) | Err(_) => {
                practice
                    .ledger
                    .broken(Rule::ReadsWithToken, format!("a {} request had no token, or another one", parts.method));
                Err(Problem::unauthorized())
            }
        }
    }
}

async fn show(State(practice): Desk, _: Holder, Path(number): Path<String>) -> Result<Response, Problem> {
    let invented = practice.read(parse(&number)?)?;
    let content = invented.content().map_err(|error| Problem::internal(error.as_ref()))?;
    let shown = practice::show(&invented.ticket, content, invented.documents());
    Ok(([(header::CACHE_CONTROL, "no-store")], Json(shown)).into_response())
}

async fn document(
    State(practice): Desk,
    _: Holder,
    Path((number, kind)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let invented = practice.read(parse(&number)?)?;
    let document = invented.documents().into_iter().find(|document| document.kind.as_str() == kind);
    let document = document.ok_or(PracticeRefusal::UnknownDocument)?;
    let headers = [(header::CONTENT_TYPE, document.media_type.as_str()), (header::CACHE_CONTROL, "no-store")];
    Ok((headers, DOCUMENT).into_response())
}

async fn put_text(
    State(practice): Desk,
    _: Holder,
    Path((number, id)): Path<(String, String)>,
    web::Json(posted): web::Json<PracticeText>,
) -> Result<StatusCode, Problem> {
    let id = practice::text_id(&id)?;
    let text = posted.parse()?;
    let new = practice.put_text(parse(&number)?, id, text.expose())?;
    Ok(if new { StatusCode::CREATED } else { StatusCode::NO_CONTENT })
}

async fn list(
    State(practice): Desk,
    _: Holder,
    Path(desk): Path<String>,
    Query(query): Query<HashMap<String, String>>,
) -> Result<Response, Problem> {
    if desk != practice.desk.as_str() {
        return Err(PracticeRefusal::UnknownDesk.into());
    }
    let stage: Option<Stage> = query.get("stage").and_then(|stage| stage.parse().ok());
    Ok(Json(practice::list(&practice.list(stage))).into_response())
}

fn parse(number: &str) -> Result<TicketNumber, Problem> {
    number.parse().ok().ok_or_else(|| PracticeRefusal::UnknownTicket.into())
}
