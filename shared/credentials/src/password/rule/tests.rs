//! Both rules: what is taken, what is refused, and for which reasons.

use std::collections::BTreeSet;

use jiff::civil::date;
use language::{Language, speaking, text};
use proptest::prelude::*;

use super::super::list::{PASSWORDS, WORDS};
use super::*;
use crate::Number;

fn siti() -> Personal {
    Personal {
        names: vec!["Siti Nurhaliza, S.Kom".to_owned()],
        numbers: vec![Number { called: "NIP", digits: "198501012010011001".to_owned() }],
        born: vec![date(1985, 1, 1)],
        ..Personal::default()
    }
}

fn dewi() -> Personal {
    Personal {
        names: vec!["Dewi Kartikasari".to_owned()],
        numbers: vec![
            Number { called: "NIK", digits: "3202054402900010".to_owned() },
            Number { called: "KK", digits: "3202051107080099".to_owned() },
        ],
        born: vec![date(1990, 2, 4)],
        email: Some("wie.kartika@contoh.id".to_owned()),
        ..Personal::default()
    }
}

fn judged(rule: Rule, typed: &str) -> Vec<PasswordFault> {
    let personal = if rule == Rule::OFFICERS { siti() } else { dewi() };
    rule.check(&Password::new(typed.to_owned()), &personal)
}

fn faults(typed: &str) -> Vec<PasswordFault> {
    judged(Rule::OFFICERS, typed)
}

