//! The rules for passwords, one for each kind of account. A good password has its characters, and holds nothing that a
//! stranger would try first. Everything that is wrong is told at once.

use domain::typed::is_blank_text;
use unicode_normalization::UnicodeNormalization as _;
use zeroize::Zeroizing;

use super::fault::PasswordFault;
use super::guessable::{Looks, plain, worth};
use super::{MOST_BYTES, Password};
use crate::Personal;

/// Most characters; nobody types more.
const MOST: usize = 128;

/// A password with fewer different characters than this is a pattern.
const FEWEST_DIFFERENT: usize = 6;

/// What must be left of any password: five letters, or more digits and symbols.
const LEAST_WORTH: u32 = 10;

/// What a password of one kind of account must be. A [`crate::Hasher`] has the one of its accounts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Fewest characters.
    fewest: usize,
    /// Whether it needs a digit.
    needs_digit: bool,
    /// Whether a blank counts as a symbol.
    blank_is_symbol: bool,
    /// Whether different encodings of one text (NFKC) are one password: as it is counted, hashed and compared.
    normalizes: bool,
    /// Letters that must be left of a password that common words, runs or repeats were taken out of.
    fewest_left: u32,
}

impl Rule {
    /// The rule of officers: 12 characters with upper case, lower case and a symbol (ASN Digital's rule). They are
    /// compared byte for byte. Two common words and little beside them are not enough.
    pub const OFFICERS: Self =
        Self { fewest: 12, needs_digit: false, blank_is_symbol: false, normalizes: false, fewest_left: 6 };

    /// The rule of applicants: 8 characters with lower case, upper case, digit and symbol (registration guide of 2022,
    /// 6.1/12a). A common word with decoration is not enough; with two letters more, or another word, it is.
    pub const APPLICANTS: Self =
        Self { fewest: 8, needs_digit: true, blank_is_symbol: true, normalizes: true, fewest_left: 5 };

    /// The rule of applicants in five lines, for a list that marks what is met: ids of `shared/language/texts`.
    pub const APPLICANTS_LINES: [&'static str; 5] = [
        "password-rule-length",
        "password-rule-lower-case",
        "password-rule-upper-case",
        "password-rule-digit",
        "password-rule-symbol",
    ];

    /// The password as the rule has it: what is judged, hashed and compared.
    pub(crate) fn read(self, password: &Password) -> Password {
        if !self.normalizes {
            return password.clone();
        }
        // One character may become eighteen; what is longer than this is too long for any password. The text never
        // moves while it grows, so that no copy of it stays behind.
        let mut text = Zeroizing::new(String::with_capacity(MOST_BYTES + 8));
        for character in password.expose().nfkc() {
            if text.len() > MOST_BYTES {
                break;
            }
            text.push(character);
        }
        Password(text)
    }

    /// Everything that is wrong with a password of this person; nothing when it is good. One that is too long is not
    /// looked at any further: whatever follows works on 128 characters at most.
    pub(crate) fn check(self, password: &Password, personal: &Personal) -> Vec<PasswordFault> {
        self.looks(password, personal).0
    }

    /// The same, with how many looks at characters it took.
    pub(crate) fn looks(self, password: &Password, personal: &Personal) -> (Vec<PasswordFault>, u64) {
        let (read, mut looks) = (self.read(password), Looks::default());
        (self.counted(read.expose(), personal, &mut looks), looks.0)
    }

    fn counted(self, text: &str, personal: &Personal, looks: &mut Looks) -> Vec<PasswordFault> {
        let characters = text.chars().take(MOST + 1).count();
        if characters > MOST {
            return vec![PasswordFault::TooLong(MOST)];
        }
        let has = |wanted: fn(char) -> bool| text.chars().any(wanted);
        let number = personal.number_in(text);
        let wrong = [
            (characters < self.fewest, PasswordFault::TooShort(self.fewest)),
            (!has(char::is_uppercase), PasswordFault::NoUpperCase),
            (!has(char::is_lowercase), PasswordFault::NoLowerCase),
            (self.needs_digit && !has(char::is_numeric), PasswordFault::NoDigit),
            (!text.chars().any(|character| self.is_symbol(character)), PasswordFault::NoSymbol),
            (number.is_some(), PasswordFault::HoldsNumber(number.unwrap_or_default())),
            (personal.birth_date_in(text), PasswordFault::HoldsBirthDate),
            (personal.name_in(text, plain), PasswordFault::HoldsName),
            (personal.email_in(text, plain), PasswordFault::HoldsEmail),
            (self.is_common(&text.to_lowercase(), looks), PasswordFault::Common),
        ];
        wrong.into_iter().filter(|(wrong, _)| *wrong).map(|(_, fault)| fault).collect()
    }

    /// Whether it is no letter, digit or control character. What nobody sees does not count: nobody could type it
    /// again.
    fn is_symbol(self, character: char) -> bool {
        let is_blank = character.is_whitespace();
        !character.is_alphanumeric()
            && !character.is_control()
            && if is_blank { self.blank_is_symbol } else { !is_blank_text(character.encode_utf8(&mut [0; 4])) }
    }

    /// Whether it is a pattern, or too little is left of it without words that everybody takes, runs of the keyboard,
    /// years and repeats.
    fn is_common(self, lower: &str, looks: &mut Looks) -> bool {
        let mut different: Vec<char> = lower.chars().collect();
        different.sort_unstable();
        different.dedup();
        if different.len() < FEWEST_DIFFERENT {
            return true;
        }
        let left = worth(lower, looks);
        left.sum() < LEAST_WORTH || (left.reduced && left.free_letters() < self.fewest_left)
    }
}

#[cfg(test)]
mod tests;
