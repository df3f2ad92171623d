//! The console refuses whoever is signed in and asks for what is not theirs: a page of another role, another desk's
//! ticket or account. The audit log says who it was. Somebody who looks around leaves a trace before there is a find.

use audit::{Action, Entry};
use axum::extract::{MatchedPath, Request};
use axum::middleware::Next;
use axum::response::Response;
use desk::store::cases;
use domain::TicketNumber;
use http::StatusCode;
use runtime::telemetry::cause;
use web::Problem;

use super::{addresses, cookies};
use crate::{State, measures};

/// What is not there for who asks, and may be for others.
const MISSED: [&str; 3] = ["unknown_ticket", "unknown_desk", "unknown_account"];

/// Notes what was refused to an officer. What cannot be noted is logged, and refused all the same.
pub(super) async fn note(state: State, request: Request, next: Next) -> Response {
    let (method, path) = (request.method().clone(), request.uri().path().to_owned());
    let route = request.extensions().get::<MatchedPath>().map(|route| route.as_str().to_owned()).unwrap_or_default();
    let secret = cookies::session(request.headers());
    let response = next.run(request).await;
    let status = response.status();
    if !matches!(status, StatusCode::FORBIDDEN | StatusCode::NOT_FOUND) {
        return response;
    }
    let Some(secret) = secret else { return response };
    let code = response.extensions().get::<Problem>().map(|problem| problem.code().to_owned()).unwrap_or_default();
    // Somebody else's page sent a foreign form, or one from before. And what does not exist at all, such as a fourth
    // page, is nobody's.
    let wants_a_right = match status {
        StatusCode::NOT_FOUND => MISSED.contains(&code.as_str()),
        _ => code != "foreign_form",
    };
    if !wants_a_right {
        return response;
    }
    if let Ok(Some(officer)) = state.officers.present(&secret).await {
        measures::refused(&route, status);
        let entry = Entry::new(state.now(), officer.actor(), Action::Refused)
            .detail(format!("{} {code} {method} {route}", status.as_u16()));
        if let Err(error) = record(&state, entry, addresses::ticket_of(&path)).await {
            tracing::error!(error = cause(&error), "what was refused is not in the audit log");
        }
    }
    response
}

/// Writes the entry, with the ticket if there is one.
async fn record(state: &State, entry: Entry, number: Option<TicketNumber>) -> Result<(), sqlx::Error> {
    let case = match number {
        Some(number) => cases::find(&state.desks.pool, number).await?,
        None => None,
    };
    let entry = match case {
        Some(case) => entry.ticket(case.number, case.desk),
        None => entry,
    };
    audit::record(&state.desks.pool, &entry).await
}
