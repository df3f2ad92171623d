//! Whatever people are called, nothing is cut, covered or off the page.

use crate::page::{Shown, read};
use crate::sample::card;
use cards::{AccountCard, AsWritten};
use hayro::kurbo::Rect;
use proptest::prelude::*;

/// Where text may be: what every printer prints.
const PAPER: Rect = Rect::new(40.0, 40.0, 555.0, 802.0);

/// The smallest letters, in points, without what is lost in writing numbers down.
const SMALLEST: f64 = 6.99;

pub(crate) fn assert_sound(shown: &Shown) {
    for (at, text) in shown.texts.iter().enumerate() {
        let ink = text.ink;
        assert!(ink.area() > 0.0 && PAPER.contains_rect(ink), "{:?} is at {ink:?}", text.words);
        assert!(text.size >= SMALLEST, "{:?} has {} points", text.words, text.size);
        for other in &shown.texts[at + 1..] {
            let both = ink.intersect(other.ink);
            assert!(both.area() <= 0.0, "{:?} covers {:?}", text.words, other.words);
        }
        if !["Tanpa swafoto", "Tanpa pas foto"].contains(&text.words.as_str()) {
            for area in &shown.areas {
                assert!(ink.intersect(*area).area() <= 0.0, "{:?} is in {area:?}", text.words);
            }
        }
    }
}

/// The text of all lines between two labels, as whoever copies it gets it.
fn between(shown: &Shown, from: &str, to: &str) -> String {
    let words: Vec<&str> = shown.texts.iter().map(|text| text.words.as_str()).collect();
    let start = words.iter().position(|words| *words == from).unwrap();
    let end = words.iter().position(|words| *words == to).unwrap();
    words[start + 1..end].concat()
}

#[test]
fn the_longest_values_fit() {
    let scripts = ["W", "Ǆ", "i", "ꦗ꧀ꦗꦶꦴꦁ", "ض", "Z\u{323}\u{330}\u{33f}\u{302}", "王", "Wwww mm Www "];
    for script in scripts {
        let of = |count: usize| script.chars().cycle().take(count).collect::<String>();
        let (name, email, help, short) = (of(100), "W".repeat(254), "W".repeat(500), of(40));
        let written = AsWritten { name: &name, birth_place: &name, ..card().ktp };
        let of_one = AccountCard {
            period: &name,
            nik: &short,
            ktp: written,
            diploma: written,
            gender: &short,
            email: &email,
            phone: &short,
            number: &short,
            help: &help,
            ..card()
        };
        assert_sound(&read(&of_one.draw().unwrap_or_else(|error| panic!("{script}: {error}"))));
    }
}

#[test]
fn a_usual_card_is_set_in_full_size() {
    let shown = read(&card().draw().unwrap());
    assert_sound(&shown);
    let name = shown.texts.iter().find(|text| text.words == "I Gusti Ayu Ratna").unwrap();
    assert!((name.size - 11.0).abs() < 0.01);
}

/// Names: of one kind of letter or of all, with blanks and without.
fn name() -> impl Strategy<Value = String> {
    let latin = prop::collection::vec("[A-Za-zÀ-žḀ-ỹ .,'-]", 1..100);
    let marked = prop::collection::vec("[a-zW\u{300}-\u{36f} ]", 1..100);
    let arabic = prop::collection::vec("[ء-يً-ْ \u{200c}\u{200d}]", 1..100);
    let javanese = prop::collection::vec("[\u{a980}-\u{a9c0} ]", 1..100);
    let wide = prop::collection::vec("[WMÆŒǄ@]", 60..100);
    let any = prop::collection::vec(any::<char>().prop_map(String::from), 1..100);
    prop_oneof![latin, marked, arabic, javanese, wide, any].prop_map(|letters| letters.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn names_of_all_kinds_are_whole_and_apart(names in [name(), name(), name(), name()], email in "[a-z.WM]{1,254}") {
        let names: Vec<String> = names.iter().map(|name| name.chars().take(100).collect()).collect();
        let of_one = AccountCard {
            ktp: AsWritten { name: &names[0], birth_place: &names[1], ..card().ktp },
            diploma: AsWritten { name: &names[2], birth_place: &names[3], ..card().ktp },
            email: &email,
            ..card()
        };
        let shown = read(&of_one.draw().unwrap());
        assert_sound(&shown);
        prop_assert_eq!(between(&shown, "Email", "Nomor Handphone"), email);
    }

    #[test]
    fn a_name_of_latin_letters_is_the_same_when_copied(name in "[A-Za-zÀ-ÖØ-öø-ž]{1,60}( [A-Za-zÀ-ÖØ-öø-ž]{1,39})?") {
        let of_one = AccountCard { ktp: AsWritten { name: &name, ..card().ktp }, ..card() };
        let shown = read(&of_one.draw().unwrap());
        prop_assert_eq!(between(&shown, "Nama Lengkap", "Tempat Lahir"), name);
    }
}
