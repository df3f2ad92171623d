//! `GET /captcha/{token}.png` and `GET /captcha/{token}.wav`: shows or speaks the challenge of a form.

use std::sync::Arc;

use axum::extract::{self, Request};
use axum::response::Response;
use web::{Path, Problem};

use crate::problems;
use crate::state::State;

pub(super) async fn draw_captcha(
    extract::State(state): extract::State<Arc<State>>,
    Path(file): Path<String>,
    request: Request,
) -> Result<Response, Problem> {
    let network = state.public.network_of(&request);
    let headers = request.into_parts().0.headers;
    let counted = || state.public.check_drawings(network);
    state.captchas.show(&file, &headers, counted, problems::busy).await
}
