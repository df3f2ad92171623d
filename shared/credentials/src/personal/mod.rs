//! What a stranger may know of somebody and would try first, in the ways in which people write it.

mod days;

use std::fmt;

use domain::typed;
use jiff::civil::Date;
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use days::writings;

/// Parts of a name or of an e-mail address that are shorter than this are in too many passwords by chance.
const SHORTEST_PART: usize = 4;

/// Digits of a personal number in a row that a password may not hold.
const DIGITS_IN_A_ROW: usize = 6;

/// What a stranger may know of somebody and would try first. Does not print.
#[derive(Clone, Default)]
pub struct Personal {
    /// The person's names, such as the one on the KTP and the one on the diploma.
    pub names: Vec<String>,
    /// Numbers that stand for the person. Of several that a password holds a part of, the first is told.
    pub numbers: Vec<Number>,
    /// Birth dates, such as those of KTP and diploma.
    pub born: Vec<Date>,
    /// The e-mail address.
    pub email: Option<String>,
    /// Other values that an answer to a security question may not be, such as birth places and the phone number.
    pub others: Vec<String>,
}

/// A personal number.
#[derive(Clone)]
pub struct Number {
    /// What people call it, such as `NIP`.
    pub called: &'static str,
    /// Its digits.
    pub digits: String,
}

impl Personal {
    /// What the first of the numbers is called of which the text holds six digits in a row, whatever stands between.
    pub(crate) fn number_in(&self, text: &str) -> Option<&'static str> {
        let typed = bare(text);
        let typed = typed.as_bytes();
        let held = |number: &&Number| {
            let mut parts = number.digits.as_bytes().windows(DIGITS_IN_A_ROW);
            parts.any(|part| typed.windows(DIGITS_IN_A_ROW).any(|typed| typed == part))
        };
        self.numbers.iter().find(held).map(|number| number.called)
    }

    /// Whether the text holds a birth date as people write it, whatever stands between its parts.
    pub(crate) fn birth_date_in(&self, text: &str) -> bool {
        let typed = bare(text);
        self.writings_of_birth_dates().any(|writing| typed.contains(&writing))
    }

    /// Whether the text holds a part of a name, also with signs in place of letters, as `read` puts them back.
    pub(crate) fn name_in(&self, text: &str, read: impl Fn(char) -> char) -> bool {
        let parts = self.names.iter().flat_map(|name| parts(name)).collect::<Vec<_>>();
        holds(text, parts.iter().filter(|part| part.chars().count() >= SHORTEST_PART), read)
    }

    /// Whether the text holds what stands before the `@` of the e-mail address, with or without its dots and the like.
    pub(crate) fn email_in(&self, text: &str, read: impl Fn(char) -> char) -> bool {
        let Some(local) = self.email.as_deref().and_then(|email| email.split(['@', '+']).next()) else { return false };
        let spellings = [plain(local), bare(local)];
        holds(text, spellings.iter().filter(|spelling| spelling.chars().count() >= SHORTEST_PART), read)
    }

    /// Whether an answer, in small letters and with blanks for all signs, is one of the values, or a part of a name.
    pub(crate) fn is(&self, answer: &str) -> bool {
        let answer = bare(answer);
        if answer.is_empty() {
            return false;
        }
        let texts = self.names.iter().chain(&self.others).chain(&self.email);
        let local = self.email.iter().filter_map(|email| email.split('@').next());
        texts.map(String::as_str).chain(local).any(|text| bare(text) == answer)
            || self.names.iter().flat_map(|name| parts(name)).any(|part| bare(&part) == answer)
            || self.numbers.iter().any(|number| number.digits == answer)
            || self.writings_of_birth_dates().any(|writing| writing == answer)
    }

    fn writings_of_birth_dates(&self) -> impl Iterator<Item = String> {
        self.born.iter().flat_map(|born| writings(*born))
    }
}

/// Whether the text holds one of the parts, as it stands or with its signs read as letters.
fn holds<'a>(text: &str, mut parts: impl Iterator<Item = &'a String>, read: impl Fn(char) -> char) -> bool {
    let typed = plain(text);
    let letters: String = typed.chars().map(read).collect();
    parts.any(|part| typed.contains(part.as_str()) || letters.contains(part.as_str()))
}

