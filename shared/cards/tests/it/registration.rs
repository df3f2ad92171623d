//! The card of a registration: what it says, in which order, and on how many pages.

use crate::page::{Shown, pages};
use crate::sample::{CHECK, jpeg};
use cards::{AsWritten, CardError, MAX_CARD_BYTES, Qualification, RegistrationCard, RegistrationRequirement};
use jiff::civil::date;
use lopdf::Document;

const REQUIREMENTS: [RegistrationRequirement<'static>; 3] = [
    RegistrationRequirement { label: "Scan Ijazah (ASLI)", mandatory: true },
    RegistrationRequirement { label: "Surat lamaran bermeterai", mandatory: true },
    RegistrationRequirement { label: "Sertifikat TOEFL", mandatory: false },
];

fn card() -> RegistrationCard<'static> {
    RegistrationCard {
        portrait: None,
        agency: "Pemerintah Provinsi Contoh Sukamaju",
        selection: "PPPK Teknis",
        formation: "UMUM",
        number: "72600421234567894",
        nik: "3202111206950010",
        ktp: AsWritten {
            name: "I GUSTI AYU RATNA DEWI",
            birth_place: "KABUPATEN SUKABUMI",
            birth_date: date(1995, 6, 12),
        },
        diploma: AsWritten {
            name: "I Gusti Ayu Ratna, S.H.",
            birth_place: "Kab. Sukabumi",
            birth_date: date(1995, 7, 21),
        },
        gender: "Perempuan",
        qualification: Qualification {
            institution: "Universitas Contoh",
            institution_accreditation: "A",
            programme: "Ilmu Hukum",
            programme_accreditation: "Unggul",
            education: "S-1 Hukum",
            additional: "",
            diploma_number: "123/UN/2017",
            year: "2017",
        },
        position: "AHLI PERTAMA - ANALIS HUKUM",
        place: "GUBERNUR | SEKRETARIS DAERAH | BIRO HUKUM",
        category: "",
        exam_place: "Jakarta",
        finalised_at: "2026-11-30T00:05:07Z".parse().unwrap(),
        requirements: &REQUIREMENTS,
        certificate_issuer: "",
        check: CHECK,
    }
}

/// All words of all pages, line by line.
fn words(shown: &[Shown]) -> Vec<&str> {
    shown.iter().flat_map(Shown::words).collect()
}

/// A card with the longest values that a catalogue and a form take.
fn longest(letters: &str) -> Vec<u8> {
    let of = |count: usize| letters.chars().cycle().take(count).collect::<String>();
    let (name, value, label) = (of(100), of(300), of(500));
    let requirements = [RegistrationRequirement { label: &label, mandatory: false }; 9];
    let written = AsWritten { name: &name, birth_place: &name, birth_date: date(1995, 6, 12) };
    let qualification = Qualification {
        institution: &value,
        institution_accreditation: &name,
        programme: &value,
        programme_accreditation: &name,
        education: &value,
        additional: &value,
        diploma_number: &name,
        year: "2017",
    };
    let of_one = RegistrationCard {
        agency: &value,
        formation: &name,
        ktp: written,
        diploma: written,
        qualification,
        position: &value,
        place: &value,
        category: &value,
        exam_place: &value,
        requirements: &requirements,
        certificate_issuer: &name,
        ..card()
    };
    of_one.draw().unwrap_or_else(|error| panic!("{letters}: {error}"))
}

#[test]
fn a_card_is_read_in_the_guides_order() {
    let shown = pages(&card().draw().unwrap());
    assert_eq!(shown.len(), 1);
    let words = words(&shown).join(" ");
    let expected = [
        "KARTU PENDAFTARAN SISTEM SELEKSI CALON ASN",
        "Pemerintah Provinsi Contoh Sukamaju",
        "Jenis Seleksi PPPK Teknis",
        "Formasi UMUM",
        "No. Registrasi 72600421234567894",
        "No. Identitas KTP 3202111206950010",
        "Nama Akun I GUSTI AYU RATNA DEWI",
        "Nama Sesuai Ijazah I Gusti Ayu Ratna, S.H.",
        "KABUPATEN SUKABUMI / 12-06-1995",
        "Kab. Sukabumi / 21-07-1995",
        "Jenis Kelamin Perempuan",
        "Institusi Pendidikan Universitas Contoh",
        "Akreditasi A",
        "Program Studi Ilmu Hukum (Akreditasi: Unggul)",
        "Kualifikasi Pendidikan S-1 Hukum",
        "Kualifikasi Pendidikan tambahan -",
        "No. Ijazah / Tahun 123/UN/2017 / 2017",
        "AHLI PERTAMA - ANALIS HUKUM (GUBERNUR, SEKRETARIS DAERAH, BIRO HUKUM)",
        "Kategori Peserta -",
        "Lokasi Ujian Jakarta",
        "Tgl / Jam Pendaftaran 30-11-2026 / 07:05:07 WIB",
        "Persyaratan Administrasi",
        "1. Scan Ijazah (ASLI)",
        "2. Surat lamaran bermeterai",
        "3. Sertifikat TOEFL (tidak wajib)",
        "Hasil Verifikasi Lulus Tidak",
        "Tanggal Verifikasi: Petugas Verifikator, Nama:",
        "Tanggal Verifikasi Online: Petugas Verifikator Online, Nama:",
        "Demikian data pribadi ini saya buat dengan sebenarnya",
        "UU ITE No. 11 Tahun 2008 Pasal 5 Ayat 1",
        "menggunakan sertifikat elektronik. ",
        "Pengecekan Dokumen",
        "(untuk digunting dan ditempel pada Amplop)",
        "Nomor Registrasi 72600421234567894",
        "Nama I GUSTI AYU RATNA DEWI",
        "Jabatan AHLI PERTAMA",
    ];
    let mut rest = words.as_str();
    for part in expected {
        let at = rest.find(part).unwrap_or_else(|| panic!("{part:?} is not in {rest:?}"));
        rest = &rest[at + part.len()..];
    }
}

