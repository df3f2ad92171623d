//! The FAQ as it is.

use domain::catalogue;

use super::*;

fn faq() -> Faq {
    Faq::read().unwrap()
}

fn titles(faq: &Faq, query: &str) -> Vec<String> {
    faq.search(query).iter().map(|question| question.title.clone()).collect()
}

#[test]
fn every_page_has_questions() {
    let faq = faq();
    for kind in Kind::ALL {
        for topic in Topic::ALL {
            assert!(faq.page(kind, topic).count() >= 3, "{} {}", kind.slug(), topic.slug());
        }
    }
}

#[test]
fn every_link_leads_somewhere() {
    for question in &faq().questions {
        for address in question.answer.split("href=\"").skip(1).map(|rest| rest.split('"').next().unwrap()) {
            if let Some(slug) = address.strip_prefix("/formulir/") {
                assert!(catalogue::by_slug(slug).is_some(), "{address} in {}", question.title);
            } else if let Some(path) = address.strip_prefix("/faq/") {
                let (kind, topic) = path.split_once('/').unwrap();
                assert!(
                    Kind::by_slug(kind).is_some() && Topic::by_slug(topic).is_some(),
                    "{address} in {}",
                    question.title
                );
            } else {
                assert!(address == "/status" || address.starts_with("https://"), "{address} in {}", question.title);
            }
        }
    }
}

#[test]
fn every_form_is_recommended_by_some_answer() {
    let faq = faq();
    for form in catalogue::FORMS {
        let link = format!("href=\"/formulir/{}\"", form.slug);
        assert!(faq.questions.iter().any(|question| question.answer.contains(&link)), "{}", form.slug);
    }
}

#[test]
fn every_question_that_the_manual_shows_is_answered() {
    let faq = faq();
    for kind in Kind::ALL {
        let page: Vec<_> = faq.page(kind, Topic::Account).map(|question| question.title.to_lowercase()).collect();
        for shown in [
            "apakah sscasn itu?",
            "tidak ditemukan atau tidak sesuai di halaman akun?",
            "bagaimana jika muncul informasi \"nik sudah terdaftar\" ketika membuat akun pendaftaran?",
            "bagaimana pengisian data \"nama\" yang benar?",
            "apakah saya dapat melamar lebih dari 1 (satu) jabatan?",
            "apakah yang dimaksud dengan periode pendaftaran?",
            "bagaimana jika kode captcha tidak terbaca atau tidak tampil?",
            "bagaimana jika tempat lahir saya tidak ada di referensi?",
            "bagaimana jika perguruan tinggi saya tidak tersedia di referensi?",
            "apakah bisa langsung login untuk melanjutkan pengisian biodata?",
            "bagaimana cara mengecek lowongan pendaftaran yang tersedia?",
            "bagaimana jika saat pengisian pendaftaran koneksi terputus?",
        ] {
            assert!(page.iter().any(|title| title.ends_with(shown)), "{shown}");
        }
    }
}

#[test]
fn the_best_answer_comes_first_in_spite_of_typing_errors() {
    let faq = faq();
    for (query, best) in [
        ("pasword lupa", "Saya lupa password. Bagaimana cara membuat yang baru?"),
        ("lupa kata sandi", "Saya lupa password. Bagaimana cara membuat yang baru?"),
        ("perguruan tingi", "Bagaimana jika perguruan tinggi saya tidak tersedia di referensi?"),
        ("capcha gak terbaca", "Bagaimana jika kode Captcha tidak terbaca atau tidak tampil?"),
        (
            "materai elektronik gagal",
            "Pembubuhan e-Meterai gagal, tetapi kuota saya berkurang. Apa yang harus saya lakukan?",
        ),
        (
            "nik sudah terdaftar",
            "Bagaimana jika muncul informasi \"NIK sudah terdaftar\" ketika membuat akun pendaftaran?",
        ),
        ("cetak kartu pendaftran", "Kapan Kartu Pendaftaran SSCASN dapat dicetak?"),
        ("dapodik", "Bagaimana memastikan data saya ada di Dapodik atau data lulusan PPG?"),
    ] {
        assert_eq!(titles(&faq, query).first().map(String::as_str), Some(best), "{query}: {:#?}", titles(&faq, query));
    }
}

#[test]
fn what_is_looked_for_is_among_the_first() {
    let faq = faq();
    for (query, part) in [
        ("tempat lahir luar negeri", "luar negeri"),
        ("thk2 lupa nomor", "nomornya lupa"),
        ("terdaftar pns padahal bukan", "bukan PNS"),
        ("sanggah", "sanggah"),
        ("batas umur", "usia"),
        ("ijazah beda nama ktp", "berbeda dengan ijazah"),
        ("disabilitas", "disabilitas"),
        ("nomor tiket salah", "Nomor Tiket"),
    ] {
        let found = titles(&faq, query);
        assert!(found.iter().take(3).any(|title| title.contains(part)), "{query}: {found:#?}");
    }
}

#[test]
fn garbage_finds_nothing() {
    let faq = faq();
    for query in ["", " ", "qwrtzxp", "xkcd zzyzx", "' OR 1=1 --", "<script>", "%00", "….?!", "saya apa yang"] {
        assert!(titles(&faq, query).is_empty(), "{query}: {:#?}", titles(&faq, query));
    }
}

#[test]
fn a_search_is_bounded() {
    let faq = faq();
    assert!(faq.search("pendaftaran akun data formulir").len() <= MOST_FOUND);
    assert!(faq.search(&format!("{}password", " ".repeat(LONGEST_QUERY))).is_empty());
    assert_eq!(faq.search(&"password ".repeat(100_000)).first().unwrap().topic, Topic::Login);
}
