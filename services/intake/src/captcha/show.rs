//! `GET /captcha/{token}.png` and `GET /captcha/{token}.wav`: a challenge to see and to hear.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::{Request, State};
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use captcha::Challenge;
use web::{Path, Problem};

use super::{Busy, range};
use crate::{Intake, texts};

/// When a turn is likely to be free again.
const SOON: Duration = Duration::from_secs(1);

/// The picture or the sound of a token. A bare 404 for anything else, and once the token is over; nothing is kept by
/// caches, which is the default of all answers.
pub(crate) async fn show(
    State(intake): State<Arc<Intake>>,
    Path(file): Path<String>,
    request: Request,
) -> Result<Response, Problem> {
    let captchas = &intake.captchas;
    let network = intake.public.network_of(&request);
    let headers = request.into_parts().0.headers;
    let (token, extension) = file.rsplit_once('.').ok_or_else(Problem::not_found)?;
    let open = || {
        let challenge = captchas.captcha.open(token).map_err(|_wrong| Problem::not_found())?;
        intake.public.check_drawings(network)?;
        Ok::<_, Problem>(challenge)
    };
    match extension {
        "png" => {
            let picture = captchas.render(open()?, Challenge::picture).await.map_err(busy)?;
            Ok(([(CONTENT_TYPE, "image/png")], picture).into_response())
        }
        "wav" => {
            let sound = captchas.render(open()?, Challenge::sound).await.map_err(busy)?;
            Ok(([(CONTENT_TYPE, "audio/wav")], range::answer(&headers, &sound)).into_response())
        }
        _ => Err(Problem::not_found()),
    }
}

fn busy(Busy: Busy) -> Problem {
    Problem::unavailable().detail(texts::BUSY).retry_after(SOON)
}
