//! What happens to every request of every service, from the outside in: it is observed (trace, metrics, one log line,
//! request id), its answer gets the security headers, pages are compressed, a problem becomes a page when a page was
//! asked for, a bare 404 or 405 becomes a problem, it names one host, it must arrive and be answered in time, and a
//! panic becomes a 500.

mod arrival;
mod bare_answers;
mod deadlines;
mod observation;
mod one_host;
mod panics;
mod security_headers;

use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state};
use tower::ServiceBuilder;
use tower_http::catch_panic::CatchPanicLayer;

use crate::{measurements, pages};

/// Puts the layers around `routes`. Each service does this once, to all of its routes and before
/// they are merged with other services'.
pub fn layers(routes: Router) -> Router {
    measurements::describe();
    routes.layer(
        ServiceBuilder::new()
            .layer(from_fn(observation::observe))
            .layer(from_fn(security_headers::add))
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
