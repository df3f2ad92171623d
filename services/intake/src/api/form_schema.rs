//! What `domain`'s forms look like as JSON, for the description of the API. A test holds both together.

use utoipa::ToSchema;

/// The catalogue.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes what the catalogue serializes to")]
pub(super) struct Catalogue {
    /// Every form, in the order of the manual.
    forms: Vec<PublishedForm>,
}

/// A form with everything that is needed to draw and fill it.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes what a form serializes to")]
pub(super) struct PublishedForm {
    /// Two digits, first in the ticket number.
    #[schema(value_type = web::described::FormCode)]
    code: String,
    /// Name in addresses.
    #[schema(value_type = web::described::Slug)]
    slug: String,
    /// Its name.
    title: String,
    /// Where the manual describes it.
    section: String,
    /// Heading that it stands under in a menu.
    group: String,
    /// Whom it helps and what to watch out for.
    explanation: String,
    /// In the order of the form.
    fields: Vec<PublishedField>,
    /// In the order of the form.
    documents: Vec<PublishedDocument>,
    /// The field in which a person may say where to be told of the answer: an e-mail address, or the number of a mobile
    /// telephone. Numbers without `+` are Indonesian. `null` where the installation tells nobody, and on forms that are
    /// answered at once.
    #[schema(required = true)]
    contact: Option<PublishedField>,
    /// `guidance`: answered at once with what to do. `ticket`: an officer answers. `self_service`: solved at once.
    #[schema(example = "ticket")]
    outcome: String,
    /// Set while the operator keeps the form closed: submissions are answered with 503 `form_closed`.
    #[schema(required = true)]
    closed: Option<FormClosure>,
}

/// A form that takes nothing in for now.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes what a closed form serializes to")]
pub(super) struct FormClosure {
    /// Why, for applicants.
    reason: String,
    /// When it opens again, where that is known.
    #[schema(required = true, format = "date-time")]
    reopens_at: Option<String>,
}

/// A field of a form.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes what a field serializes to")]
pub(super) struct PublishedField {
    /// Name of the part.
    #[schema(example = "nik")]
    name: String,
    label: String,
    /// How to fill it in.
    help: String,
    required: bool,
    /// `text`, `digits`, `date`, `textarea` or `select`.
    #[schema(example = "digits")]
    control: String,
    /// Most characters, where there is a limit.
    #[schema(example = 16, required = true)]
    max_length: Option<u32>,
    /// Which keyboard a phone shows: `text` or `numeric`.
    #[schema(example = "numeric")]
    input_mode: String,
    /// What a browser may fill in by itself.
    #[schema(example = "off")]
    autocomplete: String,
    /// Choices of a `select`.
    options: Vec<PublishedChoice>,
    /// The list that suggests values while typing: `countries`, `cities`, `universities`, `programmes` or
    /// `agencies`; ask for them at `/api/v1/suggestions/{list}`.
    #[schema(required = true, value_type = Option<web::described::List>)]
    suggestions: Option<String>,
}

/// One choice.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes what a choice serializes to")]
pub(super) struct PublishedChoice {
    /// What is sent.
    value: String,
    /// What people read.
    label: String,
}

/// A document of a form.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes what a document serializes to")]
pub(super) struct PublishedDocument {
    /// Name of the part.
    #[schema(value_type = web::described::DocumentKind)]
    kind: String,
    label: String,
    required: bool,
    /// When it is needed.
    #[schema(required = true)]
    note: Option<String>,
    /// Largest size in bytes.
    #[schema(example = 204_800)]
    max_bytes: u32,
    /// What it may be, judged by its content.
    media_types: Vec<String>,
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use domain::catalogue::FORMS;
    use notices::Closure;
    use serde_json::Value;

    use crate::published_forms::ListedForm;

    fn properties(schema: &str) -> BTreeSet<String> {
        let openapi = serde_json::to_value(crate::openapi()).unwrap();
        openapi["components"]["schemas"][schema]["properties"].as_object().expect(schema).keys().cloned().collect()
    }

    fn keys(value: &Value) -> BTreeSet<String> {
        value.as_object().unwrap().keys().cloned().collect()
    }

    #[test]
    fn forms_look_as_they_are_described() {
        let (forms, fields) = (properties("PublishedForm"), properties("PublishedField"));
        let (documents, choices) = (properties("PublishedDocument"), properties("PublishedChoice"));
        let closure = properties("FormClosure");
        for form in FORMS {
            let closures = [Closure { form: form.code, reason: "Pemeliharaan.".to_owned(), reopens_at: None }];
            let form = serde_json::to_value(ListedForm::new(form, &closures, true)).unwrap();
            assert_eq!(keys(&form), forms);
            assert_eq!(keys(&form["closed"]), closure);
            assert!(form["contact"].is_null() || keys(&form["contact"]) == fields);
            assert_eq!(form["contact"].is_null(), form["outcome"] != "ticket");
            for field in form["fields"].as_array().unwrap() {
                assert_eq!(keys(field), fields);
                assert!(field["options"].as_array().unwrap().iter().all(|option| keys(option) == choices));
            }
            assert!(form["documents"].as_array().unwrap().iter().all(|document| keys(document) == documents));
        }
    }
}
