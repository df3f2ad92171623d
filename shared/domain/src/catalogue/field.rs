//! Every field that a form may ask for: its name, its words, its rule. Forms only choose from these.

use super::{
    rule::{Choice, LONG_TEXT, NARRATIVE, Rule, SHORT_TEXT, TextRule},
    suggestions::Suggestions,
};
use crate::{naming::by_name, texts::fields as texts};

/// A field that a form may ask for. Officers read the fields of a ticket in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "each is described by its row in `Field::row`")]
pub enum Field {
    FullName,
    Nik,
    Kk,
    BirthPlace,
    BirthDate,
    ApplicantCategory,
    EducatorCertificate,
    Thk2Number,
    Thk2Agency,
    BirthCountry,
    BirthCity,
    University,
    EducationLevel,
    StudyProgramme,
    TargetAgency,
    Chronology,
    Complaint,
    SecurityQuestion1,
    SecurityAnswer1,
    SecurityQuestion2,
    SecurityAnswer2,
}

/// A field's description.
struct Row {
    /// Name in JSON and in forms.
    name: &'static str,
    label: &'static str,
    help: &'static str,
    rule: Rule,
}

const EDUCATION_LEVELS: &[Choice] = &[
    Choice::named("SLTA"),
    Choice::named("D-I"),
    Choice::named("D-II"),
    Choice::named("D-III"),
    Choice::named("D-IV"),
    Choice::named("S-1"),
    Choice::named("Profesi"),
    Choice::named("S-2"),
    Choice::named("S-3"),
];

const APPLICANT_CATEGORIES: &[Choice] = &[
    Choice::named("THK-II"),
    Choice::named("Guru Non-ASN Negeri"),
    Choice::named("Guru Swasta"),
    Choice::named("Lulusan PPG"),
];

const SECURITY_QUESTIONS: &[Choice] = &[
    Choice::worded(texts::QUESTION_PET),
    Choice::worded(texts::QUESTION_MOTHER),
    Choice::worded(texts::QUESTION_SCHOOL),
    Choice::worded(texts::QUESTION_FRIEND),
    Choice::worded(texts::QUESTION_FOOD),
];

impl Field {
    /// Every field.
    pub const ALL: [Self; 21] = [
        Self::FullName,
        Self::Nik,
        Self::Kk,
        Self::BirthPlace,
        Self::BirthDate,
        Self::ApplicantCategory,
        Self::EducatorCertificate,
        Self::Thk2Number,
        Self::Thk2Agency,
        Self::BirthCountry,
        Self::BirthCity,
        Self::University,
        Self::EducationLevel,
        Self::StudyProgramme,
        Self::TargetAgency,
        Self::Chronology,
        Self::Complaint,
        Self::SecurityQuestion1,
        Self::SecurityAnswer1,
        Self::SecurityQuestion2,
        Self::SecurityAnswer2,
    ];

