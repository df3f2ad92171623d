//! No account can be made now: when it will be, or was.

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use domain::time::wib_in_words;
use http::StatusCode;
use web::{Html, Page, Problem};

use super::problem;
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
    let Some((heading, about)) = said(standing) else { return unknown().into_response() };
    Html::shared(Closed { page: state.page(), heading, about }).status(status).into_response()
}

/// How things stand by the database: the operator changed it since this process read it. When it cannot be read now,
/// that is what people see.
pub(crate) async fn read_anew(state: &State) -> Result<Standing, Problem> {
    state.periods.refresh(&state.pool).await.map_err(|error| problem(&error.into()))?;
    Ok(state.periods.standing(state.clock.now()))
}

/// What people read about it. `None` when accounts can be made, or nobody knows yet.
pub(crate) fn said(standing: &Standing) -> Option<(&'static str, String)> {
    Some(match standing {
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
        Standing::Open(_) | Standing::Unknown => return None,
    })
}

/// This process has not read yet when accounts can be made.
pub(crate) fn unknown() -> Problem {
    Problem::new(StatusCode::SERVICE_UNAVAILABLE, "unavailable", language::text("account-away"))
        .detail(language::text("account-away.detail"))
}
