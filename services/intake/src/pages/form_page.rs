//! Draws a form: empty, or with everything that was typed and all that is to be put right.

use std::collections::BTreeMap;

use askama::Template;
use captcha::Purpose;
use captcha::http::{Answer, CODE_FIELD, TOKEN_FIELD, WORK_FIELD};
use domain::{DocumentSpec, FieldError, FieldSpec, Form};
use web::{CaptchaView, DocumentView, FieldView, Page, Problem, SummaryLine};

use super::form_path;
use super::known::Known;
use super::questions::Question;
use crate::accept::REPEAT_OF_FIELD;
use crate::drafts::Draft;
use crate::reception::NOTICE_ADDRESS_FIELD;
use crate::state::State;
use crate::texts;

/// What stands in a form. Personal data.
#[derive(Default)]
pub(super) struct Filled {
    /// Exactly what was typed, by field.
    pub(super) values: BTreeMap<String, String>,
    /// Where to tell of the answer, as it was typed.
    pub(super) notice_address: String,
    /// Makes a second sending the same submission.
    pub(super) submission_id: String,
    /// Names the open ticket that this one is sent besides.
    pub(super) repeat_of: String,
    /// Documents that are still attached.
    pub(super) draft: Option<Draft>,
    /// Documents that were sent have to be chosen again.
    pub(super) documents_lost: bool,
    /// What is wrong.
    pub(super) errors: Vec<FieldError>,
    /// What is wrong with no field in particular.
    pub(super) trouble: Option<String>,
    /// When it makes sense to send it again.
    pub(super) seconds_to_wait: Option<u32>,
    /// What looks unusual, for the page that shows what will be sent.
    pub(super) questions: Vec<Question>,
    /// The person looked at it and wants to send it so.
    pub(super) confirmed: bool,
    /// What the reference lists know of it.
    pub(super) known: Known,
    /// Bits of work that a new CAPTCHA asks for.
    pub(super) work: u8,
    /// A right answer to a CAPTCHA that is not spent yet.
    pub(super) solved: Option<Answer>,
}

/// The page of a form.
#[derive(Template)]
#[template(path = "form.html")]
pub(super) struct FormPage {
    pub(super) page: Page,
    form: &'static Form,
    action: String,
    trouble: String,
    errors: Vec<SummaryLine>,
    fields: Vec<FieldView>,
    notice_address: Option<FieldView>,
    documents: Vec<DocumentView>,
    documents_kept: bool,
    documents_lost: bool,
    draft: String,
    submission_id: String,
    repeat_of: String,
    captcha: CaptchaView,
}

/// Something that a page without fields brings back as it came.
pub(super) struct KeptField {
    pub(super) name: String,
    pub(super) value: String,
}

impl Filled {
    /// All of it as hidden fields, for a page that only asks whether to go on.
    pub(super) fn hidden(&self, state: &State) -> Vec<KeptField> {
        let mut kept: Vec<KeptField> =
            self.values.iter().map(|(name, value)| KeptField { name: name.clone(), value: value.clone() }).collect();
        let mut keep = |name: &str, value: String| kept.push(KeptField { name: name.to_owned(), value });
        keep("submission_id", self.submission_id.clone());
        if !self.notice_address.is_empty() {
            keep(NOTICE_ADDRESS_FIELD, self.notice_address.clone());
        }
        if !self.repeat_of.is_empty() {
            keep(REPEAT_OF_FIELD, self.repeat_of.clone());
        }
        if let Some(token) = self.draft.as_ref().and_then(|draft| state.drafts.token(draft)) {
            keep("draft", token);
        }
        if let Some(answer) = self.solved.clone() {
            keep(TOKEN_FIELD, answer.token);
            keep(CODE_FIELD, answer.typed);
            keep(WORK_FIELD, answer.work);
        }
        kept
    }

    /// An empty form.
    pub(super) fn empty(submission_id: String, work: u8) -> Self {
        Self { submission_id, work, ..Self::default() }
    }

    fn error(&self, name: &str) -> &str {
        self.errors.iter().find(|error| error.field == name).map_or("", |error| error.message.as_str())
    }

    /// One line for each thing that is wrong, in the order of the page.
    fn summary(&self, form: &Form) -> Vec<SummaryLine> {
        let fields = form.fields.iter().map(|spec| spec.field.as_str());
        let documents = form.documents.iter().map(|spec| spec.kind.as_str());
        let places: Vec<&str> = fields.chain(documents).chain([NOTICE_ADDRESS_FIELD, CODE_FIELD]).collect();
        let mut lines = Vec::new();
        for place in &places {
            lines.extend(
                self.errors.iter().filter(|error| error.field == *place).map(|error| line(place, &to_do(form, error))),
            );
        }
        lines.extend(
            self.errors
                .iter()
                .filter(|error| !places.contains(&error.field.as_str()))
                .map(|error| line("", &error.message)),
        );
        lines
    }
}

impl FormPage {
    /// How long a new code lasts.
    #[expect(clippy::unused_self, reason = "a template calls it")]
    fn captcha_seconds(&self) -> u64 {
        captcha::LIFETIME.unsigned_abs().as_secs()
    }

