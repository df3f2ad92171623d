//! A challenge to see and to hear, as an answer to a browser.

use axum::http::HeaderMap;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse as _, Response};
use web::Problem;

use super::captchas::Captchas;
use super::range;
use crate::Challenge;

impl Captchas {
    /// The picture (`{token}.png`) or the sound (`{token}.wav`) of a token. Nothing is kept by caches, which is the
    /// default of all answers. `counted` counts a drawing, and `busy` says that all turns to draw are taken.
    ///
    /// # Errors
    /// A bare 404 for anything else, and once the token is over; what `counted` refuses; `busy`.
    pub async fn show(
        &self,
        file: &str,
        headers: &HeaderMap,
        counted: impl FnOnce() -> Result<(), Problem> + Send,
        busy: fn() -> Problem,
    ) -> Result<Response, Problem> {
        let (token, extension) = file.rsplit_once('.').ok_or_else(Problem::not_found)?;
        let open = || {
            let challenge = self.open(token).map_err(|_wrong| Problem::not_found())?;
            counted()?;
            Ok::<_, Problem>(challenge)
        };
        match extension {
            "png" => {
                let picture = self.render(open()?, Challenge::picture).await.map_err(|_busy| busy())?;
                Ok(([(CONTENT_TYPE, "image/png")], picture).into_response())
            }
            "wav" => {
                let sound = self.render(open()?, Challenge::sound).await.map_err(|_busy| busy())?;
                Ok(([(CONTENT_TYPE, "audio/wav")], range::answer(headers, &sound)).into_response())
            }
            _ => Err(Problem::not_found()),
        }
    }
}
