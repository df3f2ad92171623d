//! How good the answers are, as the overview shows it.

use domain::{FormCode, catalogue};

use crate::texts;
use crate::work::{Figures, Quality, QualitySource as Source, Verdicts};

/// The figures of the last 14 days.
pub(super) struct QualityView {
    pub(super) all: Row,
    pub(super) desks: Vec<Row>,
    pub(super) forms: Vec<Row>,
    pub(super) templates: Vec<TemplateRow>,
}

/// One desk, one form at a desk, or all of them.
pub(super) struct Row {
    pub(super) desk: &'static str,
    /// Empty for all forms.
    pub(super) form: &'static str,
    pub(super) helped: Helped,
    pub(super) first_answers: i64,
    /// In words; a dash when there is nothing to tell.
    pub(super) median: String,
    pub(super) ninetieth: String,
    pub(super) came_back: i64,
}

/// One template.
pub(super) struct TemplateRow {
    pub(super) title: String,
    pub(super) desk: &'static str,
    pub(super) helped: Helped,
}

/// How many were helped.
pub(super) struct Helped {
    /// Such as "12 dari 15 (80 %)".
    pub(super) told: String,
    /// How long its bar is, of 100; `None`: no bar.
    pub(super) share: Option<i64>,
}

impl QualityView {
    pub(super) fn new(quality: &Quality) -> Self {
        let forms = quality.forms.iter().map(|(desk, form, figures)| Row::new(desk.label(), title(*form), figures));
        let templates = quality.templates.iter().map(|template| TemplateRow {
            title: source(&template.source).to_owned(),
            desk: template.desk.label(),
            helped: Helped::new(template.verdicts),
        });
        Self {
            all: Row::new("", "", &quality.all),
            desks: quality.desks.iter().map(|(desk, figures)| Row::new(desk.label(), "", figures)).collect(),
            forms: forms.collect(),
            templates: templates.collect(),
        }
    }
}

impl Row {
    fn new(desk: &'static str, form: &'static str, figures: &Figures) -> Self {
        Self {
            desk,
            form,
            helped: Helped::new(figures.verdicts),
            first_answers: figures.first_answers(),
            median: texts::hours(figures.median()),
            ninetieth: texts::hours(figures.ninetieth()),
            came_back: figures.came_back,
        }
    }
}

impl Helped {
    fn new(verdicts: Verdicts) -> Self {
        let share = verdicts.share();
        Self { told: texts::helped(verdicts.helped, verdicts.all(), share), share }
    }
}

/// What a form is called; empty for one that there is no more.
pub(super) fn title(form: FormCode) -> &'static str {
    catalogue::by_code(form).map_or("", |form| form.title)
}

/// What an answer came from.
pub(super) fn source(source: &Source) -> &str {
    match source {
        Source::Template(title) => title,
        Source::Removed => texts::REMOVED_TEMPLATE,
        Source::Free => texts::NO_TEMPLATE,
    }
}
