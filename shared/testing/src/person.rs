//! Invented applicants, and what they would fill in.

use std::collections::BTreeMap;

use domain::DocumentKind;
use domain::catalogue::{self, Form};

use crate::{Multipart, jpeg, pdf};

/// An applicant. Two seeds never give the same NIK.
#[derive(Clone, Debug)]
pub struct Person {
    /// Full name.
    pub full_name: String,
    /// NIK: Jakarta Selatan, born on 17 August 1995, sequence from the seed.
    pub nik: String,
    /// Family card number.
    pub kk: String,
    seed: u64,
}

impl Person {
    /// Makes the person of a seed (below 10,000,000).
    #[must_use]
    pub fn new(seed: u64) -> Self {
        let given = ["Siti", "Budi", "Dewi", "Agus", "Rina", "Joko", "Maria", "Putu"];
        let family = ["Rahayu", "Santoso", "Lestari", "Wijaya", "Hutapea", "Nugroho", "Simanjuntak", "Ariani"];
        let at = usize::try_from(seed).unwrap_or(0);
        // The region's last digits vary with the seed, so that there are enough numbers. The rules allow unknown
        // regions.
        Self {
            full_name: format!("{} {} {}", given[at % 8], family[(at / 8) % 8], letters(seed)),
            nik: format!("31{:04}170895{:04}", 7400 + (seed / 10_000) % 1000, seed % 10_000),
            kk: format!("3174{:012}", 990_000_000_000_u64 + seed),
            seed,
        }
    }

    /// A valid value for every field of `form`, by field name.
    #[must_use]
    pub fn fields(&self, form: &Form) -> BTreeMap<String, String> {
        form.fields.iter().map(|spec| (spec.field.as_str().to_owned(), self.value(spec.field.as_str()))).collect()
    }

    /// A whole submission of the form with that slug, with documents of about `bytes` bytes each.
    ///
    /// # Panics
    /// When the catalogue has no such form.
    #[must_use]
    pub fn submission(&self, slug: &str, bytes: usize) -> Multipart {
        let form = catalogue::by_slug(slug).expect("a form of the catalogue");
        let mut body = Multipart::default();
        for (name, value) in self.fields(form) {
            body = body.text(&name, &value);
        }
        for (at, document) in form.documents.iter().enumerate() {
            body = self.attach(body, document.kind, at, bytes);
        }
        body
    }

    fn attach(&self, body: Multipart, kind: DocumentKind, at: usize, bytes: usize) -> Multipart {
        let seed = self.seed * 10 + u64::try_from(at).unwrap_or(0);
        if at.is_multiple_of(2) {
            body.file(kind.as_str(), "foto.jpg", "image/jpeg", &jpeg(seed, bytes))
        } else {
            body.file(kind.as_str(), "pindaian.pdf", "application/pdf", &pdf(seed, bytes))
        }
    }

    fn value(&self, field: &str) -> String {
        match field {
            "full_name" => self.full_name.clone(),
            "nik" => self.nik.clone(),
            "kk" => self.kk.clone(),
            "birth_place" => "Jakarta Selatan".to_owned(),
            "birth_date" => "1995-08-17".to_owned(),
            "chronology" | "complaint" => {
                format!("Saya tercatat sebagai PNS aktif padahal belum pernah diangkat ({}).", letters(self.seed))
            }
            "birth_country" => "Belanda".to_owned(),
            "birth_city" => "Wassenaar".to_owned(),
            "university" => "Universitas Contoh Nusantara".to_owned(),
            "education_level" => "S-1".to_owned(),
            "study_programme" => "Sistem Informasi".to_owned(),
            "applicant_category" => "Lulusan PPG".to_owned(),
            "educator_certificate" | "thk2_number" => "1234567890".to_owned(),
            "thk2_agency" | "target_agency" => "Pemerintah Kota Bandung".to_owned(),
            _ => "jawaban".to_owned(),
        }
    }
}

/// The number as letters: names have no digits, and a planted name must differ from every other.
fn letters(mut number: u64) -> String {
    let mut out = String::from("Q");
    loop {
        out.push(char::from(b'a' + u8::try_from(number % 26).unwrap_or(0)));
        number /= 26;
        if number == 0 {
            return out;
        }
    }
}
