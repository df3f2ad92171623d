//! The FAQ as it is.

mod queries;

use domain::catalogue;

use super::*;

fn faq() -> Faq {
    Faq::of_files().unwrap()
}

fn titles(faq: &Faq, query: &str) -> Vec<String> {
    faq.search(query).iter().map(|found| found.title().to_owned()).collect()
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

/// The share of the queries with one of the right answers among the first three, and those without.
fn judged(queries: &[(&str, &[&str])]) -> (usize, Vec<String>) {
    let faq = faq();
    let missed = queries.iter().filter_map(|(query, right)| {
        let first: Vec<_> = titles(&faq, query).into_iter().take(3).collect();
        let is_right = first.iter().any(|title| right.iter().any(|part| title.contains(part)));
        (!is_right).then(|| format!("{query}: {first:#?}"))
    });
    let missed: Vec<_> = missed.collect();
    (100 * (queries.len() - missed.len()) / queries.len(), missed)
}

#[test]
fn what_people_type_finds_the_right_answer_among_the_first_three() {
    let (percent, missed) = judged(queries::KNOWN);
    assert!(percent >= 95, "{percent} %: {}", missed.join("\n"));
}

#[test]
fn what_nobody_tuned_the_search_for_finds_the_right_answer_too() {
    let (percent, missed) = judged(queries::ASIDE);
    assert!(percent >= 90, "{percent} %: {}", missed.join("\n"));
}

#[test]
fn what_the_faq_does_not_know_is_not_answered_by_something_else() {
    let faq = faq();
    for query in ["gaji pns golongan berapa", "cara masak rendang", "obat sakit kepala", "harga tiket kereta"] {
        assert!(titles(&faq, query).is_empty(), "{query}: {:#?}", titles(&faq, query));
    }
    let selfie = titles(&faq, "foto selfie gagal");
    assert!(selfie.iter().all(|title| !title.contains("Didaftarkan Orang Lain")), "that deletes: {selfie:#?}");
}

#[test]
fn forms_are_among_the_results() {
    let faq = faq();
    let found = faq.search("kampus tidak ditemukan");
    assert!(found.iter().take(3).any(|found| matches!(found, Found::Form(form, _) if form.code.to_string() == "10")));
}

#[test]
fn a_passage_shows_why_an_answer_was_found() {
    let faq = faq();
    let found = faq.search("peruri");
    let [Found::Question(_, passage), ..] = found.as_slice() else { panic!("{found:?}") };
    assert!(passage.iter().any(|piece| piece.is_hit && piece.text == "Peruri"), "{passage:?}");
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
    assert!(titles(&faq, &"password ".repeat(100_000)).first().unwrap().contains("Password"));
}
