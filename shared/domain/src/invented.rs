//! Invented people, and what they would fill in. The same place in the seed gives the same person.

use std::collections::BTreeMap;

use crate::{Field, Form};

const GIVEN: [&str; 12] =
    ["Siti", "Budi", "Dewi", "Agus", "Rina", "Joko", "Maria", "Putu", "Yusuf", "Andi", "Fitri", "Bagus"];
const FAMILY: [&str; 11] = [
    "Rahayu",
    "Santoso",
    "Lestari",
    "Wijaya",
    "Hutapea",
    "Nugroho",
    "Simanjuntak",
    "Ariani",
    "Siregar",
    "Pratama",
    "Halim",
];

/// Districts whose codes begin a NIK, from Medan to Makassar.
const REGIONS: [&str; 8] = ["127101", "317401", "327301", "337401", "357801", "517101", "647101", "737101"];

/// Universities that the reference data lacks. The list is short, so many applicants ask for the same one.
const UNIVERSITIES: [&str; 7] = [
    "Universitas Cendekia Nusantara",
    "Institut Teknologi Samudra",
    "Sekolah Tinggi Ilmu Kesehatan Mawar",
    "Universitas Bina Harapan Jaya",
    "Politeknik Maritim Timur",
    "Akademi Kebidanan Melati",
    "Universitas Pelita Katulistiwa",
];

const STORIES: [&str; 5] = [
    "Nama saya tercatat sebagai PNS aktif, padahal saya tidak pernah menjadi PNS. Mohon diperiksa kembali datanya.",
    "Data saya di SSCASN tidak sama dengan KTP. Saya sudah mengunggah dokumen yang benar.",
    "Saya sudah mengundurkan diri tiga tahun lalu, tetapi status saya belum berubah sampai hari ini.",
    "Instansi yang saya tuju tidak muncul dalam daftar pilihan, padahal formasinya sudah diumumkan.",
    "Sertifikat saya ditolak sistem dengan keterangan tidak ditemukan. Mohon bantuannya, terima kasih.",
];

/// Fills in every field of the form correctly. `at` may be any place in the seed.
#[must_use]
pub fn fields(form: &Form, at: u32) -> BTreeMap<String, String> {
    form.fields.iter().map(|spec| (spec.field.as_str().to_owned(), value(spec.field, at))).collect()
}

/// What the person with this place in the seed fills in there.
#[must_use]
pub fn value(field: Field, at: u32) -> String {
    // Each list advances at its own pace, so neighbours differ.
    let of =
        |list: &[&str], pace: u32| list.get((at / pace) as usize % list.len()).copied().unwrap_or_default().to_owned();
    let (day, month, year) = (at % 28 + 1, at / 28 % 12 + 1, at / 336 % 20 + 80);
    match field.as_str() {
        "full_name" => format!("{} {}", of(&GIVEN, 1), of(&FAMILY, 1)),
        "nik" => {
            format!("{}{:02}{month:02}{:02}{:04}", of(&REGIONS, 3), day + 40 * (at % 2), year % 100, at / 5 % 9999 + 1)
        }
        "kk" => format!("3174{:012}", 120_000_000_000_u64 + u64::from(at)),
        "birth_place" => "Kota Contoh".to_owned(),
        "birth_date" => format!("19{year:02}-{month:02}-{day:02}"),
        "chronology" | "complaint" => of(&STORIES, 1),
        "birth_country" => "Belanda".to_owned(),
        "birth_city" => "Wassenaar".to_owned(),
        "university" => of(&UNIVERSITIES, 13),
        "education_level" => "S-1".to_owned(),
        "study_programme" => "Sistem Informasi".to_owned(),
        "applicant_category" => "Lulusan PPG".to_owned(),
        "educator_certificate" | "thk2_number" => format!("{:010}", 1_000_000_000 + u64::from(at)),
        "thk2_agency" | "target_agency" => "Pemerintah Kota Bandung".to_owned(),
        _ => "jawaban".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::{Content, Outcome, catalogue};

    #[test]
    fn everybody_fills_every_form_in_rightly() {
        for form in catalogue::FORMS.iter().filter(|form| form.outcome != Outcome::SelfService) {
            for at in (0..5_000).chain([999_999, 19_999_999]) {
                if let Err(errors) = Content::parse(form, &fields(form, at), date(2026, 11, 22)) {
                    panic!("{} {at}: {errors:?}", form.slug);
                }
            }
        }
    }
}