/// The parts of a name, in small letters without marks.
fn parts(name: &str) -> Vec<String> {
    let parts = name.split(|character: char| !character.is_alphabetic() && !is_combining_mark(character));
    parts.map(plain).filter(|part| !part.is_empty()).collect()
}

/// Small letters without marks.
fn plain(text: &str) -> String {
    text.nfkd().filter(|character| !is_combining_mark(*character)).flat_map(char::to_lowercase).collect()
}

/// Only letters and digits of a text, small and plain.
fn bare(text: &str) -> String {
    typed::code(&plain(text)).chars().filter(|character| character.is_alphanumeric()).collect()
}

impl fmt::Debug for Personal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Personal(…)")
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Number({}, …)", self.called)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn siti() -> Personal {
        Personal {
            names: vec!["Siti Nur'aini, S.Kom".to_owned(), "José Rahayu".to_owned()],
            numbers: vec![
                Number { called: "NIK", digits: "3202051002900010".to_owned() },
                Number { called: "KK", digits: "3202059999990077".to_owned() },
            ],
            born: vec![date(1990, 2, 1)],
            email: Some("Siti.Manis90+cpns@contoh.id".to_owned()),
            others: vec!["Kota Sukabumi".to_owned(), "+6281234567890".to_owned()],
        }
    }

    #[test]
    fn a_day_is_seen_in_every_usual_writing() {
        for text in [
            "x01021990",
            "1-2-1990",
            "01/02/90",
            "1990.02.01!",
            "900201",
            "02011990",
            "1 Februari 1990",
            "01Feb90",
            "1 PEB 1990",
            "february 1, 1990",
            "٠١٠٢١٩٩٠",
        ] {
            assert!(siti().birth_date_in(text), "{text}");
        }
        for text in ["1990", "0102", "010291", "2 Februari 1990", "1 2 90", ""] {
            assert!(!siti().birth_date_in(text), "{text}");
        }
    }

    #[test]
    fn six_digits_of_a_number_are_seen_whatever_stands_between() {
        for (text, called) in [("a320205b", "NIK"), ("02-90-00!", "NIK"), ("９９９９９９", "KK"), ("990077", "KK")]
        {
            assert_eq!(siti().number_in(text), Some(called), "{text}");
        }
        for text in ["32020", "32020a5", "320206", "090009", ""] {
            assert_eq!(siti().number_in(text), None, "{text}");
        }
    }

    #[test]
    fn a_part_of_a_name_or_of_the_address_is_seen_in_any_spelling() {
        let read = |character| if character == '1' { 'i' } else { character };
        for text in ["xSITIx", "s1t1", "josé!", "JOSE", "7rahayu"] {
            assert!(siti().name_in(text, read), "{text}");
        }
        for text in ["nur", "kom", "s-i-t-i", "susi-tinta", ""] {
            assert!(!siti().name_in(text, read), "{text}");
        }
        for text in ["siti.manis90", "xSitiManis90x"] {
            assert!(siti().email_in(text, read), "{text}");
        }
        for text in ["cpns", "contoh", "manis90", ""] {
            assert!(!siti().email_in(text, read), "{text}");
        }
        let nobody = Personal { email: Some("a@b.id".to_owned()), ..Personal::default() };
        assert!(!nobody.email_in("a", read) && !nobody.name_in("a", read) && !nobody.is(""), "too short to tell");
    }

    #[test]
    fn an_answer_is_compared_with_the_whole_values() {
        for answer in [
            "siti nur aini s kom",
            "siti",
            "jose rahayu",
            "rahayu",
            "3202051002900010",
            "3202 0510 0290 0010",
            "1 februari 1990",
            "siti manis90 cpns",
            "siti manis90 cpns contoh id",
            "kota sukabumi",
            "6281234567890",
        ] {
            assert!(siti().is(answer), "{answer}");
        }
        for answer in ["siti rahayu", "320205", "si manis", "kota", "1990"] {
            assert!(!siti().is(answer), "{answer}");
        }
    }

    #[test]
    fn nothing_of_it_prints() {
        let printed = format!("{:?} {:?}", siti(), siti().numbers);
        assert_eq!(printed, "Personal(…) [Number(NIK, …), Number(KK, …)]");
    }
}
