//! A router that remembers what it was given, so that the matrix of who may do what can be held against it.

use axum::Router;
use axum::handler::Handler;
use axum::routing::{get, post};
use http::Method;

use crate::App;

/// Routes of pages, and the list of them.
pub(super) struct Routes {
    router: Router<App>,
    list: Vec<(Method, &'static str)>,
}

impl Routes {
    pub(super) fn new() -> Self {
        Self { router: Router::new(), list: Vec::new() }
    }

    /// A page that changes nothing.
    pub(super) fn get<H: Handler<T, App>, T: 'static>(mut self, path: &'static str, handler: H) -> Self {
        self.list.push((Method::GET, path));
        Self { router: self.router.route(path, get(handler)), ..self }
    }

    /// A form.
    pub(super) fn post<H: Handler<T, App>, T: 'static>(mut self, path: &'static str, handler: H) -> Self {
        self.list.push((Method::POST, path));
        Self { router: self.router.route(path, post(handler)), ..self }
    }

    /// The router itself.
    pub(super) fn router(self) -> Router<App> {
        self.router
    }

    /// Everything that was given to it.
    pub(super) fn list(self) -> Vec<(Method, &'static str)> {
        self.list
    }
}
