//! No account can be made now: when it will be, or was.

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use domain::time::wib_in_words;
use http::StatusCode;
use web::{Html, Page, Problem};

use crate::periods::Standing;
use crate::state::State;

#[derive(Template)]
#[template(path = "closed.html")]
struct Closed {
    page: Page,
    heading: &'static str,
    about: String,
}

/// Draws why none can be made. `status` is what the answer says of it: a form that came is refused.
pub(super) fn draw(state: &State, standing: &Standing, status: StatusCode) -> Response {
    let (heading, about) = match standing {
        Standing::NotYet(period) => (
            language::text("account-not-yet"),
            language::fill(
                "account-not-yet.about",
                &[
                    ("period", &period.name),
                    ("from", &wib_in_words(period.opens_at)),
                    ("to", &wib_in_words(period.closes_at)),
                ],
            ),
        ),
        Standing::Over(period) => (
            language::text("account-over"),
            language::fill("account-over.about", &[("period", &period.name), ("to", &wib_in_words(period.closes_at))]),
        ),
        Standing::None => (language::text("account-not-yet"), language::text("account-not-yet.unknown").to_owned()),
        Standing::Open(_) | Standing::Unknown => return unknown(),
    };
    Html::shared(Closed { page: state.page(), heading, about }).status(status).into_response()
}

/// This process has not read yet when accounts can be made.
fn unknown() -> Response {
    Problem::new(StatusCode::SERVICE_UNAVAILABLE, "unavailable", language::text("account-away"))
        .detail(language::text("account-away.detail"))
        .into_response()
}
