//! Renders the catalogue once for the forms that are closed at the time, and gives it a version so that clients can
//! keep it.

use std::sync::{Arc, Mutex, PoisonError};

use domain::NoticeAddress;
use domain::catalogue::{FORMS, Form, Outcome};
use notices::Closure;
use serde::Serialize;
use web::Problem;

use crate::reception::NOTICE_ADDRESS_FIELD;
use crate::texts;
use crate::versioned::Versioned;

/// How long clients may use what they have without asking: a form that is closed is to be seen within ten seconds, five
/// of which pass before this process knows.
const CACHE: &str = "public, max-age=3";

/// The published forms.
pub(crate) struct PublishedForms {
    offers_notices: bool,
    edition: Mutex<Arc<Edition>>,
}

/// The catalogue while certain forms are closed.
pub(crate) struct Edition {
    closures: Vec<Closure>,
    all: Versioned,
    each: Vec<(&'static str, Versioned)>,
}

#[derive(Serialize)]
struct Listed<'a> {
    forms: Vec<ListedForm<'a>>,
}

/// A form and whether it is closed.
#[derive(Clone, Copy, Serialize)]
pub(crate) struct ListedForm<'a> {
    #[serde(flatten)]
    form: &'static Form,
    closed: Option<Closed<'a>>,
    contact: Option<AddressField>,
}

/// The field in which a person says where to be told of the answer, described as the fields of the catalogue are.
#[derive(Clone, Copy, Serialize)]
struct AddressField {
    name: &'static str,
    label: &'static str,
    help: &'static str,
    required: bool,
    control: &'static str,
    max_length: usize,
    input_mode: &'static str,
    autocomplete: &'static str,
    options: [(); 0],
    suggestions: Option<()>,
}

/// Why a form is closed. `reopens_at` in RFC 3339, UTC.
#[derive(Clone, Copy, Serialize)]
struct Closed<'a> {
    reason: &'a str,
    reopens_at: Option<jiff::Timestamp>,
}

impl PublishedForms {
    /// Renders the whole catalogue with every form open.
    pub(crate) fn of_catalogue(offers_notices: bool) -> Result<Self, serde_json::Error> {
        let edition = Edition::new(Vec::new(), offers_notices)?;
        Ok(Self { offers_notices, edition: Mutex::new(Arc::new(edition)) })
    }

    /// The catalogue while these forms are closed; rendered only when others are than the last time.
    pub(crate) fn edition(&self, closures: Vec<Closure>) -> Result<Arc<Edition>, Problem> {
        let mut edition = self.edition.lock().unwrap_or_else(PoisonError::into_inner);
        if edition.closures != closures {
            *edition =
                Arc::new(Edition::new(closures, self.offers_notices).map_err(|error| Problem::internal(&error))?);
        }
        Ok(Arc::clone(&edition))
    }
}

impl Edition {
    fn new(closures: Vec<Closure>, offers_notices: bool) -> Result<Self, serde_json::Error> {
        let forms: Vec<ListedForm> =
            FORMS.iter().map(|form| ListedForm::new(form, &closures, offers_notices)).collect();
        let each = forms
            .iter()
            .map(|listed| Ok((listed.form.slug, Versioned::new(listed, CACHE)?)))
            .collect::<Result<_, _>>()?;
        let all = Versioned::new(&Listed { forms }, CACHE)?;
        Ok(Self { closures, all, each })
    }

    pub(crate) fn all(&self) -> &Versioned {
        &self.all
    }

    pub(crate) fn by_slug(&self, slug: &str) -> Option<&Versioned> {
        self.each.iter().find(|(other, _)| *other == slug).map(|(_, form)| form)
    }
}

impl<'a> ListedForm<'a> {
    pub(crate) fn new(form: &'static Form, closures: &'a [Closure], offers_notices: bool) -> Self {
        let closure = closures.iter().find(|closure| closure.form == form.code);
        let (label, help) = texts::notice_address();
        let contact = AddressField {
            name: NOTICE_ADDRESS_FIELD,
            label,
            help,
            required: false,
            control: "text",
            max_length: NoticeAddress::MAX_LENGTH,
            input_mode: "text",
            autocomplete: "email",
            options: [],
            suggestions: None,
        };
        Self {
            form,
            closed: closure.map(|closure| Closed { reason: &closure.reason, reopens_at: closure.reopens_at }),
            contact: (offers_notices && form.outcome == Outcome::Ticket).then_some(contact),
        }
    }
}
