//! The rule for passwords. A good one has at least 12 characters with upper case, lower case and a symbol (ASN
//! Digital's rule), and holds nothing that a stranger would try first.

use std::borrow::Cow;
use std::fmt;

use super::Password;
use super::guessable::{Looks, worth};
use crate::texts;

/// Fewest characters.
const SHORTEST: usize = 12;

/// Most characters; nobody types more.
const LONGEST: usize = 128;

/// Bytes of the longest password: UTF-8 takes four for a character.
const LONGEST_BYTES: usize = 4 * LONGEST;

/// A password with fewer different characters than this is a pattern.
const FEWEST_DIFFERENT: usize = 6;

/// Letters that must be left of a password that common words, runs or repeats were taken out of.
const FEWEST_LEFT: u32 = 6;

/// What must be left of any password: five letters, or more digits and symbols.
const LEAST_WORTH: u32 = 10;

/// Words of a name that are shorter than this are in too many passwords by chance.
const SHORTEST_NAME: usize = 4;

/// Digits of a personal number in a row that a password may not have.
const DIGITS_IN_A_ROW: usize = 6;

/// What a stranger may know of somebody and would try first. Does not print.
#[derive(Clone, Default)]
pub struct Personal {
    /// The person's name.
    pub name: String,
    /// The number that the person signs in with.
    pub number: Option<Number>,
    /// Texts that a password may not hold as they are, such as the birth date in the ways people write it.
    pub texts: Vec<String>,
}

/// A personal number.
#[derive(Clone)]
pub struct Number {
    /// What people call it, such as `NIP`.
    pub called: &'static str,
    /// Its digits.
    pub digits: String,
}

/// Why a password is not good enough.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasswordFault {
    /// Fewer than 12 characters.
    TooShort,
    /// More than 128 characters.
    TooLong,
    /// No capital letter.
    NoUpperCase,
    /// No small letter.
    NoLowerCase,
    /// Nothing but letters and digits.
    NoSymbol,
    /// Holds the personal number that is called so, a part of it, or the birth date.
    HoldsNumber(&'static str),
    /// Holds the name.
    HoldsName,
    /// A pattern, or words that everybody takes.
    Common,
}

impl PasswordFault {
    /// What to do better, in Indonesian.
    #[must_use]
    pub fn text(self) -> Cow<'static, str> {
        Cow::Borrowed(match self {
            Self::TooShort => texts::TOO_SHORT,
            Self::TooLong => texts::TOO_LONG,
            Self::NoUpperCase => texts::NO_UPPER_CASE,
            Self::NoLowerCase => texts::NO_LOWER_CASE,
            Self::NoSymbol => texts::NO_SYMBOL,
            Self::HoldsNumber(called) => return Cow::Owned(texts::holds_number(called)),
            Self::HoldsName => texts::HOLDS_NAME,
            Self::Common => texts::COMMON,
        })
    }
}

/// Everything that is wrong with a password of this person; nothing when it is good. One that is too long is not
/// looked at any further: whatever follows works on 128 characters at most.
pub(crate) fn check(password: &Password, personal: &Personal) -> Vec<PasswordFault> {
    counted(password.expose(), personal, &mut Looks::default())
}

/// The same, with how many looks at characters it took.
pub(crate) fn looks(password: &Password, personal: &Personal) -> (Vec<PasswordFault>, u64) {
    let mut looks = Looks::default();
    (counted(password.expose(), personal, &mut looks), looks.0)
}

