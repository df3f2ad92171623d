//! Draws a formation: what it asks for and offers, the form that checks its rules, and what came out.

use askama::Template;
use domain::time::{day_in_words, wib_in_words};
use jiff::Timestamp;
use jiff::civil::Date;
use language::{Language, fill, text};
use web::pages::summary;
use web::{FieldView, Page, SummaryLine};

use super::search::grouped;
use super::{PATH, check_path};
use crate::catalogue::{Dates, Formation, Gender};
use crate::eligibility::{Fault, Grade, Typed, Verdict, grade_help};
use crate::state::{Shown, State};

/// The page.
#[derive(Template)]
#[template(path = "formation.html")]
pub(super) struct FormationPage {
    page: Page,
    errors: Vec<SummaryLine>,
    back: String,
    position: String,
    agency: String,
    selection: &'static str,
    kind: String,
    withdrawn: bool,
    facts: Vec<Fact>,
    dates: Option<DatesView>,
    requirements: Vec<RequirementView>,
    job: String,
    skills: String,
    action: String,
    birth_date: FieldView,
    education: FieldView,
    gpa: Option<FieldView>,
    outcome: Option<Outcome>,
}

struct Fact {
    label: &'static str,
    value: String,
    /// The language of the value: that of the page, or Indonesian where it stands as its agency wrote it.
    lang: &'static str,
}

impl Fact {
    /// In the words of the page.
    fn told(label: &'static str, value: String) -> Self {
        Self { label, value, lang: language::current().code() }
    }

    /// As its agency wrote it.
    fn written(label: &'static str, value: String) -> Self {
        Self { label, value, lang: Language::Indonesian.code() }
    }
}

struct DatesView {
    period: String,
    opens: String,
    closes: String,
    stands: &'static str,
}

struct RequirementView {
    label: String,
    mandatory: bool,
}

/// What came out of a check.
struct Outcome {
    all_hold: bool,
    title: &'static str,
    on: String,
    verdicts: Vec<Verdict>,
}

impl FormationPage {
    pub(super) fn draw(state: &State, shown: &Shown) -> Self {
        let Shown { formation, withdrawn, dates } = shown;
        let now = state.clock.now();
        let mut page = Self {
            page: state.page(),
            errors: Vec::new(),
            back: language::path(PATH).into_owned(),
            position: formation.position.clone(),
            agency: formation.agency.clone(),
            selection: formation.selection.as_str(),
            kind: formation.kind.clone(),
            withdrawn: *withdrawn,
            facts: facts(formation),
            dates: dates.as_ref().map(|dates| DatesView::new(dates, now)),
            requirements: formation
                .requirements
                .iter()
                .map(|one| RequirementView { label: one.label.clone(), mandatory: one.mandatory })
                .collect(),
            job: formation.job.clone(),
            skills: formation.skills.clone(),
            action: check_path(formation.id),
            birth_date: line("birth_date", ("formation-birth-date", "formation-birth-date.help"), "date"),
            education: line("education", ("formation-education", "formation-education.help"), "text"),
            gpa: formation.gpa_min.map(|_least| FieldView {
                input_mode: "decimal",
                help: grade_help(formation),
                ..line("gpa", ("formation-gpa", "formation-gpa"), "text")
            }),
            outcome: None,
        };
        page.birth_date.autocomplete = "bday";
        page
    }

    /// With what was typed.
    fn filled(mut self, typed: &Typed) -> Self {
        self.birth_date.value.clone_from(&typed.birth_date);
        self.education.value.clone_from(&typed.education);
        if let Some(gpa) = &mut self.gpa {
            gpa.value.clone_from(&typed.gpa);
        }
        self
    }

    pub(super) fn with_faults(self, typed: &Typed, faults: &[Fault]) -> Self {
        let mut page = self.filled(typed);
        let told = |field| {
            faults.iter().find(|fault| fault.field == field).map(|fault| fault.message.clone()).unwrap_or_default()
        };
        page.birth_date.error = told("birth_date");
        page.education.error = told("education");
        let gpa = told("gpa");
        page.errors =
            summary([("birth_date", &page.birth_date.error), ("education", &page.education.error), ("gpa", &gpa)]);
        if let Some(field) = &mut page.gpa {
            field.error = gpa;
        }
        page
    }

