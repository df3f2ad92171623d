//! Which passwords are good enough: at least 12 characters with upper case, lower case and a symbol (ASN Digital's rule), and nothing that a
//! stranger would try first.

use super::Password;
use crate::{Nip, texts};

/// Fewest characters.
const SHORTEST: usize = 12;

/// Most characters; nobody types more.
const LONGEST: usize = 128;

/// A password with fewer different characters than this is a pattern.
const FEWEST_DIFFERENT: usize = 6;

/// Words of a name that are shorter than this are in too many passwords by chance.
const SHORTEST_NAME: usize = 4;

/// Digits of the NIP in a row that a password may not have.
const NIP_IN_A_ROW: usize = 6;

/// What everybody takes when a rule asks for a long password. A password that consists of nothing else is refused.
const COMMON: [&str; 47] = [
    "password",
    "passw",
    "pass",
    "word",
    "katasandi",
    "sandi",
    "rahasia",
    "indonesia",
    "merdeka",
    "bismillah",
    "alhamdulillah",
    "sayang",
    "cinta",
    "qwerty",
    "qwertyuiop",
    "asdfgh",
    "asdfghjkl",
    "zxcvbn",
    "abcdef",
    "abc",
    "admin",
    "administrator",
    "helpdesk",
    "sscasn",
    "casn",
    "bkn",
    "cpns",
    "pppk",
    "asn",
    "pns",
    "petugas",
    "jakarta",
    "garuda",
    "pancasila",
    "welcome",
    "selamat",
    "datang",
    "letmein",
    "iloveyou",
    "login",
    "masuk",
    "akun",
    "saya",
    "aku",
    "kamu",
    "negara",
    "test",
];

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
    /// Holds the NIP, a part of it, or the birth date.
    HoldsNip,
    /// Holds the name.
    HoldsName,
    /// A pattern, or words that everybody takes.
    Common,
}

impl PasswordFault {
    /// What to do better, in Indonesian.
    #[must_use]
    pub const fn text(self) -> &'static str {
        texts::password_fault(self)
    }
}

/// Everything that is wrong with a password of this officer; nothing when it is good.
pub(crate) fn check(password: &Password, name: &str, nip: &Nip) -> Vec<PasswordFault> {
    let password = password.expose();
    let length = password.chars().count();
    let lower = password.to_lowercase();
    let wrong = [
        (length < SHORTEST, PasswordFault::TooShort),
        (length > LONGEST, PasswordFault::TooLong),
        (!password.chars().any(char::is_uppercase), PasswordFault::NoUpperCase),
        (!password.chars().any(char::is_lowercase), PasswordFault::NoLowerCase),
        (!password.chars().any(is_symbol), PasswordFault::NoSymbol),
        (holds_nip(password, nip), PasswordFault::HoldsNip),
        (holds_name(&lower, name), PasswordFault::HoldsName),
        (is_common(&lower), PasswordFault::Common),
    ];
    wrong.into_iter().filter(|(wrong, _)| *wrong).map(|(_, fault)| fault).collect()
}

fn is_symbol(character: char) -> bool {
    !character.is_alphanumeric() && !character.is_whitespace() && !character.is_control()
}

fn holds_nip(password: &str, nip: &Nip) -> bool {
    let digits = nip.expose().as_bytes();
    let parts = digits.windows(NIP_IN_A_ROW).any(|part| password.as_bytes().windows(NIP_IN_A_ROW).any(|typed| typed == part));
    parts || nip.birth_dates().iter().any(|date| password.contains(date.as_str()))
}

fn holds_name(lower: &str, name: &str) -> bool {
    let name = name.to_lowercase();
    let mut words = name.split(|character: char| !character.is_alphabetic()).filter(|word| word.chars().count() >= SHORTEST_NAME);
    words.any(|word| lower.contains(word))
}

/// Whether it is a pattern, or only of words that everybody takes: written with `@` for `a` and the like, with digits and symbols around.
fn is_common(lower: &str) -> bool {
    let mut different: Vec<char> = lower.chars().collect();
    different.sort_unstable();
    different.dedup();
    if different.len() < FEWEST_DIFFERENT {
        return true;
    }
    let core = lower.trim_matches(|character: char| !character.is_alphabetic());
    let letters: String = core.chars().map(plain).filter(|character| character.is_alphabetic()).collect();
    let without_digits: String = core.chars().filter(|character| character.is_alphabetic()).collect();
    consists_of_common_words(&letters) || consists_of_common_words(&without_digits)
}

fn plain(character: char) -> char {
    match character {
        '@' | '4' => 'a',
        '0' => 'o',
        '1' | '!' => 'i',
        '3' => 'e',
        '$' | '5' => 's',
        '7' => 't',
        other => other,
    }
}

fn consists_of_common_words(text: &str) -> bool {
    text.is_empty() || COMMON.iter().any(|word| text.strip_prefix(word).is_some_and(consists_of_common_words))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(password: &str) -> Vec<PasswordFault> {
        let nip = Nip::restored("198501012010011001".to_owned());
        check(&Password::new(password.to_owned()), "Siti Nurhaliza, S.Kom", &nip)
    }

    #[test]
    fn good_passwords_are_taken() {
        for password in ["Kopi-Susu-Hangat", "tujuh Gajah makan nasi!", "xK9#mQ2$vL5@", "Ombak+Biru+Pagi77"] {
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
            ("Kopi-201001-Susu", PasswordFault::HoldsNip),
            ("Kopi-01011985-Susu", PasswordFault::HoldsNip),
            ("Kopi-nurhaliza-7", PasswordFault::HoldsName),
        ] {
            assert_eq!(faults(password), [fault], "{password}");
        }
        assert_eq!(faults(&format!("Kopi-Susu-Hangat{}", "abcdefgh".repeat(15))), [PasswordFault::TooLong]);
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
    fn everything_wrong_is_told_at_once() {
        assert_eq!(
            faults("siti"),
            [PasswordFault::TooShort, PasswordFault::NoUpperCase, PasswordFault::NoSymbol, PasswordFault::HoldsName, PasswordFault::Common]
        );
    }
}