fn counted(password: &str, personal: &Personal, looks: &mut Looks) -> Vec<PasswordFault> {
    if password.len() > LONGEST_BYTES || password.chars().count() > LONGEST {
        return vec![PasswordFault::TooLong];
    }
    let lower = password.to_lowercase();
    let wrong = [
        (password.chars().count() < SHORTEST, PasswordFault::TooShort),
        (!password.chars().any(char::is_uppercase), PasswordFault::NoUpperCase),
        (!password.chars().any(char::is_lowercase), PasswordFault::NoLowerCase),
        (!password.chars().any(is_symbol), PasswordFault::NoSymbol),
        (personal.number_in(password), PasswordFault::HoldsNumber(personal.called())),
        (holds_name(&lower, &personal.name), PasswordFault::HoldsName),
        (is_common(&lower, looks), PasswordFault::Common),
    ];
    wrong.into_iter().filter(|(wrong, _)| *wrong).map(|(_, fault)| fault).collect()
}

fn is_symbol(character: char) -> bool {
    !character.is_alphanumeric() && !character.is_whitespace() && !character.is_control()
}

impl Personal {
    /// Whether the password holds six digits of the number in a row, or one of the texts.
    fn number_in(&self, password: &str) -> bool {
        let digits = self.number.as_ref().map_or("", |number| &number.digits).as_bytes();
        let typed = password.as_bytes();
        let parts =
            digits.windows(DIGITS_IN_A_ROW).any(|part| typed.windows(DIGITS_IN_A_ROW).any(|typed| typed == part));
        parts || self.texts.iter().any(|text| !text.is_empty() && password.contains(text.as_str()))
    }

    fn called(&self) -> &'static str {
        self.number.as_ref().map_or("nomor", |number| number.called)
    }
}

impl fmt::Debug for Personal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Personal(…)")
    }
}

fn holds_name(lower: &str, name: &str) -> bool {
    let name = name.to_lowercase();
    let mut words =
        name.split(|character: char| !character.is_alphabetic()).filter(|word| word.chars().count() >= SHORTEST_NAME);
    words.any(|word| lower.contains(word))
}