    pub(super) fn with_verdicts(self, typed: &Typed, verdicts: Vec<Verdict>, today: Date) -> Self {
        let all_hold = verdicts.iter().all(|verdict| verdict.holds);
        let title = if all_hold { text("formation-outcome.all") } else { text("formation-outcome.some") };
        let on = fill("formation-outcome.on", &[("day", &day_in_words(today))]);
        Self { outcome: Some(Outcome { all_hold, title, on, verdicts }), ..self.filled(typed) }
    }
}

/// A field that no device keeps.
fn line(name: &'static str, (label, help): (&'static str, &'static str), control: &'static str) -> FieldView {
    FieldView { kept: false, ..FieldView::line(name, (text(label), text(help)), control, "off", "", "") }
}

fn facts(formation: &Formation) -> Vec<Fact> {
    let (least, most) = (formation.age_min.to_string(), formation.age_max.to_string());
    let mut facts = vec![
        Fact::written(text("formation-fact-agency"), formation.agency.clone()),
        Fact::written(text("formation-fact-place"), formation.place.clone()),
        Fact::written(
            text("formation-fact-education"),
            fill(
                "formation-fact-education.with-code",
                &[("education", &formation.education), ("code", &formation.education_code)],
            ),
        ),
        Fact::told(text("formation-places"), grouped(formation.places.into())),
        Fact::told(
            text("formation-fact-age"),
            fill("formation-fact-age.between", &[("least", &least), ("most", &most)]),
        ),
    ];
    if let Some(least) = formation.gpa_min {
        let value = fill("formation-fact-gpa.least", &[("least", &Grade::of_hundredths(least).shown())]);
        facts.push(Fact::told(text("formation-fact-gpa"), value));
    }
    if let Some(value) = salary(formation) {
        facts.push(Fact::told(text("formation-fact-salary"), value));
    }
    let disability = if formation.open_to_disability {
        text("formation-fact-disability.yes")
    } else {
        text("formation-fact-disability.no")
    };
    facts.push(Fact::told(text("formation-fact-disability"), disability.to_owned()));
    if let Some(gender) = formation.gender {
        let value = match gender {
            Gender::L => text("formation-fact-gender.men"),
            Gender::P => text("formation-fact-gender.women"),
        };
        facts.push(Fact::told(text("formation-fact-gender"), value.to_owned()));
    }
    let asked = [
        (formation.asks_str, text("formation-fact-asks.str")),
        (formation.asks_teaching, text("formation-fact-asks.teaching")),
        (formation.asks_toefl, text("formation-fact-asks.toefl")),
    ];
    let asked: Vec<&str> = asked.into_iter().filter_map(|(asks, told)| asks.then_some(told)).collect();
    if !asked.is_empty() {
        facts.push(Fact::told(text("formation-fact-asks"), asked.join(", ")));
    }
    if !formation.contact.is_empty() {
        facts.push(Fact::written(text("formation-fact-contact"), formation.contact.clone()));
    }
    facts
}

fn salary(formation: &Formation) -> Option<String> {
    match (formation.salary_min, formation.salary_max) {
        (Some(least), Some(most)) => {
            Some(fill("formation-fact-salary.between", &[("least", &grouped(least)), ("most", &grouped(most))]))
        }
        (Some(least), None) => Some(fill("formation-fact-salary.from", &[("least", &grouped(least))])),
        (None, Some(most)) => Some(fill("formation-fact-salary.up-to", &[("most", &grouped(most))])),
        (None, None) => None,
    }
}

impl DatesView {
    fn new(dates: &Dates, now: Timestamp) -> Self {
        let stands = match () {
            () if now < dates.opens_at => text("formation-dates.not-yet"),
            () if now < dates.closes_at => text("formation-dates.open"),
            () => text("formation-dates.closed"),
        };
        Self {
            period: dates.period.clone(),
            opens: wib_in_words(dates.opens_at),
            closes: wib_in_words(dates.closes_at),
            stands,
        }
    }
}
