//! A card says what it was given, in the right order, and nothing else.

use crate::page::read;
use crate::sample::{CHECK, card, jpeg, largest_jpeg};
use cards::{AccountCard, AsWritten, CardError, MAX_CARD_BYTES};
use jiff::civil::date;

#[test]
fn a_card_is_read_from_top_to_bottom() {
    let shown = read(&card().draw().unwrap());
    let expected = [
        "Kartu Informasi Akun",
        "Seleksi CASN 2026",
        "Tanpa swafoto",
        "Sesuai KTP",
        "NIK",
        "3202111206950010",
        "Nama Lengkap",
        "I GUSTI AYU RATNA DEWI",
        "Tempat Lahir",
        "KABUPATEN SUKABUMI",
        "Tanggal Lahir",
        "12-06-1995",
        "Sesuai Ijazah",
        "Nama Lengkap",
        "I Gusti Ayu Ratna",
        "Tempat Lahir",
        "Kab. Sukabumi",
        "Tanggal Lahir",
        "21-07-1995",
        "Jenis Kelamin dan Kontak",
        "Jenis Kelamin",
        "Perempuan",
        "Email",
        "ratna@example.test",
        "Nomor Handphone",
        "+62 812-3456-7890",
        "Akun",
        "Akun Dibuat",
        "30-11-2026 01:04:05 WIB",
        "Nomor Kartu",
        "KIA-2026-0004",
        "Pengecekan Dokumen",
        "Untuk memeriksa keaslian kartu ini, pindai kode QR dengan kamera",
        "ponsel atau buka alamat berikut.",
    ];
    let words = shown.words();
    assert_eq!(words[..expected.len()], expected);
    let rest = words[expected.len()..].concat();
    let (address, rest) = rest.split_once("Bantuan").unwrap();
    assert_eq!(address, CHECK);
    assert!(rest.starts_with("Hubungi helpdesk.example.test.Kartu ini memuat data pribadi"), "{rest}");
    assert!(rest.ends_with("kepada siapa pun."), "{rest}");
}

#[test]
fn the_same_values_give_the_same_bytes() {
    let selfie = jpeg(700, 900, 20, 70);
    let of_one = AccountCard { selfie: Some(&selfie), ..card() };
    let first = of_one.draw().unwrap();
    card().draw().unwrap();
    assert!(of_one.draw().unwrap() == first);
    let elsewhere = std::thread::scope(|scope| scope.spawn(|| of_one.draw().unwrap()).join().unwrap());
    assert!(elsewhere == first);
}

#[test]
fn values_without_anything_to_read_are_dashes() {
    let empty = AccountCard { email: "", phone: " \u{200b}\u{0} ", ..card() };
    assert_eq!(read(&empty.draw().unwrap()).words().iter().filter(|words| **words == "-").count(), 2);
}

#[test]
fn rare_letters_are_shown_and_kept() {
    for name in ["ꦲꦤꦕꦫꦏ ꦢꦠꦱꦮꦭ ꦥꦔꦺꦫꦤ꧀ꦢꦶ", "Ḥāmīd Ǧamīl", "Ng\u{303}uyễn", "Ɓuɗi x\u{323}\u{330}"]
    {
        assert_eq!(written(name), name);
    }
}

#[test]
fn arabic_is_shown_from_right_to_left() {
    for (name, shown) in [("Mekkah (مكة) 12", "Mekkah (ةكم) 12"), ("رود", "دور")] {
        assert_eq!(written(name), shown);
    }
    // Programs turn it round again, letter by letter; ligatures and dots have several glyphs or share one.
    let (name, shown) = ("محمد عبد الرحمن الإسلام", written("محمد عبد الرحمن الإسلام"));
    let letters = |text: &str| text.chars().collect::<std::collections::BTreeSet<_>>();
    assert_eq!(letters(&shown), letters(name));
}

/// The name of the KTP as the card shows it, from left to right.
fn written(name: &str) -> String {
    let of_one = AccountCard { ktp: AsWritten { name, ..card().ktp }, ..card() };
    let shown = read(&of_one.draw().unwrap());
    let at = shown.words().iter().position(|words| *words == "Nama Lengkap").unwrap();
    shown.words()[at + 1].to_owned()
}

#[test]
fn what_no_typeface_has_is_visibly_missing_and_can_be_copied() {
    let of_one = AccountCard { ktp: AsWritten { name: "Wang 王小明", ..card().ktp }, ..card() };
    let replaced = AccountCard { ktp: AsWritten { name: "Wang \u{fffd}\u{fffd}\u{fffd}", ..card().ktp }, ..card() };
    let [shown, same] = [of_one, replaced].map(|card| read(&card.draw().unwrap()));
    let ink = |shown: &crate::page::Shown, name: &str| {
        shown.texts.iter().find(|text| text.words == name).map(|text| text.ink).unwrap()
    };
    let (shown, same) = (ink(&shown, "Wang 王小明"), ink(&same, "Wang \u{fffd}\u{fffd}\u{fffd}"));
    assert!((shown.width() - same.width()).abs() < 0.1 && (shown.y0 - same.y0).abs() < 0.1, "{shown:?} {same:?}");
}

#[test]
fn values_that_no_form_takes_are_refused() {
    let long = "A".repeat(101);
    let name = AccountCard { ktp: AsWritten { name: &long, birth_place: "A", birth_date: date(1, 1, 1) }, ..card() };
    assert_eq!(name.draw(), Err(CardError::TooLong));
    assert_eq!(AccountCard { nik: &long, ..card() }.draw(), Err(CardError::TooLong));
    assert_eq!(AccountCard { help: &long.repeat(5), ..card() }.draw(), Err(CardError::TooLong));
    for check in ["", "javascript:alert(1)", "https://example.test/ü", "https://example.test/a b"] {
        assert_eq!(AccountCard { check: Some(check), ..card() }.draw(), Err(CardError::Address), "{check}");
    }
    let far = format!("https://example.test/{}", "x".repeat(200));
    assert_eq!(AccountCard { check: Some(&far), ..card() }.draw(), Err(CardError::Address));
}

#[test]
fn a_card_with_all_there_is_stays_small() {
    // As many different glyphs as names have letters, of every typeface, and a picture that is nothing but noise.
    let of = |from: u32, count: usize| -> String { (from..).filter_map(char::from_u32).take(count).collect() };
    let (arabic, javanese, latin, more) = (of(0x620, 100), of(0xa984, 80), of(0xc0, 100), of(0x1e00, 100));
    let selfie = largest_jpeg(480, 640);
    let of_one = AccountCard {
        selfie: Some(&selfie),
        ktp: AsWritten { name: &arabic, birth_place: &javanese, ..card().ktp },
        diploma: AsWritten { name: &latin, birth_place: &more, ..card().ktp },
        ..card()
    };
    let file = of_one.draw().unwrap();
    assert!(file.len() <= MAX_CARD_BYTES);
    assert_eq!(read(&file).images, 1);
}
