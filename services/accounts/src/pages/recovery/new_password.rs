//! `GET` and `POST /akun/lupa-password/baru`: the browser that proved to be the owner's chooses a new password.

use std::sync::Arc;

use askama::Template;
use axum::extract::{self, DefaultBodyLimit, Form, FromRequest as _, Request};
use axum::response::{IntoResponse as _, Response};
use captcha::Purpose;
use captcha::http::{Answer, CODE_FIELD};
use credentials::{Failure, Password, PasswordFault, Rule};
use domain::FieldError;
use http::{HeaderMap, StatusCode, header};
use serde::Deserialize;
use vault::Secret;
use web::pages::{SecretView, summary};
use web::{CaptchaView, Html, Page, Problem, SummaryLine};

use super::answer_form::retry_after;
use super::code::{self, SpareView};
use super::{DONE, GRANT_OVER, NEW_PASSWORD, to};
use crate::access::NotChosen;
use crate::measures::{self, Recovery, Way};
use crate::pages::attempt::captcha_texts;
use crate::pages::cookies;
use crate::pages::entrance::problem;
use crate::pages::own::home::masked;
use crate::pages::second_page::to_do;
use crate::pages::second_typed::{PASSWORD, PASSWORD_AGAIN, error};
use crate::pages::sign_in_page::wait_text;
use crate::pages::unreadable;
use crate::public::view;
use crate::state::State;

/// Longest body: two passwords and a token.
const MAX_BODY_BYTES: usize = 16 * 1024;

/// Seconds after which somebody tries again who found too many before the door.
const BUSY_SECONDS: u64 = 10;

#[derive(Template)]
#[template(path = "new_password.html")]
struct NewPasswordPage {
    page: Page,
    action: String,
    csrf: String,
    /// Masked.
    nik: String,
    trouble: String,
    errors: Vec<SummaryLine>,
    rules: [&'static str; Rule::APPLICANTS_LINES.len()],
    new: SecretView,
    again: SecretView,
    captcha: CaptchaView,
    spare: SpareView,
}

/// What the page sends. Secrets.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Typed {
    csrf: String,
    password: String,
    password_again: String,
    captcha_token: String,
    captcha: String,
    captcha_work: String,
    action: String,
}

/// What is shown about a try.
#[derive(Default)]
pub(super) struct Shown {
    errors: Vec<FieldError>,
    /// What is to be better about the password.
    faults: Vec<PasswordFault>,
    /// What is wrong with no field in particular.
    trouble: String,
    /// What is wrong with the code that spares the cool-down.
    code_fault: &'static str,
    /// The answer to the code that was right, and may be sent again.
    solved: Option<Answer>,
}

pub(in crate::pages) async fn show(
    extract::State(state): extract::State<Arc<State>>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    draw(&state, &headers, Shown::default(), StatusCode::OK).await
}

pub(in crate::pages) async fn choose(
    extract::State(state): extract::State<Arc<State>>,
    mut request: Request,
) -> Result<Response, Problem> {
    let (network, headers) = (state.public.network_of(&request), request.headers().clone());
    DefaultBodyLimit::max(MAX_BODY_BYTES).apply(&mut request);
    let read = Form::<Typed>::from_request(request, &()).await;
    let Form(typed) = read.map_err(|rejection| unreadable(&rejection, MAX_BODY_BYTES))?;
    // Only a page of this very browser has the token that belongs to its grant.
    let Some(secret) = cookies::grant(&headers).filter(|secret| secret.form_token().is(&typed.csrf)) else {
        return Ok(to(GRANT_OVER));
    };
    if typed.action == "new_code" {
        return draw(&state, &headers, Shown::default(), StatusCode::OK).await;
    }
    if let Err(limited) = state.public.check_sign_in(network) {
        let wait = u64::from(limited.seconds_to_wait().unwrap_or(1));
        let shown = Shown { trouble: wait_text(state.clock.now(), wait), ..Shown::default() };
        measures::recovery(Way::NewPassword, Recovery::Paused);
        return Ok(retry_after(wait, draw(&state, &headers, shown, StatusCode::TOO_MANY_REQUESTS).await?));
    }
    let (outcome, shown, status) = match typed.choose(&state, &secret).await {
        Ok(()) => {
            measures::recovery(Way::NewPassword, Recovery::Right);
            return Ok(([(header::SET_COOKIE, cookies::forget_grant())], to(DONE)).into_response());
        }
        Err(Refusal::Over) => {
            measures::recovery(Way::NewPassword, Recovery::Over);
            return Ok(to(GRANT_OVER));
        }
        Err(Refusal::Incomplete(shown)) => (Recovery::Incomplete, shown, StatusCode::UNPROCESSABLE_ENTITY),
        Err(Refusal::Failure(failure)) if failure.is_unavailable() => {
            let busy = matches!(failure, Failure::Busy);
            let trouble = language::text(if busy { "recover-busy" } else { "recover-away" }).to_owned();
            (Recovery::Failed, Shown { trouble, ..Shown::default() }, StatusCode::SERVICE_UNAVAILABLE)
        }
        Err(Refusal::Failure(failure)) => {
            measures::recovery(Way::NewPassword, Recovery::Failed);
            return Err(problem(&failure));
        }
    };
    measures::recovery(Way::NewPassword, outcome);
    let response = draw(&state, &headers, shown, status).await?;
    Ok(if status == StatusCode::SERVICE_UNAVAILABLE { retry_after(BUSY_SECONDS, response) } else { response })
}

