//! Texts that stand around every page.

pub(crate) const SECTION_WORK: &str = "Tiket";
pub(crate) const SECTION_TEMPLATES: &str = "Templat";
pub(crate) const SECTION_FAQ: &str = "FAQ";
pub(crate) const SECTION_CLUSTERS: &str = "Tiket serupa";
pub(crate) const SECTION_BULK: &str = "Jawab banyak";
pub(crate) const SECTION_OVERVIEW: &str = "Ringkasan";
pub(crate) const SECTION_ACCOUNTS: &str = "Akun petugas";
pub(crate) const SECTION_AUDIT: &str = "Catatan akses";

// What each part is for.
pub(crate) const ABOUT_WORK: &str = "Menjawab pelamar.";
pub(crate) const ABOUT_TEMPLATES: &str = "Jawaban yang sering dipakai.";
pub(crate) const ABOUT_FAQ: &str = "Yang dibaca pelamar sebelum bertanya.";
pub(crate) const ABOUT_CLUSTERS: &str = "Tiket yang dapat dijawab bersama.";
pub(crate) const ABOUT_BULK: &str = "Satu jawaban untuk banyak tiket.";
pub(crate) const ABOUT_OVERVIEW: &str = "Berapa yang masuk, dijawab, dan terlambat.";
pub(crate) const ABOUT_ACCOUNTS: &str = "Membuat akun, mengatur peran dan meja, mengatur ulang kata sandi.";
pub(crate) const ABOUT_AUDIT: &str = "Siapa membuka, menjawab, dan mengubah apa, dan apakah catatannya masih utuh.";

pub(crate) const EVERY_DESK: &str = "Semua meja";

/// What an officer is told whose account was reset.
pub(crate) fn account_was_reset(by: &str, at: &str) -> String {
    format!(
        "Akun Anda diatur ulang oleh {by} pada {at} WIB. Bila Anda tidak memintanya, ganti kata sandi Anda sekarang dan \
        laporkan kepada administrator lain."
    )
}
