//! The page that shows all that will be sent, before it is sent: fields, documents, and what looks unusual. Nothing is
//! filed yet. The page itself holds what was typed, and the key to the documents.

use askama::Template;
use domain::{Content, DocumentSpec, Form, NoticeAddress};
use http::StatusCode;
use web::{Page, SummaryLine};

use super::form_page::{Filled, KeptField};
use super::form_path;
use super::questions::Question;
use crate::reception::NOTICE_ADDRESS_FIELD;
use crate::state::State;
use crate::texts;

/// The page.
#[derive(Template)]
#[template(path = "check.html")]
pub(super) struct CheckPage {
    page: Page,
    form: &'static Form,
    action: String,
    trouble: String,
    errors: Vec<SummaryLine>,
    questions: Vec<Question>,
    confirmed: bool,
    fields: Vec<FilledField>,
    documents: Vec<AttachedDocument>,
    notice_address: Option<FilledField>,
    kept: Vec<KeptField>,
}

/// One field. Personal data.
struct FilledField {
    name: &'static str,
    label: &'static str,
    /// As people read it; empty when nothing was filled in.
    value: String,
}

/// One document.
struct AttachedDocument {
    name: &'static str,
    label: &'static str,
    /// "Berkas JPG"; empty when none is attached.
    file: String,
    size: String,
    /// Whether the page can show it.
    picture: bool,
}

impl CheckPage {
    /// Draws what is filled in. Gives it back when a field is wrong: then only the form can show it.
    pub(super) fn draw(
        state: &State,
        form: &'static Form,
        status: StatusCode,
        filled: Filled,
    ) -> Result<Self, Box<Filled>> {
        let Ok(content) = Content::parse(form, &filled.values, state.clock.today_wib()) else {
            return Err(Box::new(filled));
        };
        if NoticeAddress::read(&filled.notice_address).is_err() {
            return Err(Box::new(filled));
        }
        let unconfirmed = status == StatusCode::UNPROCESSABLE_ENTITY;
        let error = SummaryLine {
            target: "confirmed".to_owned(),
            text: language::text("check-title.confirm-first").to_owned(),
        };
        Ok(Self {
            page: state.page("forms"),
            form,
            action: form_path(form),
            errors: if unconfirmed { vec![error] } else { Vec::new() },
            fields: fields(form, &content),
            documents: form.documents.iter().map(|spec| document(spec, &filled)).collect(),
            notice_address: state.public.offers_notices(form).then(|| notice_address(&filled)),
            kept: filled.hidden(state),
            trouble: filled.trouble.unwrap_or_default(),
            questions: filled.questions,
            confirmed: filled.confirmed,
        })
    }
}

fn fields(form: &'static Form, content: &Content) -> Vec<FilledField> {
    let filled: Vec<_> = content.filled().map(|(spec, value)| (spec.field, value.into_owned())).collect();
    let value = |field| filled.iter().find(|(one, _)| *one == field).map(|(_, value)| value.clone());
    let fields = form.fields.iter();
    fields
        .map(|spec| FilledField {
            name: spec.field.as_str(),
            label: spec.shown_label(),
            value: value(spec.field).unwrap_or_default(),
        })
        .collect()
}

/// Where to tell of the answer, as it was understood.
fn notice_address(filled: &Filled) -> FilledField {
    let address = NoticeAddress::read(&filled.notice_address).ok().flatten();
    let value = address.map(|address| address.expose().to_owned()).unwrap_or_default();
    FilledField { name: NOTICE_ADDRESS_FIELD, label: language::text("notice-address"), value }
}

fn document(spec: &DocumentSpec, filled: &Filled) -> AttachedDocument {
    let kept = filled.draft.as_ref().and_then(|draft| draft.find(spec.kind));
    AttachedDocument {
        name: spec.kind.as_str(),
        label: spec.kind.shown_label(),
        file: kept.map(|(media_type, _size)| texts::pages::kept_file(media_type.extension())).unwrap_or_default(),
        size: kept.map(|(_media_type, size)| texts::pages::size(size)).unwrap_or_default(),
        picture: kept.is_some_and(|(media_type, _size)| media_type == documents::MediaType::Jpeg),
    }
}
