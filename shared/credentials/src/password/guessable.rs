//! These functions estimate how much of a password a stranger would have to guess. They take out common words, keyboard
//! runs, years and repeats, and look at what is left.
//!
//! They pass once over the positions of a password, and each step is bounded. A password of the greatest length that
//! [`super::rule`] allows takes some ten thousand looks, whatever is in it.

use super::list::{self, PASSWORDS, WORDS};

/// What everybody takes here: words of this site, and those of which people make a password that a rule asks for. They
/// count for nothing.
const OUR_WORDS: [&str; 64] = [
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
    "assalamualaikum",
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
    "sscn",
    "bkn",
    "cpns",
    "pppk",
    "asn",
    "pns",
    "petugas",
    "penyelia",
    "jakarta",
    "bandung",
    "surabaya",
    "garuda",
    "pancasila",
    "nusantara",
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
    "semangat",
    "sukses",
    "berkah",
    "kantor",
    "kementerian",
    "kepegawaian",
    "pegawai",
    "pelamar",
    "lulus",
    "lolos",
    "panrb",
];

/// What a letter is worth.
const LETTER: u32 = 2;

/// What a digit or a symbol is worth.
const OTHER: u32 = 1;

/// What a password from the list is worth: as much as two letters.
const COMMON_PASSWORD: u32 = 2 * LETTER;

/// What a word from the list is worth: as much as three letters, for there are four times as many.
const COMMON_WORD: u32 = 3 * LETTER;

/// Neighbours on a keyboard, in the alphabet, among the digits.
const ROWS: [&str; 8] = [
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "qazwsxedcrfvtgbyhnujmikolp",
    "1qaz2wsx3edc4rfv",
    "!@#$%^&*()",
];

/// Letters of a row that are a run; fewer come by chance.
const RUN_OF_LETTERS: usize = 4;

/// Digits or symbols of a row that are a run.
const RUN_OF_OTHERS: usize = 3;

/// Characters that are a repeat of earlier ones.
const REPEAT: usize = 3;

/// What a password is worth.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Worth {
    /// Of letters and common passwords.
    pub(super) letters: u32,
    /// Of digits and symbols.
    pub(super) others: u32,
    /// Something was taken out.
    pub(super) reduced: bool,
}

impl Worth {
    pub(super) const fn sum(self) -> u32 {
        self.letters + self.others
    }

    /// Its letters, as if each were typed by itself.
    pub(super) const fn free_letters(self) -> u32 {
        self.letters / LETTER
    }
}

/// Looks that were made, so that a test can count them.
#[derive(Debug, Default)]
pub(super) struct Looks(pub(super) u64);

/// What is left of a password in small letters. The same is judged as it stands, and its letters by themselves
/// (`p-a-s-s-w-o-r-d`); the least counts.
pub(super) fn worth(lower: &str, looks: &mut Looks) -> Worth {
    let whole: Vec<char> = lower.chars().collect();
    let core: Vec<char> = lower.trim_matches(|character: char| !character.is_alphabetic()).chars().collect();
    let letters: Vec<char> = core.iter().copied().filter(|character| character.is_alphabetic()).collect();
    let read: Vec<char> =
        core.iter().map(|character| plain(*character)).filter(|character| character.is_alphabetic()).collect();
    let found = left(&whole, looks);
    let alone = [letters, read].map(|text| (text.len(), left(&text, looks)));
    alone
        .into_iter()
        .filter(|(length, other)| *length > 0 && other.letters < found.letters)
        .map(|(_, other)| other)
        .fold(found, |found, other| Worth {
            letters: found.letters.min(other.letters),
            others: found.others,
            reduced: found.reduced || other.reduced,
        })
}

