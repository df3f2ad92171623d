//! A problem as a page of the console: what happened, and where to go on. Takes the place of the public site's.

use askama::Template;
use axum::extract::Request;
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use http::header;
use web::{Html, Page, Problem};

use super::{Frame, HOME};

#[derive(Template)]
#[template(path = "console_problem.html")]
struct ErrorPage {
    page: Page,
    home: &'static str,
    status: u16,
    title: &'static str,
    detail: String,
    trace_id: Option<String>,
}

/// Draws problems of the console's pages.
pub(super) async fn show(request: Request, next: Next) -> Response {
    let response = next.run(request).await;
    let Some(problem) = response.extensions().get::<Problem>() else { return response };
    let template = ErrorPage {
        page: Frame::page(),
        home: HOME,
        status: problem.status().as_u16(),
        title: problem.title(),
        detail: problem.explanation().to_owned(),
        trace_id: runtime::telemetry::current_trace_id().filter(|_| problem.status().is_server_error()),
    };
    let mut page = Html::personal(template).status(problem.status()).into_response();
    if let Some(value) = response.headers().get(header::RETRY_AFTER) {
        page.headers_mut().insert(header::RETRY_AFTER, value.clone());
    }
    page
}