    /// Name in JSON and in forms, such as `full_name`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        self.row().name
    }

    /// The label that people read, unless the form has its own.
    #[must_use]
    pub const fn label(self) -> &'static str {
        self.row().label
    }

    /// How to fill it in, unless the form has its own words.
    #[must_use]
    pub const fn help(self) -> &'static str {
        self.row().help
    }

    /// The rule that its value must follow.
    #[must_use]
    pub const fn rule(self) -> Rule {
        self.row().rule
    }

    /// Whether somebody who knows the value can act as the person. A browser never keeps such a value on a device.
    #[must_use]
    pub const fn is_secret(self) -> bool {
        matches!(self, Self::SecurityAnswer1 | Self::SecurityAnswer2)
    }

    /// What a browser may fill in by itself (HTML `autocomplete`). With `off` a browser also forgets what a person
    /// typed when it brings a page back. So only card numbers and secrets have `off`: on a shared device a browser
    /// would offer them to the next person.
    #[must_use]
    pub const fn autocomplete(self) -> &'static str {
        match self.rule() {
            Rule::Name => "name",
            Rule::BirthDate => "bday",
            Rule::Text(TextRule::Line { .. } | TextRule::Narrative { .. } | TextRule::Choice(_))
                if !self.is_secret() =>
            {
                "on"
            }
            Rule::Nik | Rule::FamilyCard | Rule::Text(_) => "off",
        }
    }

    /// The list that suggests values to the person who types. The person may enter other values.
    #[must_use]
    pub const fn suggestions(self) -> Option<Suggestions> {
        #[expect(clippy::wildcard_enum_match_arm, reason = "only these six have a list")]
        match self {
            Self::BirthCountry => Some(Suggestions::Countries),
            Self::BirthCity => Some(Suggestions::Cities),
            Self::University => Some(Suggestions::Universities),
            Self::StudyProgramme => Some(Suggestions::Programmes),
            Self::Thk2Agency | Self::TargetAgency => Some(Suggestions::Agencies),
            _ => None,
        }
    }

    const fn row(self) -> Row {
        const LINE: Rule = Rule::Text(TextRule::Line { max: SHORT_TEXT });
        const LONG_LINE: Rule = Rule::Text(TextRule::Line { max: LONG_TEXT });
        const STORY: Rule = Rule::Text(TextRule::Narrative { max: NARRATIVE });
        const LEVEL: Rule = Rule::Text(TextRule::Choice(EDUCATION_LEVELS));
        const CATEGORY: Rule = Rule::Text(TextRule::Choice(APPLICANT_CATEGORIES));
        const QUESTION: Rule = Rule::Text(TextRule::Choice(SECURITY_QUESTIONS));
        const THK2: Rule = Rule::Text(TextRule::Number { max: 15 });
        const CERTIFICATE: Rule = Rule::Text(TextRule::Number { max: 30 });
        let (name, (label, help), rule) = match self {
            Self::FullName => ("full_name", texts::FULL_NAME, Rule::Name),
            Self::Nik => ("nik", texts::NIK, Rule::Nik),
            Self::Kk => ("kk", texts::KK, Rule::FamilyCard),
            Self::BirthPlace => ("birth_place", texts::BIRTH_PLACE, LINE),
            Self::BirthDate => ("birth_date", texts::BIRTH_DATE, Rule::BirthDate),
            Self::ApplicantCategory => ("applicant_category", texts::CATEGORY, CATEGORY),
            Self::EducatorCertificate => ("educator_certificate", texts::CERTIFICATE, CERTIFICATE),
            Self::Thk2Number => ("thk2_number", texts::THK2_NUMBER, THK2),
            Self::Thk2Agency => ("thk2_agency", texts::THK2_AGENCY, LONG_LINE),
            Self::BirthCountry => ("birth_country", texts::BIRTH_COUNTRY, LINE),
            Self::BirthCity => ("birth_city", texts::BIRTH_CITY, LINE),
            Self::University => ("university", texts::UNIVERSITY, LONG_LINE),
            Self::EducationLevel => ("education_level", texts::EDUCATION_LEVEL, LEVEL),
            Self::StudyProgramme => ("study_programme", texts::STUDY_PROGRAMME, LONG_LINE),
            Self::TargetAgency => ("target_agency", texts::TARGET_AGENCY, LONG_LINE),
            Self::Chronology => ("chronology", texts::CHRONOLOGY, STORY),
            Self::Complaint => ("complaint", texts::COMPLAINT, STORY),
            Self::SecurityQuestion1 => ("security_question_1", texts::QUESTION_1, QUESTION),
            Self::SecurityAnswer1 => ("security_answer_1", texts::ANSWER_1, LINE),
            Self::SecurityQuestion2 => ("security_question_2", texts::QUESTION_2, QUESTION),
            Self::SecurityAnswer2 => ("security_answer_2", texts::ANSWER_2, LINE),
        };
        Row { name, label, help, rule }
    }
}

by_name!(Field, "field");

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_field_has_its_own_name_and_is_found_by_it() {
        let names: HashSet<_> = Field::ALL.map(Field::as_str).into();
        assert_eq!(names.len(), Field::ALL.len());
        for field in Field::ALL {
            assert_eq!(field.as_str().parse(), Ok(field));
            assert!(!field.label().is_empty() && !field.help().is_empty());
        }
    }

    #[test]
    fn a_browser_brings_back_stories_and_never_numbers_of_cards_or_secrets() {
        for field in [Field::Chronology, Field::Complaint, Field::BirthPlace, Field::TargetAgency] {
            assert_eq!(field.autocomplete(), "on");
        }
        for field in [Field::Nik, Field::Kk, Field::Thk2Number, Field::SecurityAnswer1, Field::SecurityAnswer2] {
            assert_eq!(field.autocomplete(), "off");
        }
    }

    #[test]
    fn the_order_of_all_is_the_order_of_reading() {
        assert!(Field::ALL.is_sorted());
    }
}
