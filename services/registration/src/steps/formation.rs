//! 3. Mendaftar Formasi: where, and with which education.
//!
//! The formation is narrowed down from list to list: agency and kind, then education, position and place. A list
//! depends on those before it, so another choice clears what follows.

use applicants::Applicant;
use domain::time::wib_day;
use domain::{FieldError, FieldFault};
use jiff::Timestamp;
use jiff::civil::Date;

use super::{Control, Question, Reading, biodata};
use crate::catalogue::{Formation, Gender};
use crate::eligibility::{Grade, Person, Scale, Verdict, judge};
use crate::registrations::Content;

/// The choices that lead to a formation, in their order. The last one is the formation itself, shown by its place.
pub(crate) const CHOICES: [&str; 5] = ["agency", "formation_kind", "education", "position", "formation"];

/// Oldest year of a diploma.
const FIRST_YEAR: i16 = 1960;

const UNIVERSITY_KIND: [(&str, &str); 2] =
    [("domestic", "formation-university-kind.domestic"), ("foreign", "formation-university-kind.foreign")];
/// As agencies of accreditation word them.
const ACCREDITATION: [&str; 7] = ["A", "B", "C", "Unggul", "Baik Sekali", "Baik", "Tidak Terakreditasi"];

/// Who asks, and when.
pub(crate) struct Asker<'a> {
    pub(crate) applicant: &'a Applicant,
    pub(crate) now: Timestamp,
}

/// What is asked for once the formation is chosen.
pub(crate) fn questions(formation: &Formation) -> Vec<Question> {
    let line = Question::line;
    let is_school = Scale::of(&formation.education) == Scale::School;
    let accreditation = || Control::Choice(ACCREDITATION.map(|level| (level.into(), level.into())).to_vec());
    let gpa_help = if is_school { "formation-gpa.help-school" } else { "formation-gpa.help-academic" };
    let mut all = vec![
        line("exam_place", "formation-exam-place", "formation-exam-place.help").with(biodata::provinces()),
        line("gpa", "formation-gpa", gpa_help),
        line("graduation_year", "formation-year", "formation-year.help").with(Control::Digits),
        line("diploma_date", "formation-diploma-date", "formation-diploma-date.help").with(Control::Date),
        line("diploma_number", "formation-diploma-number", "formation-diploma-number.help"),
    ];
    if is_school {
        all.push(line("university_on_diploma", "formation-school", "formation-school.help"));
    } else {
        let suggested = Control::Suggested;
        all.extend([
            Question::choice("university_kind", "formation-university-kind", &UNIVERSITY_KIND),
            line("university", "formation-university", "formation-university.help").with(suggested("universities")),
            line("programme", "formation-programme", "formation-programme.help").with(suggested("programmes")),
            line("university_on_diploma", "formation-on-diploma", "formation-on-diploma.help"),
            line("accreditation_university", "formation-accreditation", "formation-accreditation.help")
                .with(accreditation()),
            line("accreditation_programme", "formation-accreditation-programme", "formation-accreditation.help")
                .with(accreditation()),
        ]);
    }
    if formation.asks_str {
        all.push(line("str_number", "formation-str", "formation-str.help"));
    }
    if formation.asks_teaching {
        all.push(line("teaching_certificate", "formation-teaching", "formation-teaching.help"));
    }
    if formation.asks_toefl {
        all.push(line("toefl_score", "formation-toefl", "formation-toefl.help").with(Control::Digits));
    }
    all.push(line("additional_education", "formation-additional", "formation-additional.help").optional());
    all
}

