//! Every text of this crate that an officer reads, in Indonesian.

pub(crate) const ROLE_OFFICER: &str = "Petugas";
pub(crate) const ROLE_SUPERVISOR: &str = "Penyelia";
pub(crate) const ROLE_ADMINISTRATOR: &str = "Administrator";
pub(crate) const ROLE_AUDITOR: &str = "Auditor";

pub(crate) const ABOUT_OFFICER: &str = "Membaca dan menjawab tiket di mejanya.";
pub(crate) const ABOUT_SUPERVISOR: &str =
    "Menjawab tiket, mengambil alih tiket petugas lain, menjawab banyak tiket sekaligus, dan mengelola templat.";
pub(crate) const ABOUT_ADMINISTRATOR: &str = "Membuat dan menutup akun petugas. Tidak membuka tiket.";
pub(crate) const ABOUT_AUDITOR: &str = "Membaca catatan akses. Tidak membuka tiket.";

pub(crate) const NIP_REQUIRED: &str = "NIP belum diisi. Tuliskan 18 angka NIP Anda.";
pub(crate) const NIP_DIGITS: &str = "NIP terdiri atas 18 angka. Periksa kembali angkanya.";
pub(crate) const NIP_BIRTH_DATE: &str =
    "Delapan angka pertama NIP adalah tanggal lahir (tahun, bulan, tanggal). Periksa kembali angkanya.";

pub(crate) const OPERATOR: &str = "pengelola sistem";

/// Two who did something together.
pub(crate) fn both(one: &str, other: &str) -> String {
    format!("{one} dan {other}")
}
