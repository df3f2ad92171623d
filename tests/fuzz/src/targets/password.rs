//! Passwords, answers to security questions, and the codes that people type. The pieces of an input are the name, the
//! password or answer, and the code.

use std::sync::LazyLock;

use credentials::questions::{Answer, Question};
use credentials::{OneTime, OneTimeAnswer, PasswordFault, Personal, RecoveryCode, Rule, TotpSecret, looks_like_a_code};
use officers::{Nip, Password, fuzzing};
use vault::Secret;

use super::{NOW, TODAY, Target, pieces, text};

pub(super) const TARGET: Target = Target { name: "password", words: &WORDS, most: 4_096, run };

const WORDS: [&[u8]; 25] = [
    b"\x1f",
    b"Siti Nurhaliza",
    b"password",
    b"Passw0rd!",
    b"qwertyuiop",
    b"1qaz2wsx",
    b"198501012010011001",
    b"01011985",
    b"2026",
    b"!@#$%^",
    b"princess",
    b"abcdef",
    b"Rahasia-Negara-77!",
    b"Kuda&Meja#Lampu!9x",
    "İ".as_bytes(),
    "ß".as_bytes(),
    "ﬁ".as_bytes(),
    "é".as_bytes(),
    "𝕊".as_bytes(),
    b"0000-0000-0000-0000-0000-0000",
    b"ABCDE-FGHJK",
    b"123 456",
    b"O0IL1",
    b"-",
    b" ",
];

/// Most looks at characters that one password may cost: its length is bounded.
const MOST_LOOKS: u64 = 100_000;

static NIP: LazyLock<Option<Nip>> = LazyLock::new(|| Nip::parse("198501012010011001", TODAY).ok());

fn run(input: &[u8]) -> bool {
    let [name, password, code] = pieces(input).map(text);
    let good = judged(&name, &password) | judged_of_applicants(&name, &password) | answered(&name, &password);
    good | codes(&code)
}

fn judged(name: &str, typed: &str) -> bool {
    let Some(nip) = NIP.as_ref() else { return false };
    let password = Password::new(typed.to_owned());
    let (faults, looks) = fuzzing::judge(&password, name, nip);
    assert!(looks <= MOST_LOOKS, "{looks} looks at {} bytes", typed.len());
    assert!(faults.iter().all(|fault| !fault.text().is_empty()), "every fault has its words");
    if faults.is_empty() {
        let length = typed.chars().count();
        assert!((12..=128).contains(&length), "a good password has {length} characters");
        assert!(typed.contains(char::is_uppercase) && typed.contains(char::is_lowercase), "of both cases");
        let symbol = |one: char| !one.is_alphanumeric() && !one.is_whitespace() && !one.is_control();
        assert!(typed.contains(symbol), "with a symbol");
        assert!(!typed.contains("198501"), "without the NIP");
    }
    faults.len() <= 2
}

fn judged_of_applicants(name: &str, typed: &str) -> bool {
    let personal = Personal { names: vec![name.to_owned()], born: vec![TODAY], ..Personal::default() };
    let password = Password::new(typed.to_owned());
    let (faults, looks) = credentials::fuzzing::judge(Rule::APPLICANTS, &password, &personal);
    assert!(looks <= MOST_LOOKS, "{looks} looks at {} bytes", typed.len());
    assert!(faults.iter().all(|fault| !fault.text_id().is_empty()), "every fault has its words");
    assert!(!faults.is_empty() || !typed.contains("21112026"), "a good password holds no birth date");
    faults.iter().all(|fault| *fault != PasswordFault::Common)
}

fn answered(name: &str, typed: &str) -> bool {
    let answer = Answer::new(typed);
    // Some Greek letters with two marks are others in capital letters.
    let spelled = [typed.to_uppercase(), typed.to_lowercase(), format!("({typed})")];
    let is_read_whole = spelled.iter().all(|spelled| spelled.chars().count() <= 1_000);
    if is_read_whole && typed.chars().all(|character| character < '\u{250}') {
        assert!(spelled.iter().all(|spelled| Answer::new(spelled) == answer), "an answer is itself in any case");
    }
    let personal = Personal { names: vec![name.to_owned()], ..Personal::default() };
    let faults = answer.check(Question::Pet, None, &personal);
    assert!(faults.iter().all(|fault| !fault.text_id().is_empty()), "every fault has its words");
    faults.is_empty()
}

fn one_time(typed: &str) -> Option<[String; 2]> {
    OneTime::read(typed).map(|code| [code.bare().to_owned(), code.grouped(6)])
}

fn one_time_answer(typed: &str) -> Option<[String; 2]> {
    OneTimeAnswer::read(typed).map(|code| [code.bare().to_owned(), code.shown()])
}

fn recovery_code(typed: &str) -> Option<[String; 2]> {
    RecoveryCode::read(typed).map(|code| [code.bare().to_owned(), code.grouped(5)])
}

/// Reads a code, and returns it bare and in groups.
type Reader = fn(&str) -> Option<[String; 2]>;

fn codes(typed: &str) -> bool {
    let mut read = false;
    let readers: [(Reader, &[usize]); 3] = [(one_time, &[24]), (one_time_answer, &[10]), (recovery_code, &[10, 25])];
    for (reader, lengths) in readers {
        if let Some([bare, grouped]) = reader(typed) {
            read = true;
            assert!(lengths.contains(&bare.len()), "a code of {} characters", bare.len());
            assert!(bare.bytes().all(|byte| byte.is_ascii_alphanumeric()), "a code is letters and digits");
            for spelled in [&bare, &grouped, &bare.to_lowercase()] {
                let again = reader(spelled).map(|[bare, _]| bare);
                assert_eq!(again.as_ref(), Some(&bare), "a code is read again");
            }
        }
    }
    let looks_like_one = looks_like_a_code(typed);
    let measured = TotpSecret::restored(b"12345678901234567890".to_vec()).measure(typed, NOW);
    assert!(looks_like_one || measured.is_none(), "what is no code opens nothing");
    if let Some(secret) = Secret::read(typed) {
        read = true;
        assert_eq!(secret.expose(), typed, "a secret is taken as it came");
        assert!(
            secret.form_token().is(secret.form_token().as_str()) && !secret.form_token().is(typed),
            "a form has its own token"
        );
    }
    read | looks_like_one
}