/// Whether somebody may apply for a formation at all: what holds before anything of the education is told.
pub(crate) fn who_may(formation: &Formation, asker: &Asker<'_>, content: &Content) -> Vec<FieldError> {
    let mut reading = Reading::of(content);
    let name = CHOICES[4];
    let person = Person::of(asker.applicant.identity.birth_date.expose(), &formation.education, None);
    for verdict in judge(formation, &person, wib_day(asker.now)).into_iter().filter(Verdict::is_of_age) {
        if !verdict.holds {
            reading.tell(name, "age", verdict.told);
        }
    }
    let gender = asker.applicant.details.as_ref().map(|details| details.gender);
    let fits = match (formation.gender, gender) {
        (None, _) | (_, None) => true,
        (Some(Gender::L), Some(gender)) => gender == applicants::Gender::Male,
        (Some(Gender::P), Some(gender)) => gender == applicants::Gender::Female,
    };
    if !fits {
        reading.tell(name, "gender", language::text("formation-gender"));
    }
    let has_disability = !matches!(reading.raw("disability"), "" | biodata::NO_DISABILITY);
    if has_disability && !formation.open_to_disability {
        reading.tell(name, "disability", language::text("formation-disability"));
    }
    let is_for_disability = domain::folded(&formation.kind).contains("disabilitas");
    if is_for_disability && !has_disability {
        reading.tell(name, "disability", language::text("formation-disability.only"));
    }
    reading.errors
}

/// Everything that is wrong with a step whose formation is chosen.
pub(crate) fn read(content: &Content, formation: &Formation, asker: &Asker<'_>) -> Vec<FieldError> {
    let mut reading = Reading::of(content);
    reading.errors = who_may(formation, asker, content);
    let born = asker.applicant.identity.birth_date.expose();
    let today = wib_day(asker.now);
    let questions = questions(formation);
    let mut diploma_date = None;
    for question in &questions {
        match question.name {
            "gpa" => grade(&mut reading, question, formation, born, today),
            "graduation_year" => year(&mut reading, question, born, today),
            "diploma_date" => diploma_date = date(&mut reading, question, today),
            "toefl_score" => score(&mut reading, question),
            "diploma_number" | "str_number" | "teaching_certificate" => {
                reading.line(question, 60);
            }
            "university" | "programme" | "university_on_diploma" | "additional_education" => {
                reading.line(question, 150);
            }
            _ => {
                reading.choice(question);
            }
        }
    }
    if let (Some(diploma), Ok(year)) = (diploma_date, reading.raw("graduation_year").trim().parse::<i16>())
        && year > diploma.year() + 1
    {
        reading.tell("graduation_year", "after_diploma", language::text("formation-year.after-diploma"));
    }
    reading.errors
}

fn grade(reading: &mut Reading<'_>, question: &Question, formation: &Formation, born: Date, today: Date) {
    let scale = Scale::of(&formation.education);
    let Some(grade) = reading.answer(question, |raw| Ok(Grade::read(raw, scale))) else { return };
    let Some(grade) = grade else {
        let id = if scale == Scale::School { "formation-gpa.school" } else { "formation-gpa.academic" };
        return reading.tell(question.name, "not_a_grade", language::text(id));
    };
    let person = Person::of(born, &formation.education, Some(grade));
    for verdict in judge(formation, &person, today).into_iter().filter(Verdict::is_of_grade) {
        if !verdict.holds {
            reading.tell(question.name, "grade_too_low", verdict.told);
        }
    }
}

fn year(reading: &mut Reading<'_>, question: &Question, born: Date, today: Date) {
    let number = |raw: &str| raw.trim().parse::<i16>().map_err(|_no_number| FieldFault::NotDigits);
    let Some(year) = reading.answer(question, number) else { return };
    let first = FIRST_YEAR.max(born.year() + 15);
    if !(first..=today.year()).contains(&year) {
        let bounds = [("first", &first.to_string() as &dyn language::Value), ("last", &today.year().to_string())];
        reading.tell(question.name, "out_of_range", language::fill("formation-year.wrong", &bounds));
    }
}

/// A day that is real and not in the future, as people write days.
fn date(reading: &mut Reading<'_>, question: &Question, today: Date) -> Option<Date> {
    let parse = |raw: &str| {
        let date = domain::typed::date(raw)?;
        if date > today { Err(FieldFault::InFuture) } else { Ok(date) }
    };
    reading.answer(question, parse)
}

fn score(reading: &mut Reading<'_>, question: &Question) {
    let number = |raw: &str| raw.trim().parse::<u16>().map_err(|_no_number| FieldFault::NotDigits);
    let Some(score) = reading.answer(question, number) else { return };
    if !(310..=677).contains(&score) {
        reading.tell(question.name, "out_of_range", language::text("formation-toefl.wrong"));
    }
}