/// Whether it is a pattern, or too little is left of it without words that everybody takes, runs of the keyboard, years
/// and repeats.
fn is_common(lower: &str, looks: &mut Looks) -> bool {
    let mut different: Vec<char> = lower.chars().collect();
    different.sort_unstable();
    different.dedup();
    if different.len() < FEWEST_DIFFERENT {
        return true;
    }
    let left = worth(lower, looks);
    left.sum() < LEAST_WORTH || (left.reduced && left.free_letters() < FEWEST_LEFT)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn siti() -> Personal {
        Personal {
            name: "Siti Nurhaliza, S.Kom".to_owned(),
            number: Some(Number { called: "NIP", digits: "198501012010011001".to_owned() }),
            texts: vec!["19850101".to_owned(), "01011985".to_owned()],
        }
    }

    fn faults(password: &str) -> Vec<PasswordFault> {
        check(&Password::new(password.to_owned()), &siti())
    }

    #[test]
    fn good_passwords_are_taken() {
        for password in [
            "Kopi-Susu-Hangat",
            "tujuh Gajah makan nasi!",
            "xK9#mQ2$vL5@",
            "Ombak+Biru+Pagi77",
            "Teh-Manis-Dingin88",
            "Indonesia-kopi-susu",
            "A7#9$2!8@4a%c6=",
            "Sepeda!merah!di!hujan",
            "Correct-Horse-Battery-Staple",
        ] {
            assert_eq!(faults(password), [], "{password}");
        }
    }

    #[test]
    fn each_rule_has_its_fault() {
        for (password, fault) in [
            ("Kopi-Susu-1", PasswordFault::TooShort),
            ("kopi-susu-hangat", PasswordFault::NoUpperCase),
            ("KOPI-SUSU-HANGAT", PasswordFault::NoLowerCase),
            ("KopiSusuHangat77", PasswordFault::NoSymbol),
            ("Kopi Susu Hangat", PasswordFault::NoSymbol),
            ("Kopi-201001-Susu", PasswordFault::HoldsNumber("NIP")),
            ("Kopi-01011985-Susu", PasswordFault::HoldsNumber("NIP")),
            ("Kopi-nurhaliza-7", PasswordFault::HoldsName),
        ] {
            assert_eq!(faults(password), [fault], "{password}");
        }
        assert_eq!(faults(&format!("Kopi-Susu-Hangat{}", "abcdefgh".repeat(15))), [PasswordFault::TooLong]);
        assert_eq!(faults(&"password".repeat(16_000)), [PasswordFault::TooLong], "nothing else is judged");
    }

    #[test]
    fn what_everybody_takes_is_refused() {
        for password in [
            "P@ssw0rd1234!",
            "Password-12345",
            "Indonesia-Merdeka1945!",
            "Bkn#Helpdesk2026",
            "Bismillah!!123",
            "Qwertyuiop!123",
            "Aaaaaaaaaaa!!",
            "Rah4s1a-2026!!",
        ] {
            assert!(faults(password).contains(&PasswordFault::Common), "{password}");
        }
    }

    #[test]
    fn common_words_with_a_few_letters_more_are_refused() {
        let many = "password".repeat(10);
        for password in [
            format!("{many}zzA-"),
            format!("{many}xyA-"),
            "zA-passwordpassword".to_owned(),
            "Passwordkopi-7!".to_owned(),
            "P-a-s-s-w-o-r-d-9x".to_owned(),
            "Kopi-kopi-kopi-kopi!".to_owned(),
            "Xyq7-Xyq7-Xyq7-Xyq7".to_owned(),
            "Asdfghjkl;'Zxcvbnm1".to_owned(),
            "1qaz2wsx3edc-Qaz".to_owned(),
            "Princess-Sunshine-1".to_owned(),
            "Dragon-2024-Master!".to_owned(),
            "Password-8374650912".to_owned(),
            "Selamat-pagi-77!".to_owned(),
        ] {
            assert!(faults(&password).contains(&PasswordFault::Common), "{password}");
        }
    }

    #[test]
    fn no_password_takes_more_than_a_bounded_number_of_looks() {
        let siti = siti();
        let looks = |password: &str| {
            let mut looks = Looks::default();
            counted(password, &siti, &mut looks);
            looks.0
        };
        for word in
            ["password", "pass", "word", "abc", "aku", "qwertyuiop", "a", "7", "-", "é", "İ", "princess", "2026"]
        {
            let huge = word.repeat(128 * 1024 / word.len()) + "zzA-";
            assert_eq!(looks(&huge), 0, "{word}");
            let longest: String = word.repeat(128).chars().take(124).collect::<String>() + "zzA-";
            let longest = looks(&longest);
            assert!(longest < 100_000, "{word}: {longest}");
        }
    }

    proptest! {
        #[test]
        fn whatever_is_typed_is_judged(text in "\\PC{0,160}") {
            prop_assert_eq!(faults(&text).contains(&PasswordFault::TooLong), text.chars().count() > LONGEST);
        }

        #[test]
        fn common_words_in_any_order_with_little_beside_them_are_refused(
            words in prop::collection::vec(prop::sample::select(vec!["password", "indonesia", "Admin", "qwerty", "2026", "-", "!!"]), 2..14),
            beside in "[a-z]{0,3}",
        ) {
            let text = words.concat() + &beside;
            prop_assert!(!faults(&text).is_empty(), "{}", text);
        }

        #[test]
        fn looks_are_bounded(words in prop::collection::vec(prop::sample::select(vec!["pass", "word", "a", "7", "abc", "-"]), 0..128)) {
            let mut looks = Looks::default();
            counted(&words.concat(), &siti(), &mut looks);
            prop_assert!(looks.0 < 100_000, "{}", looks.0);
        }
    }

    #[test]
    fn everything_wrong_is_told_at_once() {
        assert_eq!(
            faults("siti"),
            [
                PasswordFault::TooShort,
                PasswordFault::NoUpperCase,
                PasswordFault::NoSymbol,
                PasswordFault::HoldsName,
                PasswordFault::Common
            ]
        );
    }
}
