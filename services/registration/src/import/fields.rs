//! The fields of a file: the names of the public catalogue of 2024, and four of our own for what it did not tell.

/// One field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Field(pub(super) &'static str);

/// A field that each row has to fill in.
pub(super) const REQUIRED: [Field; 12] = [
    Field("formasi_id"),
    Field("instansi_id"),
    Field("ins_nm"),
    Field("jp_nama"),
    Field("formasi_nm"),
    Field("jabatan_nm"),
    Field("lokasi_nm"),
    Field("kode_ref_pend"),
    Field("pendidikan_nm"),
    Field("jumlah_formasi"),
    Field("age_min"),
    Field("age_max"),
];

/// A field that a file may lack, or a row leave empty.
pub(super) const OPTIONAL: [Field; 15] = [
    Field("disable"),
    Field("gaji_min"),
    Field("gaji_max"),
    Field("job_desc"),
    Field("keahlian"),
    Field("syarat_admin"),
    Field("kontak"),
    Field("jenisKelamin"),
    Field("mintaSTR"),
    Field("mintaSertifikasiGuru"),
    Field("toefl"),
    Field("isDiplomat"),
    Field("kodeDapodik"),
    Field("npsn"),
    Field("gpa_min"),
];

/// Fields of the public catalogue that say nothing about a formation: they are passed over.
pub(super) const PASSED_OVER: [&str; 1] = ["jumlah_ms"];

/// All of them in the order in which a file is written.
pub(super) fn all() -> impl Iterator<Item = Field> {
    REQUIRED.into_iter().chain(OPTIONAL)
}

/// The field of this name.
pub(super) fn named(name: &str) -> Option<Field> {
    all().find(|field| field.0 == name)
}