impl Shown {
    /// What is wrong with the code that spares the cool-down.
    pub(super) fn of_code(fault: &'static str) -> Self {
        Self { code_fault: fault, ..Self::default() }
    }
}

/// Why no password was chosen.
enum Refusal {
    /// The grant counts no more.
    Over,
    /// Something is to be put right.
    Incomplete(Shown),
    Failure(Failure),
}

impl<F: Into<Failure>> From<F> for Refusal {
    fn from(failure: F) -> Self {
        Self::Failure(failure.into())
    }
}

impl Typed {
    fn answer(&self) -> Answer {
        Answer { token: self.captcha_token.clone(), typed: self.captcha.clone(), work: self.captcha_work.clone() }
    }

    async fn choose(self, state: &State, secret: &Secret) -> Result<(), Refusal> {
        let mut errors = Vec::new();
        if self.password.is_empty() {
            errors.push(error(PASSWORD, "required", "account-password.missing"));
        } else if self.password != self.password_again {
            errors.push(error(PASSWORD_AGAIN, "differs", "own-password-again.differs"));
        }
        let solved = state.public.captchas.check(Purpose::Recover, &self.answer());
        let (Ok(solved), true) = (&solved, errors.is_empty()) else {
            errors.extend(solved.as_ref().err().map(|wrong| captcha_texts().fault(*wrong)));
            let solved = solved.is_ok().then(|| self.answer());
            return Err(Refusal::Incomplete(Shown { errors, solved, ..Shown::default() }));
        };
        // The same browser may go on with the same code: a password that is refused costs no other one.
        if !state.spent_captchas.tell(solved, secret.hash().as_slice()).await.map_err(Failure::from)? {
            let errors = vec![captcha_texts().spent()];
            return Err(Refusal::Incomplete(Shown { errors, ..Shown::default() }));
        }
        let answer = self.answer();
        let refused = |text, faults| {
            let errors = vec![error(PASSWORD, "unfit_password", text)];
            Refusal::Incomplete(Shown { errors, faults, solved: Some(answer), ..Shown::default() })
        };
        match state.access.choose_password(secret, &Password::new(self.password)).await {
            Ok(_proof) => Ok(()),
            Err(NotChosen::Over) => Err(Refusal::Over),
            Err(NotChosen::Same) => Err(refused("own-password-new.same", Vec::new())),
            Err(NotChosen::Faults(faults)) => Err(refused("own-password-new.unfit", faults)),
            Err(NotChosen::Failure(failure)) => Err(Refusal::Failure(failure)),
        }
    }
}

/// Draws the page for the browser whose grant counts. Every other one is led back.
pub(super) async fn draw(
    state: &State,
    headers: &HeaderMap,
    shown: Shown,
    status: StatusCode,
) -> Result<Response, Problem> {
    let Some(secret) = cookies::grant(headers) else { return Ok(to(GRANT_OVER)) };
    let Some(nik) = state.access.granted(&secret).await.map_err(|failure| problem(&failure))? else {
        return Ok(to(GRANT_OVER));
    };
    let error = |name: &str| {
        let found = shown.errors.iter().find(|error| error.field == name);
        found.map(to_do).unwrap_or_default()
    };
    let captcha = if let Some(answer) = &shown.solved {
        view(answer.clone(), "")
    } else {
        let new = state.public.new_captcha(Purpose::Recover, &error(CODE_FIELD));
        new.map_err(|error| Problem::internal(&error))?
    };
    let (new, again) = (error(PASSWORD), error(PASSWORD_AGAIN));
    let errors = summary([
        (code::FIELD, shown.code_fault),
        (PASSWORD, &new),
        (PASSWORD_AGAIN, &again),
        (CODE_FIELD, &error(CODE_FIELD)),
    ]);
    let secret_view = |name, label, error, faults| SecretView {
        name,
        label: language::text(label),
        help: "",
        error,
        faults,
        autocomplete: "new-password",
    };
    let faults = shown.faults.iter().map(|fault| language::text(fault.text_id()).to_owned()).collect();
    let page = NewPasswordPage {
        page: state.page_of("sign-in"),
        action: language::path(NEW_PASSWORD).into_owned(),
        csrf: secret.form_token().as_str().to_owned(),
        nik: masked(&nik),
        trouble: shown.trouble,
        errors,
        rules: Rule::APPLICANTS_LINES.map(language::text),
        new: secret_view(PASSWORD, "recover-new-password", new, faults),
        spare: SpareView::of(state, &secret, shown.code_fault).await?,
        again: secret_view(PASSWORD_AGAIN, "own-password-again", again, Vec::new()),
        captcha,
    };
    Ok(Html::personal(page).status(status).into_response())
}