fn of_applicants(typed: &str) -> Vec<PasswordFault> {
    judged(Rule::APPLICANTS, typed)
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
fn each_rule_of_officers_has_its_fault() {
    for (password, fault) in [
        ("Kopi-Susu-1", PasswordFault::TooShort(12)),
        ("kopi-susu-hangat", PasswordFault::NoUpperCase),
        ("KOPI-SUSU-HANGAT", PasswordFault::NoLowerCase),
        ("KopiSusuHangat77", PasswordFault::NoSymbol),
        ("Kopi Susu Hangat", PasswordFault::NoSymbol),
        ("Kopi-201001-Susu", PasswordFault::HoldsNumber("NIP")),
        ("Kopi-01011985-Susu", PasswordFault::HoldsBirthDate),
        ("Kopi-1.1.1985-Susu", PasswordFault::HoldsBirthDate),
        ("Kopi-nurhaliza-7", PasswordFault::HoldsName),
    ] {
        assert_eq!(faults(password), [fault], "{password}");
    }
    let too_long = [PasswordFault::TooLong(128)];
    assert_eq!(faults(&format!("Kopi-Susu-Hangat{}", "abcdefgh".repeat(15))), too_long);
    assert_eq!(faults(&"password".repeat(16_000)), too_long, "nothing else is judged");
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
fn an_applicant_who_keeps_to_the_manual_finds_a_password_of_eight_characters() {
    for password in [
        "Kopi#7xq",
        "mR4!tepi",
        "xK9#mQ2$",
        "Zx7#29$4",
        "Wq3 blok",
        "Kopi-Susu7",
        "Melati Mawar 7",
        "Princess-Kopi7",
        "Tujuh7 gajah makan nasi",
        "Ｋｏｐｉ＃７ｘｑ",
        "Кофе-7чаю",
    ] {
        assert_eq!(of_applicants(password), [], "{password}");
    }
}

#[test]
fn each_rule_of_applicants_has_its_fault() {
    for (password, fault) in [
        ("Kz7#qxw", PasswordFault::TooShort(8)),
        ("kopi-susu7", PasswordFault::NoUpperCase),
        ("KOPI-SUSU7", PasswordFault::NoLowerCase),
        ("Kopi-Susu-Teh", PasswordFault::NoDigit),
        ("KopiSusu7", PasswordFault::NoSymbol),
        ("Kopi\u{200b}Susu7", PasswordFault::NoSymbol),
        ("Kopi\u{7}Susu7", PasswordFault::NoSymbol),
        ("Kopi-440290-Susu", PasswordFault::HoldsNumber("NIK")),
        ("Kopi 11.07.08 Susu", PasswordFault::HoldsNumber("KK")),
        ("Kopi-4/2/1990-Susu", PasswordFault::HoldsBirthDate),
        ("Kopi-4Feb90-Susu", PasswordFault::HoldsBirthDate),
        ("Kopi-d3w1-Susu7", PasswordFault::HoldsName),
        ("Kopi-wiekartika-7", PasswordFault::HoldsEmail),
        ("Gajah#123", PasswordFault::Common),
        ("Kopi#77!", PasswordFault::Common),
    ] {
        assert_eq!(of_applicants(password), [fault], "{password}");
    }
    assert_eq!(of_applicants(&"Kopi-Susu7".repeat(13)), [PasswordFault::TooLong(128)]);
    assert_eq!(of_applicants(&format!("K7 {}", "\u{fdfa}".repeat(20))), [PasswordFault::TooLong(128)], "after NFKC");
}

#[test]
fn decorated_words_of_the_site_are_refused() {
    for password in [
        "Sscasn2026!",
        "Cpns#2026",
        "Bkn12345!",
        "Pppk-2026",
        "C4sn!2026",
        "Indonesia1!",
        "1ndonesi4!A",
        "Bismillah#1",
        "Merdeka45!",
        "LulusCpns2026!",
        "Semangat45!",
        "Aku-Cinta-Kamu1",
        "Budi1995!",
        "Bunga2024!",
        "Sukabumi-77",
        "P@ssw0rd1",
        "Qwerty123!",
        "Aa123456!",
        "1qaz@WSX",
    ] {
        assert!(of_applicants(password).contains(&PasswordFault::Common), "{password}");
    }
}

#[test]
fn no_common_password_passes_by_the_decoration_that_the_rule_asks_for() {
    let stems: Vec<&str> =
        PASSWORDS.lines().filter(|line| line.bytes().all(|byte| byte.is_ascii_lowercase())).collect();
    assert!(stems.len() >= 3_000, "{}", stems.len());
    let words = WORDS.lines().step_by(7);
    for (at, stem) in stems.into_iter().chain(words).enumerate() {
        let (first, rest) = stem.split_at(1);
        let capital = format!("{}{rest}", first.to_uppercase());
        let decorated = match at % 4 {
            0 => format!("{capital}#2026"),
            1 => format!("!{capital}123"),
            2 => format!("{capital} 7777"),
            _ => format!("{}@1234", capital.replace('a', "4").replace('i', "1").replace('o', "0")),
        };
        let told = Rule::APPLICANTS.check(&Password::new(decorated.clone()), &Personal::default());
        assert!(told.contains(&PasswordFault::Common), "{decorated}: {told:?}");
    }
}

#[test]
fn everything_wrong_is_told_at_once() {
    assert_eq!(
        faults("siti"),
        [
            PasswordFault::TooShort(12),
            PasswordFault::NoUpperCase,
            PasswordFault::NoSymbol,
            PasswordFault::HoldsName,
            PasswordFault::Common
        ]
    );
    let told = of_applicants("dewi320205040290wiekartika");
    assert_eq!(
        told,
        [
            PasswordFault::NoUpperCase,
            PasswordFault::NoSymbol,
            PasswordFault::HoldsNumber("NIK"),
            PasswordFault::HoldsBirthDate,
            PasswordFault::HoldsName,
            PasswordFault::HoldsEmail
        ]
    );
    assert_eq!(
        of_applicants(""),
        [
            PasswordFault::TooShort(8),
            PasswordFault::NoUpperCase,
            PasswordFault::NoLowerCase,
            PasswordFault::NoDigit,
            PasswordFault::NoSymbol,
            PasswordFault::Common
        ]
    );
}

const FAULTS: [PasswordFault; 11] = [
    PasswordFault::TooShort(8),
    PasswordFault::TooLong(128),
    PasswordFault::NoUpperCase,
    PasswordFault::NoLowerCase,
    PasswordFault::NoDigit,
    PasswordFault::NoSymbol,
    PasswordFault::HoldsNumber("NIK"),
    PasswordFault::HoldsBirthDate,
    PasswordFault::HoldsName,
    PasswordFault::HoldsEmail,
    PasswordFault::Common,
];

#[tokio::test]
async fn every_fault_and_every_line_of_the_rule_has_words_in_both_languages() {
    let ids = FAULTS.map(PasswordFault::text_id);
    assert_eq!(BTreeSet::from(ids).len(), FAULTS.len());
    for address in ["/", "/en"] {
        let texts = speaking(address, async {
            ids.into_iter().chain(Rule::APPLICANTS_LINES).map(|id| (id, text(id))).collect::<Vec<_>>()
        });
        let texts = texts.await;
        assert!(texts.iter().all(|(id, text)| id != text), "{texts:?}");
        let numbers = |id| texts.iter().find(|(other, _)| *other == id).unwrap().1;
        assert!(numbers("password-too-short").contains(&Rule::APPLICANTS.fewest.to_string()));
        assert!(numbers("password-rule-length").contains(&Rule::APPLICANTS.fewest.to_string()));
        assert!(numbers("password-too-long").contains(&MOST.to_string()));
    }
    assert_eq!(Language::ALL.len(), 2, "the addresses above are all languages");
    assert!(FAULTS.iter().all(|fault| !fault.text().is_empty()));
}

#[test]
fn no_password_takes_more_than_a_bounded_number_of_looks() {
    for rule in [Rule::OFFICERS, Rule::APPLICANTS] {
        let looks = |typed: &str| rule.looks(&Password::new(typed.to_owned()), &dewi()).1;
        for word in [
            "password",
            "pass",
            "word",
            "abc",
            "aku",
            "qwertyuiop",
            "a",
            "7",
            "-",
            "é",
            "İ",
            "princess",
            "2026",
            "melati",
            "\u{fdfa}",
            "e\u{301}",
        ] {
            let huge = word.repeat(128 * 1024 / word.len()) + "zzA-";
            assert_eq!(looks(&huge), 0, "{word}");
            let longest: String = word.repeat(128).chars().take(124).collect::<String>() + "zzA-";
            let longest = looks(&longest);
            assert!(longest < 100_000, "{word}: {longest}");
        }
    }
}

#[test]
fn marks_that_compose_are_counted_as_the_letters_they_make() {
    let jamo = "\u{1112}\u{1161}\u{11ab}";
    let longest = format!("Kopi#7xq{}", jamo.repeat(120));
    assert!(longest.chars().count() > 128 && of_applicants(&longest).is_empty(), "128 after NFKC");
    assert_eq!(of_applicants(&format!("{longest}{jamo}")), [PasswordFault::TooLong(128)]);
}

proptest! {
    #[test]
    fn whatever_is_typed_is_judged(typed in "\\PC{0,160}") {
        prop_assert_eq!(faults(&typed).contains(&PasswordFault::TooLong(128)), typed.chars().count() > MOST);
        let read = typed.nfkc().count();
        prop_assert_eq!(of_applicants(&typed).contains(&PasswordFault::TooLong(128)), read > MOST);
        prop_assert_eq!(of_applicants(&typed).contains(&PasswordFault::TooShort(8)), read < 8);
    }

    #[test]
    fn a_password_is_judged_the_same_however_it_is_encoded(typed in "\\PC{0,60}") {
        let forms = [typed.nfc().collect::<String>(), typed.nfd().collect(), typed.nfkc().collect()];
        for form in forms {
            prop_assert_eq!(of_applicants(&form), of_applicants(&typed));
            let read = |typed: &str| Rule::APPLICANTS.read(&Password::new(typed.to_owned()));
            prop_assert!(read(&form) == read(&typed));
        }
    }

    #[test]
    fn common_words_in_any_order_with_little_beside_them_are_refused(
        words in prop::collection::vec(prop::sample::select(vec!["password", "indonesia", "Admin", "qwerty", "2026", "-", "!!"]), 2..14),
        beside in "[a-z]{0,3}",
    ) {
        let typed = words.concat() + &beside;
        prop_assert!(!faults(&typed).is_empty(), "{}", typed);
        prop_assert!(!of_applicants(&typed).is_empty(), "{}", typed);
    }

    #[test]
    fn looks_are_bounded(words in prop::collection::vec(prop::sample::select(vec!["pass", "word", "a", "7", "abc", "-", "kopi"]), 0..128)) {
        for rule in [Rule::OFFICERS, Rule::APPLICANTS] {
            let looks = rule.looks(&Password::new(words.concat()), &dewi()).1;
            prop_assert!(looks < 100_000, "{}", looks);
        }
    }
}
