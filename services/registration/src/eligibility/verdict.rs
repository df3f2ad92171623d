//! The rules of a formation, held against a person.

use domain::{Age, birthday};
use jiff::civil::Date;
use language::{fill, text};
use serde::Serialize;
use utoipa::ToSchema;

use super::education;
use super::grade::Grade;
use super::typed::Person;
use crate::catalogue::Formation;

/// One rule of a formation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Rule {
    /// Completed years at least.
    AgeMin,
    /// Years at most: one day over is too old.
    AgeMax,
    /// The education that is asked for.
    Education,
    /// The grade at least.
    GpaMin,
}

/// Whether a rule holds, and why.
pub(crate) struct Verdict {
    pub(crate) rule: Rule,
    pub(crate) holds: bool,
    /// The rule with the agency's own bound and what it was held against.
    pub(crate) told: String,
}

impl Verdict {
    /// Whether it is about the age.
    pub(crate) const fn is_of_age(&self) -> bool {
        matches!(self.rule, Rule::AgeMin | Rule::AgeMax)
    }

    /// Whether it is about the grade.
    pub(crate) const fn is_of_grade(&self) -> bool {
        matches!(self.rule, Rule::GpaMin)
    }
}

/// All rules in the order in which people read them. A grade that nobody asks for has no rule.
pub(crate) fn judge(formation: &Formation, person: &Person, today: Date) -> Vec<Verdict> {
    let old = Age::on(today, person.born);
    let is = fill(
        "formation-age",
        &[("years", &old.years.to_string()), ("months", &old.months.to_string()), ("days", &old.days.to_string())],
    );
    let mut verdicts = vec![
        Verdict {
            rule: Rule::AgeMin,
            holds: today >= birthday(person.born, formation.age_min),
            told: fill("formation-rule-age-min", &[("least", &formation.age_min.to_string()), ("is", &is)]),
        },
        Verdict {
            rule: Rule::AgeMax,
            holds: today <= birthday(person.born, formation.age_max),
            told: fill("formation-rule-age-max", &[("most", &formation.age_max.to_string()), ("is", &is)]),
        },
        of_education(formation, person),
    ];
    if let Some(least) = formation.gpa_min {
        verdicts.push(of_grade(formation, Grade::of_hundredths(least), person));
    }
    verdicts
}

fn of_education(formation: &Formation, person: &Person) -> Verdict {
    let holds = education::fits(formation, &person.education);
    let asked = [("education", &formation.education as &dyn language::Value), ("code", &formation.education_code)];
    let id = if holds { "formation-rule-education" } else { "formation-rule-education.other" };
    Verdict { rule: Rule::Education, holds, told: fill(id, &asked) }
}

