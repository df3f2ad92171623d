//! Answers a browser that wants to show or play a challenge.

use axum::http::HeaderMap;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse as _, Response};
use web::Problem;

use super::captchas::Captchas;
use super::range;
use crate::Challenge;

impl Captchas {
    /// Answers with the picture (`{token}.png`) or the sound (`{token}.wav`) of a token. Caches keep nothing, which is
    /// the default of all answers. `counted` counts a drawing and may refuse it. `busy` is the answer while all turns
    /// are taken.
    ///
    /// # Errors
    /// A bare 404 for any other file and for a token that is no longer valid; the refusal of `counted`; `busy`.
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