    /// Whether a field takes a text whose characters are counted.
    fn has_long_texts(&self) -> bool {
        self.fields.iter().any(|field| field.control == "textarea")
    }

    /// Whether a field is completed from a list.
    fn has_lists(&self) -> bool {
        self.fields.iter().any(|field| !field.list.is_empty())
    }

    /// Draws a form with what stands in it and a code against robots. Needs no database.
    pub(super) fn draw(state: &State, form: &'static Form, filled: Filled) -> Result<Self, Problem> {
        let captcha = captcha(state, form, &filled)?;
        Ok(Self::around(state, form, filled, captcha))
    }

    /// Draws an empty form around a code that asks for no work.
    pub(super) fn empty(state: &State, form: &'static Form, submission_id: &str, token: &str) -> Self {
        let captcha = captcha_view(state, Answer { token: token.to_owned(), ..Answer::default() }, "");
        Self::around(state, form, Filled::empty(submission_id.to_owned(), 0), captcha)
    }

    fn around(state: &State, form: &'static Form, filled: Filled, captcha: CaptchaView) -> Self {
        let value = |name: &str| filled.values.get(name).map_or("", String::as_str);
        let field = |spec: &FieldSpec| {
            let mut view = FieldView::new(spec, value(spec.field.as_str()), filled.error(spec.field.as_str()));
            filled.known.show_in(spec.field, &mut view);
            view
        };
        Self {
            page: state.page("forms"),
            form,
            action: form_path(form),
            errors: filled.summary(form),
            fields: form.fields.iter().map(field).collect(),
            notice_address: state.public.offers_notices(form).then(|| notice_address(&filled)),
            documents: form.documents.iter().map(|spec| document(spec, &filled)).collect(),
            documents_kept: filled.draft.is_some(),
            documents_lost: filled.documents_lost,
            draft: filled.draft.as_ref().and_then(|draft| state.drafts.token(draft)).unwrap_or_default(),
            captcha,
            trouble: filled.trouble.unwrap_or_default(),
            submission_id: filled.submission_id,
            repeat_of: filled.repeat_of,
        }
    }
}

/// What to do about an error: in few words where something was left out, since its own message stands at its place.
fn to_do(form: &Form, error: &FieldError) -> String {
    let field = || form.fields.iter().find(|spec| spec.field.as_str() == error.field);
    let document = || form.documents.iter().find(|spec| spec.kind.as_str() == error.field);
    match error.code {
        "required" => match (field(), document()) {
            (Some(spec), _) => spec.to_do(),
            (None, Some(spec)) => texts::pages::attach(spec.kind),
            (None, None) => error.message.clone(),
        },
        "captcha_missing" => language::text("captcha-to-do").to_owned(),
        _ => error.message.clone(),
    }
}

fn line(target: &str, text: &str) -> SummaryLine {
    SummaryLine { target: target.to_owned(), text: text.to_owned() }
}

fn notice_address(filled: &Filled) -> FieldView {
    let error = filled.error(NOTICE_ADDRESS_FIELD);
    let value = &filled.notice_address;
    let line = FieldView::line(NOTICE_ADDRESS_FIELD, texts::notice_address(), "text", "email", value, error);
    FieldView { required: false, kept: true, ..line }
}

fn document(spec: &DocumentSpec, filled: &Filled) -> DocumentView {
    let kept = filled.draft.as_ref().and_then(|draft| draft.find(spec.kind));
    DocumentView {
        name: spec.kind.as_str(),
        label: spec.kind.shown_label(),
        note: spec.shown_note().unwrap_or_default(),
        required: spec.required,
        error: filled.error(spec.kind.as_str()).to_owned(),
        kept_name: kept.map(|(media_type, _size)| texts::pages::kept_file(media_type.extension())).unwrap_or_default(),
        kept_size: kept.map(|(_media_type, size)| texts::pages::size(size)).unwrap_or_default(),
    }
}

/// A new code, or the one that was answered rightly already.
fn captcha(state: &State, form: &Form, filled: &Filled) -> Result<CaptchaView, Problem> {
    let error = filled.error(CODE_FIELD);
    match &filled.solved {
        Some(answer) => Ok(captcha_view(state, answer.clone(), error)),
        None => new_captcha(state, Purpose::Form(form.code), filled.work, error),
    }
}

/// A new code, for this purpose.
pub(super) fn new_captcha(state: &State, purpose: Purpose, work: u8, error: &str) -> Result<CaptchaView, Problem> {
    let token = state.captchas.issue(purpose, work).map_err(|error| Problem::internal(&error))?;
    Ok(captcha_view(state, Answer { token, ..Answer::default() }, error))
}

fn captcha_view(state: &State, answer: Answer, error: &str) -> CaptchaView {
    let Answer { token, typed: solved, work: worked } = answer;
    CaptchaView {
        picture_url: format!("/captcha/{token}.png"),
        sound_url: format!("/captcha/{token}.wav"),
        work: state.captchas.work_of(&token),
        worked,
        token,
        error: error.to_owned(),
        solved,
    }
}