fn of_grade(formation: &Formation, least: Grade, person: &Person) -> Verdict {
    let has = person.grade.map_or_else(|| text("formation-rule-gpa.none").to_owned(), Grade::shown);
    let told = fill("formation-rule-gpa", &[("agency", &formation.agency), ("least", &least.shown()), ("has", &has)]);
    Verdict { rule: Rule::GpaMin, holds: person.grade.is_some_and(|grade| grade >= least), told }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::eligibility::Typed;
    use crate::import::tests::formation;

    const TODAY: Date = date(2026, 11, 30);

    fn holding(formation: &Formation, born: &str, education: &str, gpa: &str, today: Date) -> Vec<(Rule, bool)> {
        let typed = Typed { birth_date: born.to_owned(), education: education.to_owned(), gpa: gpa.to_owned() };
        let person = typed.read(formation, today).unwrap_or_else(|faults| {
            panic!("{:?}", faults.iter().map(|fault| (fault.field, fault.code)).collect::<Vec<_>>())
        });
        judge(formation, &person, today).into_iter().map(|verdict| (verdict.rule, verdict.holds)).collect()
    }

    fn of(rule: Rule, verdicts: &[(Rule, bool)]) -> bool {
        verdicts.iter().find(|(of, _)| *of == rule).unwrap().1
    }

    #[test]
    fn one_day_over_the_greatest_age_fails_and_the_birthday_itself_does_not() {
        let formation = formation();
        for (born, holds) in [("30-11-1991", true), ("29-11-1991", false), ("01-12-1991", true)] {
            let verdicts = holding(&formation, born, "S-1 Hukum", "3,00", TODAY);
            assert_eq!(of(Rule::AgeMax, &verdicts), holds, "{born}");
        }
    }

    #[test]
    fn the_birthday_is_the_first_day_of_the_least_age() {
        let formation = formation();
        for (born, holds) in [("30-11-2008", true), ("01-12-2008", false)] {
            let verdicts = holding(&formation, born, "S-1 Hukum", "3,00", TODAY);
            assert_eq!(of(Rule::AgeMin, &verdicts), holds, "{born}");
        }
    }

    #[test]
    fn who_was_born_on_a_leap_day_has_the_birthday_on_the_first_of_march() {
        let formation = formation();
        for (today, min, max) in [
            (date(2022, 2, 28), false, true), // born 2004: 18 from 1 March on
            (date(2022, 3, 1), true, true),
        ] {
            let verdicts = holding(&formation, "29-02-2004", "S-1 Hukum", "3,00", today);
            assert_eq!((of(Rule::AgeMin, &verdicts), of(Rule::AgeMax, &verdicts)), (min, max), "{today}");
        }
        for (today, max) in [(date(2027, 2, 28), true), (date(2027, 3, 1), true), (date(2027, 3, 2), false)] {
            let verdicts = holding(&formation, "29-02-1992", "S-1 Hukum", "3,00", today);
            assert_eq!(of(Rule::AgeMax, &verdicts), max, "{today}");
        }
    }

    #[test]
    fn the_least_grade_itself_is_enough_with_comma_and_with_point() {
        let formation = Formation { gpa_min: Some(275), ..formation() };
        for (gpa, holds) in [("2,75", true), ("2.75", true), ("2,74", false), ("4", true)] {
            assert_eq!(of(Rule::GpaMin, &holding(&formation, "01-01-2000", "S-1 Hukum", gpa, TODAY)), holds, "{gpa}");
        }
        let none_asked = Formation { gpa_min: None, ..formation };
        assert_eq!(holding(&none_asked, "01-01-2000", "S-1 Hukum", "", TODAY).len(), 3);
    }

    #[test]
    fn a_school_is_held_against_its_own_scale() {
        let formation = Formation { education: "SLTA/SMA Sederajat".to_owned(), gpa_min: Some(7_500), ..formation() };
        for (gpa, holds) in [("75", true), ("74,99", false), ("100", true)] {
            assert_eq!(of(Rule::GpaMin, &holding(&formation, "01-01-2000", "SMA", gpa, TODAY)), holds, "{gpa}");
        }
    }

    #[test]
    fn a_rule_names_the_agency_and_its_bound() {
        let formation = Formation { gpa_min: Some(300), agency: "Badan Uji".to_owned(), ..formation() };
        let typed =
            Typed { birth_date: "29-11-1991".to_owned(), education: "S-1 Gizi".to_owned(), gpa: "2.9".to_owned() };
        let Ok(person) = typed.read(&formation, TODAY) else { panic!("all of it can be read") };
        let told: Vec<String> = judge(&formation, &person, TODAY).into_iter().map(|verdict| verdict.told).collect();
        assert!(told[1].contains("35 tahun 0 bulan 1 hari"), "{told:?}");
        assert!(told[2].contains("S-1 Hukum"), "{told:?}");
        assert!(told[3].contains("Badan Uji") && told[3].contains("3,00") && told[3].contains("2,90"), "{told:?}");
    }

    #[test]
    fn everything_that_cannot_be_read_is_told_at_once() {
        let formation = Formation { gpa_min: Some(300), ..formation() };
        let faults = |birth_date: &str, education: &str, gpa: &str| -> Vec<(&str, &str)> {
            let typed =
                Typed { birth_date: birth_date.to_owned(), education: education.to_owned(), gpa: gpa.to_owned() };
            typed.read(&formation, TODAY).err().unwrap().iter().map(|fault| (fault.field, fault.code)).collect()
        };
        assert_eq!(faults("", " ", ""), [("birth_date", "required"), ("education", "required"), ("gpa", "required")]);
        assert_eq!(faults("31-02-1995", "S-1 Hukum", "4,5"), [("birth_date", "not_a_date"), ("gpa", "not_a_grade")]);
    }
}
