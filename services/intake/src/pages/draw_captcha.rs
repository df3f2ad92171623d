//! `GET /captcha/{token}.png` and `GET /captcha/{token}.wav`: the challenge of a form to see and to hear.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::response::Response;
use web::{Path, Problem};

use crate::{Intake, problems};

pub(super) async fn draw_captcha(
    State(intake): State<Arc<Intake>>,
    Path(file): Path<String>,
    request: Request,
) -> Result<Response, Problem> {
    let network = intake.public.network_of(&request);
    let headers = request.into_parts().0.headers;
    let counted = || intake.public.check_drawings(network);
    intake.captchas.show(&file, &headers, counted, problems::busy).await
}
