//! A problem as a page of the console: what happened, and where to go on. It takes the place of the public site's page.

use askama::Template;
use axum::extract::Request;
use axum::middleware::Next;
use axum::response::Response;
use web::{ErrorView, Page, Problem};

use super::Frame;
use super::addresses::HOME;

#[derive(Template)]
#[template(path = "console_problem.html")]
struct ErrorPage {
    page: Page,
    home: &'static str,
    error: ErrorView,
}

/// Draws problems of the console's pages.
pub(super) async fn show(request: Request, next: Next) -> Response {
    let response = next.run(request).await;
    match response.extensions().get::<Problem>() {
        Some(problem) => {
            let page = ErrorPage { page: Frame::page(), home: HOME, error: ErrorView::of(problem) };
            web::pages::explained(problem, page, response.headers())
        }
        None => response,
    }
}
