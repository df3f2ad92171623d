//! What happens to every request of every service. From the outside in, the layers:
//! - observe it (trace, metrics, one log line, request id);
//! - add the security headers to its answer;
//! - answer in the language of its address;
//! - compress pages;
//! - turn a problem into a page when the caller asked for a page;
//! - turn a bare 404 or 405 into a problem;
//! - demand that it names one host;
//! - demand that it arrives, and is answered, in time;
//! - turn a panic into a 500.

mod arrival;
mod bare_answers;
mod deadlines;
mod languages;
mod observation;
mod one_host;
mod panics;
mod security_headers;

pub use security_headers::with_camera;

use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state};
use tower::ServiceBuilder;
use tower_http::catch_panic::CatchPanicLayer;

use crate::{measurements, pages};

/// Puts the layers around `routes`. Each service calls this once, for all of its routes, before anybody merges them
/// with other services'.
pub fn layers(routes: Router) -> Router {
    measurements::describe();
    routes.layer(
        ServiceBuilder::new()
            .layer(from_fn(observation::observe))
            .layer(from_fn(security_headers::add))
            .layer(from_fn(languages::speak))
            .layer(from_fn(pages::compress))
            .layer(from_fn(pages::show_errors))
            .layer(from_fn(bare_answers::explain))
            .layer(from_fn(one_host::demand))
            .layer(from_fn(deadlines::bound))
            .layer(CatchPanicLayer::custom(panics::answer))
            .layer(from_fn_with_state(arrival::Bodies::new(), arrival::admit)),
    )
}

#[cfg(test)]
mod tests;