/// The least that the characters are worth together: position by position, what ends there is taken out if that is
/// less.
fn left(text: &[char], looks: &mut Looks) -> Worth {
    let read: Vec<char> = text.iter().map(|character| plain(*character)).collect();
    let repeats = repeats(text, looks);
    let mut least = vec![Worth::default()];
    for (at, character) in text.iter().enumerate() {
        let end = at + 1;
        let before = |length: usize| end.checked_sub(length).and_then(|start| least.get(start)).copied();
        let free = |length: usize| before(length).map(|worth| Worth { reduced: true, ..worth });
        let mut best = before(1).unwrap_or_default();
        let repeated = at.checked_sub(1).and_then(|previous| text.get(previous)) == Some(character);
        if character.is_alphabetic() {
            best.letters += if repeated { 0 } else { LETTER };
        } else {
            best.others += if repeated { 0 } else { OTHER };
        }
        let mut consider = |candidate: Option<Worth>| {
            if let Some(candidate) = candidate.filter(|candidate| candidate.sum() < best.sum()) {
                best = candidate;
            }
        };
        for length in 2..=list::LONGEST.min(end) {
            looks.0 += 1;
            let [typed, read] = [text, &read].map(|text| text.get(end - length..end).unwrap_or_default());
            let worth = if is_our_word(typed) || is_our_word(read) || is_run(typed) || is_year(typed) {
                Some(0)
            } else {
                listed(typed).or_else(|| (read != typed).then(|| listed(read)).flatten())
            };
            consider(worth.and_then(|worth| free(length).map(|left| Worth { letters: left.letters + worth, ..left })));
        }
        // What was there before, from any of its beginnings on.
        let longest = repeats.get(at).copied().unwrap_or_default();
        for length in REPEAT..=longest {
            looks.0 += 1;
            consider(free(length));
        }
        least.push(best);
    }
    least.pop().unwrap_or_default()
}

/// For each position, how many characters up to it stood further left in the same order, without overlap.
fn repeats(text: &[char], looks: &mut Looks) -> Vec<usize> {
    let mut longest = vec![0_usize; text.len()];
    // Common suffixes of each pair of ends, row by row.
    let mut above = vec![0_usize; text.len() + 1];
    for (at, character) in text.iter().enumerate() {
        let mut row = vec![0_usize; text.len() + 1];
        for (earlier, other) in text.iter().enumerate().take(at) {
            looks.0 += 1;
            if character != other {
                continue;
            }
            let suffix = 1 + if earlier == 0 { 0 } else { above.get(earlier).copied().unwrap_or_default() };
            if let Some(cell) = row.get_mut(earlier + 1) {
                *cell = suffix;
            }
            if let Some(cell) = longest.get_mut(at) {
                *cell = (*cell).max(suffix.min(at - earlier));
            }
        }
        above = row;
    }
    longest
}

fn is_our_word(slice: &[char]) -> bool {
    OUR_WORDS.iter().any(|word| word.len() == slice.len() && word.chars().eq(slice.iter().copied()))
}

/// What a word or a password of the lists is worth; `None` for anything else.
fn listed(slice: &[char]) -> Option<u32> {
    if slice.len() < list::SHORTEST {
        return None;
    }
    let word: String = slice.iter().collect();
    let password = PASSWORDS.has(&word).then_some(COMMON_PASSWORD);
    password.or_else(|| WORDS.has(&word).then_some(COMMON_WORD))
}

/// Neighbours of a row, in either direction.
fn is_run(slice: &[char]) -> bool {
    let letters = slice.iter().any(|character| character.is_alphabetic());
    if slice.len() < if letters { RUN_OF_LETTERS } else { RUN_OF_OTHERS } {
        return false;
    }
    let forwards: String = slice.iter().collect();
    let backwards: String = slice.iter().rev().collect();
    ROWS.iter().any(|row| row.contains(&forwards) || row.contains(&backwards))
}

/// 1900 to 2099.
fn is_year(slice: &[char]) -> bool {
    matches!(slice, ['1', '9', a, b] | ['2', '0', a, b] if a.is_ascii_digit() && b.is_ascii_digit())
}

/// The letter that a character is written for.
pub(super) const fn plain(character: char) -> char {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(text: &str) -> Worth {
        worth(text, &mut Looks::default())
    }

    #[test]
    fn words_runs_years_and_repeats_are_worth_nothing() {
        for text in [
            "passwordpassword",
            "qwertyuiop",
            "abcdefgh",
            "87654321",
            "2026",
            "rahasia",
            "r4h4s1a",
            "p-a-s-s-w-o-r-d",
            "zzzz",
        ] {
            assert!(judged(text).free_letters() <= 1, "{text}: {:?}", judged(text));
        }
        assert_eq!(judged("vukezvukezvukez").free_letters(), 5);
        assert_eq!(judged("vuke").free_letters(), 4);
        assert!(OUR_WORDS.iter().all(|word| word.len() <= list::LONGEST));
    }

    #[test]
    fn a_password_from_the_list_is_worth_two_letters_and_a_word_three() {
        assert_eq!(judged("princess").free_letters(), 2);
        assert_eq!(judged("princesssunshine").free_letters(), 4);
        assert_eq!(judged("melati").free_letters(), 3);
        assert_eq!(judged("m3l4t1").free_letters(), 3);
        assert_eq!(judged("princessmelati").free_letters(), 5);
    }
}
