//! Shows a problem as a page when a person asked: what happened, what became of what the person typed, and what to do
//! now.

use askama::Template;
use axum::extract::Request;
use axum::http::{HeaderMap, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};

use super::{Html, Page};
use crate::problem::Problem;

/// What an error page shows. Templates have it as `error`.
#[derive(Clone, Debug)]
pub struct ErrorView {
    /// The answer's status.
    pub status: u16,
    /// What happened.
    pub title: &'static str,
    /// What became of what the person typed; may be empty.
    pub detail: String,
    /// The id that finds an error of ours in the logs.
    pub trace_id: Option<String>,
}

impl ErrorView {
    /// Makes the view of a problem.
    #[must_use]
    pub fn of(problem: &Problem) -> Self {
        Self {
            status: problem.status().as_u16(),
            title: problem.title(),
            detail: problem.explanation().to_owned(),
            trace_id: runtime::telemetry::current_trace_id().filter(|_| problem.status().is_server_error()),
        }
    }
}

#[derive(Template)]
#[template(path = "problem.html")]
struct ErrorPage {
    page: Page,
    error: ErrorView,
}

/// Shows problems as pages to callers that asked for a page.
pub(crate) async fn show(request: Request, next: Next) -> Response {
    let asks_for_page = asks_for_page(request.uri().path(), request.headers());
    let page = Page::of_request(&request);
    let response = next.run(request).await;
    if !asks_for_page {
        return response;
    }
    match response.extensions().get::<Problem>() {
        Some(problem) => explained(problem, ErrorPage { page, error: ErrorView::of(problem) }, response.headers()),
        None => response,
    }
}

/// Programs call the API or do not ask for HTML.
fn asks_for_page(path: &str, headers: &HeaderMap) -> bool {
    let accepts_html =
        headers.get(header::ACCEPT).is_some_and(|accept| accept.as_bytes().windows(9).any(|part| part == b"text/html"));
    accepts_html && !path.starts_with("/api/")
}

/// Answers with a page in place of a problem, and keeps what the problem's headers say to browsers.
pub fn explained(problem: &Problem, page: impl Template, headers: &HeaderMap) -> Response {
    let mut answer = Html::personal(page).status(problem.status()).into_response();
    for name in [header::ALLOW, header::RETRY_AFTER] {
        if let Some(value) = headers.get(&name) {
            answer.headers_mut().insert(name, value.clone());
        }
    }
    answer
}
