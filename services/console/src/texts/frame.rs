//! Texts that stand around every page.

pub(crate) const SECTION_WORK: &str = "Tiket";
pub(crate) const SECTION_TEMPLATES: &str = "Templat";
pub(crate) const SECTION_CLUSTERS: &str = "Tiket serupa";
pub(crate) const SECTION_BULK: &str = "Massal";
pub(crate) const SECTION_OVERVIEW: &str = "Ringkasan";
pub(crate) const SECTION_ACCOUNTS: &str = "Akun petugas";
pub(crate) const SECTION_AUDIT: &str = "Catatan akses";
pub(crate) const EVERY_DESK: &str = "Semua meja";

/// What an officer is told whose account was reset.
pub(crate) fn account_was_reset(by: &str, at: &str) -> String {
    format!(
        "Akun Anda diatur ulang oleh {by} pada {at} WIB. Bila Anda tidak memintanya, ganti sandi Anda sekarang dan \
        laporkan kepada administrator lain."
    )
}
