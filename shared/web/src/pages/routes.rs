//! A router that remembers its routes, so that a test can compare them with the matrix of who may do what.

use axum::Router;
use axum::handler::Handler;
use axum::http::Method;
use axum::routing::{get, post};

/// Routes of pages, and the list of them.
#[derive(Debug)]
pub struct Routes<S> {
    router: Router<S>,
    list: Vec<(Method, &'static str)>,
}

impl<S: Clone + Send + Sync + 'static> Routes<S> {
    /// Makes an empty list.
    #[must_use]
    pub fn new() -> Self {
        Self { router: Router::new(), list: Vec::new() }
    }

    /// Adds a page that changes nothing.
    #[must_use]
    pub fn get<H: Handler<T, S>, T: 'static>(mut self, path: &'static str, handler: H) -> Self {
        self.list.push((Method::GET, path));
        Self { router: self.router.route(path, get(handler)), ..self }
    }

    /// Adds a form.
    #[must_use]
    pub fn post<H: Handler<T, S>, T: 'static>(mut self, path: &'static str, handler: H) -> Self {
        self.list.push((Method::POST, path));
        Self { router: self.router.route(path, post(handler)), ..self }
    }

    /// The router itself.
    pub fn router(self) -> Router<S> {
        self.router
    }

    /// Everything that callers added.
    #[must_use]
    pub fn list(self) -> Vec<(Method, &'static str)> {
        self.list
    }
}

impl<S: Clone + Send + Sync + 'static> Default for Routes<S> {
    fn default() -> Self {
        Self::new()
    }
}
