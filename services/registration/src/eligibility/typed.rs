//! What somebody types to learn whether a formation's rules hold.

use domain::{BirthDate, FieldError, FieldFault};
use jiff::civil::Date;
use language::text;

use super::grade::{Grade, Scale};
use crate::catalogue::{Formation, fold};

/// Longest education that is looked at, in characters.
const LONGEST: usize = 300;

/// Exactly as typed. Personal data.
#[derive(Clone, Default)]
pub(crate) struct Typed {
    pub(crate) birth_date: String,
    pub(crate) education: String,
    pub(crate) gpa: String,
}

/// What is known of a person. Personal data.
pub(crate) struct Person {
    pub(super) born: Date,
    pub(super) education: String,
    pub(super) grade: Option<Grade>,
}

impl Person {
    /// Somebody whose values are known.
    pub(crate) fn of(born: Date, education: &str, grade: Option<Grade>) -> Self {
        Self { born, education: education.to_owned(), grade }
    }
}

/// What is wrong with one field.
pub(crate) struct Fault {
    pub(crate) field: &'static str,
    pub(crate) code: &'static str,
    pub(crate) message: String,
}

impl From<Fault> for FieldError {
    fn from(fault: Fault) -> Self {
        Self { field: fault.field.to_owned(), code: fault.code, message: fault.message }
    }
}

impl Typed {
    /// The person, or everything that is wrong. A grade may be missing where the formation asks for none.
    pub(crate) fn read(&self, formation: &Formation, today: Date) -> Result<Person, Vec<Fault>> {
        let mut faults = Vec::new();
        let born = BirthDate::parse(&self.birth_date, today).map_err(|fault| faults.push(of_birth(fault)));
        let education = fold(&self.education);
        if education.is_empty() {
            faults.push(fault("education", "required", text("formation-education.required").to_owned()));
        } else if self.education.chars().count() > LONGEST {
            faults.push(fault("education", "too_long", text("formation-education.too-long").to_owned()));
        }
        let scale = Scale::of(&formation.education);
        let grade = Grade::read(&self.gpa, scale);
        if domain::typed::is_blank_text(&self.gpa) {
            if formation.gpa_min.is_some() {
                faults.push(fault("gpa", "required", text("formation-gpa.required").to_owned()));
            }
        } else if grade.is_none() {
            let message = match scale {
                Scale::Academic => text("formation-gpa.academic"),
                Scale::School => text("formation-gpa.school"),
            };
            faults.push(fault("gpa", "not_a_grade", message.to_owned()));
        }
        match born {
            Ok(born) if faults.is_empty() => {
                Ok(Person { born: born.expose(), education: self.education.clone(), grade })
            }
            Ok(_) | Err(()) => Err(faults),
        }
    }
}

fn of_birth(found: FieldFault) -> Fault {
    let FieldError { code, message, .. } = FieldError::labelled("birth_date", text("formation-birth-date"), found);
    Fault { field: "birth_date", code, message }
}

fn fault(field: &'static str, code: &'static str, message: String) -> Fault {
    Fault { field, code, message }
}

/// How the grade of a formation is written.
pub(crate) fn grade_help(formation: &Formation) -> &'static str {
    match Scale::of(&formation.education) {
        Scale::Academic => text("formation-gpa.help-academic"),
        Scale::School => text("formation-gpa.help-school"),
    }
}
