//! Formations as JSON, under the names that the public catalogue of 2024 gave its fields.

use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::Selection;
use crate::catalogue::{Gender, Requirement};
use crate::eligibility::Grade;
use crate::state::Shown;
use crate::store::search::Listed;

/// A formation in a list.
#[derive(Serialize, ToSchema)]
pub(super) struct FormationLine {
    formasi_id: Uuid,
    #[schema(example = "4001")]
    instansi_id: String,
    #[schema(example = "Kementerian Contoh Sukamaju")]
    ins_nm: String,
    jp_nama: Selection,
    #[schema(example = "UMUM")]
    formasi_nm: String,
    #[schema(example = "Ahli Pertama - Analis Hukum")]
    jabatan_nm: String,
    /// Agency, unit and unit of the unit, parted by `|`.
    lokasi_nm: String,
    #[schema(example = "5101087")]
    kode_ref_pend: String,
    #[schema(example = "S-1 Teknik Informatika")]
    pendidikan_nm: String,
    /// How many people are taken.
    jumlah_formasi: i32,
    /// Whether it is open to people with disability.
    disable: bool,
    /// In rupiah a month.
    #[schema(required = true)]
    gaji_min: Option<i64>,
    /// In rupiah a month.
    #[schema(required = true)]
    gaji_max: Option<i64>,
}

impl From<Listed> for FormationLine {
    fn from(listed: Listed) -> Self {
        Self {
            formasi_id: listed.id,
            instansi_id: listed.agency_id,
            ins_nm: listed.agency,
            jp_nama: listed.selection,
            formasi_nm: listed.kind,
            jabatan_nm: listed.position,
            lokasi_nm: listed.place,
            kode_ref_pend: listed.education_code,
            pendidikan_nm: listed.education,
            jumlah_formasi: listed.places,
            disable: listed.open_to_disability,
            gaji_min: listed.salary_min,
            gaji_max: listed.salary_max,
        }
    }
}

/// A formation with its rules.
#[derive(Serialize, ToSchema)]
#[expect(clippy::struct_excessive_bools, reason = "the flags of the public catalogue, each of which stands for itself")]
pub(super) struct FormationDetails {
    #[serde(flatten)]
    line: FormationLine,
    job_desc: String,
    keahlian: String,
    syarat_admin: Vec<Requirement>,
    kontak: String,
    /// Whom alone it takes.
    #[serde(rename = "jenisKelamin")]
    #[schema(required = true)]
    gender: Option<Gender>,
    #[serde(rename = "mintaSTR")]
    asks_str: bool,
    #[serde(rename = "mintaSertifikasiGuru")]
    asks_teaching: bool,
    toefl: bool,
    #[serde(rename = "isDiplomat")]
    is_diplomat: bool,
    /// Completed years on the day of filing.
    age_min: i16,
    /// Years on the day of filing: one day over is too old.
    age_max: i16,
    /// With two decimals behind a point; of a school's diploma from 0 to 100.
    #[schema(required = true, example = "3.00")]
    gpa_min: Option<String>,
    /// Whether it can no longer be applied for.
    withdrawn: bool,
    /// When registrations are taken, where that is told.
    #[schema(required = true)]
    registration: Option<RegistrationDates>,
}

/// When registrations are taken.
#[derive(Serialize, ToSchema)]
struct RegistrationDates {
    #[schema(example = "CASN 2026")]
    period: String,
    #[schema(value_type = String, format = "date-time")]
    opens_at: Timestamp,
    /// From this moment on none is taken.
    #[schema(value_type = String, format = "date-time")]
    closes_at: Timestamp,
}

impl From<Shown> for FormationDetails {
    fn from(Shown { formation, withdrawn, dates }: Shown) -> Self {
        Self {
            job_desc: formation.job,
            keahlian: formation.skills,
            syarat_admin: formation.requirements,
            kontak: formation.contact,
            gender: formation.gender,
            asks_str: formation.asks_str,
            asks_teaching: formation.asks_teaching,
            toefl: formation.asks_toefl,
            is_diplomat: formation.is_diplomat,
            age_min: formation.age_min,
            age_max: formation.age_max,
            gpa_min: formation.gpa_min.map(|least| Grade::of_hundredths(least).shown().replace(',', ".")),
            withdrawn,
            registration: dates.map(|dates| RegistrationDates {
                period: dates.period,
                opens_at: dates.opens_at,
                closes_at: dates.closes_at,
            }),
            line: FormationLine {
                formasi_id: formation.id,
                instansi_id: formation.agency_id,
                ins_nm: formation.agency,
                jp_nama: formation.selection,
                formasi_nm: formation.kind,
                jabatan_nm: formation.position,
                lokasi_nm: formation.place,
                kode_ref_pend: formation.education_code,
                pendidikan_nm: formation.education,
                jumlah_formasi: formation.places,
                disable: formation.open_to_disability,
                gaji_min: formation.salary_min,
                gaji_max: formation.salary_max,
            },
        }
    }
}