#[test]
fn only_an_issuer_that_is_told_is_named() {
    let named = RegistrationCard { certificate_issuer: "BSrE", ..card() };
    let shown = pages(&named.draw().unwrap());
    assert!(words(&shown).join(" ").contains("sertifikat elektronik yang diterbitkan BSrE."));
}

#[test]
fn values_without_anything_to_read_are_dashes() {
    let nothing = Qualification {
        institution: "",
        institution_accreditation: "",
        programme: "",
        programme_accreditation: "",
        education: "",
        additional: "",
        diploma_number: "",
        year: "",
    };
    let empty = RegistrationCard { qualification: nothing, exam_place: "", requirements: &[], ..card() };
    let shown = pages(&empty.draw().unwrap());
    assert_eq!(words(&shown).iter().filter(|words| **words == "-").count(), 8);
    let only_year = RegistrationCard { qualification: Qualification { year: "2017", ..nothing }, ..card() };
    assert!(words(&pages(&only_year.draw().unwrap())).contains(&"- / 2017"));
}

#[test]
fn the_longest_values_fit_and_nothing_is_cut_or_covered() {
    for letters in ["W", "Wwww mm Www "] {
        let file = longest(letters);
        let shown = pages(&file);
        assert!((2..=8).contains(&shown.len()), "{letters}: {} pages", shown.len());
        for page in &shown {
            crate::layout::assert_sound(page);
        }
        let count = words(&shown).concat().matches(letters.trim()).count();
        assert!(letters.len() > 2 || count > 9 * 500, "{letters}: {count}");
    }
}

#[test]
fn a_card_with_long_names_is_one_page_and_sound() {
    let long = RegistrationCard {
        agency: "Kementerian Koordinator Bidang Pembangunan Manusia, Kebudayaan, dan Urusan Contoh yang Amat Panjang \
                 Republik Indonesia",
        place: "Kementerian Koordinator | Sekretariat Kementerian Koordinator | Biro Hukum, Persidangan, Organisasi, \
                dan Komunikasi | Bagian Perundang-undangan",
        requirements: &[RegistrationRequirement { label: "Surat keterangan pengalaman kerja", mandatory: true }; 9],
        ..card()
    };
    let shown = pages(&long.draw().unwrap());
    assert_eq!(shown.len(), 1);
    crate::layout::assert_sound(&shown[0]);
}

#[test]
fn the_same_values_give_the_same_bytes() {
    let portrait = jpeg(600, 800, 20, 70);
    let of_one = RegistrationCard { portrait: Some(&portrait), ..card() };
    let first = of_one.draw().unwrap();
    card().draw().unwrap();
    assert!(of_one.draw().unwrap() == first);
    assert!(first.len() <= MAX_CARD_BYTES);
    assert_eq!(pages(&first)[0].images, 1);
}

#[test]
fn every_requirement_has_its_box() {
    let boxes = |file: &[u8]| {
        let shown = pages(file);
        shown.iter().flat_map(|page| &page.areas).filter(|area| (area.width() - 8.0).abs() < 0.1).count() / 2
    };
    assert_eq!(boxes(&card().draw().unwrap()), 3 + 2);
}

#[test]
fn a_screen_reader_gets_headings_tables_and_pictures_of_all_pages() {
    let file = longest("Wwww mm Www ");
    let document = Document::load_mem(&file).unwrap();
    let (elements, marks) = crate::structure::read(&document);
    let count = |name: &str| elements.iter().filter(|element| element.split(' ').next() == Some(name)).count();
    assert_eq!((count("H1"), count("TR"), count("Figure"), count("Link")), (1, 22, 1, 1));
    assert!(count("Table") >= 2);
    assert_eq!(count("H2"), 3);
    assert!(marks.len() > 60);
}

#[test]
fn values_that_no_form_takes_are_refused() {
    let (long, label) = ("A".repeat(301), "A".repeat(501));
    assert_eq!(RegistrationCard { agency: &long, ..card() }.draw(), Err(CardError::TooLong));
    let of_501 = [RegistrationRequirement { label: &label, mandatory: true }];
    assert_eq!(RegistrationCard { requirements: &of_501, ..card() }.draw(), Err(CardError::TooLong));
    let of_41 = [RegistrationRequirement { label: "A", mandatory: true }; 41];
    assert_eq!(RegistrationCard { requirements: &of_41, ..card() }.draw(), Err(CardError::TooLong));
    assert_eq!(RegistrationCard { check: "javascript:alert(1)", ..card() }.draw(), Err(CardError::Address));
    assert_eq!(RegistrationCard { portrait: Some(b"RATNA"), ..card() }.draw(), Err(CardError::SelfieUnreadable));
}
